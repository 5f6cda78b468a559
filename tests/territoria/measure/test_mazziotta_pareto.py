import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.aggregate import arithmetic_mean
from territoria.measure.mazziotta_pareto import adjusted_mazziotta_pareto, mazziotta_pareto

every = pytest.mark.parametrize("method", [mazziotta_pareto, adjusted_mazziotta_pareto])
tables = arrays(float, (4, 3), elements=st.integers(70, 130).map(float))


@every
def test_the_penalty_worked_by_hand(method):
    """90 and 110: M = 100, S² = 100, S²/M = 1."""
    children = np.array([[90.0], [110.0]])
    assert method(children, np.ones(2)).tolist() == [99.0]
    assert method(children, np.ones(2), direction="positive").tolist() == [101.0]


@every
@given(children=tables)
def test_an_uneven_territory_lies_below_its_mean_and_an_even_one_on_it(method, children):
    mean = arithmetic_mean(children, np.ones(4))
    uneven = np.ptp(children, axis=0) > 0
    score = method(children, np.ones(4))
    assert (score[uneven] < mean[uneven]).all()
    assert_allclose(score[~uneven], mean[~uneven], rtol=1e-12)
    above = method(children, np.ones(4), direction="positive")
    assert_allclose(above - mean, mean - score, atol=1e-9)


@every
def test_missing_children_drop_out(method):
    children = np.array([[90.0, nan], [110.0, nan], [nan, nan]])
    assert_array_equal(method(children, np.ones(3)), [99.0, nan])


def test_weights_count_in_the_mean_and_in_the_spread():
    twice = mazziotta_pareto(np.array([[90.0], [110.0], [110.0]]), np.ones(3))
    assert_allclose(mazziotta_pareto(np.array([[90.0], [110.0]]), np.array([1.0, 2.0])), twice)


def test_standardising_is_the_authors_own_scale():
    """Figures 1, 2, 3 have z = ∓1.2247 and 0, so 87.75, 100, 112.25."""
    children = np.array([[1.0, 2.0, 3.0], [5.0, 5.0, 5.0]])
    z = 100 + 10 * np.array([-1.0, 0.0, 1.0]) / np.sqrt(2 / 3)
    scaled = np.stack([z, np.full(3, 100.0)])
    ours = mazziotta_pareto(children, np.ones(2), standardise=True)
    assert_allclose(ours, mazziotta_pareto(scaled, np.ones(2)), rtol=1e-12)


def test_another_scale_is_put_onto_70_to_130_and_the_score_back():
    children = np.array([[0.0], [100.0]])
    ours = adjusted_mazziotta_pareto(children, np.ones(2), lower=0.0, upper=100.0)
    assert_allclose(ours, [35.0], rtol=1e-12)  # 70 and 130: 100 − 900 / 100 = 91, 35 % of the way


@given(children=tables, lower=st.integers(-100, 100), width=st.integers(1, 200))
def test_two_levels_give_the_same_score_on_every_scale(children, lower, width):
    """The upper level takes what the lower one gave, and one scale is the image of the other."""
    scale = {"lower": float(lower), "upper": float(lower + width)}
    image = lower + (children - 70) / 60 * width

    def two_levels(values, **ends):
        low = adjusted_mazziotta_pareto(values[:2], np.ones(2), **ends)
        high = adjusted_mazziotta_pareto(values[2:], np.ones(2), **ends)
        return adjusted_mazziotta_pareto(np.stack([low, high]), np.ones(2), **ends)

    expected = lower + (two_levels(children) - 70) / 60 * width
    assert_allclose(two_levels(image, **scale), expected, rtol=1e-9, atol=1e-9)


def test_a_node_with_one_child_has_its_score_on_every_scale():
    children = np.array([[57.0, 12.0]])
    ours = adjusted_mazziotta_pareto(children, np.ones(1), lower=0.0, upper=100.0)
    assert_allclose(ours, [57.0, 12.0], rtol=1e-12)


def test_means_that_are_not_above_zero_are_refused():
    with pytest.raises(MethodError) as caught:
        mazziotta_pareto(np.array([[-1.0, 100.0], [1.0, 100.0]]), np.ones(2))
    assert str(caught.value) == (
        "aggregate: mazziotta-pareto needs means above 0, and 1 are not. "
        "Normalise onto mean 100 and sd 10, or onto 70 to 130."
    )


@pytest.mark.parametrize(("lower", "upper"), [(5.0, 5.0), (9.0, 5.0)])
def test_a_scale_needs_a_lower_end_below_the_upper(lower, upper):
    with pytest.raises(MethodError) as caught:
        adjusted_mazziotta_pareto(np.ones((2, 1)), np.ones(2), lower=lower, upper=upper)
    assert str(caught.value) == (
        f"aggregate: adjusted-mazziotta-pareto has no scale between {lower:g} and {upper:g}. "
        "Give a lower end below the upper one."
    )
