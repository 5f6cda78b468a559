from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure import impute

METHODS = {
    "none": {},
    "mean": {},
    "median": {},
    "group-mean": {"group": "country"},
    "group-median": {"group": "country"},
    "row-mean": {},
    "row-median": {"within": "all"},
    "nearest-neighbours": {"k": 2},
    "expectation-maximisation": {},
    "multiple": {},
}
GROUPS = [0, 0, 1, 1, 1]


def tables(*shape):
    """Tables with one decimal, an eighth of the cells missing."""
    numbers = arrays(np.int64, shape, elements=st.integers(-1000, 1300))
    return numbers.map(lambda table: np.where(table > 1000, nan, table / 10))


every_method = pytest.mark.parametrize("name", METHODS)
not_drawn = pytest.mark.parametrize("name", sorted(set(METHODS) - {"multiple"}))
inside = pytest.mark.parametrize(
    "name", sorted(set(METHODS) - {"multiple", "expectation-maximisation"})
)


def _fill(small, name, values, groups=GROUPS):
    return impute.METHODS[name](values, small.frame(values, groups=groups), **METHODS[name])


def test_every_method_is_tried_here():
    assert set(METHODS) == set(impute.METHODS)


def test_no_imputation_leaves_missing_what_is_missing(small):
    filled, details = _fill(small, "none", np.array([[1.0, nan, 3.0, nan, 5.0]]))
    assert_array_equal(filled, [[1.0, nan, 3.0, nan, 5.0]])
    assert details == {}


def test_the_mean_of_all_territories_stands_in(small):
    filled, details = _fill(small, "mean", np.array([[1.0, nan, 3.0, 8.0, nan]]))
    assert filled.tolist() == [[1.0, 4.0, 3.0, 8.0, 4.0]]
    assert details["imputed"].tolist() == [[False, True, False, False, True]]


@pytest.mark.parametrize(
    ("row", "middle"), [([1.0, nan, 3.0, 80.0, nan], 3.0), ([1.0, 2.0, 3.0, 80.0, nan], 2.5)]
)
def test_the_median_of_all_territories_stands_in(small, row, middle):
    filled, _ = _fill(small, "median", np.array([row]))
    assert filled[0, 4] == middle


def test_the_mean_of_the_country_stands_in(small):
    filled, details = _fill(small, "group-mean", np.array([[2.0, nan, 10.0, 20.0, nan]]))
    assert filled.tolist() == [[2.0, 2.0, 10.0, 20.0, 15.0]]
    assert not details["fell_back"].any()


def test_the_median_of_the_country_stands_in(small):
    values = np.array([[2.0, nan, 10.0, nan, 20.0], [nan, 6.0, 1.0, 5.0, nan]])
    filled, _ = _fill(small, "group-median", values)
    assert filled.tolist() == [[2.0, 2.0, 10.0, 15.0, 20.0], [6.0, 6.0, 1.0, 5.0, 3.0]]


@pytest.mark.parametrize(("name", "level"), [("group-mean", 14.0), ("group-median", 10.0)])
def test_a_country_without_any_figure_falls_back_to_all_and_says_so(small, name, level):
    filled, details = _fill(small, name, np.array([[nan, nan, 4.0, 10.0, 28.0]]))
    assert filled[0, :2].tolist() == [level, level]
    assert details["fell_back"].tolist() == [[True, True, False, False, False]]


@every_method
def test_an_indicator_without_any_figure_stays_missing_and_is_not_called_imputed(small, name):
    filled, details = _fill(small, name, np.array([[nan] * 5, [1.0, 2.0, 3.0, 4.0, nan]]))
    assert np.isnan(filled[0]).all()
    assert not details.get("imputed", np.zeros((2, 5), dtype=bool))[0].any()
    assert not details.get("fell_back", np.zeros((2, 5), dtype=bool))[0].any()


@every_method
@given(values=tables(3, 5))
def test_a_present_figure_is_never_touched(small, name, values):
    filled, _ = _fill(small, name, values)
    present = np.isfinite(values)
    assert (filled[present] == values[present]).all()


@every_method
@given(values=tables(3, 5))
def test_the_details_mark_what_was_missing_and_no_longer_is(small, name, values):
    filled, details = _fill(small, name, values)
    marked = details.get("imputed", np.zeros(values.shape, dtype=bool))
    assert (marked == (np.isnan(values) & np.isfinite(filled))).all()


@inside
@given(values=tables(3, 5))
def test_what_stands_in_lies_between_the_present_figures(small, name, values):
    filled, _ = _fill(small, name, values)
    for before, after in zip(values, filled, strict=True):
        present = before[np.isfinite(before)]
        new = after[np.isnan(before) & np.isfinite(after)]
        assert (new >= present.min(initial=np.inf) - 1e-9).all()
        assert (new <= present.max(initial=-np.inf) + 1e-9).all()


@inside
@given(values=tables(2, 5).map(lambda table: np.abs(table) + 5))
def test_a_missing_figure_never_becomes_zero(small, name, values):
    filled, _ = _fill(small, name, values)
    assert not (filled == 0).any()


@not_drawn
@given(values=tables(3, 5), order=st.permutations(range(5)))
def test_the_order_of_the_territories_does_not_matter(small, name, values, order):
    filled, _ = _fill(small, name, values)
    shuffled, _ = _fill(small, name, values[:, order], [GROUPS[n] for n in order])
    loose = 1e-4 if name == "expectation-maximisation" else 1e-12  # it stops near its limit
    assert_allclose(shuffled, filled[:, order], rtol=loose, atol=loose)


