"""Sobol' indices against their definition, against analytic values, and their properties."""

from itertools import product
from math import pi

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.sobol import exact_indices, indices, saltelli_sample


def ishigami(points):
    """sin x1 + 7 sin² x2 + 0.1 x3⁴ sin x1 on [−π, π)³."""
    x = (2 * points - 1) * pi
    return np.sin(x[:, 0]) * (1 + 0.1 * x[:, 2] ** 4) + 7 * np.sin(x[:, 1]) ** 2


def analytic_ishigami():
    """First and total indices, and the variance, from the integrals."""
    a, b = 7.0, 0.1
    one = 0.5 * (1 + b * pi**4 / 5) ** 2
    two = a**2 / 8
    together = b**2 * pi**8 * (1 / 18 - 1 / 50)
    variance = one + two + together
    first = np.array([one, two, 0.0]) / variance
    return first, first + np.array([together, 0.0, together]) / variance, variance


# ── the sample ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(("factors", "base"), [(1, 2), (3, 8), (5, 500)])
def test_the_sample_is_a_then_b_then_a_with_one_column_of_b(factors, base):
    points = saltelli_sample(factors, base, seed=3).reshape(factors + 2, base, factors)
    a, b = points[:2]
    for i in range(factors):
        expected = a.copy()
        expected[:, i] = b[:, i]
        assert_array_equal(points[2 + i], expected)
    assert (points >= 0).all()
    assert (points < 1).all()


def test_a_power_of_two_fills_every_slice_of_every_factor_evenly():
    a = saltelli_sample(4, 64, seed=9)[:64]
    for column in a.T:
        assert_array_equal(np.bincount((column * 64).astype(int), minlength=64), np.ones(64))


def test_the_same_seed_gives_the_same_sample_and_another_seed_another():
    assert_array_equal(saltelli_sample(3, 16, 5), saltelli_sample(3, 16, 5))
    assert (saltelli_sample(3, 16, 5) != saltelli_sample(3, 16, 6)).all()


@pytest.mark.parametrize(("factors", "base"), [(0, 8), (2, 1)])
def test_nothing_to_analyse_is_refused(factors, base):
    with pytest.raises(MethodError) as caught:
        saltelli_sample(factors, base, 1)
    assert str(caught.value) == (
        f"sensitivity: {factors} factors and {base} base points cannot be analysed. "
        "Give at least 1 factor and 2 points."
    )


# ── the sampled estimators ────────────────────────────────────────────────────────────────────


def test_the_estimators_are_their_formulas():
    outputs = np.random.default_rng(1).normal(10, 3, 40)
    a, b, *mixed = outputs.reshape(4, 10)
    both = np.concatenate([a, b])
    found = indices(outputs, 2, 10)
    assert_allclose(found.variance, both.var(ddof=1), rtol=1e-12)
    assert_allclose(
        found.first,
        [np.mean((b - both.mean()) * (ab - a)) / both.var(ddof=1) for ab in mixed],
        rtol=1e-9,
    )
    assert_allclose(
        found.total, [np.mean((a - ab) ** 2) / 2 / both.var(ddof=1) for ab in mixed], rtol=1e-9
    )


def test_the_uncentred_form_on_request_is_its_formula_too():
    outputs = np.random.default_rng(1).normal(10, 3, 40)
    a, b, *mixed = outputs.reshape(4, 10)
    variance = np.concatenate([a, b]).var(ddof=1)
    found = indices(outputs, 2, 10, compat="coinr-1.1")
    assert_allclose(found.first, [np.mean(b * (ab - a)) / variance for ab in mixed], rtol=1e-9)


def test_ishigami_has_its_analytic_indices():
    base = 2**13
    found = indices(ishigami(saltelli_sample(3, base, seed=1)), 3, base)
    first, total, variance = analytic_ishigami()
    assert_allclose(found.first, first, atol=0.015)
    assert_allclose(found.total, total, atol=0.005)
    assert_allclose(found.variance, variance, rtol=0.01)
    assert found.notes == ()


def test_a_constant_added_to_the_outputs_changes_no_index():
    points = saltelli_sample(3, 256, seed=1)
    plain, moved = (indices(ishigami(points) + c, 3, 256) for c in (0.0, 1e4))
    assert_allclose(moved.first, plain.first, atol=1e-9)
    assert_allclose(moved.total, plain.total, atol=1e-9)


def test_without_centring_the_added_constant_would_leak_into_the_first_order():
    points = saltelli_sample(3, 256, seed=1)
    plain, moved = (indices(ishigami(points) + c, 3, 256, compat="coinr-1.1") for c in (0.0, 1e4))
    assert np.abs(moved.first - plain.first).max() > 0.1


