from __future__ import annotations

from collections.abc import Callable
from xml.etree.ElementTree import Element

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.budget_bars import FUNDED, BudgetRow, budget_bars

Holds = Callable[..., Element]

BIKE = BudgetRow("Bike path along the river", 700, 7, by_votes=True, by_shares=True)
GYM = BudgetRow("Outdoor gym", 400, 6, by_votes=True, by_shares=False)
PLAY = BudgetRow("New playground", 200, 4, by_votes=False, by_shares=True)
PARK = BudgetRow("New park", 250.5, 5, by_votes=False, by_shares=False)
ALL = [BIKE, GYM, PLAY, PARK]

amounts = st.floats(0, 10**9)
rows = st.builds(
    BudgetRow,
    name=st.text(max_size=120),
    cost=amounts,
    votes=st.integers(0, 10**6),
    by_votes=st.booleans(),
    by_shares=st.booleans(),
)


@pytest.mark.parametrize("width", [640, 360])
def test_it_holds_all_that_every_picture_holds(holds: Holds, width: int) -> None:
    holds(budget_bars("k", "t", "d", ALL, budget=1100, unit="EUR", width=width))


@given(st.lists(rows, max_size=5), amounts, st.text(max_size=8), st.sampled_from([640, 360]))
def test_no_amount_however_large_breaks_it(
    holds: Holds, shown: list[BudgetRow], budget: float, unit: str, width: int
) -> None:
    picture = budget_bars("k", "t", "d", shown, budget=budget, unit=unit, width=width)
    holds(picture)
    assert len(picture.rows) == len(shown)


def test_the_table_holds_every_number_and_says_which_rule_funds_it() -> None:
    picture = budget_bars("k", "t", "d", ALL, budget=1100)
    assert picture.header == ("Project", "Cost", "Votes", "Funded")
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["Bike path along the river", "700", "7", "by both rules"],
        ["Outdoor gym", "400", "6", "by votes only"],
        ["New playground", "200", "4", "by equal shares only"],
        ["New park", "250.50", "5", "not funded"],
    ]


def test_each_way_of_being_funded_has_a_word_in_the_key_and_at_its_row() -> None:
    svg = budget_bars("k", "t", "d", ALL, budget=1100).svg
    assert {word: svg.count(f">{word}<") for word in FUNDED.values()} == dict.fromkeys(
        FUNDED.values(), 2
    )


def test_the_line_of_the_budget_is_named_and_both_sums_are_told() -> None:
    svg = budget_bars("k", "t", "d", ALL, budget=1100, unit="EUR").svg
    assert "budget: 1,100 EUR" in svg
    assert ">1,100<" in svg  # 700 + 400 by votes
    assert ">900<" in svg  # 700 + 200 by shares


def test_rows_without_a_bar_count_in_what_is_spent() -> None:
    picture = budget_bars("k", "t", "d", [BIKE], budget=1100, more=[GYM, PLAY])
    assert [row[0].text for row in picture.rows] == ["Bike path along the river"]
    assert (">1,100<" in picture.svg, ">900<" in picture.svg) == (True, True)


def test_votes_that_are_not_shown_are_said_in_words() -> None:
    few = BudgetRow("Bench", 90, 0, by_votes=False, by_shares=False, said="fewer than 5")
    picture = budget_bars("k", "t", "d", [few], budget=1100)
    assert picture.rows[0][2].text == "fewer than 5"
    assert ">votes: fewer than 5<" in picture.svg


def test_it_is_drawn_without_red_and_green() -> None:
    drawn = budget_bars("k", "t", "d", ALL, budget=1100).svg
    assert [c for c in ("#b85c00", "red", "green") if c in drawn] == []


def test_without_rows_it_says_that_there_is_nothing_yet(holds: Holds) -> None:
    picture = budget_bars("k", "t", "d", [], budget=1100)
    holds(picture)
    assert "Nothing to show yet." in picture.svg