@every_method
@given(values=tables(3, 2, 5))
def test_a_stack_of_replications_is_filled_one_by_one(small, name, values):
    stacked, _ = _fill(small, name, values)
    assert_array_equal(stacked, np.stack([_fill(small, name, v)[0] for v in values]))


@every_method
def test_the_table_that_came_in_stays_as_it_is(small, name):
    values = np.array([[1.0, nan, 3.0, nan, 5.0]])
    _fill(small, name, values)
    assert_array_equal(values, [[1.0, nan, 3.0, nan, 5.0]])


def test_an_unknown_grouping_is_refused_with_the_known_ones(small):
    values = np.array([[1.0, nan, 3.0, nan, 5.0]])
    with pytest.raises(MethodError) as caught:
        impute.group_mean(values, small.frame(values, groups=GROUPS), group="contry")
    assert str(caught.value) == (
        "impute: there is no grouping 'contry'. Did you mean country? Known: country."
    )


# ── by what the territory's other figures say ─────────────────────────────────────────────────


def _of_two_nodes(small):
    """x and y under one node, z under another; y is better when lower."""
    values = np.array([[0.0, 10.0, 5.0, nan], [8.0, 0.0, 4.0, 2.0], [1.0, 2.0, 3.0, 1.0]])
    frame = small.frame(values, direction=[1.0, -1.0, 1.0])
    return values, replace(frame, parents=np.array([0, 0, 1]))


def test_the_row_stands_in_on_the_scale_and_in_the_direction_of_each_indicator(small):
    """The last territory has y = 2 of 0 … 8, falling: 0.75; and z = 1 of 1 … 3: 0."""
    values, frame = _of_two_nodes(small)
    for name, within, expected in (
        ("row-mean", "node", 7.5),
        ("row-mean", "all", 3.75),
        ("row-median", "all", 3.75),
    ):
        filled, details = impute.METHODS[name](values, frame, within=within)
        assert filled[0, 3] == expected
        assert not details["fell_back"].any()


def test_a_row_with_nothing_else_under_the_node_falls_back_and_says_so(small):
    values, frame = _of_two_nodes(small)
    values[2, 0] = nan
    filled, details = impute.METHODS["row-mean"](values, frame)
    assert filled[2, 0] == 2.0
    assert details["fell_back"].sum() == 1
    assert bool(details["fell_back"][2, 0]) is True


def test_the_two_nearest_stand_in(small):
    values = np.array([[0.0, 1.0, 2.0, 50.0, 1.0], [10.0, 20.0, 40.0, 900.0, nan]])
    filled, _ = impute.nearest_neighbours(values, small.frame(values), k=1)
    assert filled[1, 4] == 20.0
    filled, _ = impute.nearest_neighbours(values, small.frame(values), k=2)
    assert filled[1, 4] == pytest.approx(70 / 3)  # two are equally near after the first


def test_nobody_comparable_falls_back_to_all_and_says_so(small):
    values = np.array([[1.0, 3.0, nan], [nan, nan, 5.0]])
    filled, details = impute.nearest_neighbours(values, small.frame(values))
    assert filled.tolist() == [[1.0, 3.0, 2.0], [5.0, 5.0, 5.0]]
    assert int(details["fell_back"].sum()) == 3


def test_no_neighbour_at_all_is_refused(small):
    with pytest.raises(MethodError) as caught:
        impute.nearest_neighbours(np.ones((1, 2)), small.frame(np.ones((1, 2))), k=0)
    assert str(caught.value) == (
        "impute: nearest-neighbours cannot ask 0 neighbours. Give a k of at least 1."
    )


@pytest.mark.parametrize("name", ["expectation-maximisation", "multiple"])
def test_a_ridge_below_zero_is_refused(small, name):
    with pytest.raises(MethodError) as caught:
        impute.METHODS[name](np.ones((1, 2)), small.frame(np.ones((1, 2))), ridge=-1.0)
    assert str(caught.value) == "impute: a ridge cannot be -1.0. Give 0 or more."


def test_the_same_seed_draws_the_same_and_another_does_not(small):
    values = np.random.default_rng(0).normal(size=(3, 20))
    values[0, :4] = nan
    draws = [impute.multiple(values, small.frame(values), seed=s)[0] for s in (1, 1, 2)]
    assert_array_equal(draws[0], draws[1])
    assert (draws[0][0, :4] != draws[2][0, :4]).all()


def test_many_draws_keep_present_figures_and_spread_around_the_expectation(small):
    values = np.random.default_rng(0).normal(size=(3, 20))
    values[0, :4] = nan
    frame, random = small.frame(values), np.random.default_rng(5)
    draws = impute.draw_imputations(values, frame, random, 4000)
    assert draws.shape == (4000, 3, 20)
    present = np.isfinite(values)
    assert (draws[:, present] == values[present]).all()
    middle, _ = impute.expectation_maximisation(values, frame)
    assert_allclose(draws[:, 0, :4].mean(axis=0), middle[0, :4], atol=0.1)
    assert (draws[:, 0, :4].std(axis=0) > 0.5).all()


def test_a_complete_table_and_an_empty_one_have_nothing_to_draw(small):
    random = np.random.default_rng(0)
    for values in (np.ones((2, 3)), np.full((2, 3), nan)):
        draws = impute.draw_imputations(values, small.frame(values), random, 2)
        assert_array_equal(draws, [values, values])
