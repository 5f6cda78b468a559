"""Target bands: by waiting, done before, never seen, or nothing can be said."""

from __future__ import annotations

import numpy as np

from territoria.compare.trends import Trend
from territoria.plan.bands import Band, judge_band

YEARS = np.array([2018.0, 2019.0, 2020.0, 2021.0])


def series(*paces: float, start: float = 40.0) -> list[tuple[np.ndarray, np.ndarray]]:
    return [(YEARS, start + pace * (YEARS - YEARS[0])) for pace in paces]


def trend(slope: float, low: float, high: float, direction: float = 1.0) -> Trend:
    values = tuple(40 + slope * n for n in range(5))
    return Trend(slope, low, high, (2018, 2019, 2020, 2021, 2022), values, direction)


def judge(low: float, high: float, **more) -> Band:
    told = {"direction": 1, "baseline": 40.0, "years": 5, **more}
    return judge_band(low=low, high=high, **told)


def test_a_pace_that_some_kept_was_done_before():
    band = judge(45, 50, peer_series=series(0.5, 1.0, 2.5))
    assert (band.label, band.needed, band.done_by, band.far_by, band.of) == (
        "done-before",
        1.0,
        2,
        1,
        3,
    )


def test_a_pace_that_nobody_kept_was_never_seen():
    assert judge(60, 70, peer_series=series(0.5, 1.0, 2.0)).label == "never-seen"


def test_what_the_slow_end_of_the_trend_reaches_comes_by_waiting():
    rising = trend(1.5, 1.0, 2.0)
    assert judge(45, 60, trend=rising).label == "by-waiting"
    assert judge(45.1, 60, trend=rising, peer_series=series(3.0)).label == "done-before"


def test_what_is_reached_comes_by_waiting_unless_it_gets_worse():
    assert judge(38, 45).why == "reached"
    falling = trend(-1.0, -1.5, -0.5)
    assert judge(40, 40, trend=falling, peer_series=series(0.0, -1.0)).label == "done-before"


def test_where_lower_is_better_the_upper_end_is_the_nearer_one():
    band = judge(30, 35, direction=-1, peer_series=series(-1.0, -2.0))
    assert (band.near, band.far, band.needed, band.done_by, band.far_by) == (35, 30, 1.0, 2, 1)


def test_without_direction_time_or_paces_nothing_can_be_said():
    assert judge(45, 50, direction=0).why == "no direction"
    assert judge(45, 50, years=0).why == "no time"
    assert (judge(45, 50).label, judge(45, 50).why) == ("unknown", "no pace")
    short = [(YEARS[:2], np.array([1.0, 2.0]))]
    assert judge(45, 50, peer_series=short).why == "no pace"
