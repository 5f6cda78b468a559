import numpy as np
import pytest
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.expectation_maximisation import drawn, expected, fit_normal


def test_one_incomplete_indicator_has_the_known_maximum_likelihood():
    """Anderson (1957): regress on the complete one, and carry on to its whole mean."""
    random = np.random.default_rng(2)
    x = random.normal(size=80)
    y = 3 + 2 * x + random.normal(size=80)
    values = np.stack([x, np.where(np.arange(80) < 50, y, nan)])
    slope, start = np.polyfit(x[:50], y[:50], 1)
    filled = expected(values, fit_normal(values, 0.0))
    assert_allclose(filled[1, 50:], start + slope * x[50:], atol=1e-5)
    assert_array_equal(filled[0], x)


def test_indicators_that_repeat_one_another_do_not_break_the_fit():
    x = np.arange(6.0)
    values = np.stack([x, 2 * x, 3 * x, np.full(6, 7.0)])
    values[1, 5] = values[3, 0] = nan
    filled = expected(values, fit_normal(values, 1e-3))
    assert filled[1, 5] == pytest.approx(10.0, rel=0.02)
    assert filled[3, 0] == pytest.approx(7.0, rel=1e-6)


def test_a_territory_without_any_figure_takes_the_means():
    values = np.array([[1.0, 2.0, 6.0, nan], [5.0, 1.0, 3.0, nan]])
    assert_allclose(expected(values, fit_normal(values, 1e-3))[:, 3], [3.0, 3.0], rtol=1e-3)


def test_an_indicator_without_any_figure_stays_missing():
    values = np.array([[1.0, nan, 3.0], [nan, nan, nan], [2.0, 4.0, 9.0]])
    filled = expected(values, fit_normal(values, 1e-3))
    assert np.isnan(filled[1]).all()
    assert np.isfinite(filled[[0, 2]]).all()


def test_fewer_territories_than_indicators_still_give_figures():
    values = np.random.default_rng(0).normal(size=(12, 5))
    values[::3, 1] = nan
    assert np.isfinite(expected(values, fit_normal(values, 1e-3))).all()


def test_draws_spread_as_the_fit_says():
    """Two independent indicators: the gap is drawn around the mean with the whole deviation."""
    random = np.random.default_rng(1)
    values = random.normal(10, 2, size=(2, 400))
    values[0, 0] = nan
    fit = fit_normal(values, 0.0)
    draws = drawn(values, fit, random, 5000)[:, 0, 0]
    assert draws.mean() == pytest.approx(expected(values, fit)[0, 0], abs=0.1)
    assert draws.std() == pytest.approx(np.nanstd(values[0]), rel=0.05)
