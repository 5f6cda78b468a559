"""Which figure stands for a year: the latest, the exact one, one on a line."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import DataError
from territoria.measure.period import METHODS, constant, exact, latest, linear

YEARS = (2015, 2017, 2018, 2020)
# series: complete, a hole in the middle, only the first, only the last, empty
PANEL = np.array(
    [
        [1.0, 1.0, 1.0, nan, nan],
        [2.0, nan, nan, nan, nan],
        [3.0, nan, nan, nan, nan],
        [4.0, 6.0, nan, 9.0, nan],
    ]
)


def test_the_latest_figure_is_not_after_the_wanted_year():
    found = latest(PANEL, YEARS, 2019)
    assert_array_equal(found.values, [3, 1, 1, nan, nan])
    assert found.period.tolist() == [2018, 2015, 2015, 0, 0]
    assert not found.interpolated.any()


def test_a_figure_older_than_the_maximum_age_is_missing():
    found = latest(PANEL, YEARS, 2018, maximum_age=2)
    assert_array_equal(found.values, [3, nan, nan, nan, nan])
    assert found.period.tolist() == [2018, 0, 0, 0, 0]
    assert_array_equal(latest(PANEL, YEARS, 2018, maximum_age=3).values, [3, 1, 1, nan, nan])


def test_only_the_wanted_year_itself_is_exact():
    assert_array_equal(exact(PANEL, YEARS, 2020).values, [4, 6, nan, 9, nan])
    assert np.isnan(exact(PANEL, YEARS, 2019).values).all()


def test_a_line_runs_between_the_neighbours_and_not_beyond_the_ends():
    found = linear(PANEL, YEARS, 2019)
    assert_allclose(found.values, [3.5, 5.0, nan, nan, nan])
    assert found.period.tolist() == [2019, 2019, 0, 0, 0]
    assert found.interpolated.tolist() == [True, True, False, False, False]


def test_a_figure_of_the_year_itself_is_not_interpolated():
    found = linear(PANEL, YEARS, 2017)
    assert_allclose(found.values, [2.0, 3.0, nan, nan, nan])
    assert found.interpolated.tolist() == [False, True, False, False, False]


def test_beyond_the_ends_the_nearest_figure_keeps_its_own_year():
    found = constant(PANEL, YEARS, 2019)
    assert_allclose(found.values, [3.5, 5.0, 1.0, 9.0, nan])
    assert found.period.tolist() == [2019, 2019, 2015, 2020, 0]
    assert found.interpolated.tolist() == [True, True, False, False, False]
    assert_array_equal(constant(PANEL, YEARS, 2030).values, [4, 6, 1, 9, nan])
    assert_array_equal(constant(PANEL, YEARS, 1999).values, [1, 1, 1, 9, nan])


def test_the_row_says_where_the_figure_stands():
    found = constant(PANEL, YEARS, 2019)
    assert found.row[:4].tolist() == [2, 0, 0, 3]


def test_a_zero_is_a_figure():
    found = latest(np.array([[5.0], [0.0]]), (2019, 2020), 2020)
    assert (found.values[0], found.period[0]) == (0.0, 2020)


@pytest.mark.parametrize("periods", [(2015, 2017), (2015, 2018, 2017, 2020), ()])
def test_periods_that_do_not_fit_are_refused(periods):
    panel = PANEL if periods else np.zeros((0, 3))
    with pytest.raises(DataError) as caught:
        latest(panel, periods, 2020)
    assert caught.value.problems[0].mend == "Give one period each, in rising order."


@given(
    values=st.lists(st.one_of(st.just(nan), st.floats(-100, 100)), min_size=1, max_size=6),
    wanted=st.integers(1998, 2008),
)
def test_every_method_gives_the_figure_of_the_year_where_there_is_one(values, wanted):
    years = tuple(range(2000, 2000 + len(values)))
    panel = np.array(values)[:, None]
    if wanted in years and np.isfinite(panel[years.index(wanted), 0]):
        for method in METHODS.values():
            found = method(panel, years, wanted)
            assert found.values[0] == panel[years.index(wanted), 0]
            assert (found.period[0], found.interpolated[0]) == (wanted, False)


@given(
    values=st.lists(st.one_of(st.just(nan), st.floats(-100, 100)), min_size=1, max_size=6),
    wanted=st.integers(1998, 2008),
)
def test_constant_finds_a_figure_wherever_there_is_any_and_stays_between_them(values, wanted):
    panel = np.array(values)[:, None]
    found = constant(panel, tuple(range(2000, 2000 + len(values))), wanted).values[0]
    if np.isfinite(panel).any():
        assert np.nanmin(panel) - 1e-9 <= found <= np.nanmax(panel) + 1e-9
    else:
        assert np.isnan(found)
