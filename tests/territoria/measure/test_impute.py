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
}
GROUPS = [0, 0, 1, 1, 1]


def tables(*shape):
    """Tables with one decimal, an eighth of the cells missing."""
    numbers = arrays(np.int64, shape, elements=st.integers(-1000, 1300))
    return numbers.map(lambda table: np.where(table > 1000, nan, table / 10))


every_method = pytest.mark.parametrize("name", METHODS)


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


@every_method
@given(values=tables(3, 5))
def test_what_stands_in_lies_between_the_present_figures(small, name, values):
    filled, _ = _fill(small, name, values)
    for before, after in zip(values, filled, strict=True):
        present = before[np.isfinite(before)]
        new = after[np.isnan(before) & np.isfinite(after)]
        assert (new >= present.min(initial=np.inf) - 1e-9).all()
        assert (new <= present.max(initial=-np.inf) + 1e-9).all()


@every_method
@given(values=tables(2, 5).map(lambda table: np.abs(table) + 5))
def test_a_missing_figure_never_becomes_zero(small, name, values):
    filled, _ = _fill(small, name, values)
    assert not (filled == 0).any()


@every_method
@given(values=tables(3, 5), order=st.permutations(range(5)))
def test_the_order_of_the_territories_does_not_matter(small, name, values, order):
    filled, _ = _fill(small, name, values)
    shuffled, _ = _fill(small, name, values[:, order], [GROUPS[n] for n in order])
    assert_allclose(shuffled, filled[:, order], rtol=1e-12, atol=1e-12)


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
