from __future__ import annotations

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from territoria.listen.opinion.significance import (
    adjusted,
    chance_of,
    smoothed_share,
    z_difference,
    z_share,
)


def ints(*values):
    return np.array(values)


def test_the_published_formulas_by_hand():
    assert smoothed_share(ints(3, 0), ints(4, 0)).tolist() == [4 / 6, 1 / 2]
    assert z_share(ints(8), ints(8)).tolist() == [2 * 3 * 0.5]
    pooled = (5 + 2) / (6 + 8)
    expected = (5 / 6 - 2 / 8) / math.sqrt(pooled * (1 - pooled) * (1 / 6 + 1 / 8))
    np.testing.assert_allclose(z_difference(ints(4), ints(5), ints(1), ints(7)), [expected])


def test_shares_that_are_all_one_do_not_differ():
    assert z_difference(ints(3), ints(3), ints(5), ints(5)).tolist() == [0.0]


def test_ninety_percent_one_sided_is_the_published_limit():
    assert abs(chance_of(np.array([1.2816]))[0] - 0.1) < 1e-5


def test_benjamini_and_hochbergs_own_example():
    """The fifteen p-values of their paper of 1995: four are found at 5 %."""
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344]
    p += [0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    q = adjusted(np.array(p), np.ones(15, dtype=bool))
    assert (q <= 0.05).sum() == 4
    np.testing.assert_allclose(q[3], 0.0095 * 15 / 4)


@given(hnp.arrays(float, st.integers(1, 30), elements=st.floats(0, 1)))
def test_adjusting_keeps_the_order_and_never_makes_a_chance_smaller(p):
    q = adjusted(p, np.ones(len(p), dtype=bool))
    assert (q >= p - 1e-12).all()
    assert (q <= 1).all()
    assert (np.diff(q[np.argsort(p, kind="stable")]) >= -1e-12).all()


def test_what_is_not_counted_is_not_found_and_takes_nothing_from_the_others():
    q = adjusted(np.array([0.01, 0.0, 0.5]), np.array([True, False, True]))
    assert q.tolist() == [0.02, 1.0, 0.5]
    assert adjusted(np.array([0.1]), np.array([False])).tolist() == [1.0]
