"""The briefing of real regions: its order, its numbers in all formats, and what it admits."""

from __future__ import annotations

import html
import json
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import docx as word_files
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from places import DAY, briefing, diagnosis, files, universe
from territoria.documents.annex import end_rows, shared_parts, source_rows
from territoria.documents.briefing.added import Added
from territoria.documents.briefing.build import build_briefing, expected_of
from territoria.documents.briefing.card import BLOCKING, FIELDS
from territoria.documents.briefing.card_know import review_day
from territoria.documents.briefing.card_words import waiting_said
from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Card,
    Cited,
    Document,
    Figure,
    Heading,
    Inline,
    Number,
    Paragraph,
    Plain,
    Strong,
    labels_of,
    lines_of,
    number_readings,
    section,
    text_of,
)
from territoria.documents.html import render_html
from territoria.documents.lint import lint
from territoria.documents.lint_words import PAGE_ONE_WORDS
from territoria.documents.words import word
from territoria.measure.tree import OVERALL

SECTIONS = ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "A"]
FILES = ["briefing.html", "briefing.pdf", "briefing.docx", "readings.json"]
NUMERAL = re.compile(r"\d+(?:[.,]\d+)*")
A_DATE = re.compile(
    r"\d{1,2} (January|February|March|April|May|June|July|August|September|October|November|"
    r"December) \d{4}|\d{4}-\d{2}-\d{2}"
)

PLACES = {
    "FRE1": "a large region without figures of research spending",
    "FI20": "a region that lacks structural figures and so has no peers",
    "FR10": "a capital",
    "AT12": "a region of which everything is known",
    "FRY5": "an island far away, without peers, and the region with the fewest figures",
}
# Reading a PDF back takes seconds: one of each kind is enough (with peers; without, of few figures).
READ_ON_PAPER = ("FRE1", "FRY5")


@pytest.fixture(scope="module", params=PLACES)
def code(request: pytest.FixtureRequest) -> str:
    """Each place in turn; all tests of one place follow each other, so it is published once."""
    return str(request.param)


# ── reading the three formats ─────────────────────────────────────────────────────────────────


def words_of_html(data: bytes) -> str:
    """What a reader of the page sees, blocks parted by spaces, pictures apart."""
    page = re.sub(r"<(style|svg|title)\b.*?</\1>", " ", data.decode(), flags=re.DOTALL)
    page = re.sub(r'<a class="refs".*?</a>', " ", page)
    page = re.sub(r"</?(strong|em|b|span|a|wbr)\b[^>]*>", "", page)
    return html.unescape(re.sub(r"<[^>]+>", " ", page))


def words_of_docx(data: bytes) -> str:
    """The paragraphs of the text, one a line, without the small numbers that lead to the end."""
    docx: Any = word_files.Document(BytesIO(data))
    aside = docx.styles["Reading numbers"].style_id
    lines = []
    for paragraph in docx.element.body.iter(qn("w:p")):
        runs = [r for r in paragraph.iter(qn("w:r")) if r.style != aside]
        parts = [n for run in runs for n in run.iter(qn("w:t"), qn("w:tab"))]
        lines.append("".join((n.text or "") if n.tag == qn("w:t") else "\t" for n in parts))
    return "\n".join(lines)


@cache
def pages_of_pdf(code: str, most: int | None = None) -> list[str]:
    """The text of the first pages of a briefing (of all by default), without their footers."""
    pages = PdfReader(BytesIO(files(code)["briefing.pdf"])).pages[:most]
    footer = re.compile(re.escape(briefing(code).footer) + r"\s*Page\s+\d+\s+of\s+\d+")
    return [footer.sub("", page.extract_text()) for page in pages]


def before_the_last_table(text: str) -> str:
    """What is said in the text and in the figures' data; the last table repeats every number."""
    introduction = word("numbers-intro", "en").partition(".")[0]
    (before, _) = re.split(r"\s+".join(introduction.split()), text)
    return str(before)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


@cache
def all_words(code: str) -> dict[str, str]:
    held = files(code)
    words = {
        "html": words_of_html(held["briefing.html"]),
        "docx": words_of_docx(held["briefing.docx"]),
    }
    return words | ({"pdf": "\n".join(pages_of_pdf(code))} if code in READ_ON_PAPER else {})


