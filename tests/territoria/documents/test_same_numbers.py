"""HTML, PDF and DOCX print the same text for every number, and the helpers that number them."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from typing import Any

import docx as word_files
import pytest
from docx.oxml.ns import qn
from pypdf import PdfReader

from territoria.documents.annex import (
    Shared,
    cut,
    end_rows,
    number_span,
    plain_value,
    source_rows,
)
from territoria.documents.document import (
    Cited,
    Document,
    Number,
    Paragraph,
    lines_of,
    number_readings,
)
from territoria.documents.docx import render_docx
from territoria.documents.html import render_html
from territoria.documents.pdf import render_pdf
from territoria.documents.words import clean, day_of, sources_of
from territoria.model import Address, Reading


def printed(document: Document) -> list[str]:
    lines = (line for block in document.blocks for line in lines_of(block))
    return [i.text for line in lines for i in line if isinstance(i, Number | Cited)]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def words_of_html(document: Document) -> str:
    html = re.sub(r"<(style|svg)\b.*?</\1>", "", render_html(document), flags=re.DOTALL)
    html = re.sub(r'<a class="refs".*?</a>', "", html)
    return squeezed(re.sub(r"<[^>]+>", "", html))


def words_of_docx(document: Document) -> str:
    docx: Any = word_files.Document(BytesIO(render_docx(document)))
    return squeezed("".join(n.text or "" for n in docx.element.body.iter(qn("w:t"))))


def words_of_pdf(document: Document) -> str:
    pages = PdfReader(BytesIO(render_pdf(document))).pages
    return squeezed("".join(page.extract_text() for page in pages))


def test_every_number_is_printed_alike_in_all_three(document: Document) -> None:
    texts = [f(document) for f in (words_of_html, words_of_docx, words_of_pdf)]
    wanted = {squeezed(text) for text in printed(document)}
    assert [[w for w in sorted(wanted) if w not in text] for text in texts] == [[], [], []]


def test_numbers_with_ranges_stand_equally_often_in_all_three(document: Document) -> None:
    ranges = re.compile(r"\d+\(\d+–\d+\)")
    counts = [
        Counter(ranges.findall(f(document))) for f in (words_of_html, words_of_docx, words_of_pdf)
    ]
    in_pdf_pictures = Counter(ranges.findall(squeezed(" ".join(pictured(document)))))
    assert counts[0] == counts[1]
    assert counts[2] - in_pdf_pictures == counts[0]
    assert sum(counts[0].values()) > 15


def pictured(document: Document) -> list[str]:
    """The words inside pictures: text in the PDF, drawn pixels in the DOCX."""
    return [
        text
        for block in document.blocks
        if (picture := getattr(block, "picture", None)) is not None
        for text in re.findall(r"<text[^>]*>([^<]*)</text>", picture.svg)
    ]


def test_the_end_table_is_numbered_in_order_of_first_appearance(document: Document) -> None:
    rows = end_rows(document)
    assert [(row.address, row.number) for row in rows] == list(number_readings(document).items())
    assert [row.number for row in rows] == list(range(1, len(rows) + 1))


def test_the_end_table_prints_a_number_as_the_text_does(document: Document) -> None:
    values = {row.address: row.value for row in end_rows(document)}
    talent = "score:blueprint@2026.1:DE24@2021:talent:europe-nuts2021-r3:none"
    assert values[talent] == "62 (58–66) points of 100"


def test_cited_words_without_a_reading_are_called_quoted(document: Document) -> None:
    row = end_rows(document)[-1]
    assert (row.value, row.badge) == ("–", "quoted")
    assert row.sentence == "In three years 41 firms used it, and 12 hired a researcher."


def test_a_quoted_text_is_never_called_unknown(document: Document) -> None:
    address = "text:blueprint@2026.1:DE24@2021:practices/desk/claims.0:europe-nuts2021-r3:none"
    reading = Reading(Address.parse(address), None, None, None, "", "", "", sentence="Quoted.")
    words = "In three years 41 firms used the desk, and twelve of them hired a researcher."
    quoted = replace(
        document, blocks=(Paragraph((Cited(words, address),)),), readings={address: reading}
    )
    assert [row.value for row in source_rows(quoted)] == [
        "In three years 41 firms used the desk, and twelve of them …"
    ]
    silent = replace(quoted, blocks=(Paragraph((Cited("", address),)),))
    assert source_rows(silent)[0].value == "quoted"
    assert end_rows(quoted) == []


def quoting(document: Document, *nodes: str) -> Document:
    """A document that has one figure and quotes words with these addresses, each with a reading."""
    figure = next(a for a in document.readings if a.startswith("score:"))
    address = "text:paper@1:DE24@2021:papers/p/{}:words:-".format
    readings = {
        address(n): Reading(Address.parse(address(n)), None, sentence="The plan as adopted.")
        for n in nodes
    }
    lines = tuple(Paragraph((Cited(f"Words {n}", a),)) for n, a in enumerate(readings, start=1))
    return replace(
        document,
        blocks=(*lines, Paragraph((Number("62 (58–66)", figure),))),
        readings={**document.readings, **readings},
    )


def test_figures_are_numbered_first_and_a_source_once(document: Document) -> None:
    made = quoting(document, "plan/1/owner", "plan/1/money", "heard/reach")
    assert list(number_readings(made).values()) == [1, 2, 2, 3]
    assert [(row.number, row.value, row.address) for row in source_rows(made)] == [
        (2, "Words 1 and one more", "text:paper@1:DE24@2021:papers/p/plan/1:words:-"),
        (3, "Words 3", "text:paper@1:DE24@2021:papers/p/heard/reach:words:-"),
    ]
    assert [row.number for row in end_rows(made)] == [1]


def test_an_address_is_shortened_only_where_it_is_like_the_others() -> None:
    shared = Shared("blueprint@2021:FRE1@2021", "europe:abc")
    assert shared.short("score:blueprint@2021:FRE1@2021:A2:europe:abc") == "score:…:A2:…"
    other = "score:blueprint@2021:FI20@2021:A2:europe:abc"
    assert shared.short(other) == "score:blueprint@2021:FI20@2021:A2:…"
    assert shared.short("no address") == "no address"


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("between 5.2 and 6.4", "between 5.2 and 6.4 points of 100"),
        ("14 of 16", "14 of 16 points of 100"),
        ("−0.3 (−0.5 to −0.1)", "−0.3 (−0.5 to −0.1) points of 100"),
        ("3.9 %, 2018", "3.9 %, 2018"),
        ("3 of 3 figures known", "3 of 3 figures known"),
    ],
)
def test_the_end_table_adds_the_unit_where_the_text_names_none(
    document: Document, printed: str, value: str
) -> None:
    talent = next(address for address in document.readings if address.startswith("score:"))
    one = replace(document, blocks=(Paragraph((Number(printed, talent),)),))
    assert end_rows(one)[0].value == value


def test_a_short_quotation_is_not_cut() -> None:
    assert cut("Three firms.") == "Three firms."


@pytest.mark.parametrize(
    ("numbers", "span"),
    [([], ""), ([3], "3"), ([2, 1], "1, 2"), ([1, 2, 3, 7], "1–3, 7"), ([5, 9, 8, 7, 5], "5, 7–9")],
)
def test_reading_numbers_are_written_as_spans(numbers: list[int], span: str) -> None:
    assert number_span(numbers) == span


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (62.0, "62"),
        (0.0412345, "0.0412"),
        (1234.5, "1,234"),
        (-3.14159, "-3.14"),
        (0.00001234, "0.000012"),
        (float("nan"), ""),
    ],
)
def test_a_value_that_no_text_prints_has_three_digits(value: float, text: str) -> None:
    assert plain_value(value) == text


def test_clean_text_has_no_control_characters_and_no_line_ends() -> None:
    assert clean("a\x00b\nc\td\x1b\ud800e\ufffe") == "ab c de"


def test_dates_are_written_in_words(document: Document) -> None:
    assert [day_of(document.day, lang) for lang in ("en", "fr", "de", "xx")] == [
        "21 November 2026", "21\u00a0novembre 2026", "21.\u00a0November 2026", "21 November 2026",
    ]  # fmt: skip


def test_links_of_reading_numbers_speak_in_words() -> None:
    assert sources_of("2–12", "en") == "Sources of numbers 2 to 12"
    assert sources_of("7", "de") == "Quelle der Zahl 7"
    assert sources_of("1, 3–5", "fr") == "Sources des chiffres 1, 3 à 5"
