"""A made-up briefing that uses every block. All figures in it are invented."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Card,
    Cited,
    Document,
    Emphasis,
    Figure,
    Heading,
    Line,
    Link,
    Number,
    PageBreak,
    Paragraph,
    Plain,
    Strong,
    Table,
)
from territoria.model import Address, Reading
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, INK, PEER, RULE

INDICATORS = (
    ("hrst", "Human resources in science and technology", "% of people aged 25–64", 44.1),
    ("rd-staff", "Research personnel", "% of people in work", 0.92),
    ("broadband", "Homes with a gigabit line", "% of homes", 71.0),
    ("basic-skills", "People with basic digital skills", "% of people aged 16–74", 58.4),
    ("ict-firms", "People working in digital firms", "% of people in work", 1.7),
    ("patents", "Patent applications", "per million people", 183.0),
    ("egov", "People who use public services online", "% of people", 49.6),
    ("young-firms", "Firms younger than five years", "% of firms", 31.2),
)
PILLARS = (
    ("talent", "Talent", 62, 58, 66, "about level with peers"),
    ("research", "Research and ideas", 41, 37, 46, "below peers"),
    ("infrastructure", "Infrastructure", 68, 64, 71, "above peers"),
    ("services", "Public services", 53, 47, 58, "cannot be told apart"),
    ("business", "Digital business", 38, 34, 43, "below peers"),
)


def address(kind: str, node: str, plan: str = "none") -> str:
    return str(Address(kind, "blueprint@2026.1", "DE24@2021", node, "europe-nuts2021-r3", plan))


def sample_readings() -> dict[str, Reading]:
    readings: dict[str, Reading] = {}
    for node, name, low_name, value in INDICATORS:
        key = address("observation", node)
        readings[key] = Reading(
            Address.parse(key), value, value * 0.95, value * 1.04, low_name, "2024", "observed",
            sentence=f"{name} in Oberfranken, as published for 2024.",
        )  # fmt: skip
    for node, name, value, low, high, words in PILLARS:
        key = address("score", node)
        readings[key] = Reading(
            Address.parse(key), float(value), float(low), float(high), "points of 100", "2024",
            "computed", sentence=f"{name}: the score of Oberfranken is {words}.",
        )  # fmt: skip
    for n in range(1, 6):
        key = address("peer", f"peer-{n}")
        readings[key] = Reading(
            Address.parse(key), 0.9 - n / 20, None, None, "share of draws", "2019–2024",
            "computed", sentence="How often this region was among the ten nearest.",
        )  # fmt: skip
    return readings


def score(node: str, strong: bool = False) -> Number:
    _, _, value, low, high, _ = next(p for p in PILLARS if p[0] == node)
    return Number(f"{value} ({low}–{high})", address("score", node), strong)


def observed(node: str) -> Number:
    value = next(i[3] for i in INDICATORS if i[0] == node)
    return Number(f"{value:g}", address("observation", node))


def strip() -> Picture:
    rows, parts = [], []
    for i, (node, name, value, low, high, words) in enumerate(PILLARS):
        y = 28 + i * 30
        x = 190 + value * 3
        parts.append(
            f'<text x="0" y="{y + 4}" font-size="13" fill="{INK}">{name}</text>'
            f'<line x1="190" x2="490" y1="{y}" y2="{y}" stroke="{RULE}"/>'
            f'<line x1="{190 + low * 3}" x2="{190 + high * 3}" y1="{y}" y2="{y}" '
            f'stroke="{ACCENT}" stroke-width="3"/>'
            f'<circle cx="{x}" cy="{y}" r="6" fill="{ACCENT}"/>'
            f'<text x="505" y="{y + 4}" font-size="13" fill="{INK}">{value} ({low}–{high})</text>'
        )
        rows.append((Label(name), Label(f"{value} ({low}–{high})", address("score", node)),
                     Label(words)))  # fmt: skip
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 180" width="640" height="180" '
        f'font-family="system-ui, sans-serif">{"".join(parts)}</svg>'
    )
    return Picture(
        svg, 640, 180, "Five dimensions of Oberfranken with their ranges",
        "Infrastructure is highest at 68; digital business is lowest at 38.",
        ("Dimension", "Score (range)", "Against peers"), tuple(rows),
    )  # fmt: skip


def dots() -> Picture:
    rows, parts = [], []
    for i, (node, name, unit, value) in enumerate(INDICATORS):
        y = 24 + i * 34
        dots_ = "".join(
            f'<circle cx="{270 + (i * 37 + n * 29) % 230}" cy="{y}" r="4" fill="{PEER}"/>'
            for n in range(9)
        )
        parts.append(
            f'<text x="0" y="{y}" font-size="13" fill="{INK}">{name[:36]}</text>'
            f'<text x="0" y="{y + 14}" font-size="12" fill="{PEER}">{unit}</text>'
            f'<line x1="260" x2="520" y1="{y}" y2="{y}" stroke="{RULE}"/>{dots_}'
            f'<circle cx="{300 + i * 21}" cy="{y}" r="6" fill="{ACCENT}"/>'
            f'<text x="535" y="{y + 4}" font-size="13" fill="{INK}">{value:g}</text>'
        )
        rows.append((Label(name), Label(f"{value:g}", address("observation", node)),
                     Label(unit)))  # fmt: skip
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 640 300" width="640" height="300" '
        f'font-family="system-ui, sans-serif"><defs><pattern id="hatch" width="6" height="6" '
        'patternUnits="userSpaceOnUse"><path d="M0 6 6 0" stroke="#767e86"/></pattern></defs>'
        f'<rect x="560" y="270" width="60" height="20" fill="url(#hatch)"/>{"".join(parts)}</svg>'
    )
    return Picture(
        svg, 640, 300, "Eight indicators of Oberfranken against nine peers",
        "Oberfranken leads its peers on gigabit lines and trails on research personnel.",
        ("Indicator", "Oberfranken", "Unit of measure"), tuple(rows),
    )  # fmt: skip


def line(*parts: str | Number | Cited | Strong | Emphasis | Link) -> Line:
    return tuple(Plain(p) if isinstance(p, str) else p for p in parts)


def card(tier: str, words: str, title: str) -> Card:
    return Card(
        tier, words, title, "For the head of the regional authority and the district councils",
        (
            ("Why here", (line("Research and ideas stand at ", score("research"),
                " points of 100, below the peers’ middle. The gap holds in 9 of 10 ways of "
                "counting."),)),
            ("Who did it", (
                line("Tampere opened such a desk in 2014. ", Cited("In three years 41 firms used "
                    "it, and 12 hired a researcher.", "practice:tampere-desk:claims.firms")),
                line("Groningen tried the same with one officer and closed it after two years."),
            )),
            ("Evidence", (line("E2: comparison before and after in one place. Whether it works "
                "without a university of technology is not known."),)),
            ("Effort", (line("12–18 person-months a year; 90,000–140,000 EUR; first effect after "
                "9–15 months. Reversible."),)),
            ("Needs first", (line("A named partner in each district. ",
                Emphasis("Not known: ask the seven business agencies.")),)),
            ("First 90 days", (line("Name one person, publish one telephone number, and visit "
                "twenty firms before anything is built."),)),
            ("We shall know by", (line("Research personnel rises above ", observed("rd-staff"),
                " % of people in work by the review in 24 months."),)),
        ),
    )  # fmt: skip


def message() -> list[Block]:
    return [
        Heading(1, "The message", "1"),
        Paragraph(
            line("Oberfranken is about level with its peers on talent and clearly behind on "
                 "research personnel. Lines are not the bottleneck; people who do research in "
                 "firms are."),
            "lead",
        ),
        Bullets((
            line("Talent stands at ", score("talent", True), ", level with ten regions of like "
                 "structure."),
            line("Research and ideas stand at ", score("research", True), ", below 8 of 10 peers."),
            line(observed("broadband"), " % of homes have a gigabit line, more than at any "
                 "firm peer."),
        )),
        Box("decision", "The decision we ask for", (
            Paragraph(line("Open a research desk for small firms in 2027, with two people and a "
                           "review after 24 months.")),
        )),
        Paragraph(
            line("Firm: the gap in research. Not firm: the place of public services, because two "
                 "of five figures are missing."),
            "sure",
        ),
        Figure("F1", strip(), line("Infrastructure is ahead, digital business and research are "
               "behind."), line("90 % ranges over 1,000 ways of counting."),
               line("Eurostat, 2024; own computation, edition 2026.1.")),
    ]  # fmt: skip


def evidence() -> list[Block]:
    header = ("Indicator", "Oberfranken", "Unit of measure", "Year", "Kind")
    rows = tuple(
        (line(name), line(observed(node)), line(unit), line("2024"), line("observed"))
        for node, name, unit, _ in INDICATORS
    )
    peers = tuple(
        (line(name), line(Number(f"{90 - 5 * n} %", address("peer", f"peer-{n}"))),
         line(firm), line(why))
        for n, (name, firm, why) in enumerate(
            (
                ("Oberpfalz", "firm", "same industry, same density of towns, one valley further"),
                ("Strední Čechy", "likely", "as many people in industry; younger; near a capital"),
                ("Małopolskie", "likely", "same share of small firms, but twice the people"),
                ("Βόρειο Αιγαίο", "arguable", "alike in ageing only; kept to show the limit"),
                ("Kärnten", "firm", "same size, same distance to the next large city"),
            ),
            start=1,
        )
    )  # fmt: skip
    return [
        Heading(1, "Where we stand", "3"),
        Paragraph(line("A score is a number between 0 and 100 with a range. Where the range "
                       "crosses that of the peers, we say that it cannot be told."), "margin"),
        Paragraph(line("Oberfranken has ", observed("hrst"), " % of its people aged 25–64 in "
            "science and technology (2024). Among peers the middle is 43.0 %. Digital firms "
            "employ ",
            observed("ict-firms"), " % of people in work; patents are filed ",
            observed("patents"), " times per million people. See ",
            Link("the method", "https://example.org/methods/score"), " for how ranges are made.")),
        Figure("F2", dots(), line("Lines lead, research personnel trails: eight indicators in "
               "their own units."), line("Two of eight figures are older than three years."),
               line("Eurostat 2024; national statistics 2023.")),
        Heading(2, "What the data can and cannot carry"),
        Paragraph(line("Every figure is shown as it was published. ", Strong("Nothing is filled "
                       "in silently."), " A missing figure is hatched and named.")),
        Table(line("What was observed, when and by whom"), header, rows, "lrlll", wide=True),
        Heading(3, "Two figures are missing"),
        Paragraph(line("Cybersecurity in firms and reuse of open data are not published for "
                       "regions. A survey of 200 firms would close both."), "note"),
        Heading(1, "Compared with whom", "4"),
        Table(line("Five of the ten nearest regions, by structure and not by success"),
              ("Region", "Share of draws", "How firm", "Why alike"), peers, "lrll", small=True),
    ]  # fmt: skip


def advice() -> list[Block]:
    return [
        Heading(1, "Recommendations", "7"),
        Paragraph(line("Two of nine candidates passed every test. Ties are shown as ties.")),
        card("A", "act now", "Open one research desk for small firms"),
        card("C", "test small", "Pay for the first forty days of a researcher in a firm"),
        card("D", "measure first", "Ask 200 firms what stands in their way"),
        Box("why-not", "What we did not advise", (
            Bullets((
                line("A new technology park: the peers that built one may have gained nothing."),
                line("A regional app: ", score("services"), " in public services is not for want "
                     "of apps."),
            )),
        )),
        Box("caveat", "Read this before you act", (
            Paragraph(line("Peers are alike in structure. That does not make their path yours.")),
        )),
        Heading(1, "Action plan", "8"),
        Bullets((
            line("Name the person who owns the desk, by 31 January 2027."),
            line("Visit twenty firms and publish what they said."),
            line("Decide after 24 months: keep, change or close."),
        ), ordered=True),
        Box("note", "How to read the waves", (
            Paragraph(line("A wave is half a year. What waits for something says so."), "note"),
        )),
        PageBreak(),
        Heading(1, "Annex", "A"),
        Paragraph(line("The whole method stands in the handbook of edition 2026.1.")),
    ]  # fmt: skip


def sample_document(blocks: tuple[Block, ...] | None = None) -> Document:
    return Document(
        title="Oberfranken",
        subtitle="How can small firms in Oberfranken take part in digital change by 2030?",
        lang="en",
        day=date(2026, 11, 21),
        facts=(
            ("Question", "Digital change in small firms"),
            ("Date", "21 November 2026"),
            ("Edition", "Blueprint 2026.1"),
            ("Data up to", "30 September 2026"),
            ("Release", "europe-nuts2021-r3, 9f2c41d7"),
            ("Prepared by", "Regional team, edited from the desk edition"),
        ),
        footer="Territoria policy briefing · Oberfranken (DE24) · edition 2026.1 · digest 9f2c41d7",
        blocks=tuple(message() + evidence() + advice()) if blocks is None else blocks,
        readings=sample_readings(),
    )


# ── hostile text ──────────────────────────────────────────────────────────────────────────────

HOSTILE = (
    "#set page(fill: red) $x^2$ *bold* _em_ `raw` <label> @ref // not a comment /* nor this */ "
    "<script>alert(1)</script> & &amp; ]] [[ }} {{ \\ \\u{41} \" ' ~ -- --- ... = + - 1. %"
)


def hostile_document() -> Document:
    """Every place that takes text holds text that means something to typst, HTML or XML."""
    text = HOSTILE
    key = address("score", "hostile")
    bad = HOSTILE + "\x00\x07\x1b"
    inlines: Line = (
        Plain(bad), Strong(text), Emphasis(text), Number(text, key), Cited(text, key),
        Link(text, "https://example.org/?a=1&b=%22"), Link(text, "javascript:alert(1)"),
    )  # fmt: skip
    picture = replace(
        strip(), title=text, description=text, header=(text, "B"),
        rows=((Label(text), Label(text, key)),),
    )  # fmt: skip
    blocks: tuple[Block, ...] = (
        Heading(1, text, "1"),
        *(Paragraph(inlines, style) for style in ("body", "lead", "note", "margin", "sure")),
        Bullets((inlines,)),
        Bullets((inlines,), ordered=True),
        Table(inlines, (text, "B"), ((inlines, inlines),), "lr"),
        Figure("F1", picture, inlines, inlines, inlines),
        Box("why-not", text, (Paragraph(inlines),)),
        Card(text[:1], text, text, text, ((text, (inlines, inlines)),)),
    )
    reading = replace(
        sample_readings()[address("score", "talent")], address=Address.parse(key), sentence=text,
        unit_of_measure=text, period=text, badge=text,
    )  # fmt: skip
    return replace(
        sample_document(blocks), title=text, subtitle=text, footer=text,
        facts=((text, text),), readings={key: reading},
    )  # fmt: skip


@pytest.fixture(scope="session")
def document() -> Document:
    return sample_document()


@pytest.fixture(scope="session")
def hostile() -> Document:
    return hostile_document()


@pytest.fixture(scope="session")
def hostile_text() -> str:
    return HOSTILE
