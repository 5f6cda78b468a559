import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose, assert_array_equal
from scipy.stats import theilslopes

from territoria.compare.trends import Trend, find_trend, theil_sen

figures = st.lists(st.integers(-100, 100).map(float), min_size=3, max_size=9).map(np.array)
quarters = st.integers(-40, 40).map(lambda n: n / 4)


def _years(count, first=2010):
    return np.arange(first, first + count)


def _trend(*values, **more):
    return find_trend(_years(len(values)), np.array(values, dtype=float), **more)


def _band(low, high, direction=1.0, values=(1.0, 3.0, 2.0, 4.0, 3.0)):
    return Trend((low + high) / 2, low, high, tuple(_years(len(values))), values, direction)


def test_the_slope_of_four_years_worked_by_hand():
    """Slopes 1, 2, 4, 3, 5.5, 8 between the pairs of 0, 1, 4, 12: the median is 3.5."""
    assert theil_sen(_years(4).astype(float), np.array([0.0, 1.0, 4.0, 12.0])) == 3.5


def test_a_gap_in_the_years_counts_as_so_many_years():
    """2010, 2012, 2016: slopes 1, 2, 10/6; the median is 10/6."""
    trend = find_trend(np.array([2010, 2012, 2016]), np.array([0.0, 2.0, 10.0]))
    assert trend.slope == pytest.approx(10 / 6)


@given(quarters, quarters, st.integers(3, 9))
def test_an_exact_line_has_its_slope_and_no_band(slope, level, count):
    trend = find_trend(_years(count), level + slope * np.arange(count))
    assert (trend.slope, trend.low, trend.high) == (slope, slope, slope)


@given(quarters, st.integers(5, 9), st.data())
def test_one_odd_year_does_not_bend_a_line_of_five_years_or_more(slope, count, data):
    values = slope * np.arange(count)
    values[data.draw(st.integers(0, count - 1))] += data.draw(st.sampled_from([-1e6, 1e6]))
    assert find_trend(_years(count), values).slope == slope


def test_with_three_years_an_odd_one_at_the_end_does_bend_the_line():
    """Slopes 1, 50, 99 between the pairs of 0, 1, 100: why the band of a short series is rough."""
    assert _trend(0, 1, 100).slope == 50.0


@given(figures)
def test_the_slope_is_that_of_an_independent_library(values):
    years = _years(len(values))
    assert find_trend(years, values).slope == pytest.approx(
        theilslopes(values, years).slope, abs=1e-9
    )


@given(figures)
def test_the_band_holds_the_slope(values):
    trend = find_trend(_years(len(values)), values, seed="x")
    assert trend.low <= trend.slope <= trend.high


@given(figures, st.integers(-50, 50))
def test_moving_every_figure_by_the_same_amount_leaves_the_trend(values, shift):
    one = find_trend(_years(len(values)), values)
    other = find_trend(_years(len(values)), values + shift)
    assert_allclose((other.slope, other.low, other.high), (one.slope, one.low, one.high), atol=1e-9)


@given(figures)
def test_a_hundredfold_unit_gives_a_hundredfold_trend(values):
    one = find_trend(_years(len(values)), values)
    other = find_trend(_years(len(values)), values * 100)
    expected = np.array([one.slope, one.low, one.high]) * 100
    assert_allclose((other.slope, other.low, other.high), expected, rtol=1e-9, atol=1e-7)


@given(figures)
def test_the_other_way_round_in_time_the_slope_is_its_opposite(values):
    years = _years(len(values))
    assert find_trend(years, values[::-1]).slope == -find_trend(years, values).slope


def test_a_noisy_series_has_a_band_and_the_same_text_gives_the_same_one():
    noisy = (0.0, 3.1, 1.3, 5.9, 2.2, 6.5, 7.0)
    one, again, other = _trend(*noisy, seed="a"), _trend(*noisy, seed="a"), _trend(*noisy, seed="b")
    assert (one.low, one.high) == (again.low, again.high)
    assert (one.low, one.high) != (other.low, other.high)
    assert one.low < one.slope == other.slope < one.high


