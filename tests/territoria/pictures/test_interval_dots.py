from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.interval_dots import IntervalRow, interval_dots
from territoria.pictures.picture import Label

Holds = Callable[..., Element]

REGION = IntervalRow(
    name="Nord-Pas de Calais",
    group="France",
    value=40.9,
    low=31.0,
    high=46.2,
    label=Label("41 (31–46)", "score:blueprint"),
    peers_low=44.0,
    peers_high=52.0,
    word="below",
)
OTHER = replace(REGION, name="Leipzig", group="Germany", value=55.0, label=Label("55", "a:b"))
UNKNOWN = replace(REGION, name="Åland", value=None, label=Label(""), word="unknown")

anything = st.none() | st.floats()
rows = st.builds(
    IntervalRow,
    name=st.text(max_size=60),
    group=st.text(max_size=20),
    value=anything,
    low=anything,
    high=anything,
    label=st.builds(Label, st.text("0123456789 (–).", max_size=18), st.sampled_from(["", "a:b"])),
    peers_low=anything,
    peers_high=anything,
    word=st.sampled_from(["above", "level", "below", "unknown"]),
)


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    shown = [REGION, OTHER, UNKNOWN]
    holds(interval_dots("k", "t", "d", shown, 1, (0, 100), width=width), [REGION.label])


@settings(deadline=None, max_examples=60)
@given(st.lists(rows, max_size=4), st.sampled_from([1, 0, -1]), st.sampled_from([640, 360]))
def test_no_value_however_strange_breaks_it(
    holds: Holds, shown: list[IntervalRow], direction: int, width: int
) -> None:
    picture = interval_dots("k", "t", "d", shown, direction, width=width)
    holds(picture)
    assert picture == interval_dots("k", "t", "d", shown, direction, width=width)


def test_rows_stand_as_they_are_given_and_a_country_is_named_once() -> None:
    picture = interval_dots("k", "t", "d", [OTHER, REGION, replace(REGION, name="Picardie")])
    assert [row[0].text for row in picture.rows] == ["Leipzig", "Nord-Pas de Calais", "Picardie"]
    assert picture.svg.count(">France<") == 1


def test_what_is_unknown_is_hatched_and_has_no_dot() -> None:
    known = interval_dots("k", "t", "d", [REGION])
    both = interval_dots("k", "t", "d", [REGION, UNKNOWN])
    assert (known.svg.count("url(#k-h)"), both.svg.count("url(#k-h)")) == (0, 1)
    assert [cell.text for cell in both.rows[1]] == [
        "Åland", "France", "unknown", "31", "46.2", "44; 52", "cannot tell",
    ]  # fmt: skip


def test_where_lower_is_better_the_words_say_so() -> None:
    assert interval_dots("k", "t", "d", [REGION], -1).rows[0][-1].text == "worse than peers"