def test_many_results_at_once_are_each_result_alone():
    base = 64
    points = saltelli_sample(3, base, seed=2)
    results = np.stack([ishigami(points), points.sum(axis=1), points[:, 1] ** 2], axis=1)
    together = indices(results, 3, base, bootstrap=80, seed=4)
    for n in range(3):
        alone = indices(results[:, n], 3, base, bootstrap=80, seed=4)
        for name in ("first", "total", "first_low", "first_high", "total_low", "total_high"):
            assert_allclose(getattr(together, name)[:, n], getattr(alone, name), atol=1e-12)


def test_trailing_axes_keep_their_shape():
    found = indices(np.random.default_rng(1).normal(size=(20, 2, 3)), 3, 4, bootstrap=5)
    assert found.first.shape == found.first_low.shape == (3, 2, 3)
    assert found.variance.shape == found.constant.shape == (2, 3)


def test_the_bootstrap_draws_whole_base_points():
    base, draws = 16, 70
    outputs = np.random.default_rng(5).normal(size=base * 4)
    found = indices(outputs, 2, base, bootstrap=draws, seed=7)
    random = np.random.default_rng(7)
    picks = np.concatenate([random.integers(0, base, (n, base)) for n in (64, 6)])
    blocks = outputs.reshape(4, base)
    again = [indices(blocks[:, p].ravel(), 2, base) for p in picks]
    for name in ("first", "total"):
        low, high = np.percentile([getattr(i, name) for i in again], [5, 95], axis=0)
        assert_allclose(getattr(found, f"{name}_low"), low, atol=1e-9)
        assert_allclose(getattr(found, f"{name}_high"), high, atol=1e-9)


def test_nine_in_ten_bootstrap_ranges_hold_the_true_total():
    _, total, _ = analytic_ishigami()
    held = []
    for seed in range(40):
        a, b = np.random.default_rng(seed).random((2, 256, 3))
        mixed = np.repeat(a[None], 3, axis=0)
        for i in range(3):
            mixed[i, :, i] = b[:, i]
        outputs = ishigami(np.concatenate([a, b, mixed.reshape(-1, 3)]))
        found = indices(outputs, 3, 256, bootstrap=200, seed=seed)
        held.append((found.total_low <= total) & (total <= found.total_high))
    assert 0.8 <= np.mean(held) <= 1.0


def test_results_that_never_vary_have_indices_of_zero_and_that_is_said():
    outputs = np.column_stack([np.full(32, 0.1), np.arange(32.0)])
    found = indices(outputs, 2, 8, bootstrap=10)
    assert found.constant.tolist() == [True, False]
    assert_array_equal(found.first[:, 0], [0, 0])
    assert_array_equal(found.total_high[:, 0], [0, 0])
    assert found.variance[0] == 0
    assert found.notes == ("1 of 2 results never vary.",)


def test_a_missing_output_leaves_its_result_without_indices_and_no_other():
    outputs = np.column_stack([np.arange(32.0), np.arange(32.0), np.arange(32.0)])
    outputs[5, 0], outputs[9, 1] = np.nan, np.inf
    found = indices(outputs, 2, 8, bootstrap=10)
    assert found.undefined.tolist() == [True, True, False]
    assert np.isnan(found.first[:, :2]).all()
    assert np.isfinite(found.first[:, 2]).all()
    assert found.notes == ("2 of 3 results have no index: an output is missing, or too few vary.",)


def test_variation_that_a_and_b_do_not_see_has_no_index():
    outputs = np.zeros(16)
    outputs[-1] = 1.0
    found = indices(outputs, 2, 4)
    assert found.undefined
    assert np.isnan(found.first).all()


def test_a_wrong_number_of_outputs_is_refused():
    with pytest.raises(MethodError) as caught:
        indices(np.zeros(31), 2, 8)
    assert str(caught.value) == (
        "sensitivity: 8 · (2 + 2) outputs are needed, and 31 are given. "
        "Evaluate every row of the sample once."
    )


# ── the exact enumeration ─────────────────────────────────────────────────────────────────────


def brute_force(outputs, levels, chances):
    """The definition, one combination at a time."""
    combinations = list(product(*(range(n) for n in levels)))
    weight = np.array([np.prod([chances[f][k] for f, k in enumerate(c)]) for c in combinations])
    mean = (weight * outputs).sum()
    variance = (weight * (outputs - mean) ** 2).sum()
    first, total = [], []
    for i in range(len(levels)):
        alone = {}
        others = {}
        for c, w, y in zip(combinations, weight, outputs, strict=True):
            rest = c[:i] + c[i + 1 :]
            alone.setdefault(c[i], []).append((w, y))
            others.setdefault(rest, []).append((w, y))

        def between(groups):
            shares = [sum(w for w, _ in g) for g in groups.values()]
            means = [sum(w * y for w, y in g) / s for g, s in zip(groups.values(), shares)]
            return sum(s * (m - mean) ** 2 for s, m in zip(shares, means, strict=True))

        first.append(between(alone) / variance)
        total.append(1 - between(others) / variance)
    return first, total, variance