def blocks_of(blocks: tuple[Block, ...]) -> Iterator[Block]:
    for block in blocks:
        yield block
        if isinstance(block, Box):
            yield from blocks_of(block.blocks)


def inlines_of(document: Document) -> Iterator[Inline]:
    for block in document.blocks:
        for line in lines_of(block):
            yield from line


def words_in_pictures(document: Document) -> str:
    pictures = [b.picture.svg for b in blocks_of(document.blocks) if isinstance(b, Figure)]
    found = re.findall(r"<text\b[^>]*>(.*?)</text>", " ".join(pictures), flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", "", text) for text in found))


def plain_text(document: Document) -> str:
    return "\n".join(text_of(line) for b in document.blocks for line in lines_of(b))


# ── regions of every kind ─────────────────────────────────────────────────────────────────────


def test_the_places_are_what_they_are_said_to_be() -> None:
    codes = [t.code for t in universe().assessment.cut.territories]
    known = {code: len(diagnosis(code).known(OVERALL)) for code in codes}
    assert min(known, key=lambda c: (known[c], c)) == "FRY5"
    assert known["AT12"] == 16
    assert {code: diagnosis(code).comparable for code in PLACES} == {
        "FRE1": True, "FI20": False, "FR10": True, "AT12": True, "FRY5": False,
    }  # fmt: skip
    assert diagnosis("FRE1").value("gerd") is None


def test_every_kind_of_region_is_published_in_all_formats(code: str) -> None:
    held = files(code)
    assert list(held) == FILES
    assert held["briefing.html"].startswith(b"<!DOCTYPE html>")
    assert held["briefing.pdf"].startswith(b"%PDF-")
    assert held["briefing.docx"].startswith(b"PK")
    assert lint(briefing(code), expected_of(diagnosis(code))) == []


def test_the_sections_stand_in_their_order(code: str) -> None:
    headings = [b for b in briefing(code).blocks if isinstance(b, Heading) and b.section]
    assert [h.section for h in headings] == SECTIONS
    assert len({h.level for h in headings}) == 1
    page = files(code)["briefing.html"].decode()
    numbered = re.findall(r'<h(\d)[^>]*><span class="sec">(\w+)</span> ([^<]+)</h\1>', page)
    assert [(number, html.unescape(text).strip()) for _, number, text in numbered] == [
        (h.section, h.text) for h in headings
    ]


def test_page_one_is_short_and_stands_alone_on_the_first_sheet(code: str) -> None:
    blocks = section(briefing(code), "1")
    lines = [text_of(n) for b in blocks if not isinstance(b, Figure) for n in lines_of(b)]
    assert sum(len(line.split()) for line in lines) <= PAGE_ONE_WORDS == 220
    first, second = pages_of_pdf(code, 2)
    first = squeezed(first)
    assert [line for line in lines if squeezed(line) not in first] == []
    (heading,) = (b.text for b in briefing(code).blocks if getattr(b, "section", "") == "2")
    assert squeezed(second).startswith(f"{word('contents', 'en')}1")
    assert f"2{squeezed(heading)}" in squeezed(second).rpartition("....")[2]


def test_page_one_has_findings_advice_one_decision_and_one_caveat(code: str) -> None:
    blocks = section(briefing(code), "1")
    findings, advice = (b for b in blocks if isinstance(b, Bullets))
    assert 1 <= len(findings.items) <= 3
    assert (advice.ordered, len(advice.items)) == (True, 3)
    boxes = [b for b in blocks if isinstance(b, Box)]
    assert [b.kind for b in boxes] == ["decision"]
    (caveat,) = (n for b in blocks for n in lines_of(b) if "survey not yet held" in text_of(n))
    assert text_of(caveat).startswith("Indicators only; survey not yet held.")


def test_what_is_unknown_is_named(code: str) -> None:
    d, text = diagnosis(code), plain_text(briefing(code)).lower()
    missing = [i for i in d.bound(OVERALL) if d.value(i) is None]
    silent = [f.id for f in d.framework.factors() if d.score(f.id) is None]
    assert {"A1.3", "A3.1", "A4.2"} <= set(silent)
    assert [n for n in missing + silent if d.title(n).lower() not in text] == []
    assert set(expected_of(d).missing) == {d.title(n) for n in missing + silent}
    readings = briefing(code).readings.values()
    unknown = {r.address.node for r in readings if r.address.kind == "score" and r.value is None}
    assert unknown == {n.id for n in d.framework.nodes if d.score(n.id) is None}


def test_an_unknown_score_is_nowhere_printed_as_a_number(code: str) -> None:
    document = briefing(code)
    texts = [(i.address, i.text) for i in inlines_of(document) if isinstance(i, Number)]
    texts += [(label.address, label.text) for b in document.blocks for label in labels_of(b)]
    unknown = {a for a, r in document.readings.items() if r.value is None and "text:" not in a}
    assert [text for a, text in texts if a in unknown and re.search(r"\d", text)] == []


def test_a_region_without_peers_says_so_and_draws_none() -> None:
    blocks = section(briefing("FI20"), "4")
    assert [type(b).__name__ for b in blocks] == ["Paragraph"]
    assert "is not comparable in this release" in text_of(next(lines_of(blocks[0])))
    kinds = {address.split(":")[0] for address in briefing("FI20").readings}
    assert kinds & {"peer", "distance", "gap", "chance", "target", "peer-median"} == set()


# ── the cards ─────────────────────────────────────────────────────────────────────────────────


def cards_of(code: str, number: str) -> list[Card]:
    return [b for b in section(briefing(code), number) if isinstance(b, Card)]


def test_at_most_five_recommendations_each_with_a_short_and_a_full_card(code: str) -> None:
    first = [str(a.text.what).rstrip(".") for a in diagnosis(code).advised.first]
    assert 1 <= len(first) <= 5
    assert [c.title for c in cards_of(code, "7")] == first
    assert [c.title for c in cards_of(code, "A")] == first


def test_a_full_card_has_all_sixteen_fields(code: str) -> None:
    for card in cards_of(code, "A"):
        fields = {name: [text_of(line) for line in lines] for name, lines in card.fields}
        assert [card.title, card.subtitle, *fields] == [card.title, card.subtitle, *FIELDS]
        assert len([card.title, card.subtitle, *fields]) == 16
        assert [
            n for n, lines in fields.items() if not lines or not all(map(str.strip, lines))
        ] == []
        assert len(card.title.split()) <= 15
        assert card.subtitle.startswith("For ")
        assert 2 <= len(fields["Why this"]) <= 4
        assert fields["Evidence"][0].startswith("Grade E")
        assert [n for n in BLOCKING if fields[n][0].lower() in ("unknown", "none")] == []
        assert all("Review: " in line for line in fields["How we shall know"])


def test_the_reasons_of_a_card_rest_on_readings(code: str) -> None:
    for card in cards_of(code, "A"):
        (reasons,) = (lines for name, lines in card.fields if name == "Why this")
        numbered = [n for n in reasons if any(isinstance(i, Number | Cited) for i in n)]
        told = [n for n in reasons if re.search(r"opens the way|only people", text_of(n))]
        assert len(numbered) + len(told) >= len(reasons) - 1
        assert len(numbered) + len(told) >= 1


def test_a_gap_that_is_not_firm_is_told_as_such_and_only_where_reasons_lack(code: str) -> None:
    found = diagnosis(code)
    by_title = {str(a.text.what).rstrip("."): a for a in found.advised.first}
    for card in cards_of(code, "A"):
        (reasons,) = (lines for name, lines in card.fields if name == "Why this")
        said = [text_of(line) for line in reasons]
        nodes = [found.framework.node(g.node) for g in by_title[card.title].gaps if g.firm]
        firm = {(n.short or n.title).say() for n in nodes}
        named = {line.partition(":")[0] for line in said if "There is a gap" in line}
        unsure = [line for line in said if "is not firm" in line]
        assert named <= firm
        assert [line for line in unsure if line.partition(":")[0] in firm] == []
        assert not unsure or len(said) - len(unsure) < 2


def test_at_least_two_rejected_options_are_named_with_the_reason(code: str) -> None:
    (box,) = (b for b in section(briefing(code), "7") if isinstance(b, Box))
    assert box.kind == "why-not"
    rejected = diagnosis(code).advised.rejected
    whats = [str(r.text.what).rstrip(".") for r in rejected]
    said = "\n".join(text_of(line) for line in lines_of(box))
    assert sum(what in said for what in whats) >= 2
    annex = "\n".join(text_of(line) for b in section(briefing(code), "A") for line in lines_of(b))
    assert [what for what in whats if what not in annex] == []
    heads = [line[0] for line in lines_of(box)]
    assert {type(head) for head in heads} == {Strong}


# ── the same numbers everywhere ───────────────────────────────────────────────────────────────


def test_html_pdf_and_docx_hold_the_same_printed_numbers(code: str) -> None:
    document = briefing(code)
    printed = {i.text for i in inlines_of(document) if isinstance(i, Number | Cited)}
    printed |= {x.text for b in document.blocks for x in labels_of(b) if x.address}
    texts = {name: squeezed(before_the_last_table(w)) for name, w in all_words(code).items()}
    assert len(printed) > 50
    missing = {name: {n for n in printed if squeezed(n) not in texts[name]} for name in texts}
    assert missing == {name: set() for name in texts}
    assert set(texts) >= {"html", "docx"}


def test_no_format_holds_a_number_that_the_others_lack(code: str) -> None:
    found = {
        name: Counter(NUMERAL.findall(before_the_last_table(words)))
        for name, words in all_words(code).items()
    }
    assert set(found["html"]) == set(found["docx"])
    # paper repeats the caption of a figure above its data, so a number may stand there once more
    assert found["html"] - found["docx"] == Counter()
    assert found["html"].total() > 200
    if code in READ_ON_PAPER:
        assert set(found["html"]) - set(found["pdf"]) == set()
        # labels of a picture that stand side by side are read from the PDF as one
        drawn = squeezed(words_in_pictures(briefing(code)))
        numbered = {str(n) for n in range(1, len(number_readings(briefing(code))) + 1)}
        more = set(found["pdf"]) - set(found["html"]) - numbered
        assert {n for n in more if n not in drawn} == set()


def test_the_page_and_the_file_beside_it_hold_the_same_readings(code: str) -> None:
    page = files(code)["briefing.html"].decode()
    in_page = {html.unescape(a) for a in re.findall(r'data-reading="([^"]+)"', page)}
    beside = json.loads(files(code)["readings.json"])["readings"]
    assert in_page == set(beside) == set(number_readings(briefing(code)))


def test_the_last_tables_print_the_address_of_every_figure_and_of_every_source(code: str) -> None:
    figures, sources = end_rows(briefing(code)), source_rows(briefing(code))
    short = shared_parts(figures).short
    texts = {name: squeezed(words) for name, words in all_words(code).items()}
    missing = {
        name: [
            row.address
            for row in (*figures, *sources)
            if (row.address if name == "html" or row in sources else short(row.address)) not in text
        ]
        for name, text in texts.items()
    }
    assert missing == {name: [] for name in texts}


def test_the_table_of_numbers_lists_no_quotation(code: str) -> None:
    kinds = {row.address.partition(":")[0] for row in end_rows(briefing(code))}
    assert "text" not in kinds
    assert {row.address.partition(":")[0] for row in source_rows(briefing(code))} == {"text"}


# ── the header ────────────────────────────────────────────────────────────────────────────────


def test_the_header_names_question_territory_edition_data_and_authors() -> None:
    d, document = diagnosis("FRE1"), briefing("FRE1")
    assert document.title == "Nord-Pas de Calais"
    assert [label for label, _ in document.facts] == [
        "Question", "Territory and edition", "Data", "Authors",
    ]  # fmt: skip
    facts = dict(document.facts)
    assert facts["Territory and edition"] == "FRE1 (NUTS 2021), blueprint 2021"
    digest = d.observations.digest[:12]
    assert facts["Data"] == f"europe-nuts2021, figures up to 2021, digest {digest}"
    assert document.footer == f"FRE1 · blueprint 2021 · europe-nuts2021 {digest}"
    for words in all_words("FRE1").values():
        assert "22 November 2026" in re.sub(r"\s+", " ", words)


# ── dates ─────────────────────────────────────────────────────────────────────────────────────


def test_another_day_changes_nothing_but_dates() -> None:
    later = date(2027, 3, 5)
    pages = [render_html(briefing("FI20", day)) for day in (DAY, later)]
    assert pages[0] != pages[1]
    assert A_DATE.sub("DATE", pages[0]) == A_DATE.sub("DATE", pages[1])
    assert len(A_DATE.findall(pages[0])) == len(A_DATE.findall(pages[1])) > 3
    assert briefing("FI20").readings.keys() == briefing("FI20", later).readings.keys()


@pytest.mark.parametrize(
    ("day", "months", "review"),
    [
        (date(2026, 11, 22), 3, "22 February 2027"),
        (date(2026, 11, 30), 3, "28 February 2027"),
        (date(2026, 11, 30), 12, "30 November 2027"),
        (date(2027, 11, 30), 3, "29 February 2028"),
        (date(2026, 1, 31), 24, "31 January 2028"),
        (date(2026, 12, 1), 1, "1 January 2027"),
    ],
)
def test_a_review_is_on_the_same_day_of_a_later_month(day: date, months: int, review: str) -> None:
    assert review_day(day, months) == review


# ── the people's part ─────────────────────────────────────────────────────────────────────────


def with_people(**added: Any) -> Document:
    return build_briefing(diagnosis("FRE1"), DAY, Added(subtitle="", **added))


def second_headings(document: Document) -> list[str]:
    return [b.text for b in document.blocks if isinstance(b, Heading) and b.level == 2]


def test_what_was_answered_stands_in_the_annex_in_place_of_what_to_ask() -> None:
    asked = with_people(asked=(Paragraph((Plain("Thirty answered."),)),))
    assert "Question by question" in second_headings(asked)
    assert "The questions to ask next" not in second_headings(asked)
    assert "The questions to ask next" in second_headings(briefing("FRE1"))


def test_a_full_card_holds_the_decision_of_the_team_and_no_words_of_a_desk_diagnosis() -> None:
    first = diagnosis("FRE1").advised.advice[0].text.id
    note = Paragraph((Plain("We take it as it is."),))
    cards = [
        dict(block.fields)
        for block in with_people(chosen=(first,), notes={first: (note,)}).blocks
        if isinstance(block, Card) and "Decision" in dict(block.fields)
    ]
    assert [[text_of(line) for line in card["Decision"]] for card in cards] == [
        ["We take it as it is."]
    ]
    assert "desk diagnosis" not in text_of(cards[0]["Who supports, who objects"][0])


def test_why_not_names_nothing_that_people_took_or_declined() -> None:
    behind = [r.text for r in diagnosis("FRE1").advised.rejected if r.tier is not None][:2]
    taken, declined = behind
    told = with_people(chosen=(taken.id,), declined=(declined.id,))
    (box,) = (b for b in section(told, "7") if isinstance(b, Box))
    said = "\n".join(text_of(line) for line in lines_of(box))
    assert said
    assert [t.id for t in behind if str(t.what).rstrip(".") in said] == []


# ── the same bytes ────────────────────────────────────────────────────────────────────────────


def test_a_second_build_in_another_process_gives_the_same_bytes(tmp_path: Path) -> None:
    command = [sys.executable, "-c", "from territoria.cli import main; main()"]
    done = subprocess.run(
        [*command, "brief", "FRE1", "--out", str(tmp_path), "--date", DAY.isoformat()],
        env=os.environ | {"PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C.UTF-8"},
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    again = {path.name: path.read_bytes() for path in sorted(tmp_path.iterdir())}
    assert {n: again[n] == data for n, data in files("FRE1").items()} == dict.fromkeys(FILES, True)
    assert sorted(again) == sorted(FILES)


def test_one_piece_of_advice_that_waits_has_a_sentence_of_its_own() -> None:
    assert waiting_said(1, 1).startswith("It waits")
    assert ", one waits for" in waiting_said(1, 5)
    assert "{count} wait for" in waiting_said(2, 5)
