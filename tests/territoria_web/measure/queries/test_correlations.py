"""Rank correlation with its range."""

from __future__ import annotations

import numpy as np
import pytest

from territoria_web.measure.queries.correlations import average_ranks, rank_correlation


def test_what_is_equal_shares_the_middle_of_its_places():
    assert average_ranks(np.array([3.0, 1.0, 3.0, 2.0])).tolist() == [3.5, 1.0, 3.5, 2.0]


def test_it_is_spearmans_with_ties():
    from scipy.stats import spearmanr

    draw = np.random.default_rng(3)
    across, up = draw.integers(0, 9, 60), draw.integers(0, 9, 60)
    found = rank_correlation(list(zip(across.tolist(), up.tolist(), strict=True)))
    assert found.value == pytest.approx(spearmanr(across, up).statistic)
    assert found.low is not None
    assert found.high is not None
    assert found.low < (found.value or 0) < found.high


def test_the_word_follows_the_range():
    rising = [(float(n), float(n) + (n % 3) * 4) for n in range(40)]
    assert rank_correlation(rising).word == "together"
    assert rank_correlation([(a, -b) for a, b in rising]).word == "opposed"
    assert rank_correlation([(float(n), float(n * 7 % 11)) for n in range(11)]).word == "loose"


def test_too_few_pairs_or_no_spread_are_unknown():
    assert rank_correlation([(1.0, 2.0)] * 5).word == "unknown"
    assert rank_correlation([(1.0, float(n)) for n in range(20)]).word == "unknown"


def test_a_perfect_order_has_no_doubt():
    found = rank_correlation([(float(n), float(n)) for n in range(20)])
    assert (found.value, found.low, found.high) == (1.0, 1.0, 1.0)


def test_it_is_printed_with_two_decimals_and_a_real_minus():
    found = rank_correlation([(float(n), -float(n)) for n in range(20)])
    assert found.said == {"rho": "−1.00", "low": "−1.00", "high": "−1.00"}
