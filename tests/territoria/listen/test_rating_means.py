from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.rating_means import drawn_means, rank_ranges


def moments(ratings: list[list[int]]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Numbers, means and sums of squares of ratings by service."""
    n = np.array([len(r) for r in ratings])
    means = np.array([np.mean(r) if r else np.nan for r in ratings])
    squares = np.array(
        [np.sum((np.array(r) - m) ** 2) for r, m in zip(ratings, means, strict=True)]
    )
    return n, means, np.nan_to_num(squares)


def towns(repeats: int):
    """60 services with true means around 3.6 and, geometric, 12 ratings each: truth and ratings."""
    random = np.random.default_rng(7)
    steps = np.linspace(-4, 4, 801)
    bell = np.exp(-(steps**2) / 2) / np.exp(-(steps**2) / 2).sum()
    for _ in range(repeats):
        n = random.geometric(1 / 12, 60)
        level = random.normal(3.6, 0.35, 60)
        ratings = [
            np.clip(np.rint(random.normal(m, 1.1, k)), 1, 5) for m, k in zip(level, n, strict=True)
        ]
        truth = np.clip(np.rint(level[:, None] + 1.1 * steps), 1, 5) @ bell
        yield truth, [r.tolist() for r in ratings]


def test_drawn_means_are_twice_as_near_to_the_truth_as_raw_ones_and_their_ranges_hold_it():
    raw, drawn, held = [], [], []
    for truth, ratings in towns(60):
        n, means, squares = moments(ratings)
        found = drawn_means(n, means, squares, 1, 5)
        raw.append(np.mean((means - truth) ** 2))
        drawn.append(np.mean((found.means - truth) ** 2))
        held.append(np.mean((found.low <= truth) & (truth <= found.high)))
    assert np.sqrt(np.mean(drawn)) <= 0.55 * np.sqrt(np.mean(raw))
    assert 0.85 <= np.mean(held) <= 0.93  # 0.889 in 600 repeats


def test_the_formula_by_hand():
    n, x, squares = moments([[1, 2, 3], [4, 5, 4, 5], [3, 3]])
    found = drawn_means(n, x, squares, 1, 5)
    inside = (2 + 1 + 0) / (2 + 3 + 1)
    grand = (3 * 2 + 4 * 4.5 + 2 * 3) / 9
    apart = 3 * (2 - grand) ** 2 + 4 * (4.5 - grand) ** 2 + 2 * (3 - grand) ** 2
    between = (apart - 2 * inside) / (9 - (9 + 16 + 4) / 9)
    assert (found.inside, found.between) == pytest.approx((inside, between))
    weights = 1 / (between + inside / n)
    middle = (weights * x).sum() / weights.sum()
    expected = (n / inside * x + middle / between) / (n / inside + 1 / between)
    assert found.means == pytest.approx(expected)


def test_one_service_alone_keeps_its_mean_and_one_rating_is_open_on_either_side():
    found = drawn_means(*moments([[], [4, 5, 3, 4]]), 1, 5)
    assert (found.between, found.means[1], np.isnan(found.means[0])) == (None, 4.0, True)
    one = drawn_means(*moments([[4]]), 1, 5)
    assert one.low[0] < 4 < one.high[0]


def test_without_variance_between_services_all_have_one_mean():
    found = drawn_means(*moments([[1, 5, 3]] * 4), 1, 5)
    assert (found.between, set(found.means.tolist())) == (0.0, {3.0})
    assert (found.low < found.means).all()


def test_equal_ratings_leave_half_a_step_open():
    assert drawn_means(*moments([[5, 5], [1, 1]]), 1, 5).inside == pytest.approx(1 / 12)


@given(st.lists(st.lists(st.integers(1, 5), max_size=15), min_size=1, max_size=8))
def test_means_lie_between_their_own_and_the_middle_and_inside_the_scale(ratings):
    n, x, squares = moments(ratings)
    found = drawn_means(n, x, squares, 1, 5)
    for i in np.flatnonzero(n):
        low, high = sorted((x[i], found.middle))
        assert low - 1e-9 <= found.means[i] <= high + 1e-9
        assert 1 <= found.low[i] <= found.means[i] + 1e-9
        assert found.means[i] - 1e-9 <= found.high[i] <= 5


def test_ranks_with_their_ranges():
    rank, first, last = rank_ranges(
        np.array([4.5, 2.0, 2.1, 2.0]), np.array([0.01, 0.3, 0.3, 0.3]), seed=3
    )
    assert (rank.tolist(), first.tolist(), last.tolist()) == (
        [1, 3, 2, 3],
        [1, 2, 2, 2],
        [1, 4, 4, 4],
    )
