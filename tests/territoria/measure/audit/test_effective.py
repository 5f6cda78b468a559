import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.audit.effective import correlation_ratio, influence
from territoria.measure.audit.hierarchy import hierarchy_of

X = np.linspace(-1, 1, 201)


def test_a_straight_line_explains_everything():
    assert correlation_ratio(X, 3 * X + 1) == pytest.approx(1.0)


def test_a_curve_is_seen_where_the_linear_correlation_is_nothing():
    assert abs(np.corrcoef(X, X**2)[0, 1]) < 1e-9
    assert correlation_ratio(X, X**2) > 0.98


def test_noise_explains_about_nothing():
    random = np.random.default_rng(3)
    found = [correlation_ratio(*random.normal(size=(2, 60))) for _ in range(40)]
    assert np.mean(found) < 0.05


def test_a_few_different_values_are_compared_by_their_means():
    """Two groups of 5 with means 0 and 2: 8 of the sum of squares 18 remain inside them."""
    x = np.repeat([0.0, 1.0], 5)
    y = np.concatenate([[-1, -1, 0, 1, 1], [1, 1, 2, 3, 3]]).astype(float)
    within, total = 8.0, 18.0
    assert_allclose(correlation_ratio(x, y), 1 - (within / 8) / (total / 9), rtol=1e-12)


def test_too_few_territories_have_no_ratio():
    x = np.array([1.0, 2, 3, 4, 5, 6, 7, nan])
    assert np.isnan(correlation_ratio(x, x))


def test_what_does_not_vary_has_no_ratio():
    assert np.isnan(correlation_ratio(np.ones(20), np.arange(20.0)))
    assert np.isnan(correlation_ratio(np.arange(20.0), np.ones(20)))


@given(st.integers(0, 10_000), st.floats(0.1, 10), st.floats(-5, 5))
def test_the_ratio_is_a_share_and_does_not_hang_on_units(seed, factor, shift):
    x, y = np.random.default_rng(seed).normal(size=(2, 30))
    y = y + x**3
    found = correlation_ratio(x, y)
    assert 0 <= found <= 1
    assert_allclose(correlation_ratio(factor * x + shift, -factor * y), found, rtol=1e-6, atol=1e-9)


def test_influence_of_a_node_sets_shares_beside_weights(scored):
    shown = hierarchy_of(scored)
    found = influence(shown, shown.whole)
    assert found.children.tolist() == [5, 6]
    assert_allclose(found.nominal, [1 / 3, 2 / 3])
    assert_allclose(found.share.sum(), 1.0)
    assert_allclose(found.linear, found.correlation**2)
    assert_allclose(found.ratio, found.share / found.nominal)


def test_influence_of_all_indicators_takes_the_product_of_shares(scored):
    shown = hierarchy_of(scored)
    found = influence(shown, shown.whole, indicators=True)
    assert found.children.tolist() == [0, 1, 2, 3, 4]
    assert_allclose(found.nominal, scored.tree.effective_weights())
