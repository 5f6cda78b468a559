from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.gap_board import GapMark, gap_board
from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT

Holds = Callable[..., Element]

RESEARCH = GapMark(
    name="Research personnel",
    kind="act",
    gap=1.4,
    low=0.9,
    high=1.9,
    label=Label("1.4 (0.9–1.9)", "gap:research"),
    chance=Label("gap in 49 of 50", "chance:research"),
)
PATENTS = GapMark(
    name="Patents",
    kind="cannot-tell",
    gap=None,
    low=None,
    high=None,
    label=Label("unknown", "gap:patents"),
    chance=Label("no value", "chance:patents"),
)

anything = st.none() | st.floats()
labels = st.builds(Label, st.text("0123456789 (–).", max_size=18), st.sampled_from(["", "a:b"]))
mark = st.builds(
    GapMark,
    name=st.text(max_size=120),
    kind=st.sampled_from(["act", "unblock", "watch", "keep", "cannot-tell"]),
    gap=anything,
    low=anything,
    high=anything,
    label=labels,
    chance=labels,
)


@pytest.mark.parametrize("width", [640, 360])
def test_the_board_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    every = [label for item in (RESEARCH, PATENTS) for label in (item.label, item.chance)]
    holds(gap_board("k", "t", "d", [RESEARCH, PATENTS], width=width), every)


@settings(deadline=None)
@given(st.lists(mark, max_size=6), st.sampled_from([640, 360]))
def test_no_gap_however_strange_breaks_the_board(
    holds: Holds, items: list[GapMark], width: int
) -> None:
    picture = gap_board("k", "t", "d", items, width=width)
    holds(picture)
    assert picture == gap_board("k", "t", "d", items, width=width)
    assert len(picture.rows) == len(items)


def test_every_lane_is_there_and_an_empty_one_says_none() -> None:
    svg = gap_board("k", "t", "d", [RESEARCH]).svg
    names = re.findall(r">(Act|Unblock first|Watch|Keep|Cannot tell)<", svg)
    assert names == ["Act", "Unblock first", "Watch", "Keep", "Cannot tell"]
    assert svg.count(">none<") == 4
    assert gap_board("k", "t", "d", []).svg.count(">none<") == 5


def test_a_gap_without_value_is_hatched_and_has_no_mark() -> None:
    alone = gap_board("k", "t", "d", [RESEARCH]).svg
    both = gap_board("k", "t", "d", [RESEARCH, PATENTS]).svg
    assert "url(#k-h)" not in alone
    assert both.count("url(#k-h)") == 1
    assert both.count(ACCENT) == alone.count(ACCENT)


def test_a_mark_is_hollow_exactly_when_it_cannot_be_told() -> None:
    hollow = f'stroke="{ACCENT}" stroke-width="2"/>'
    assert hollow not in gap_board("k", "t", "d", [RESEARCH]).svg
    assert hollow in gap_board("k", "t", "d", [replace(RESEARCH, kind="cannot-tell")]).svg


def test_a_larger_gap_stands_further_right() -> None:
    items = [RESEARCH, replace(RESEARCH, gap=0.2), replace(RESEARCH, gap=-0.5)]
    svg = gap_board("k", "t", "d", items).svg
    places = [float(x) for x in re.findall(r'<circle cx="([0-9.]+)"', svg)]
    assert places == sorted(places, reverse=True)


def test_the_table_follows_the_lanes_and_holds_every_number() -> None:
    rows = gap_board("k", "t", "d", [PATENTS, RESEARCH]).rows
    assert [[cell.text for cell in row] for row in rows] == [
        ["Act", "Research personnel", "1.4 (0.9–1.9)", "0.9", "1.9", "gap in 49 of 50"],
        ["Cannot tell", "Patents", "unknown", "", "", "no value"],
    ]
