import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from territoria.errors import MethodError
from territoria.measure.audit.correlations import (
    KINDS,
    average_ranks,
    correlate,
    p_value,
    pearson,
    spearman,
)

ORACLES = {"pearson": stats.pearsonr, "spearman": stats.spearmanr, "kendall": stats.kendalltau}
complete = arrays(np.int64, (4, 9), elements=st.integers(-9, 9)).map(lambda t: t / 4)
gappy = arrays(np.int64, (4, 9), elements=st.integers(-9, 13)).map(
    lambda t: np.where(t > 9, nan, t / 4)
)
every_kind = pytest.mark.parametrize("kind", KINDS)


def _agrees(found, rows, kind):
    for i, j in np.ndindex(found.coefficient.shape):
        both = np.isfinite(rows[i]) & np.isfinite(rows[j])
        assert found.count[i, j] == both.sum()
        if both.sum() < 3 or np.ptp(rows[i, both]) == 0 or np.ptp(rows[j, both]) == 0:
            continue
        expected = ORACLES[kind](rows[i, both], rows[j, both])
        assert_allclose(found.coefficient[i, j], expected.statistic, rtol=1e-9, atol=1e-12)
        # near r = 1 the p-value hangs on the last digits of 1 - r
        assert_allclose(found.p_value[i, j], expected.pvalue, rtol=1e-6, atol=1e-7)


@every_kind
@given(rows=complete)
def test_complete_rows_agree_with_scipy(kind, rows):
    _agrees(correlate(rows, kind=kind), rows, kind)


@every_kind
@given(rows=gappy)
def test_rows_with_gaps_agree_with_scipy_pair_by_pair(kind, rows):
    _agrees(correlate(rows, kind=kind), rows, kind)


@every_kind
@given(rows=gappy)
def test_the_matrix_is_symmetric_and_between_minus_one_and_one(kind, rows):
    r = correlate(rows, kind=kind).coefficient
    assert_array_equal(r, r.T)
    assert (np.abs(r[np.isfinite(r)]) <= 1).all()


@given(rows=gappy)
def test_rank_correlations_do_not_hang_on_the_scale(rows):
    for kind in ("spearman", "kendall"):
        straight = correlate(rows, kind=kind).coefficient
        assert_allclose(correlate(np.exp(rows), kind=kind).coefficient, straight, atol=1e-12)


@every_kind
def test_a_row_that_does_not_vary_has_no_correlation(kind):
    r = correlate(np.array([[0.1, 0.1, 0.1], [1.0, 2.0, 4.0]]), kind=kind).coefficient
    assert_array_equal(r, [[nan, nan], [nan, 1.0]])


@every_kind
def test_a_pair_without_common_territories_has_no_correlation(kind):
    found = correlate(np.array([[1.0, 2.0, nan, nan], [nan, nan, 3.0, 4.0]]), kind=kind)
    assert found.count.tolist() == [[2, 0], [0, 2]]
    assert np.isnan(found.coefficient[0, 1])


def test_an_outlier_outside_the_common_territories_costs_no_digit():
    """The pair is centred on its own territories, not on all of them."""
    rows = np.array([[1.0, 2.0, 4.0, 1e12], [1.0, 3.0, 4.0, nan]])
    expected = stats.pearsonr([1, 2, 4], [1, 3, 4]).statistic
    assert_allclose(correlate(rows).coefficient[0, 1], expected, rtol=1e-12)


def test_two_territories_have_a_correlation_but_no_p_value():
    found = correlate(np.array([[1.0, 2.0], [5.0, 3.0]]))
    assert_allclose(found.coefficient[0, 1], -1.0, rtol=1e-12)
    assert np.isnan(found.p_value[0, 1])


def test_a_perfect_correlation_has_a_p_value_of_nothing():
    assert p_value(np.array([1.0, -1.0]), np.array([9, 9])).tolist() == [0.0, 0.0]


def test_equal_values_share_their_mean_rank():
    rows = np.array([[3.0, 1.0, nan, 3.0, 2.0]])
    assert_array_equal(average_ranks(rows), [[3.5, 1.0, nan, 3.5, 2.0]])


@given(rows=gappy)
def test_average_ranks_agree_with_scipy(rows):
    for row, ours in zip(rows, average_ranks(rows), strict=True):
        x = np.isfinite(row)
        assert_array_equal(ours[x], stats.rankdata(row[x]))


@given(rows=gappy)
def test_row_by_row_is_the_matrix(rows):
    for function, kind in ((pearson, "pearson"), (spearman, "spearman")):
        ours = function(rows[:-1], rows[1:])
        matrix = correlate(rows, kind=kind).coefficient
        assert_allclose(ours, np.diagonal(matrix, offset=1), rtol=1e-9, atol=1e-12)


def test_an_unknown_kind_is_refused_with_the_known_ones():
    with pytest.raises(MethodError) as caught:
        correlate(np.zeros((2, 3)), kind="person")
    assert str(caught.value) == (
        "audit: the correlation person is not known. Did you mean pearson? "
        "Known: kendall, pearson, spearman."
    )
