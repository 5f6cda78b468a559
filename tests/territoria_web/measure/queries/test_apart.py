"""Who is about the same and who is clearly apart, from stored ranges."""

from __future__ import annotations

import pytest

from territoria_web.measure.queries.apart import chance_above, word_of
from territoria_web.measure.queries.explored import Cell


def test_ranges_that_lie_apart_are_clearly_apart():
    assert word_of(Cell(60, 58, 62), Cell(50, 48, 52)) == "above"
    assert word_of(Cell(50, 48, 52), Cell(60, 58, 62)) == "below"


def test_ranges_that_overlap_much_are_about_the_same():
    assert word_of(Cell(51, 45, 57), Cell(50, 44, 56)) == "level"


def test_where_less_is_better_the_smaller_is_above():
    assert word_of(Cell(5, 4.9, 5.1), Cell(9, 8.9, 9.1), -1) == "above"


def test_what_is_unknown_cannot_be_told():
    assert word_of(None, Cell(50, 44, 56)) == "unknown"
    assert word_of(Cell(50, 44, 56), None) == "unknown"


def test_the_chance_is_that_of_two_normal_distributions():
    # standard deviations of 1 each, one apart: Φ(1/√2)
    reach = 1.6448536269514722
    one, other = Cell(1.0, 1 - reach, 1 + reach), Cell(0.0, -reach, reach)
    assert chance_above(one, other) == pytest.approx(0.760249938906)
    assert chance_above(other, one) == pytest.approx(1 - 0.760249938906)


def test_without_any_doubt_only_a_tie_is_level():
    assert chance_above(Cell(2.0), Cell(2.0)) == 0.5
    assert chance_above(Cell(2.1), Cell(2.0)) == 1.0
