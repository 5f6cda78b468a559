from __future__ import annotations

import numpy as np
import pytest

from territoria.listen.reach import wilson
from territoria.listen.self_check.figures import effective, mean_of, share_of

SCALE = (0.0, 100.0, 25.0)


def test_a_mean_has_students_range():
    # 40, 50, 60 four times: mean 50, s² = 800 / 11, t(11; 0.95) = 1.7959; s² / 12 below the rounding
    found = mean_of(np.array([20.0, 50.0, 80.0] * 4), np.ones(12), SCALE)
    half = 1.795885 * np.sqrt(7200 / 11 / 12)
    assert found == {
        "value": 50.0,
        "low": pytest.approx(50 - half, abs=0.051),
        "high": pytest.approx(50 + half, abs=0.051),
        "n": 12,
    }


def test_equal_answers_keep_the_doubt_of_rounding_and_stay_on_the_scale():
    found = mean_of(np.full(10, 100.0), np.ones(10), SCALE)
    # sqrt(25² / 12 / 10) · t(9; 0.95) = 2.2822 · 1.8331
    assert (found["value"], found["high"]) == (100.0, 100.0)
    assert found["low"] == pytest.approx(100 - 2.28218 * 1.833113, abs=0.051)


def test_no_more_digits_are_told_than_are_of_use():
    mean = mean_of(np.array([25.0] * 7 + [50.0] * 6), np.ones(13), SCALE)
    share = share_of(np.array([True] * 6 + [False] * 7), np.ones(13))
    assert (mean["value"], share["share"]) == (36.5, 0.462)
    assert all(round(mean[key], 1) == mean[key] for key in ("low", "high"))
    assert all(round(share[key], 3) == share[key] for key in ("low", "high"))


def test_weights_move_a_mean_and_widen_its_range():
    values, weights = np.array([0.0] * 5 + [100.0] * 5), np.array([3.0] * 5 + [1.0] * 5)
    found = mean_of(values, weights, SCALE)
    # worth 8: s² = 1875 · 8 / 7, t(7; 0.95) = 1.8946
    half = 1.894579 * np.sqrt(1875 / 7)
    assert effective(weights) == 8.0
    assert (found["value"], found["n"]) == (25.0, 10)
    assert (found["low"], found["high"]) == (0.0, pytest.approx(25 + half, abs=0.051))


def test_ranges_hold_nine_in_ten_where_few_count_for_much():
    chance = np.random.default_rng(7)
    held = 0
    for _ in range(1000):
        weights = chance.choice([0.3, 4.8], size=20, p=[0.85, 0.15])
        found = mean_of(chance.binomial(4, 0.5, 20) * 25.0, weights, SCALE)
        held += found["low"] <= 50 <= found["high"]
    assert held >= 890


def test_a_share_has_wilsons_range_for_as_many_answers_as_the_weights_are_worth():
    hits = np.array([True] * 5 + [False] * 5)
    low, high = wilson(6, 8)
    assert share_of(hits, np.array([3.0] * 5 + [1.0] * 5)) == {
        "share": 0.75,
        "low": pytest.approx(low, abs=0.00051),
        "high": pytest.approx(high, abs=0.00051),
        "n": 10,
    }


def test_all_and_none_are_no_certainty():
    ends = [share_of(np.full(10, hit), np.ones(10)) for hit in (True, False)]
    assert [(one["share"], one["high"] == 1, one["low"] == 0) for one in ends] == [
        (1.0, True, False),
        (0.0, False, True),
    ]
