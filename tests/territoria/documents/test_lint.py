"""The rules that stop a briefing: each has an example that breaks it and one that keeps it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from territoria.content import load_library
from territoria.documents.briefing.card import BLOCKING, FIELDS
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
    Inline,
    Line,
    Link,
    Number,
    Paragraph,
    Plain,
    Strong,
    Table,
    section,
)
from territoria.documents.lint import (
    RULES,
    Expected,
    demand_clean,
    lint,
)
from territoria.documents.lint_words import PAGE_ONE_WORDS, room_on_page_one
from territoria.errors import LintError
from territoria.model import Address, KnowBy, Reading, Words
from territoria.pictures.picture import Label, Picture
from territoria.speech import speaking


def address(kind: str, node: str = "A2") -> str:
    return f"{kind}:blueprint@2021:FRE1@2021:{node}:europe-nuts2021:3f9c1b"


def reading(kind: str, value: float | None, **rest: str) -> Reading:
    words = {"unit_of_measure": "points of 100", "period": "2018", "sentence": "It is so."} | rest
    return Reading(Address.parse(address(kind)), value, **words)  # type: ignore[arg-type]


READINGS = {
    address("score"): reading("score", 41.2, badge="A 7"),
    address("rank"): reading("rank", 150.0, unit_of_measure="regions"),
    address("coverage"): reading("coverage", 75.0),
    address("observation"): reading("observation", 32.3, unit_of_measure="% of population"),
    address("peer"): reading("peer", 984.0, unit_of_measure="draws"),
    address("unknown"): reading("unknown", None, unit_of_measure="", period="", sentence=""),
}


def say(*parts: Inline | str) -> Line:
    return tuple(Plain(p) if isinstance(p, str) else p for p in parts)


def paragraph(*parts: Inline | str) -> Paragraph:
    return Paragraph(say(*parts))


def number(kind: str, text: str) -> Number:
    return Number(text, address(kind))


def card(title: str = "Build a thing", **fields: str) -> Card:
    """A card with every field filled, but for those given otherwise (``First_step=""``)."""
    said = {name: fields.get(name.replace(" ", "_"), "Said in full.") for name in FIELDS}
    return Card("B", "prepare", title, "For mayors", tuple((n, (say(t),)) for n, t in said.items()))


def figure(
    rows: tuple[tuple[Label, ...], ...] = ((Label("Talent"), Label("well")),),
    caption: str = "Talent does well.",
    title: str = "Talent",
    description: str = "Talent does well.",
) -> Figure:
    picture = Picture("<svg/>", 640, 100, title, description, ("What", "How"), rows)
    return Figure("F1", picture, say(caption) if caption else ())


def page_one(words: int) -> list[Block]:
    """Section 1 with so many words, in sentences of ten, and the heading of section 2."""
    tens, rest = divmod(words, 10)
    text = " ".join(["This page says in ten words what is so here."] * tens + ["Word"] * rest)
    return [
        Heading(2, "The message", "1"),
        paragraph(text),
        Heading(2, "The question", "2"),
        paragraph("Not of page one."),
    ]


def peers_table(firmness: str) -> Table:
    row = (say("Picardie"), say(number("peer", "984 of 1,000")), say(firmness))
    return Table(say("Peers"), ("Peer", "Draws", "How firm"), (row,))


def planned(*chains: str) -> Expected:
    """A plan of one action that is known by indicators of these places in the chain of effects."""
    text = next(iter(load_library().recommendations.values()))
    know = tuple(
        KnowBy(local=Words({"en": "Counted."}), chain=chain, review_months=12)  # type: ignore[arg-type]
        for chain in chains
    )
    return Expected(planned=[text.model_copy(update={"know_by": know})])


def document(*blocks: Block) -> Document:
    return Document("Oberfranken", "", "en", date(2026, 11, 22), (), "", blocks, READINGS)


@dataclass(frozen=True)
class Example:
    """Blocks and expectations, with what the rule says of them where it is broken."""

    blocks: tuple[Block, ...]
    says: str = ""
    expected: Expected = field(default_factory=Expected)


def example(*blocks: Block, says: str = "", expected: Expected | None = None) -> Example:
    return Example(blocks, says, expected or Expected())


WEAK, STRONG = (
    Expected(grades=[("Build a thing", "E2")]),
    Expected(grades=[("Build a thing", "E3")]),
)
MISSING = Expected(missing=["R&D spending"])
TWENTY_THREE = " ".join(["word"] * 23) + "."
FORTY = " ".join(["word"] * 40) + "."
FORTY_ONE = " ".join(["word"] * 41) + "."

BROKEN: dict[str, list[Example]] = {
    "numbers have addresses": [
        example(paragraph("It has 12 firms."), says="a number without address: “It has 12 firms.”."),
        example(paragraph(Strong("62")), says="a number without address: “62”."),
        example(paragraph(Emphasis("about 3")), says="a number without address: “about 3”."),
        example(paragraph(Link("page 7", "https://example.org")), says="a number without address: “page 7”."),
        example(paragraph("A score of 58–66."), says="a number without address: “A score of 58–66.”."),
        example(Bullets((say("4.5 %"),)), says="a number without address: “4.5 %”."),
        example(Box("note", "", (paragraph("In 9 of 10."),)), says="a number without address: “In 9 of 10.”."),
        example(card(Effort="5 months"), says="a number without address: “5 months”."),
        example(figure(caption="It is 5th."), says="a number without address: “It is 5th.”."),
    ],
    "numbers are described": [
        example(paragraph(number("gap", "1.2")), says=f"{address('gap')} leads nowhere."),
        example(paragraph(Cited("2 firms", address("text"))), says=f"{address('text')} leads nowhere."),
        example(
            figure(rows=((Label("Talent"), Label("9", address("target"))),)),
            says=f"{address('target')} leads nowhere.",
        ),
    ],
    "ranks and scores have ranges": [
        example(paragraph(number("score", "41")), says="score “41” has no range."),
        example(paragraph(number("rank", "place 150")), says="rank “place 150” has no range."),
        example(
            figure(rows=((Label("Talent"), Label("41", address("score"))),)),
            says="score “41” has no range.",
        ),
    ],
    "no promise without evidence": [
        example(
            card(First_step="It will work."),
            says="“Build a thing”, First step: *will* on evidence below E3.",
            expected=WEAK,
        ),
    ],
    "cards are whole": [
        example(
            card(Evidence=""),
            says="the card “Build a thing” lacks the field Evidence. It blocks publication.",
        ),
        example(card(Risks=" "), says="the card “Build a thing” lacks the field Risks."),
        example(replace(card(), subtitle=""), says="a card lacks what or for whom."),
    ],
    "figures are described": [
        example(figure(title=" "), says="F1 has no alternative text."),
        example(figure(description=""), says="F1 has no alternative text."),
        example(figure(rows=()), says="F1 has no data table."),
        example(figure(caption=""), says="F1 has no finding as caption."),
        example(Box("note", "", (figure(rows=()),)), says="F1 has no data table."),
    ],
    "composites have no decimals": [
        example(
            paragraph(number("score", "41.2 (30–46)")),
            says="the composite “41.2 (30–46)” has decimals.",
        ),
        example(
            paragraph(number("coverage", "75.0 %")), says="the composite “75.0 %” has decimals."
        ),
        example(
            figure(rows=((Label("Talent"), Label("41 (30.5–46)", address("score"))),)),
            says="the composite “41 (30.5–46)” has decimals.",
        ),
    ],
    "page one is short": [
        example(*page_one(PAGE_ONE_WORDS + 1), says="page one has 221 words."),
    ],
    "sentences are short": [
        example(paragraph(FORTY_ONE), paragraph("Short."), says=f"a sentence has 41 words: “{FORTY_ONE[:59]} …”."),
        example(paragraph(TWENTY_THREE), says="sentences are too long on average."),
        example(card(Risks=FORTY_ONE), says=f"a sentence has 41 words: “{FORTY_ONE[:59]} …”."),
    ],
    "peers have firmness": [
        example(peers_table("yes"), says="a peer without firmness: “Picardie”."),
        example(
            figure(rows=((Label("Picardie"), Label("984 of 1,000", address("peer"))),)),
            says="a peer without firmness: “Picardie”.",
        ),
    ],
    "missing data are named": [
        example(
            paragraph("All is well."),
            says="“R&D spending” is missing and the document does not say so.",
            expected=MISSING,
        ),
    ],
    "plans have outcomes": [
        example(says="all indicators of the plan are outputs.", expected=planned("output")),
        example(says="all indicators of the plan are outputs.", expected=planned("input", "output")),
    ],
}  # fmt: skip

KEPT: dict[str, list[Example]] = {
    "numbers have addresses": [
        example(paragraph("It has ", number("observation", "32.3 %, 2018"), " of them.")),
        example(paragraph(Cited("67 of 106 trials", address("unknown")))),
        example(paragraph("On 22 November 2026, by figures of 2013–2018, under NUTS 2021.")),
        example(paragraph("Low education, 25–64: grade E2, factor A3.1, advice MAY-2, 18–36 months.")),
    ],
    "numbers are described": [
        example(paragraph(number("observation", "32.3 %"))),
        example(paragraph(number("unknown", "unknown"))),
    ],
    "ranks and scores have ranges": [
        example(paragraph(number("score", "41 (31–46)"))),
        example(paragraph(number("score", "−2 (−4 to 1)"))),
        example(paragraph(number("rank", "106–160 of 239"))),
        example(paragraph(number("score", "A 7"), " is its badge")),
        example(paragraph(number("observation", "32.3 %"))),
    ],
    "no promise without evidence": [
        example(card(First_step="It may work."), expected=WEAK),
        example(card(First_step="It will work."), expected=STRONG),
        example(card(First_step="Ask whether she is willing."), expected=WEAK),
    ],
    "cards are whole": [example(card()), example(Card("B", "prepare", "Build a thing", "For mayors", ()), card())],
    "figures are described": [example(figure())],
    "composites have no decimals": [
        example(paragraph(number("score", "41 (31–46)"), number("observation", "32.3 %"))),
    ],
    "page one is short": [
        example(*page_one(PAGE_ONE_WORDS)),
        example(*page_one(PAGE_ONE_WORDS)[:2], figure(), *page_one(0)[2:]),
    ],
    "sentences are short": [example(paragraph(FORTY), paragraph("Short. And short."))],
    "peers have firmness": [
        example(peers_table("firm")),
        example(figure(rows=((Label("Picardie, likely"), Label("984 of 1,000", address("peer"))),))),
    ],
    "missing data are named": [
        example(paragraph("Unknown here: r&d spending."), expected=MISSING),
        example(Box("note", "", (paragraph("R&D spending is unknown."),)), expected=MISSING),
    ],
    "plans have outcomes": [
        example(expected=planned("output", "outcome")),
        example(expected=planned("process")),
        example(expected=Expected()),
    ],
}  # fmt: skip


def cases(examples: dict[str, list[Example]]) -> list[object]:
    return [
        pytest.param(rule, each, id=f"{rule} {n}")
        for rule, some in examples.items()
        for n, each in enumerate(some, start=1)
    ]


def test_every_rule_has_an_example_that_breaks_it_and_one_that_keeps_it() -> None:
    assert list(BROKEN) == list(RULES)
    assert list(KEPT) == list(RULES)


@pytest.mark.parametrize(("rule", "broken"), cases(BROKEN))
def test_a_broken_rule_is_said_in_words(rule: str, broken: Example) -> None:
    problems = list(RULES[rule](document(*broken.blocks), broken.expected))
    assert [p.what for p in problems] == [broken.says]
    assert problems[0].mend != ""


@pytest.mark.parametrize(("rule", "kept"), cases(KEPT))
def test_a_kept_rule_says_nothing(rule: str, kept: Example) -> None:
    assert list(RULES[rule](document(*kept.blocks), kept.expected)) == []


@pytest.mark.parametrize(("rule", "broken"), cases(BROKEN))
def test_a_broken_rule_stops_the_build_under_its_name(rule: str, broken: Example) -> None:
    with pytest.raises(LintError) as caught:
        demand_clean(document(*broken.blocks), broken.expected)
    said = {(p.where, p.what) for p in caught.value.problems}
    assert (f"Oberfranken, rule {rule}", broken.says) in said


def test_a_document_that_keeps_all_rules_is_let_through() -> None:
    clean = document(*page_one(100), card(), figure(), peers_table("firm"))
    assert lint(clean, STRONG) == []
    demand_clean(clean, STRONG)


def test_all_broken_rules_are_reported_at_once() -> None:
    bad = document(paragraph("It has 12 firms."), figure(rows=()), card(Risks=""))
    assert [p.where for p in lint(bad, MISSING)] == [
        "Oberfranken, rule numbers have addresses",
        "Oberfranken, rule cards are whole",
        "Oberfranken, rule figures are described",
        "Oberfranken, rule missing data are named",
    ]


def test_an_address_that_is_written_out_may_hold_figures() -> None:
    plan = "https://town7.example/en/plans/74d921c5/"
    held = document(paragraph(Link(plan, plan)))
    assert list(RULES["numbers have addresses"](held, Expected())) == []


def test_a_number_without_unit_is_not_described() -> None:
    naked = replace(READINGS[address("observation")], unit_of_measure="")
    bad = replace(
        document(paragraph(number("observation", "32"))), readings={address("observation"): naked}
    )
    (problem,) = RULES["numbers are described"](bad, Expected())
    assert problem.what == f"{address('observation')} has no unit or no source."


def test_a_number_without_year_method_and_sentence_is_not_described() -> None:
    naked = replace(READINGS[address("observation")], period="", method="", sentence="")
    bad = replace(
        document(paragraph(number("observation", "32"))), readings={address("observation"): naked}
    )
    (problem,) = RULES["numbers are described"](bad, Expected())
    assert problem.what == f"{address('observation')} has no unit or no source."


@pytest.mark.parametrize("name", FIELDS)
def test_a_card_without_one_of_its_fields_is_not_whole(name: str) -> None:
    whole = card()
    bad = replace(whole, fields=tuple(f for f in whole.fields if f[0] != name))
    (problem,) = RULES["cards are whole"](document(bad), Expected())
    blocks = " It blocks publication." if name in BLOCKING else ""
    assert problem.what == f"the card “Build a thing” lacks the field {name}.{blocks}"


def test_the_five_fields_that_block_publication_are_those_of_the_card() -> None:
    assert len(FIELDS) == 14  # and what and for whom, its title and subtitle
    assert set(BLOCKING) == {
        "Why this", "Evidence", "Needs first", "How we shall know", "What would change this advice",
    }  # fmt: skip


def test_a_section_is_what_stands_between_its_heading_and_the_next() -> None:
    inner = Heading(3, "A part of section one")
    first, second = paragraph("One."), paragraph("Two.")
    blocks = (Heading(2, "One", "1"), first, inner, Heading(2, "Two", "2"), second)
    assert section(document(*blocks), "1") == [first, inner]
    assert section(document(*blocks), "2") == [second]
    assert section(document(*blocks), "3") == []


def test_a_fault_is_said_to_its_reader_and_found_in_the_language_of_the_document() -> None:
    french = replace(document(*page_one(PAGE_ONE_WORDS + 1)), lang="fr")
    (english,) = lint(french, Expected())
    assert english.what == "page one has 221 words."
    with speaking("de"):
        (german,) = lint(french, Expected())
    assert "221" in german.what


def test_a_long_sentence_is_named_with_its_section() -> None:
    blocks = (Heading(1, "The question", "2"), paragraph(FORTY_ONE), paragraph("Short."))
    (problem,) = RULES["sentences are short"](document(*blocks), Expected())
    assert problem.what.startswith("in “The question”, a sentence has 41 words: “word word")


def test_page_one_says_what_room_it_leaves_for_the_decision() -> None:
    asked = Box("decision", "", (paragraph(Strong("The decision we ask for."), " Vote on it."),))
    heading, text, *rest = page_one(100)
    assert room_on_page_one(document(heading, text, asked, *rest)) == PAGE_ONE_WORDS - 100 - 5
    assert room_on_page_one(document(*page_one(PAGE_ONE_WORDS + 9))) == 0
