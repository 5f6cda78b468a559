from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.pictures.response_bars import ResponseRow, response_bars

Holds = Callable[..., Element]

HEARD = ResponseRow("Authorities", 12, 10, 10, 8, 0.6, 0.94)
QUIET = ResponseRow("Citizens and representatives of civil society", 15, 4, 4, 9, 0.13, 0.47)
NOBODY = ResponseRow("Knowledge", 0, 0, 0, 3)

counts = st.integers(0, 10**6)
rows = st.builds(
    ResponseRow,
    name=st.text(max_size=120),
    invited=counts,
    answered=counts,
    named=counts,
    needed=counts,
    low=st.none() | st.floats(),
    high=st.none() | st.floats(),
)


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(response_bars("k", "t", "d", [HEARD, QUIET, NOBODY], width=width))


@settings(deadline=None)
@given(st.lists(rows, max_size=5), st.sampled_from([640, 360]))
def test_no_count_however_large_breaks_it(
    holds: Holds, shown: list[ResponseRow], width: int
) -> None:
    picture = response_bars("k", "t", "d", shown, width=width)
    holds(picture)
    assert len(picture.rows) == len(shown)


def test_who_is_not_heard_is_hatched_and_said() -> None:
    svg = response_bars("k", "t", "d", [QUIET]).svg
    assert svg.count("url(#k-h)") == 2  # once in the key
    assert "not heard enough" in svg
    assert "4 of 15" in svg


def test_whoever_answered_without_being_invited_is_told_apart() -> None:
    picture = response_bars("k", "t", "d", [ResponseRow("Firms", 2, 3, 0, 3, 0.0, 0.6)])
    assert [c.text for c in picture.rows[0]][1:5] == ["2", "3", "3", "0 %"]
    assert "0 of 2, 3 more" in picture.svg


def test_more_answers_than_invitations_fill_the_bar() -> None:
    passed_on = ResponseRow("Firms", 5, 8, 5, 3)
    assert [c.text for c in response_bars("k", "t", "d", [passed_on]).rows[0]] == [
        "Firms",
        "5",
        "8",
        "3",
        "100 %",
        "",
        "",
        "enough heard",
    ]


def test_the_table_holds_every_number() -> None:
    picture = response_bars("k", "t", "d", [HEARD, NOBODY])
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["Authorities", "12", "10", "8", "83 %", "60 %", "94 %", "enough heard"],
        ["Knowledge", "0", "0", "3", "", "", "", "nobody invited"],
    ]


def test_without_rows_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    holds(response_bars("k", "t", "d", []))
