from functools import partial

import numpy as np
import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.aggregate import (
    METHODS,
    arithmetic_mean,
    geometric_mean,
    harmonic_mean,
    inverted_geometric,
    median,
    power_mean,
)

TWO = np.array([1.0, 3.0])
TOP = 200.0
POWERS = {f"power mean {p:g}": partial(power_mean, exponent=p) for p in (-2.0, 0.0, 0.5, 3.0)}
MEANS = {
    "arithmetic-mean": arithmetic_mean,
    "geometric-mean": geometric_mean,
    "harmonic-mean": harmonic_mean,
    "median": median,
    "inverted-geometric": partial(inverted_geometric, top=TOP),
} | POWERS
ALL = METHODS | {"inverted-geometric": MEANS["inverted-geometric"]}
every_mean = pytest.mark.parametrize("method", MEANS.values(), ids=MEANS)
every_method = pytest.mark.parametrize("method", ALL.values(), ids=ALL)


def tables(*shape, gaps=True):
    """Values above 0 with one decimal; where there are gaps, a quarter of the cells is missing."""
    numbers = arrays(np.int64, shape, elements=st.integers(1, 1300 if gaps else 1000))
    return numbers.map(lambda table: np.where(table > 1000, nan, table / 10))


counts = st.integers(1, 6)
columns = counts.flatmap(lambda n: tables(n, 3, gaps=False))
gappy = counts.flatmap(lambda n: tables(n, 3))


def _weights(count):
    return np.arange(1.0, count + 1)


def _rounding(method, value):
    """What a score may miss by: what is subtracted from the top is as exact as the top is."""
    return 1e-12 * (TOP if method is MEANS["inverted-geometric"] else value)


def test_the_arithmetic_mean_worked_by_hand():
    children = np.array([[10.0, 0.0], [30.0, 8.0]])
    assert arithmetic_mean(children, TWO).tolist() == [25.0, 6.0]


def test_the_geometric_mean_worked_by_hand():
    assert_allclose(geometric_mean(np.array([[16.0], [1.0]]), TWO), [2.0], rtol=1e-12)


def test_the_harmonic_mean_worked_by_hand():
    assert_allclose(harmonic_mean(np.array([[1.0], [3.0]]), TWO), [2.0], rtol=1e-12)


@every_method
def test_a_missing_child_leaves_the_others_with_their_weights(method):
    children = np.array([[nan], [4.0], [9.0]])
    with_gap = method(children, np.array([5.0, 1.0, 3.0]))
    assert_allclose(with_gap, method(children[1:], TWO), rtol=1e-12)


def test_a_missing_child_is_neither_a_zero_nor_the_mean():
    present = arithmetic_mean(np.array([[nan], [4.0], [9.0]]), np.array([2.0, 1.0, 1.0]))
    assert present.tolist() == [6.5]
    as_zero = arithmetic_mean(np.array([[0.0], [4.0], [9.0]]), np.array([2.0, 1.0, 1.0]))
    assert as_zero.tolist() == [3.25]


@pytest.mark.parametrize("method", [m for n, m in MEANS.items() if n != "median"])
def test_a_missing_child_does_not_weigh_on_a_mean_child(method):
    """With the mean of the others in its place the score is the same, with any other it is not."""
    gap = np.array([[nan, nan], [4.0, 4.0], [9.0, 9.0]])
    mean = method(gap, np.ones(3))
    filled = gap.copy()
    filled[0] = [mean[0], mean[0] + 1]
    same, other = method(filled, np.ones(3))
    assert same == pytest.approx(mean[0], rel=1e-12)
    assert other > mean[0]


@every_mean
def test_all_children_missing_gives_a_missing_score(method):
    children = np.array([[nan, 4.0], [nan, nan]])
    assert_array_equal(method(children, TWO), [nan, method(np.array([[4.0]]), np.ones(1))[0]])


@pytest.mark.parametrize("worst", [0.0, -1.0])
@pytest.mark.parametrize("name", ["geometric-mean", "harmonic-mean"])
def test_a_value_that_is_not_above_zero_is_refused_with_what_to_do(name, worst):
    children = np.array([[worst, 2.0], [nan, worst]])
    with pytest.raises(MethodError) as caught:
        METHODS[name](children, TWO)
    mend = ", or give clip_lower." if name == "geometric-mean" else "."
    assert str(caught.value) == (
        f"aggregate: {name} needs values above 0, and 2 are not. Normalise onto a range above 0{mend}"
    )


