import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from territoria.errors import MethodError
from territoria.measure.experts_weights import analytic_hierarchy, budget_allocation, priorities
from territoria.measure.frame import Children

AB = Children(("a", "b"), np.ones((2, 1)))
ABC = Children(("a", "b", "c"), np.ones((3, 1)))


def test_each_expert_has_one_budget():
    experts = ({"a": 1.0, "b": 3.0}, {"a": 50.0, "b": 50.0})
    assert budget_allocation(np.ones(2), AB, experts=experts).tolist() == [0.375, 0.625]


def test_an_expert_may_speak_of_other_nodes():
    experts = ({"a": 1.0, "b": 3.0, "x": 9.0}, {"x": 1.0})
    assert budget_allocation(np.ones(2), AB, experts=experts).tolist() == [0.25, 0.75]


def test_a_node_that_no_expert_names_keeps_its_given_weights():
    given_weights = np.array([1.0, 4.0])
    assert budget_allocation(given_weights, AB, experts=({"x": 1.0},)) is given_weights
    assert analytic_hierarchy(given_weights, AB, comparisons={"x/y": 3.0}) is given_weights


def test_everything_wrong_with_the_experts_is_told_at_once():
    experts = ({"a": 1.0}, {"a": 0.0, "b": 0.0}, {"a": -1.0, "b": float("nan")})
    with pytest.raises(MethodError) as caught:
        budget_allocation(np.ones(2), AB, experts=experts)
    assert [str(p) for p in caught.value.problems] == [
        "weight: expert 1: no points for b. Write 0 for none.",
        "weight: expert 2: gives nothing to any child. Spread some points.",
        "weight: expert 3: impossible points for a, b. Give numbers of 0 or more.",
    ]


def test_comparisons_that_agree_give_their_own_weights():
    comparisons = {"a/b": 2.0, "c/b": 1.0, "a/c": 2.0}
    out = analytic_hierarchy(np.ones(3), ABC, comparisons=comparisons)
    assert_allclose(out, [0.5, 0.25, 0.25], rtol=1e-12)


def test_the_consistency_ratio_worked_by_hand():
    """a/b = 3, a/c = 5, b/c = 3. For three λ = 1 + r + 1/r with r = (ac / (ab·bc))^⅓."""
    matrix = np.array([[1, 3, 5], [1 / 3, 1, 3], [1 / 5, 1 / 3, 1]])
    shares, ratio = priorities(matrix)
    r = (5 / 9) ** (1 / 3)
    assert ratio == pytest.approx((1 + r + 1 / r - 3) / 2 / 0.58)
    geometric = np.prod(matrix, axis=1) ** (1 / 3)  # for three, the same as the eigenvector
    assert_allclose(shares, geometric / geometric.sum(), rtol=1e-9)


@given(st.lists(st.floats(0.1, 10.0), min_size=1, max_size=9))
def test_ratios_of_true_weights_are_consistent(true):
    weights = np.array(true)
    shares, ratio = priorities(weights[:, None] / weights)
    assert_allclose(shares, weights / weights.sum(), rtol=1e-6)
    assert ratio == pytest.approx(0.0, abs=1e-6)


def test_comparisons_that_contradict_one_another_are_refused():
    comparisons = {"a/b": 5.0, "b/c": 5.0, "c/a": 5.0}
    with pytest.raises(MethodError) as caught:
        analytic_hierarchy(np.ones(3), ABC, comparisons=comparisons)
    assert str(caught.value) == (
        "weight: the comparisons of a, b, c contradict one another: ratio 2.759. "
        "Review them until it is at most 0.1."
    )
    assert analytic_hierarchy(np.ones(3), ABC, comparisons=comparisons, limit=3.0).sum() == 1.0


def test_everything_wrong_with_the_comparisons_is_told_at_once():
    comparisons = {"a/b": 2.0, "b/a": 0.5, "a/x": 1.0, "b/c": 0.0}
    with pytest.raises(MethodError) as caught:
        analytic_hierarchy(np.ones(3), ABC, comparisons=comparisons)
    assert [str(p) for p in caught.value.problems] == [
        "weight: comparisons: b/a is given twice. Give each pair once.",
        "weight: comparisons: a/x is no pair. Known: a, b, c.",
        "weight: comparisons: b/c cannot be 0. Give more than 0.",
    ]
    with pytest.raises(MethodError) as caught:
        analytic_hierarchy(np.ones(3), ABC, comparisons={"a/b": 2.0})
    assert str(caught.value) == ("weight: comparisons: missing: a/c, b/c. Compare every pair.")
