"""Printed things of a meeting: whole pages, tagged, the same bytes, and nothing read as markup."""

from __future__ import annotations

import io
from datetime import date

import pytest
from pypdf import PdfReader

from territoria.documents.cards import (
    CutCard,
    Leaf,
    PaperBallot,
    Poster,
    Sheet,
    render_ballot,
    render_cards,
    render_leaves,
    render_poster,
    render_sheets,
)

DAY = date(2027, 3, 1)
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1h-1z"/></svg>'


def read(pdf: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(pdf))
    assert reader.trailer["/Root"]["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF's own true
    return reader


def test_four_cards_stand_on_a_page():
    cards = [CutCard("Advice", f"Card {n}", (("Why", "Because"),)) for n in range(6)]
    reader = read(render_cards(cards, title="Cards", lang="en", day=DAY))
    assert len(reader.pages) == 2
    assert [p.extract_text().count("Because") for p in reader.pages] == [4, 2]


def test_a_card_with_many_words_is_set_smaller_and_stays_on_its_quarter():
    cards = [CutCard("k", "Long", (("Why", "word " * 300), ("End", "the last word")))]
    reader = read(render_cards(cards, title="Cards", lang="en", day=DAY))
    assert (len(reader.pages), "the last word" in reader.pages[0].extract_text()) == (1, True)


def test_words_are_never_markup():
    cards = [CutCard("k", '#panic() "x" $y$ *z* \\', ())]
    text = read(render_cards(cards, title="Cards", lang="en", day=DAY)).pages[0].extract_text()
    assert "#panic()" in text
    assert "*z*" in text


def test_the_same_cards_are_the_same_bytes():
    cards = [CutCard("k", "t", ())]
    made = {render_cards(cards, title="Cards", lang="de", day=DAY) for _ in range(2)}
    assert len(made) == 1


def test_sheets_ballots_and_posters_are_made():
    sheets = [Sheet("SWOT", "Table", ("S", "W", "O", "T")), Sheet("Café", "", ("A",) * 5, 1)]
    assert len(read(render_sheets(sheets, title="Sheets", lang="en", day=DAY)).pages) == 2
    ballot = PaperBallot("Vote", "Fill", "As", ("SME",), tuple("abc"), (("Impact", 5),))
    assert len(read(render_ballot(ballot, title="Vote", lang="en", day=DAY)).pages) == 1
    poster = Poster(
        "Two days", "Come in", "https://example.org/room/ABC234/", "Code", "ABC234", SVG, "QR"
    )
    assert (
        "ABC234"
        in read(render_poster(poster, title="P", lang="en", day=DAY)).pages[0].extract_text()
    )


def test_nothing_to_print_is_refused():
    with pytest.raises(ValueError, match="no cards"):
        render_cards([], title="Cards", lang="en", day=DAY)
    with pytest.raises(ValueError, match="no sheets"):
        render_sheets([], title="Sheets", lang="en", day=DAY)


def test_each_agenda_is_a_page_of_its_own_with_its_table():
    rows = (("09:00–09:20", "3", "Sensoria, Milano"), ("09:25–09:45", "–", "free"))
    head = ("Time", "Table", "With")
    leaves = [
        Leaf(
            "Green days", "Woodworks", "18 March", head, rows, "Times of Paris", SVG, "QR", "Say it"
        ),
        Leaf("Green days", "#panic()", "", head, ()),
    ]
    pages = read(render_leaves(leaves, title="Agendas", lang="en", day=DAY)).pages
    assert len(pages) == 2
    assert "Sensoria, Milano" in pages[0].extract_text()
    assert "#panic()" in pages[1].extract_text()
    with pytest.raises(ValueError, match="no pages"):
        render_leaves([], title="Agendas", lang="en", day=DAY)