@pytest.mark.parametrize("name", ["geometric-mean", "harmonic-mean", "power-mean"])
def test_a_child_that_weighs_nothing_may_have_any_value(name):
    given = {"exponent": -1.0} if name == "power-mean" else {}
    children = np.array([[-1.0, 0.0], [4.0, 5.0]])
    assert_allclose(METHODS[name](children, np.array([0.0, 1.0]), **given), [4.0, 5.0], rtol=1e-12)
    stacked = np.array([[0.0, 1.0], [1.0, 1.0]])
    with pytest.raises(MethodError, match=f"{name} needs values above 0, and 2 are not"):
        METHODS[name](children, stacked, **given)


def test_the_median_of_children_that_weigh_nothing_is_missing():
    children = np.array([[1.0, nan], [3.0, 2.0]])
    assert_array_equal(median(children, np.zeros(2)), [nan, nan])
    assert_array_equal(median(children, np.array([1.0, 0.0])), [1.0, nan])


def test_clipping_lets_the_geometric_mean_take_any_value():
    children = np.array([[-20.0], [400.0]])
    clipped = geometric_mean(children, np.ones(2), clip_lower=1.0, clip_upper=100.0)
    assert_allclose(clipped, [10.0], rtol=1e-12)


def test_clipping_does_not_fill_what_is_missing():
    children = np.array([[nan, nan], [4.0, nan]])
    clipped = geometric_mean(children, np.ones(2), clip_lower=1.0)
    assert_allclose(clipped, [4.0, nan], rtol=1e-12)


@every_mean
@given(children=gappy)
@example(children=np.full((4, 3), 0.2))
def test_a_score_lies_between_the_worst_and_the_best_child(method, children):
    scores = method(children, _weights(len(children)))
    for column, score in zip(children.T, scores, strict=True):
        present = column[np.isfinite(column)]
        assert np.isnan(score) == (present.size == 0)
        if present.size:
            worst, best = present.min(), present.max()
            assert worst - _rounding(method, worst) <= score <= best + _rounding(method, best)


@given(children=gappy)
def test_harmonic_is_at_most_geometric_is_at_most_arithmetic(children):
    weights = _weights(len(children))
    low, middle, high = (
        m(children, weights) for m in (harmonic_mean, geometric_mean, arithmetic_mean)
    )
    known = np.isfinite(high)
    assert (low[known] <= middle[known] * (1 + 1e-12)).all()
    assert (middle[known] <= high[known] * (1 + 1e-12)).all()


@every_method
@given(children=gappy, factor=st.floats(0.01, 100))
def test_only_the_ratio_of_the_weights_matters(method, children, factor):
    weights = _weights(len(children))
    assert_allclose(method(children, weights * factor), method(children, weights), rtol=1e-9)


@every_mean
@given(children=columns, better=st.floats(0.1, 50))
def test_a_better_child_never_lowers_the_score(method, children, better):
    weights = _weights(len(children))
    raised = children.copy()
    raised[0] += better
    assert (method(raised, weights) > method(children, weights) * (1 - 1e-12)).all()


@every_method
@given(children=columns, data=st.data())
def test_the_order_of_the_children_does_not_matter(method, children, data):
    order = data.draw(st.permutations(range(len(children))))
    weights = _weights(len(children))
    shuffled = method(children[order], weights[order])
    assert_allclose(shuffled, method(children, weights), rtol=1e-9)


@every_mean
@given(children=columns)
def test_equal_children_give_their_own_value(method, children):
    equal = np.broadcast_to(children[:1], children.shape)
    assert_allclose(method(equal, _weights(len(children))), children[0], rtol=1e-9)


@every_method
@given(children=tables(4, 3, 2))
def test_replications_with_weights_of_their_own_are_aggregated_one_by_one(method, children):
    weights = np.arange(1.0, 13).reshape(4, 3)
    stacked = method(children, weights)
    one_by_one = np.stack([method(c, w) for c, w in zip(children, weights, strict=True)])
    assert_allclose(stacked, one_by_one, rtol=1e-12)


