from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from drawings import inside, written
from territoria.pictures.opinion_bars import OpinionRow, opinion_bars

Holds = Callable[..., Element]

AGREED = OpinionRow("More trees along every street of the inner city", 94, 70, 10, 14, "agree")
REFUSED = OpinionRow("A toll for all cars", 80, 10, 5, 65, "disagree")
SPLIT = OpinionRow("Trams instead of buses", 60, 28, 6, 26, "divided")
HIDDEN = OpinionRow("Wait a year", 50, 30, None, None, "open")
UNSEEN = OpinionRow("Nobody saw this", None, None, None, None, "open")
ALL = [UNSEEN, SPLIT, HIDDEN, REFUSED, AGREED]


@st.composite
def any_rows(draw):
    agree, passed, disagree = (draw(st.integers(0, 10**7)) for _ in range(3))
    says = draw(st.sampled_from(["agree", "disagree", "divided", "open"]))
    name = draw(st.text(max_size=150))
    hidden = draw(st.sampled_from([(), ("a", "p"), ("p", "d"), ("a", "p", "d"), ("all",)]))
    if hidden == ("all",):
        return OpinionRow(name, None, None, None, None, says)
    return OpinionRow(
        name,
        agree + passed + disagree,
        None if "a" in hidden else agree,
        None if "p" in hidden else passed,
        None if "d" in hidden else disagree,
        says,
    )


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    picture = opinion_bars("k", "t", "d", ALL, width=width)
    holds(picture)
    inside(picture)


@settings(max_examples=50)
@given(st.lists(any_rows(), max_size=5), st.sampled_from([640, 360]))
def test_no_count_however_large_and_no_hidden_one_breaks_it(
    holds: Holds, shown: list[OpinionRow], width: int
) -> None:
    picture = opinion_bars("k", "t", "d", shown, width=width)
    holds(picture)
    inside(picture)
    assert len(picture.rows) == len(shown)


def test_what_most_agree_with_comes_first_and_what_is_not_told_last() -> None:
    picture = opinion_bars("k", "t", "d", ALL)
    assert [row[0].text for row in picture.rows] == [
        row.name for row in (AGREED, REFUSED, SPLIT, HIDDEN, UNSEEN)
    ]
    more = OpinionRow("Even more trees", 20, 19, 1, 0, "agree")
    first = opinion_bars("k", "t", "d", [AGREED, more]).rows[0][0].text
    assert first == "Even more trees"


def test_the_table_holds_every_number_that_is_told() -> None:
    picture = opinion_bars("k", "t", "d", [AGREED, HIDDEN, UNSEEN])
    assert [[cell.text for cell in row[1:]] for row in picture.rows] == [
        ["94", "70", "10", "14", "74 %", "15 %", "most agree"],
        ["50", "30", "", "", "60 %", "", "cannot tell"],
        ["", "", "", "", "", "", "too few people saw it"],
    ]


def test_hidden_counts_are_one_hatched_part() -> None:
    plain = opinion_bars("k", "t", "d", [AGREED]).svg
    assert plain.count("url(#k-h)") == 0
    hidden = opinion_bars("k", "t", "d", [HIDDEN]).svg
    assert hidden.count("url(#k-h)") == 2  # once in the key


def test_every_part_says_its_number_and_the_row_who_saw_it() -> None:
    texts = written(opinion_bars("k", "t", "d", [REFUSED]))
    assert texts == [
        *("agree", "pass", "disagree"),
        "A toll for all cars",
        *("10", "5", "65"),
        *("most disagree", "seen by 80"),
    ]


def test_without_rows_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    holds(opinion_bars("k", "t", "d", []))
