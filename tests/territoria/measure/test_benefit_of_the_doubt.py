import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.benefit_of_the_doubt import benefit_of_the_doubt, benefit_weights

ONES = np.ones(2)
tables = arrays(float, (3, 5), elements=st.integers(1, 9).map(float))


def test_three_territories_worked_by_hand():
    """(4, 0) and (0, 4) set the frontier 4; (1, 2) lies at 3 / 4 of it, (2, 2) on it."""
    children = np.array([[4.0, 0.0, 1.0, 2.0], [0.0, 4.0, 2.0, 2.0]])
    assert_allclose(benefit_of_the_doubt(children, ONES), [1.0, 1.0, 0.75, 1.0], atol=1e-9)


def test_bounds_on_the_shares_take_the_benefit_back():
    """With shares of a half each, (4, 1) must weigh both alike."""
    children = np.array([[4.0, 2.0], [1.0, 2.0]])
    free = benefit_of_the_doubt(children, ONES)
    bound = benefit_of_the_doubt(children, ONES, lower=0.5, upper=0.5)
    assert_allclose(free, [1.0, 1.0], atol=1e-9)
    # (4, 1): w = (s/8, s/2) and 2 s/8 + 2 s/2 ≤ 1 → s = 0.8
    assert_allclose(bound, [0.8, 0.8], atol=1e-9)


@settings(max_examples=10)
@given(children=tables)
def test_shares_stay_within_their_bounds_and_nobody_passes_one(children):
    weights = benefit_weights(children, lower=0.1, upper=0.6)
    score = (weights * children).sum(axis=0)
    shares = weights * children / score
    assert (shares >= 0.1 - 1e-7).all()
    assert (shares <= 0.6 + 1e-7).all()
    assert (weights.T @ children <= 1 + 1e-7).all()


@settings(max_examples=10)
@given(children=tables, factor=st.floats(0.01, 100))
def test_the_unit_of_measure_does_not_matter(children, factor):
    scaled = children.copy()
    scaled[0] *= factor
    one, other = (benefit_of_the_doubt(c, np.ones(3)) for c in (children, scaled))
    assert_allclose(one, other, atol=1e-7)
    assert one.max() == pytest.approx(1.0, abs=1e-7)


def test_a_missing_child_drops_out_of_ones_own_programme():
    children = np.array([[4.0, nan, 1.0, nan], [0.0, 2.0, 4.0, nan]])
    assert_allclose(benefit_of_the_doubt(children, ONES), [1.0, 0.5, 1.0, nan], atol=1e-9)
    weights = benefit_weights(children)
    assert_array_equal(np.isnan(weights), np.isnan(children))


def test_everything_that_is_wrong_is_told_at_once():
    with pytest.raises(MethodError) as caught:
        benefit_weights(np.array([[-1.0, 2.0], [1.0, 1.0]]), lower=0.6)
    assert [str(p) for p in caught.value.problems] == [
        "aggregate: benefit-of-the-doubt needs values of 0 or more, and 1 are not. "
        "Normalise onto a range from 0.",
        "aggregate: no weights of 2 children have shares between 0.6 and 1. "
        "Give lower at most 0.5 and upper at least 0.5.",
    ]
