from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.level_ranges import LevelRow, level_ranges
from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT, BELOW

Holds = Callable[..., Element]

STRATEGY = LevelRow(
    name="Does your territory have a digital strategy, and how far do local people share it?",
    score=46.3,
    low=31.0,
    high=61.6,
    label=Label("46 (31–62)", "survey:digital_strategy_shared"),
    groups=(
        ("Mayors", 75.0),
        ("Public officials", 58.3),
        ("Small firms", 25.0),
        ("Citizens", 26.8),
    ),
    gap=2.0,
    disagree=True,
)
CLOSE = replace(STRATEGY, name="Who can learn?", gap=0.6, disagree=False, label=Label("46", "a:b"))
UNKNOWN = LevelRow("Who pays?", None, None, None, Label("", "survey:none"))

anything = st.none() | st.floats()
rows = st.builds(
    LevelRow,
    name=st.text(max_size=120),
    score=anything,
    low=anything,
    high=anything,
    label=st.builds(Label, st.text("0123456789 (–).", max_size=18), st.sampled_from(["", "a:b"])),
    groups=st.lists(st.tuples(st.text(max_size=20), st.floats()), max_size=12).map(tuple),
    gap=anything,
    disagree=st.booleans(),
)


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    shown = [STRATEGY, CLOSE, UNKNOWN]
    holds(level_ranges("k", "t", "d", shown, width=width), [STRATEGY.label, CLOSE.label])


@settings(deadline=None)
@given(st.lists(rows, max_size=4), st.sampled_from([640, 360]))
def test_no_value_however_strange_breaks_it(
    holds: Holds, shown: list[LevelRow], width: int
) -> None:
    picture = level_ranges("k", "t", "d", shown, width=width)
    holds(picture)
    assert picture == level_ranges("k", "t", "d", shown, width=width)


def test_a_gap_has_a_shape_a_word_and_the_names_at_its_ends() -> None:
    svg = level_ranges("k", "t", "d", [STRATEGY]).svg
    quiet = level_ranges("k", "t", "d", [CLOSE]).svg
    assert svg.count(BELOW) == quiet.count(BELOW) + 5  # two triangles, a bracket of three strokes
    for name in ("Mayors", "Small firms", "talk before you"):
        assert name in svg
    assert "no large gap" in quiet
    assert "Mayors" not in quiet


def test_an_unknown_score_is_hatched_and_has_no_dot() -> None:
    known = level_ranges("k", "t", "d", [CLOSE]).svg
    both = level_ranges("k", "t", "d", [CLOSE, UNKNOWN]).svg
    assert ("url(#k-h)" in known, both.count("url(#k-h)")) == (False, 1)
    assert both.count(ACCENT) == known.count(ACCENT)


def test_the_table_holds_every_number() -> None:
    picture = level_ranges("k", "t", "d", [STRATEGY, UNKNOWN])
    assert [cell.text for cell in picture.rows[0]][1:] == [
        "46 (31–62)",
        "31",
        "62",
        "Mayors 75; Public officials 58; Small firms 25; Citizens 27",
        "2.0",
        "talk before you score",
    ]
    assert [cell.text for cell in picture.rows[1]] == [
        "Who pays?",
        "unknown",
        "",
        "",
        "",
        "",
        "unknown",
    ]


def test_without_rows_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    holds(level_ranges("k", "t", "d", []))
