from __future__ import annotations

import struct
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import SVG, inside, written
from territoria.documents.paper_png import pngs_of
from territoria.pictures.lettering import text_width
from territoria.pictures.picture import Label, Picture
from territoria.pictures.social_card import CardPillar, social_card

NAME = "Oberfranken"
FINDING = "Oberfranken is about level with its peers on talent and clearly behind on research."
KNOWN = CardPillar("Talent and skills", 62.0, 58.0, 66.0, Label("62 (58–66)", "score:talent"))
UNKNOWN = CardPillar("Openness", None, None, None, Label(""))

anything = st.none() | st.floats()
pillar = st.builds(
    CardPillar,
    st.text(max_size=90),
    anything,
    anything,
    anything,
    st.builds(Label, st.text(max_size=40)),
)


def holds(picture: Picture) -> None:
    """No text is small, outside or on another; no mark is outside."""
    inside(picture)
    assert (picture.width, picture.height) == (1200, 630)
    last: dict[float, float] = {}
    for text in ElementTree.fromstring(picture.svg).iter(SVG + "text"):
        for line in list(text) or [text]:
            size = float(text.get("font-size", 0))
            bold = text.get("font-weight") is not None
            wide = text_width(line.text or "", size, bold) / 1.1
            x, y = float(line.get("x", 0)), float(line.get("y", 0))
            left = x - wide if text.get("text-anchor") == "end" else x
            assert size >= 28
            assert 0 <= left <= left + wide <= 1200
            assert 0.7 * size <= y <= 630 - 0.2 * size
            assert y - last.get(left, 0.0) >= 0.9 * size  # lines from one edge stand apart
            last[left] = y


@pytest.mark.parametrize("count", [0, 1, 4, 7])
def test_nothing_is_small_or_outside(count: int) -> None:
    holds(social_card("k", "t", "d", NAME, FINDING, [KNOWN, UNKNOWN, *[KNOWN] * 5][:count]))


@settings(deadline=None, max_examples=80)
@given(st.text(max_size=150), st.text(max_size=400), st.lists(pillar, max_size=9), st.text())
def test_no_words_or_values_however_strange_break_the_card(
    name: str, finding: str, pillars: list[CardPillar], product: str
) -> None:
    picture = social_card("k", "t", "d", name, finding, pillars, product=product)
    holds(picture)
    assert picture == social_card("k", "t", "d", name, finding, pillars, product=product)
    assert len(picture.rows) == len(pillars)


def test_product_name_finding_and_values_stand_on_it() -> None:
    texts = written(social_card("k", "t", "d", NAME, FINDING, [KNOWN, UNKNOWN]))
    assert texts == [
        "Territoria",
        NAME,
        FINDING,
        "Talent and skills",
        "62 (58–66)",
        "Openness",
        "unknown",
    ]


def test_a_short_name_is_larger_than_a_long_one() -> None:
    def size(name: str) -> float:
        root = ElementTree.fromstring(social_card("k", "t", "d", name, FINDING).svg)
        return float(list(root.iter(SVG + "text"))[1].get("font-size", 0))

    assert size("Corse") == 88
    assert size("Auvergne-Rhône-Alpes and all of its neighbours") == 54


def test_a_finding_that_is_too_long_ends_in_an_ellipsis() -> None:
    assert written(social_card("k", "t", "d", NAME, FINDING * 9, [KNOWN] * 7))[2].endswith("…")


def test_what_is_unknown_is_hatched_and_has_no_dot() -> None:
    assert "<circle" not in social_card("k", "t", "d", NAME, FINDING, [UNKNOWN]).svg
    assert social_card("k", "t", "d", NAME, FINDING, [KNOWN]).svg.count("<circle") == 1


def test_signs_of_markup_are_only_letters() -> None:
    picture = social_card("k", "<t>", "<d>", '<b>&"', '<i>&"', [KNOWN])
    assert written(picture)[1:3] == ['<b>&"', '<i>&"']


def test_it_becomes_a_png_of_its_own_shape() -> None:
    picture = social_card("k", "t", "d", NAME, FINDING, [KNOWN, UNKNOWN])
    png = pngs_of([picture])[picture.svg]
    wide, tall = struct.unpack(">II", png[16:24])
    assert wide / tall == pytest.approx(1200 / 630, abs=0.001)
    assert wide >= 1200
