import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose

from territoria.errors import MethodError
from territoria.measure.data_weights import (
    correlation_optimal,
    correlations_with_score,
    entropy,
    principal_component,
    principal_loadings,
)
from territoria.measure.frame import Children


def _related(count=3, seed=0, strength=1.0):
    random = np.random.default_rng(seed)
    values = strength * random.normal(size=50) + random.normal(size=(count, 50))
    return Children(tuple("abcdef"[:count]), values)


def test_two_children_load_alike_on_their_first_component():
    children = Children(("a", "b"), np.array([[1.0, 2.0, 3.0, 5.0], [2.0, 2.0, 5.0, 9.0]]))
    assert_allclose(principal_component(np.ones(2), children), [0.5**0.5] * 2, rtol=1e-12)
    assert_allclose(principal_component(np.ones(2), children, squared=True), [0.5, 0.5])


@given(st.integers(0, 30))
def test_loadings_have_length_one_and_a_sum_above_zero(seed):
    loadings = principal_loadings(_related(seed=seed, strength=0.3))
    assert (loadings**2).sum() == pytest.approx(1.0)
    assert loadings.sum() > -1e-9


def test_a_turned_child_turns_its_loading_and_no_other():
    children = _related()
    turned = Children(children.names, children.values * [[1.0], [1.0], [-1.0]])
    assert_allclose(principal_loadings(turned), principal_loadings(children) * [1, 1, -1])
    with pytest.raises(MethodError) as caught:
        principal_component(np.ones(3), turned)
    assert str(caught.value) == (
        "weight: principal-component gives a weight below 0 to c. "
        "Check its direction, move it, or choose another weighting."
    )


def test_territories_with_gaps_do_not_count_in_correlations():
    children = _related()
    gappy = np.insert(children.values, 0, [5.0, nan, 100.0], axis=1)
    gappy = Children(children.names, gappy)
    assert_allclose(principal_loadings(gappy), principal_loadings(children), rtol=1e-12)


@pytest.mark.parametrize("method", [principal_component, correlation_optimal])
def test_correlations_need_three_territories_and_a_spread(method):
    few = Children(("a", "b"), np.array([[1.0, 2.0, nan], [3.0, 1.0, 1.0]]))
    with pytest.raises(MethodError, match="needs 3 territories with every child, and 2 have"):
        method(np.ones(2), few)
    flat = Children(("a", "b"), np.array([[1.0, 2.0, 3.0], [4.0, 4.0, 4.0]]))
    with pytest.raises(MethodError, match="finds no spread in b"):
        method(np.ones(2), flat)
    alone = Children(("a",), np.array([[1.0, 1.0, nan]]))
    assert method(np.ones(1), alone).tolist() == [1.0]


def test_entropy_worked_by_hand():
    """a: shares 0, ½, ½; b: 0, ¼, ¾; n = 3. c has no spread."""
    values = np.array([[1.0, 3.0, 3.0], [0.0, 1.0, 3.0], [7.0, 7.0, 7.0]])
    a = 1 - np.log(2) / np.log(3)
    b = 1 + (0.25 * np.log(0.25) + 0.75 * np.log(0.75)) / np.log(3)
    assert_allclose(entropy(np.ones(3), Children(("a", "b", "c"), values)), [a, b, 0.0])


def test_entropy_looks_at_each_child_alone_and_refuses_when_nobody_varies():
    values = np.array([[1.0, 3.0, nan, 3.0], [0.0, 1.0, 3.0, nan]])
    alone = entropy(np.ones(1), Children(("a",), values[:1, [0, 1, 3]]))
    assert entropy(np.ones(2), Children(("a", "b"), values))[0] == alone[0]
    with pytest.raises(MethodError, match="entropy finds no spread in a, b"):
        entropy(np.ones(2), Children(("a", "b"), np.ones((2, 3))))


@given(st.integers(0, 20))
def test_correlations_with_the_score_become_the_given_importance(seed):
    children = _related(seed=seed, strength=0.4)
    importance = np.array([1.0, 1.2, 0.9])
    weights = correlation_optimal(importance, children)
    if (weights > 0).all():
        ratio = correlations_with_score(weights, children) / importance
        assert_allclose(ratio, ratio[0], rtol=1e-9)


def test_where_importance_cannot_be_reached_no_weight_falls_below_zero():
    x = np.random.default_rng(0).normal(size=50)
    children = Children(("a", "b"), np.stack([x, x * 2]))
    weights = correlation_optimal(np.array([1.0, 5.0]), children)
    assert (weights >= 0).all()
    assert weights.sum() == pytest.approx(1.0)
