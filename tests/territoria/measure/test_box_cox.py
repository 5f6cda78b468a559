import numpy as np
import pytest
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.box_cox import box_cox, log_likelihood

FIGURES = np.random.default_rng(3).lognormal(sigma=1.2, size=(4, 60))


def test_the_exponent_is_that_of_scipy():
    moved = FIGURES - FIGURES.min(axis=1, keepdims=True) + 1
    _, exponents = box_cox(FIGURES)
    expected = [scipy.stats.boxcox_normmax(row, method="mle") for row in moved]
    assert_allclose(exponents, expected, atol=1e-6)


@pytest.mark.parametrize("exponent", [-1.5, 0.0, 0.5, 2.0])
def test_the_likelihood_is_that_of_scipy(exponent):
    moved = FIGURES - FIGURES.min(axis=1, keepdims=True) + 1
    ours = log_likelihood(np.log(moved), np.full(4, exponent))
    assert_allclose(ours, [scipy.stats.boxcox_llf(exponent, row) for row in moved], rtol=1e-9)


def test_the_power_is_that_of_scipy():
    powers, exponents = box_cox(FIGURES)
    moved = FIGURES - FIGURES.min(axis=1, keepdims=True) + 1
    expected = [scipy.stats.boxcox(r, lmbda=e) for r, e in zip(moved, exponents, strict=True)]
    assert_allclose(powers, expected, rtol=1e-9)


def test_missing_figures_do_not_count():
    row = FIGURES[:1]
    gappy = np.insert(row, [0, 7, 60], nan, axis=1)
    powers, exponents = box_cox(gappy)
    assert_allclose(exponents, box_cox(row)[1], atol=1e-6)
    assert_array_equal(np.isnan(powers), np.isnan(gappy))


@given(level=st.floats(-1e6, 1e6))
def test_a_constant_or_empty_row_is_only_moved(level):
    powers, exponents = box_cox(np.array([[level] * 5, [nan] * 5]))
    assert exponents.tolist() == [1.0, 1.0]
    assert_array_equal(powers, [[0.0] * 5, [nan] * 5])
