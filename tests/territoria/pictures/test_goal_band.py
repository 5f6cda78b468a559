"""A goal in a line over years: its bar and its first one are on the picture, and in the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from xml.etree.ElementTree import Element

from territoria.pictures.goal_band import Goal
from territoria.pictures.picture import Label
from territoria.pictures.trend_line import TrendPoint, trend_line

SERIES = (TrendPoint(2020, 45.0), TrendPoint(2025, 53.0))
GOAL = Goal(2030, 60.0, 65.0, Label("60–65"), start=(2020, 45.0), former=(2028, 70.0, 75.0))


def test_a_goal_needs_all_its_years_and_values_on_the_axes() -> None:
    assert sorted(GOAL.years()) == [2020, 2028, 2030]
    assert sorted(GOAL.values()) == [45.0, 60.0, 65.0, 70.0, 75.0]


def test_the_band_and_the_first_one_are_drawn_and_told(holds: Callable[..., Element]) -> None:
    plain = trend_line("k", "t", "d", SERIES, "%", Label("53"))
    picture = trend_line("k", "t", "d", SERIES, "%", Label("53"), goal=GOAL)
    holds(picture)
    assert picture.svg.count("<rect") == plain.svg.count("<rect") + 2
    assert [[cell.text for cell in row] for row in picture.rows] == [
        ["2020", "45", "", "", ""],
        ["2025", "53", "", "", ""],
        ["2028", "", "", "", "at first 70–75"],
        ["2030", "", "", "", "60–65"],
    ]


def test_a_goal_hides_no_break_and_no_first_band_of_its_year() -> None:
    goal = replace(GOAL, year=2025, former=(2025, 70.0, 75.0))
    series = (TrendPoint(2020, 45.0), TrendPoint(2025, 53.0, break_before=True))
    rows = trend_line("k", "t", "d", series, "%", Label("53"), goal=goal).rows
    assert rows[-1][-1].text == "60–65; at first 70–75; break in series"