@given(children=columns, factor=st.floats(0.1, 10))
def test_the_means_grow_with_their_unit_of_measure(children, factor):
    assume(len(children) > 1)
    weights = _weights(len(children))
    for method in (arithmetic_mean, geometric_mean, harmonic_mean, median, *POWERS.values()):
        assert_allclose(
            method(children * factor, weights), method(children, weights) * factor, rtol=1e-9
        )


# ── power means ───────────────────────────────────────────────────────────────────────────────


@given(children=gappy)
def test_power_means_pass_through_the_three_classical_ones(children):
    weights = _weights(len(children))
    for exponent, classical in (
        (1.0, arithmetic_mean),
        (0.0, geometric_mean),
        (-1.0, harmonic_mean),
    ):
        ours = power_mean(children, weights, exponent=exponent)
        assert_allclose(ours, classical(children, weights), rtol=1e-9)


def test_a_power_mean_skips_missing_children_and_does_not_overflow():
    children = np.array([[1.0, 100.0], [nan, 50.0], [3.0, nan]])
    assert_allclose(power_mean(children, np.ones(3), exponent=2.0), [5**0.5, 6250**0.5], rtol=1e-12)
    assert_allclose(power_mean(children, np.ones(3), exponent=900.0), [3, 100], rtol=1e-2)
    assert_allclose(power_mean(children, np.ones(3), exponent=-900.0), [1, 50], rtol=1e-2)


def test_a_power_mean_takes_zero_only_above_zero():
    children = np.array([[0.0], [4.0]])
    assert power_mean(children, np.ones(2), exponent=0.5).tolist() == [1.0]
    assert power_mean(-children, np.ones(2), exponent=1.0).tolist() == [-2.0]
    for values, exponent in ((children, -1.0), (children, 0.0), (-children, 2.0)):
        with pytest.raises(MethodError, match="power-mean needs values above 0"):
            power_mean(values, np.ones(2), exponent=exponent)


# ── median ────────────────────────────────────────────────────────────────────────────────────


@given(children=gappy)
def test_with_equal_weights_the_median_is_the_common_one(children):
    with np.errstate(all="ignore"):
        for column, ours in zip(children.T, median(children, np.ones(len(children))), strict=True):
            present = column[np.isfinite(column)]
            assert np.isnan(ours) if not present.size else ours == np.median(present)


@given(children=columns, counts=st.lists(st.integers(1, 4), min_size=6, max_size=6))
def test_a_weight_is_as_many_children(children, counts):
    counts = np.array(counts[: len(children)])
    repeated = np.repeat(children, counts, axis=0)
    assert_array_equal(median(children, counts.astype(float)), np.median(repeated, axis=0))


# ── seen from above ───────────────────────────────────────────────────────────────────────────


def test_the_inverted_geometric_mean_is_that_of_inform():
    """(10 − GEOMEAN((10 − x) / 10 · 9 + 1)) / 9 · 10 for 8 and 2."""
    mean = ((10 - 8) / 10 * 9 + 1) ** 0.5 * ((10 - 2) / 10 * 9 + 1) ** 0.5
    score = inverted_geometric(np.array([[8.0], [2.0]]), np.ones(2))
    assert_allclose(score, [(10 - mean) / 9 * 10], rtol=1e-12)


@given(children=columns.map(lambda c: np.minimum(c, 100) / 10))
def test_seen_from_above_trouble_counts_more(children):
    weights = _weights(len(children))
    ours = inverted_geometric(children, weights)
    assert (ours >= arithmetic_mean(children, weights) - 1e-9).all()


def test_values_off_the_scale_are_refused():
    with pytest.raises(MethodError) as caught:
        inverted_geometric(np.array([[11.0], [-1.0]]), np.ones(2))
    assert str(caught.value) == (
        "aggregate: inverted-geometric needs values from 0 to 10, and 2 are outside. "
        "Normalise onto that range, or give top."
    )


@every_method
def test_one_table_takes_many_weights_and_one_weighting_many_tables(method):
    random = np.random.default_rng(0)
    tables, weights = random.uniform(1, 50, (4, 3, 5)), random.uniform(1, 2, (4, 3))
    tables[1, 2, 3] = nan
    many = method(tables[1], weights)
    assert_allclose(many, np.stack([method(tables[1], w) for w in weights]), rtol=1e-12)
    stack = method(tables, weights[0])
    assert_allclose(stack, np.stack([method(t, weights[0]) for t in tables]), rtol=1e-12)
