from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.plane import FEW, Axis, Side

PLAIN, LOG = Axis("a", "u"), Axis("a", "u", log=True)


@pytest.mark.parametrize(
    ("value", "plain", "log"),
    [
        (2.0, 2.0, 2.0),
        (0.0, 0.0, None),
        (-1.0, -1.0, None),
        (None, None, None),
        (math.nan, None, None),
        (math.inf, None, None),
    ],
)
def test_only_what_is_known_and_positive_stands_on_a_logarithmic_axis(
    value: float | None, plain: float | None, log: float | None
) -> None:
    assert PLAIN.on(value) == plain
    assert LOG.on(value) == log


def test_each_tenfold_step_is_as_long_as_the_other_on_a_logarithmic_side() -> None:
    side = Side(LOG, [1, 100])
    side.between(0, 200)
    assert [side.at(value) for value in (1, 10, 100)] == [0, 100, 200]


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [
        (3, 120, [5, 10, 20, 50, 100]),
        (0.5, 20000, [1, 10, 100, 1000, 10000]),
        (12, 14, [12, 12.5, 13, 13.5, 14]),
    ],
)
def test_ticks_of_a_logarithmic_side_are_round_and_few(
    low: float, high: float, ticks: list[float]
) -> None:
    assert Side(LOG, [low, high]).ticks() == ticks


@given(
    st.lists(st.none() | st.floats(), max_size=8),
    st.booleans(),
)
def test_no_values_however_strange_break_a_side(values: list[float | None], log: bool) -> None:
    axis = Axis("a", "u", log=log)
    side = Side(axis, values)
    side.between(10, 90)
    for value in values:
        if axis.on(value) is not None:
            assert 10 <= side.at(value) <= 90
    assert len(side.ticks()) <= 2 * FEW


def test_a_median_outside_is_not_reached() -> None:
    side = Side(PLAIN, [1, 5])
    assert [side.reaches(value) for value in (0.9, 1, 5, 5.1)] == [False, True, True, False]
