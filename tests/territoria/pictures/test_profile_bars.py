from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.criterion_matrix import JudgedCell
from territoria.pictures.profile_bars import ProfileRow, profile_bars
from territoria.pictures.style import SEQUENCE

Holds = Callable[..., Element]
TARGET = ProfileRow("Clear measurable target", JudgedCell(2, 0, 2, "settled"), 4, "at most 2")
UNKNOWN = ProfileRow("Results", JudgedCell(None, state="unknown"), 3)
NOUGHT = ProfileRow("Sustainability", JudgedCell(0, 0, 0))

anything = st.none() | st.floats()
rows = st.builds(
    ProfileRow,
    name=st.text(max_size=90),
    cell=st.builds(
        JudgedCell, anything, anything, anything, st.sampled_from(["known", "disputed", "settled"])
    ),
    owner=anything,
    note=st.text(max_size=40),
)


@pytest.mark.parametrize("width", [640, 328])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    said = "9 of 10 criteria are known."
    holds(profile_bars("k", "t", "d", [TARGET, UNKNOWN, NOUGHT], said, width=width))


@settings(deadline=None, max_examples=40)
@given(st.lists(rows, max_size=4), st.text(max_size=80), st.sampled_from([640, 328]))
def test_no_value_however_strange_breaks_it(
    holds: Holds, shown: list[ProfileRow], coverage: str, width: int
) -> None:
    holds(profile_bars("k", "t", "d", shown, coverage, width=width))


def test_unknown_and_nought_look_different_and_an_owner_changes_neither() -> None:
    unknown = profile_bars("k", "t", "d", [UNKNOWN]).svg
    nought = profile_bars("k", "t", "d", [NOUGHT]).svg
    assert (unknown.count("url(#k-h)"), nought.count("url(#k-h)")) == (1, 0)
    assert nought.count(SEQUENCE[2]) == unknown.count(SEQUENCE[2]) + 1
    assert unknown.count("<circle") == nought.count("<circle") + 1


def test_the_table_holds_every_number_and_the_note() -> None:
    picture = profile_bars("k", "t", "d", [TARGET, UNKNOWN], "9 of 10")
    assert picture.svg.count(">9 of 10<") == 1
    assert [[cell.text for cell in row] for row in picture.rows] == [
        [
            "Clear measurable target",
            "2 (0–2)",
            "0",
            "2",
            "4",
            "2 (0–2), talked over and settled; at most 2",
        ],
        ["Results", "cannot tell", "", "", "3", "cannot tell"],
    ]


def test_what_is_disputed_has_its_range_on_hatching_and_no_bar() -> None:
    disputed = profile_bars("k", "t", "d", [ProfileRow("A", JudgedCell(None, 1, 4, "disputed"))])
    settled = profile_bars("k", "t", "d", [ProfileRow("A", JudgedCell(None, 1, 4, "settled"))])
    assert (disputed.svg.count("url(#k-h)"), settled.svg.count("url(#k-h)")) == (1, 1)
    assert [row[1].text for row in (*disputed.rows, *settled.rows)] == ["1–4", "cannot tell"]
    assert disputed.svg.count("<line") == settled.svg.count("<line") + 4
