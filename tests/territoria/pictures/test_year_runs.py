from __future__ import annotations

import math

import pytest

from territoria.pictures.trend_line import TrendPoint
from territoria.pictures.year_runs import NEVER, joined, rhythm


@pytest.mark.parametrize(
    ("series", "step"),
    [
        ([[2018, 2019, 2022]], 1),
        ([[2022, 2020, 2018], [2016, 2019]], 2),
        ([[2018, 2018]], NEVER),
        ([[2018], []], NEVER),
        ([], NEVER),
    ],
)
def test_the_rhythm_is_the_shortest_step_of_anybody(series: list[list[int]], step: int) -> None:
    assert rhythm(series) == step


def test_unknown_missing_and_broken_years_part_a_line() -> None:
    points = [
        TrendPoint(2010, 1.0),
        TrendPoint(2011, 2.0),
        TrendPoint(2013, 3.0),
        TrendPoint(2014, math.nan),
        TrendPoint(2015, 4.0),
        TrendPoint(2016, 5.0, break_before=True),
    ]
    assert joined(points, 1) == [
        [(2010, 1.0), (2011, 2.0)],
        [(2013, 3.0)],
        [(2015, 4.0)],
        [(2016, 5.0)],
    ]


def test_years_in_the_usual_step_are_one_line() -> None:
    points = [TrendPoint(2012, 2.0), TrendPoint(2010, 1.0)]
    assert joined(points, 2) == [[(2010, 1.0), (2012, 2.0)]]
