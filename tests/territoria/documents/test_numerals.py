"""Numbers as readers see them: rounded half up, real minus signs, ranges that cannot be misread."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.documents.numerals import (
    band,
    bounds_said,
    numeral,
    round_half_up,
    span,
    with_range,
)
from territoria.model import Address, Reading

HOUSE = settings(deadline=None, max_examples=100, derandomize=True)
NUMBERS = st.floats(min_value=-1e6, max_value=1e6)
DIGITS = st.integers(min_value=0, max_value=4)


def reading(value: float | None, low: float | None = None, high: float | None = None) -> Reading:
    address = Address("score", "f@1", "T@1", "A", "r", "p")
    return Reading(address, value, low, high)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (0, 0, "0"),
        (0.5, 0, "1"),
        (1.5, 0, "2"),
        (2.5, 0, "3"),
        (62.5, 0, "63"),
        (62.49, 0, "62"),
        (-0.5, 0, "−1"),
        (-2.5, 0, "−3"),
        (-0.4, 0, "0"),
        (-0.04, 1, "0.0"),
        (0.285, 2, "0.29"),
        (1.005, 2, "1.01"),
        (0.25, 1, "0.3"),
        (0.664, 2, "0.66"),
        (999.5, 0, "1,000"),
        (1234.5, 0, "1,235"),
        (1234.5, 1, "1,234.5"),
        (-1234567.0, 0, "−1,234,567"),
        (4052299.0, 0, "4,052,299"),
        (3.0, 2, "3.00"),
    ],
)
def test_a_number_is_printed_as_a_reader_would_write_it(
    value: float, decimals: int, text: str
) -> None:
    assert numeral(value, decimals) == text


def test_what_is_not_known_is_unknown_and_not_a_dash_or_a_nought() -> None:
    assert numeral(None) == "unknown"


@pytest.mark.parametrize(
    ("low", "high", "decimals", "text"),
    [
        (58, 66, 0, "58–66"),
        (0.41, 3.06, 1, "0.4–3.1"),
        (5000, 20000, 0, "5,000–20,000"),
        (-0.6, 2.9, 1, "−0.6 to 2.9"),
        (-3, -1, 0, "−3 to −1"),
        (-0.4, 2, 0, "0–2"),
    ],
)
def test_a_range_uses_words_where_a_dash_would_meet_a_minus(
    low: float, high: float, decimals: int, text: str
) -> None:
    assert span(low, high, decimals) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [(6, 14, "6–14"), (0.5, 2.0, "0.5–2.0"), (3.0, 3.0, "3"), (-0.5, -0.5, "−0.5")],
)
def test_bounds_take_a_decimal_where_one_has_any_and_are_one_number_where_they_are_the_same(
    low: float, high: float, text: str
) -> None:
    assert bounds_said(low, high) == text


@pytest.mark.parametrize(
    ("value", "low", "high", "decimals", "text"),
    [
        (62, 58, 66, 0, "62 (58–66)"),
        (41.4, 30.6, 46.2, 0, "41 (31–46)"),
        (-0.2, -0.4, 0.1, 1, "−0.2 (−0.4 to 0.1)"),
        (5, None, None, 0, "5"),
        (5, 4, None, 0, "5"),
        (None, None, None, 0, "unknown"),
        (None, 1, 2, 0, "unknown"),
    ],
)
def test_a_number_carries_its_range_in_brackets(
    value: float | None, low: float | None, high: float | None, decimals: int, text: str
) -> None:
    assert with_range(reading(value, low, high), decimals) == text


@pytest.mark.parametrize(
    ("score", "name"),
    [
        (-3, "starting"), (0, "starting"), (25, "starting"), (25.4, "starting"),
        (25.5, "developing"), (26, "developing"), (50.49, "developing"), (50.5, "advanced"),
        (75, "advanced"), (75.49, "advanced"), (75.5, "leading"), (100, "leading"), (112, "leading"),
    ],
)  # fmt: skip
def test_a_band_is_that_of_the_printed_score(score: float, name: str) -> None:
    assert band(score) == name


@HOUSE
@given(NUMBERS, DIGITS)
def test_rounding_moves_a_number_by_at_most_half_a_digit(value: float, decimals: int) -> None:
    assert abs(round_half_up(value, decimals) - value) <= 0.5 * 10**-decimals + 1e-8


@HOUSE
@given(NUMBERS, DIGITS)
def test_rounding_twice_is_rounding_once(value: float, decimals: int) -> None:
    once = round_half_up(value, decimals)
    assert round_half_up(once, decimals) == once


@HOUSE
@given(NUMBERS, DIGITS)
def test_a_number_and_its_negative_are_rounded_alike(value: float, decimals: int) -> None:
    assert round_half_up(-value, decimals) == -round_half_up(value, decimals)


@HOUSE
@given(NUMBERS, NUMBERS, DIGITS)
def test_rounding_keeps_the_order(one: float, other: float, decimals: int) -> None:
    low, high = sorted((one, other))
    assert round_half_up(low, decimals) <= round_half_up(high, decimals)


@HOUSE
@given(NUMBERS, DIGITS)
def test_a_printed_number_can_be_read_back(value: float, decimals: int) -> None:
    text = numeral(value, decimals)
    assert float(text.replace(",", "").replace("−", "-")) == round_half_up(value, decimals)
    assert "-" not in text
    assert len(text.partition(".")[2]) == decimals


@HOUSE
@given(NUMBERS, NUMBERS, DIGITS)
def test_no_range_has_a_dash_beside_a_minus(low: float, high: float, decimals: int) -> None:
    text = span(low, high, decimals)
    assert "–−" not in text
    assert text.count("–") + text.count(" to ") == 1
