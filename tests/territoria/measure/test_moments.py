import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from territoria.measure.moments import passes, skewness_and_kurtosis

tables = arrays(float, (3, 9), elements=st.floats(-1e3, 1e3) | st.just(float("nan")))


def test_limits_of_ones_own_decide_the_test():
    row = np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 20.0])
    assert bool(passes(row)[0]) is True
    skew, kurtosis = skewness_and_kurtosis(row)
    strict = passes(row, skew_limit=float(skew), kurtosis_limit=float(kurtosis))
    assert bool(strict[0]) is False


@given(tables)
def test_the_test_is_that_of_both_moments(rows):
    skew, kurtosis = skewness_and_kurtosis(rows)
    passed, told = passes(rows, skew_limit=1.0, kurtosis_limit=1.0)
    assert (passed == ~((np.abs(skew) >= 1.0) & (kurtosis >= 1.0))).all()
    assert np.array_equal(told, skew, equal_nan=True)


def test_blocks_do_not_change_the_moments():
    rows = np.random.default_rng(1).lognormal(size=(5, 40_000))
    passed, skew = passes(rows)
    one_by_one = [passes(row) for row in rows]
    assert passed.tolist() == [bool(p) for p, _ in one_by_one]
    assert skew.tolist() == [float(s) for _, s in one_by_one]
