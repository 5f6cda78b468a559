"""Parts of a change: exact where scores are sums, averages over orders where they bend."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose

from territoria.errors import MethodError
from territoria.measure.decompose import decompose
from territoria.measure.score import score

NODES = {"A": ["x", "y"], "B": ["z"]}


def parts(small, start, end, node="overall", **recipe):
    tree = small.tree(NODES, **recipe)
    states = [score(tree, small.cut(tree, np.array(s, dtype=float)[:, None])) for s in (start, end)]
    return decompose(
        (tree, tree),
        tuple(s.normalised[:, 0] for s in states),
        tuple(s.scores[:, 0] for s in states),
        node,
    )


def test_a_part_is_the_share_times_the_move(small):
    found = parts(small, [10, 20, 30], [30, 10, 40])
    assert_allclose(found.parts, [5.0, -2.5, 5.0])
    assert (found.change, found.exact, found.notes) == (7.5, True, ())


def test_an_indicator_outside_the_node_has_no_part(small):
    assert_allclose(parts(small, [10, 20, 30], [30, 10, 40], "A").parts, [10.0, -5.0, 0.0])


def test_a_child_that_is_missing_at_both_ends_leaves_its_share_to_the_others(small):
    assert_allclose(parts(small, [10, nan, 30], [30, nan, 30]).parts, [10.0, 0.0, 0.0])


def test_two_factors_of_a_product_share_its_growth_alike(small):
    """√(x·y) from 10·10 to 40·40: 30 points, and nobody made more of them."""
    found = parts(small, [10, 10, 5], [40, 40, 5], "A", aggregate={"A": "geometric-mean"})
    assert_allclose(found.parts, [15.0, 15.0, 0.0], atol=1e-9)
    assert not found.exact
    assert found.notes == (
        "The parts are averages over 64 orders in which the indicators may move.",
    )


def test_a_new_figure_has_a_part_and_a_lost_one_too(small):
    found = parts(small, [10, nan, 30], [nan, 40, 30])
    assert found.parts.sum() == pytest.approx(found.change)
    assert not found.exact
    assert found.parts[2] == 0


def test_without_a_score_at_both_ends_there_are_no_parts(small):
    found = parts(small, [nan, nan, 30], [10, 20, 30], "A")
    assert np.isnan(found.parts).all()
    assert np.isnan(found.change)


figures = arrays(np.float64, 3, elements=st.one_of(st.floats(1, 100), st.just(nan)))


@pytest.mark.parametrize("aggregate", [{}, {"A": "geometric-mean"}, {"A": "harmonic-mean"}])
@given(start=figures, end=figures)
def test_the_parts_always_sum_to_the_change(small, aggregate, start, end):
    found = parts(small, start, end, aggregate=aggregate)
    if np.isfinite(found.change):
        assert found.parts.sum() + found.rest == pytest.approx(found.change, abs=1e-9)
        assert found.rest == pytest.approx(0.0, abs=1e-9)


def test_other_weights_at_the_end_are_told_apart_from_the_moves(small):
    trees = [small.tree(NODES, weights={"A": w}) for w in (1.0, 3.0)]
    values = [[10.0, 20.0, 30.0], [30.0, 10.0, 40.0]]
    states = [
        score(t, small.cut(t, np.array(v)[:, None])) for t, v in zip(trees, values, strict=True)
    ]
    found = decompose(
        tuple(trees),
        tuple(s.normalised[:, 0] for s in states),
        tuple(s.scores[:, 0] for s in states),
    )
    assert_allclose(found.parts, [5.0, -2.5, 5.0])
    assert found.rest == pytest.approx((0.75 * 20 + 0.25 * 40) - (0.5 * 20 + 0.5 * 40))


def test_where_territories_are_compared_a_change_has_no_parts(small):
    tree = small.tree({"A": ["x", "y"]}, aggregate={"A": "copeland"})
    states = (np.array([1.0, 2.0]), np.array([3.0, 4.0]))
    scores = (np.array([1.0, 1.0]), np.array([2.0, 2.0]))
    with pytest.raises(MethodError, match="copeland compares the territories with each other"):
        decompose((tree, tree), states, scores)
