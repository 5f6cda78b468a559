from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.numbers import Scale, known, number, tick, ticks

finite = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("value", "text"), [(1, "1"), (1.25, "1.2"), (-0.04, "0"), (10.0, "10"), (3.96, "4")]
)
def test_a_coordinate_has_one_decimal_at_most(value: float, text: str) -> None:
    assert number(value) == text


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_a_coordinate_that_is_no_number_is_refused(value: float) -> None:
    with pytest.raises(ValueError, match="no place"):
        number(value)


def test_missing_not_a_number_and_infinite_are_all_unknown() -> None:
    assert [known(value) for value in (None, math.nan, math.inf, 0.0)] == [None, None, None, 0.0]


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, ""), (-1.5, "−1.5"), (27947.0, "27,947"), (0.12345, "0.1235"), (2e20, "2e+20")],
)
def test_a_number_without_a_label_is_written_plainly(value: float | None, text: str) -> None:
    assert tick(value) == text


def test_ticks_are_round_numbers_inside_the_range() -> None:
    assert ticks(0.1, 2.4) == [1.0, 2.0]
    assert ticks(-1.2, 2.4) == [-1.0, 0.0, 1.0, 2.0]
    assert ticks(23.1, 31.9, 2) == [25.0, 30.0]
    assert ticks(5, 5) == []


@given(finite, finite, st.integers(1, 9))
def test_ticks_never_leave_the_range_and_are_few(one: float, other: float, about: int) -> None:
    low, high = sorted((one, other))
    found = ticks(low, high, about)
    assert len(found) <= about + 1
    slack = 1e-6 * max(abs(low), abs(high))
    assert all(low - slack <= value <= high + slack for value in found)


@given(finite, finite, finite)
def test_a_scale_stays_between_its_ends(one: float, other: float, value: float) -> None:
    low, high = sorted((one, other))
    assert 9.999 <= Scale(low, high, 10, 90)(value) <= 90.001


def test_a_scale_of_one_single_value_puts_it_in_the_middle() -> None:
    assert Scale(7, 7, 10, 90)(7) == 50


def test_a_reversed_scale_puts_low_values_on_the_right() -> None:
    assert Scale(0, 10, 90, 10)(2) == 74
