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
        "low": pytest.approx(50 - half, abs=1e-4),
        "high": pytest.approx(50 + half, abs=1e-4),
        "n": 12,
    }


def test_equal_answers_keep_the_doubt_of_rounding_and_stay_on_the_scale():
    found = mean_of(np.full(10, 100.0), np.ones(10), SCALE)
    # sqrt(25² / 12 / 10) · t(9; 0.95) = 2.2822 · 1.8331
    assert (found["value"], found["high"]) == (100.0, 100.0)
    assert found["low"] == pytest.approx(100 - 2.28218 * 1.833113, abs=1e-4)


def test_weights_move_a_mean_and_widen_its_range():
    values, weights = np.array([0.0] * 5 + [100.0] * 5), np.array([3.0] * 5 + [1.0] * 5)
    assert mean_of(values, weights, SCALE)["value"] == 25.0
    assert effective(weights) == 8.0


def test_a_share_has_wilsons_range_for_as_many_answers_as_the_weights_are_worth():
    hits = np.array([True] * 5 + [False] * 5)
    low, high = wilson(6, 8)
    assert share_of(hits, np.array([3.0] * 5 + [1.0] * 5)) == {
        "share": 0.75,
        "low": pytest.approx(low, abs=1e-6),
        "high": pytest.approx(high, abs=1e-6),
        "n": 10,
    }


def test_all_and_none_are_no_certainty():
    ends = [share_of(np.full(10, hit), np.ones(10)) for hit in (True, False)]
    assert [(one["share"], one["high"] == 1, one["low"] == 0) for one in ends] == [
        (1.0, True, False),
        (0.0, False, True),
    ]