def test_a_noisier_series_has_a_wider_band():
    residuals = np.array([1, -1, 1, -1, 0, 1, -1, 1, -1]) * 1.0
    line = 2 * np.arange(9.0)
    calm, wild = (find_trend(_years(9), line + f * residuals, seed="x") for f in (0.1, 1.0))
    assert wild.high - wild.low > 5 * (calm.high - calm.low) > 0


@pytest.mark.parametrize("values", [(), (1.0,), (1.0, 2.0)])
def test_fewer_than_three_periods_have_no_trend(values):
    assert _trend(*values) is None


def test_a_trend_keeps_the_periods_and_figures_it_comes_from():
    trend = _trend(1, 2, 4, direction=-1.0)
    assert trend.periods == (2010, 2011, 2012)
    assert trend.values == (1.0, 2.0, 4.0)
    assert trend.direction == -1.0


def test_slopes_of_many_series_at_once_are_those_of_each():
    random = np.random.default_rng(5)
    many, years = random.normal(size=(7, 4, 6)), _years(6).astype(float)
    each = [[float(theil_sen(years, row)) for row in block] for block in many]
    assert_array_equal(theil_sen(years, many), each)


def test_a_single_year_has_no_slope():
    assert np.isnan(theil_sen(np.array([2010.0]), np.array([5.0])))


@pytest.mark.parametrize(
    ("low", "high", "direction", "word"),
    [
        (0.1, 0.3, 1.0, "improving"),
        (0.1, 0.3, -1.0, "worsening"),
        (-0.3, -0.1, 1.0, "worsening"),
        (-0.3, -0.1, -1.0, "improving"),
        (-0.1, 0.3, 1.0, "no clear direction"),
        (-0.1, 0.3, -1.0, "no clear direction"),
        (0.0, 0.3, 1.0, "no clear direction"),
        (0.0, 0.0, 1.0, "no clear direction"),
        (0.1, 0.3, 0.0, "no clear direction"),
    ],
)
def test_the_word_for_a_band_and_a_direction(low, high, direction, word):
    assert _band(low, high, direction).word == word


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ((1.0, 2.0, 3.0), "no clear direction"),
        ((1.0, 2.0, 2.5, 4.0), "improving"),
        ((1.0, 2.0, 2.0, 4.0), "no clear direction"),
        ((1.0, 3.0, 2.5, 4.0), "no clear direction"),
        ((1.0, 3.0, 2.5, 4.0, 5.0), "improving"),
    ],
)
def test_three_periods_cannot_tell_and_four_only_where_every_step_goes_the_same_way(values, word):
    """The band lies above nought in all of them."""
    assert _band(0.1, 0.3, values=values).word == word


def test_four_falling_steps_tell_as_much_as_four_rising_ones():
    assert _band(-0.3, -0.1, values=(4.0, 3.0, 2.5, 1.0)).word == "worsening"


def test_an_exact_rise_improves_what_should_rise_and_worsens_what_should_fall():
    assert _trend(1, 2, 3, 4).word == "improving"
    assert _trend(1, 2, 3, 4, direction=-1.0).word == "worsening"
    assert _trend(2, 2, 2, 2, 2).word == "no clear direction"


def test_the_band_of_pure_noise_holds_the_true_slope_about_nine_times_in_ten():
    """Six periods, no trend, 400 series: the 5–95 % band covers nought as often as it says."""
    random = np.random.default_rng(3)
    trends = [
        find_trend(_years(6), row, seed=str(n))
        for n, row in enumerate(random.normal(size=(400, 6)))
    ]
    covered = np.mean([t.low <= 0 <= t.high for t in trends])
    assert 0.85 <= covered <= 0.95
