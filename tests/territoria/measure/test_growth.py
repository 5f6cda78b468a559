"""Growth, change and slopes, worked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.compare.trends import theil_sen
from territoria.errors import DataError
from territoria.measure.growth import change, compound_growth, relative_change, trend

YEARS = (2016, 2018, 2020)
# doubled, only the first two, one figure, through zero, empty, from below zero
VALUES = np.array(
    [
        [100.0, 100.0, nan, 0.0, nan, -4.0],
        [nan, 121.0, 5.0, 3.0, nan, nan],
        [200.0, nan, nan, 6.0, nan, 4.0],
    ]
)


def test_compound_growth_is_the_rate_that_leads_from_the_first_to_the_last_figure():
    growth = compound_growth(VALUES, YEARS)
    assert_allclose(growth.values, [2**0.25 - 1, 0.1, nan, nan, nan, nan])
    assert growth.first.tolist() == [2016, 2016, 0, 2016, 0, 2016]
    assert growth.last.tolist() == [2020, 2018, 0, 2020, 0, 2020]


def test_growth_from_zero_or_below_is_missing_and_counted():
    growth = compound_growth(VALUES, YEARS)
    assert growth.refused.tolist() == [False, False, False, True, False, True]
    assert growth.notes == ("2 of 6 series have an end that growth cannot start from.",)


def test_change_is_last_minus_first_or_that_per_year():
    assert_array_equal(change(VALUES, YEARS).values, [100, 21, nan, 6, nan, 8])
    assert_array_equal(change(VALUES, YEARS, per_year=True).values, [25, 10.5, nan, 1.5, nan, 2])
    assert change(VALUES, YEARS).notes == ()


def test_relative_change_is_of_the_size_of_the_first_figure():
    growth = relative_change(VALUES, YEARS)
    assert_allclose(growth.values, [1.0, 0.21, nan, nan, nan, 2.0])
    assert growth.refused.tolist() == [False, False, False, True, False, False]


@given(start=st.floats(0.1, 100), rate=st.floats(-0.5, 1.0), count=st.integers(2, 8))
def test_a_series_of_constant_growth_has_that_growth(start, rate, count):
    years = tuple(range(2000, 2000 + count))
    values = start * (1 + rate) ** np.arange(count)
    assert_allclose(compound_growth(values, years).values, rate, atol=1e-9)


def test_the_slope_is_that_of_theil_and_sen():
    years = (2010, 2011, 2013, 2016, 2017)
    values = np.random.default_rng(2).normal(size=(5, 7))
    ours = trend(values, years)
    assert_allclose(ours.slope, theil_sen(np.array(years, dtype=float), values.T), rtol=1e-12)
    assert ours.points.tolist() == [5] * 7
    assert ours.notes == ()


def test_a_missing_year_is_left_out_of_the_slope():
    slopes = trend(np.array([[1.0], [nan], [3.0], [4.0]]), (2010, 2011, 2012, 2013))
    assert_allclose(slopes.slope, [1.0])
    assert (slopes.points[0], slopes.since[0]) == (3, 2010)


def test_a_break_begins_a_new_segment_and_the_slope_is_of_the_last_and_says_so():
    values = np.array([[1.0], [2.0], [50.0], [53.0], [56.0]])
    breaks = np.zeros((5, 1), dtype=bool)
    breaks[2] = True
    slopes = trend(values, range(2010, 2015), breaks)
    assert_allclose(slopes.slope, [3.0])
    assert (slopes.since[0], slopes.points[0], slopes.broken[0]) == (2012, 3, True)
    assert slopes.notes == ("1 of 1 series have a break: their slope runs over the years since.",)


def test_a_segment_of_fewer_than_three_points_has_no_slope_and_that_is_said():
    values = np.array([[1.0], [2.0], [3.0], [9.0]])
    breaks = np.array([[False], [True], [False], [True]])
    slopes = trend(values, range(2010, 2014), breaks)
    assert np.isnan(slopes.slope[0])
    assert slopes.notes[1] == "1 of 1 series are too short for a slope."


def test_a_break_in_the_first_year_breaks_nothing():
    breaks = np.array([[True], [False], [False]])
    slopes = trend(np.array([[1.0], [2.0], [3.0]]), (2010, 2011, 2012), breaks)
    assert (slopes.slope[0], slopes.broken[0]) == (1.0, False)


def test_an_empty_series_has_no_slope_and_no_segment():
    slopes = trend(np.full((3, 1), nan), (2010, 2011, 2012))
    assert np.isnan(slopes.slope[0])
    assert (slopes.since[0], slopes.points[0], slopes.broken[0]) == (0, 0, False)


@pytest.mark.parametrize("function", [compound_growth, change, relative_change, trend])
def test_periods_that_do_not_fit_are_refused(function):
    with pytest.raises(DataError):
        function(VALUES, (2016, 2020, 2018))