@st.composite
def grids(draw):
    """Levels, probabilities above zero, and outputs of a small grid."""
    levels = draw(st.lists(st.integers(1, 3), min_size=1, max_size=4))
    seed = draw(st.integers(0, 10_000))
    random = np.random.default_rng(seed)
    chances = [random.dirichlet(np.full(n, 2.0)) for n in levels]
    return levels, chances, random.normal(5, 2, int(np.prod(levels)))


@given(grid=grids())
def test_exact_indices_are_the_definition(grid):
    levels, chances, outputs = grid
    found = exact_indices(outputs, levels, chances)
    if len(outputs) == 1:
        assert found.constant
        assert_array_equal(found.first, np.zeros(len(levels)))
        return
    first, total, variance = brute_force(outputs, levels, chances)
    assert_allclose(found.first, first, atol=1e-9)
    assert_allclose(found.total, total, atol=1e-9)
    assert_allclose(found.variance, variance, rtol=1e-9)


@given(grid=grids())
def test_first_is_at_most_total_and_the_first_sum_to_at_most_one(grid):
    levels, chances, outputs = grid
    found = exact_indices(outputs, levels, chances)
    assert (found.first >= -1e-12).all()
    assert (found.first <= found.total + 1e-12).all()
    assert found.first.sum() <= 1 + 1e-9
    assert found.total.sum() >= min(1.0, len(outputs) - 1) - 1e-9


@given(seed=st.integers(0, 1000))
def test_in_a_sum_of_factors_the_first_order_indices_sum_to_one(seed):
    random = np.random.default_rng(seed)
    parts = [random.normal(size=n) for n in (2, 3, 4)]
    outputs = (parts[0][:, None, None] + parts[1][:, None] + parts[2]).ravel()
    found = exact_indices(outputs, (2, 3, 4))
    assert_allclose(found.first.sum(), 1.0, atol=1e-9)
    assert_allclose(found.total, found.first, atol=1e-9)


def test_a_factor_without_effect_has_indices_of_zero_and_an_interaction_is_in_the_total():
    """y = x1 · x2 on ±1, x3 idle: nothing alone, everything together."""
    x = np.array(list(product((-1, 1), (-1, 1), (0, 1))))
    found = exact_indices(x[:, 0] * x[:, 1] * 1.0, (2, 2, 2))
    assert_allclose(found.first, [0, 0, 0], atol=1e-12)
    assert_allclose(found.total, [1, 1, 0], atol=1e-12)


def test_sampled_indices_of_choices_come_near_the_exact_ones():
    levels = (2, 3, 2)
    table = np.random.default_rng(3).normal(size=levels)
    base = 2**12
    points = saltelli_sample(3, base, seed=1)
    choices = (points * levels).astype(int)
    sampled = indices(table[tuple(choices.T)], 3, base)
    exact = exact_indices(table.ravel(), levels)
    assert_allclose(sampled.first, exact.first, atol=0.02)
    assert_allclose(sampled.total, exact.total, atol=0.02)


def test_many_exact_results_at_once_are_each_result_alone():
    outputs = np.random.default_rng(8).normal(size=(6, 2, 2))
    outputs[:, 0, 1] = 4.0
    together = exact_indices(outputs, (2, 3))
    for place in product((0, 1), (0, 1)):
        alone = exact_indices(outputs[:, *place], (2, 3))
        assert_allclose(together.first[:, *place], alone.first, atol=1e-12)
        assert_allclose(together.total[:, *place], alone.total, atol=1e-12)
    assert together.constant.tolist() == [[False, True], [False, False]]


def test_everything_wrong_with_a_grid_is_said_at_once():
    with pytest.raises(MethodError) as caught:
        exact_indices(np.zeros(5), (2, 3), [np.array([0.5, 0.6]), np.array([1.0])])
    assert [str(p) for p in caught.value.problems] == [
        "sensitivity: 5 outputs do not fill a grid of 2 × 3. Evaluate every combination once.",
        "sensitivity: each level needs one probability. Give all of them.",
        "sensitivity: probabilities must be at least 0 and sum to 1. Divide them by their sum.",
    ]
