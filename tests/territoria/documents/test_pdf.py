"""The PDF writer: PDF/UA-1, tagged, reproducible, with every word in it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from territoria.documents.document import (
    Block,
    Bullets,
    Document,
    Figure,
    Heading,
    Number,
    PageBreak,
    Paragraph,
    Plain,
    lines_of,
)
from territoria.documents.glyphs import code_point, has_glyph
from territoria.documents.pdf import render_pdf
from territoria.documents.pdf_lines import esc
from territoria.documents.pdf_source import typst_source
from territoria.documents.words import clean, word
from territoria.pictures.picture import Label


def squeezed(text: str) -> str:
    """Without white space: line ends in a PDF are layout, not text."""
    return re.sub(r"\s+", "", text)


def text_of_pdf(data: bytes) -> str:
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages))


@pytest.fixture(scope="module")
def pdf(document: Document) -> bytes:
    return render_pdf(document)


def test_the_file_says_title_author_language_and_pdf_ua(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    root = reader.trailer["/Root"]
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Oberfranken", "Territoria")
    assert root["/Lang"] == "en"
    assert "/StructTreeRoot" in root
    assert root["/MarkInfo"]["/Marked"]
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_the_date_is_the_documents_and_not_todays(pdf: bytes) -> None:
    metadata = PdfReader(BytesIO(pdf)).metadata
    assert metadata is not None
    assert str(metadata["/CreationDate"]).startswith("D:20261121")


def test_the_same_document_gives_the_same_bytes(document: Document, pdf: bytes) -> None:
    assert render_pdf(document) == pdf


def test_pages_are_a4_and_count_themselves(pdf: bytes) -> None:
    pages = PdfReader(BytesIO(pdf)).pages
    size = [round(float(x) * 25.4 / 72) for x in pages[0].mediabox[2:]]
    assert size == [210, 297]
    assert f"Page1of{len(pages)}" in squeezed(pages[0].extract_text())


def test_page_one_is_the_message(pdf: bytes) -> None:
    first = squeezed(PdfReader(BytesIO(pdf)).pages[0].extract_text())
    wanted = ("Oberfranken", "HowcansmallfirmsinOberfranken", "Themessage", "Thedecisionweaskfor")
    assert [words for words in wanted if words not in first] == []


def test_the_numbers_of_the_readings_stand_beside_their_block(pdf: bytes) -> None:
    assert "1,2,4–6" in squeezed(PdfReader(BytesIO(pdf)).pages[0].extract_text())


def test_bookmarks_are_the_headings(document: Document, pdf: bytes) -> None:
    outline = PdfReader(BytesIO(pdf)).outline
    titles = [str(item.title) for item in outline if not isinstance(item, list)]
    headings = [b for b in document.blocks if isinstance(b, Heading) and b.level == 1]
    assert [" ".join(t.split()) for t in titles[: len(headings)]] == [
        f"{b.section} {b.text}" for b in headings
    ]


def test_the_data_behind_each_figure_and_every_address_stand_at_the_end(pdf: bytes) -> None:
    text = text_of_pdf(pdf)
    assert [key for key in ("F1", "F2") if f"Databehindfigure{key}" not in text] == []
    assert "score:…:talent:…" in text
    shared = ("blueprint@2026.1:DE24@2021", "europe-nuts2021-r3:none")
    assert squeezed(word("short", "en").format(head=shared[0], tail=shared[1])) in text


def test_pictures_have_alternative_texts(pdf: bytes) -> None:
    reader = PdfReader(BytesIO(pdf))
    found = [
        str(item["/Alt"])
        for n in range(1, reader.trailer["/Size"])
        if isinstance(item := reader.get_object(n), dict) and "/Alt" in item
    ]
    assert any(alt.startswith("Infrastructure is highest at 68") for alt in found)
    assert any(alt.startswith("Oberfranken leads its peers") for alt in found)


def test_only_our_own_fonts_are_used(pdf: bytes) -> None:
    fonts = set(re.findall(rb"/FontName /[A-Z]{6}\+([A-Za-z]+)", pdf))
    assert {font[:10] for font in fonts} <= {b"SourceSans", b"DejaVuSans"}


def test_hostile_text_survives(hostile: Document, hostile_text: str) -> None:
    text = text_of_pdf(render_pdf(hostile))
    assert text.count(squeezed(hostile_text)) >= 20


def test_a_character_without_a_glyph_is_printed_as_its_code_point(document: Document) -> None:
    strange = replace(document, blocks=(Paragraph((Plain("北京 and Oberfranken"),)),))
    assert "[U+5317][U+4EAC]andOberfranken" in text_of_pdf(render_pdf(strange))


def test_greek_cyrillic_and_middle_european_letters_have_glyphs() -> None:
    letters = "ΒόρειοΑιγαίο Югозападен Małopolskie Střední Čechy Île ßøåþđ ▲●▼◐◇○■≥≤−–→"
    assert [c for c in letters if not has_glyph(c)] == []


@settings(deadline=None, max_examples=50)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=4, max_size=12))
def test_any_text_is_one_typst_string(texts: list[str]) -> None:
    """Several at once, as a compiler is slow to start."""
    answer = typst.Compiler().eval(f"({', '.join(map(esc, texts))})", format="json")
    assert json.loads(answer) == [clean(text) for text in texts]


@settings(deadline=None, max_examples=30)
@given(text=st.text(max_size=40))
def test_any_text_makes_a_pdf(text: str) -> None:
    blocks = (Heading(1, f"A{text}"), Paragraph((Plain(text),)))
    facts = ((text, text),)
    document = Document(f"A{text}", text, "en", date(2026, 1, 1), facts, text, blocks)
    assert render_pdf(document).startswith(b"%PDF")


def test_a_code_point_is_named_in_four_digits_or_more() -> None:
    assert code_point("中") == "[U+4E2D]"


def long_message(items: int) -> Document:
    words = Plain("What we found is long enough to run over two lines of the column, and so on.")
    message = (
        Heading(1, "The message", "1"),
        Bullets(tuple((words,) for _ in range(items))),
        Heading(1, "How we worked", "2"),
    )
    return Document("Oise", "Where it stands", "en", date(2026, 5, 1), (("A", "B"),), "", message)


def test_the_first_section_is_drawn_closer_until_it_fits_one_page() -> None:
    for items in (12, 17, 19):
        pages = PdfReader(BytesIO(render_pdf(long_message(items)))).pages
        last = pages[-1].extract_text().strip()
        assert len(pages) <= 2
        assert len(pages) == 1 or last.startswith("2 How we worked")


def test_a_message_that_fits_nowhere_runs_on() -> None:
    pages = PdfReader(BytesIO(render_pdf(long_message(60)))).pages
    assert "What we found" in pages[1].extract_text()


def test_a_margin_note_is_read_after_the_block_it_stands_beside(document: Document) -> None:
    note = Paragraph((Plain("A note in the margin."),), "margin")
    text = Paragraph((Plain("The text beside it."),))
    read = text_of_pdf(render_pdf(replace(document, blocks=(note, text), readings={})))
    assert read.index("Thetextbesideit.") < read.index("Anoteinthemargin.")


# ── where figures and the annex stand ─────────────────────────────────────────────────────────


def sourced(document: Document, *blocks: Block) -> str:
    first = (Heading(1, "Message", "1"), Paragraph((Plain("It stands."),)), PageBreak())
    return typst_source(replace(document, blocks=(*first, *blocks)))


def test_a_figure_that_the_text_has_told_of_may_stand_on_the_next_page(document: Document) -> None:
    figure = next(b for b in document.blocks if isinstance(b, Figure))
    told = sourced(document, Paragraph((Plain("As the figure shows."),)), figure)
    assert told.count('afloat.with(label("spot1"))') == 1
    assert told.count('[#metadata(none) #label("spot1")]') == 1


@pytest.mark.parametrize("before", [Heading(2, "The picture"), PageBreak()])
def test_a_figure_right_behind_a_heading_stays_there(document: Document, before: Block) -> None:
    figure = next(b for b in document.blocks if isinstance(b, Figure))
    assert "afloat.with" not in sourced(document, before, figure)


def test_the_annex_is_wide_once_and_has_its_numbers_at_the_end_of_a_line(
    document: Document,
) -> None:
    figure = next(b for b in document.blocks if isinstance(b, Figure))
    number = next(
        i for b in document.blocks for line in lines_of(b) for i in line if isinstance(i, Number)
    )
    told = sourced(document, Heading(1, "Annex", "A"), figure, Paragraph((number,)))
    assert told.count("#set page(margin:") == 1
    annex = told.partition("#set page(margin:")[2]
    assert "refs(" in annex
    assert "beside(" not in annex


def test_many_long_heads_of_data_are_numbered_and_said_above(document: Document) -> None:
    figure = next(b for b in document.blocks if isinstance(b, Figure))
    names = ["Initiative", *(f"Sustainability {n}" for n in "abcdefghij")]
    row = tuple(Label(f"cell {n}") for n in range(11))
    wide = replace(figure.picture, header=tuple(names), rows=(row,))
    told = sourced(document, replace(figure, picture=wide))
    annex = told.partition("#set page(margin:")[2]
    assert "1 Sustainability a · 2 Sustainability b" in annex
    assert annex.count("Sustainability a") == 1


def test_a_document_with_floating_figures_is_drawn(document: Document) -> None:
    figures = [b for b in document.blocks if isinstance(b, Figure)]
    text = Paragraph((Plain("As the figure shows. " * 60),))
    told = replace(
        document,
        blocks=(Heading(1, "Message", "1"), text, PageBreak(), text, figures[0], text, text),
    )
    assert render_pdf(told).startswith(b"%PDF")


@pytest.mark.parametrize(("sections", "listed"), [(7, False), (8, True)])
def test_a_long_document_lists_its_sections_behind_page_one(sections: int, listed: bool) -> None:
    parts = [
        (Heading(1, f"Part {n}", str(n + 1)), Paragraph((Plain("Words."),)))
        for n in range(sections)
    ]
    blocks = (*parts[0], PageBreak(), *(block for part in parts[1:] for block in part))
    document = Document("T", "S", "en", date(2026, 1, 2), (), "F", blocks)
    second = PdfReader(BytesIO(render_pdf(document))).pages[1].extract_text()
    assert squeezed(second).startswith(word("contents", "en")) == listed
    assert (f"{sections}Part{sections - 1}." in squeezed(second)) == listed
