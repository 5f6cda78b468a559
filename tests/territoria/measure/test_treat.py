import numpy as np
import pytest
import scipy.stats
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure import treat
from territoria.measure.box_cox import box_cox

ONE_FAR = [1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 1000.0]


def tables(*shape, gaps=True):
    """Whole numbers up to 100 with a few that are ten thousand times as far, and a few gaps."""
    numbers = arrays(np.int64, shape, elements=st.integers(-110, 120 if gaps else 110))
    return numbers.map(
        lambda table: np.where(
            table > 110, nan, np.where(np.abs(table) > 100, table * 10_000.0, table)
        )
    )


rows = st.integers(4, 25).flatmap(lambda n: tables(1, n, gaps=False))
gappy = st.integers(4, 25).flatmap(lambda n: tables(2, n))
methods = pytest.mark.parametrize("name", treat.METHODS)
after_the_test = pytest.mark.parametrize("name", sorted(set(treat.METHODS) - {"percentile-caps"}))


def _treat(small, name, values, **parameters):
    return treat.METHODS[name](values, small.frame(values), **parameters)


def test_moments_of_a_row_worked_by_hand():
    """d = −2 −1 0 3: Σd² = 14, Σd³ = 18, Σd⁴ = 98; n = 4."""
    skew, kurtosis = treat.skewness_and_kurtosis(np.array([1.0, 2.0, 3.0, 6.0]))
    assert skew == pytest.approx(2 * 18 / 14**1.5 * 12**0.5 / 2, rel=1e-12)
    assert kurtosis == pytest.approx((5 * (4 * 98 / 14**2 - 3) + 6) * 3 / (2 * 1), rel=1e-12)


@given(rows)
def test_moments_are_those_of_scipy_without_bias(values):
    assume(np.ptp(values) > 0)
    skew, kurtosis = treat.skewness_and_kurtosis(values)
    assert_allclose(skew, scipy.stats.skew(values, axis=-1, bias=False), rtol=1e-6, atol=1e-8)
    expected = scipy.stats.kurtosis(values, axis=-1, bias=False)
    assert_allclose(kurtosis, expected, rtol=1e-6, atol=1e-8)


def test_missing_figures_do_not_count_in_the_moments():
    with_gaps = treat.skewness_and_kurtosis(np.array([1.0, nan, 2.0, 3.0, nan, 6.0]))
    assert with_gaps == treat.skewness_and_kurtosis(np.array([1.0, 2.0, 3.0, 6.0]))


def test_a_constant_has_no_moments_and_passes():
    constant = np.full(10, 0.1)
    assert np.isnan(treat.skewness_and_kurtosis(constant)).all()
    assert bool(treat.passes(constant)[0]) is True


def test_two_points_have_no_skewness_and_three_no_kurtosis():
    two, three = np.array([-683474.71875, -998561.7435830134]), np.array([1.0, 2.0, 9.0])
    assert np.isnan(treat.skewness_and_kurtosis(two)).tolist() == [True, True]
    assert np.isnan(treat.skewness_and_kurtosis(three)).tolist() == [False, True]
    assert bool(treat.passes(two)[0]) is True


def test_a_row_fails_only_when_both_limits_are_reached():
    """Kurtosis alone is not enough: heavy but even tails pass."""
    even = np.array([-1000.0, *range(-5, 6), 1000.0])
    skew, kurtosis = treat.skewness_and_kurtosis(even)
    assert abs(skew) < 1e-9
    assert kurtosis > 3.5
    assert bool(treat.passes(even)[0]) is True
    assert bool(treat.passes(np.array(ONE_FAR))[0]) is False


def test_the_far_point_moves_to_the_next_value(small):
    treated, details = _treat(small, "winsorise", np.array([ONE_FAR]))
    assert treated.tolist() == [[1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 9.0]]
    assert details["changed"].tolist() == [[False] * 9 + [True]]
    assert details["passed"].tolist() == [True]
    assert details["transformed"].tolist() == [False]


def test_a_far_point_at_the_low_end_moves_up(small):
    treated, _ = _treat(small, "winsorise", -np.array([ONE_FAR]))
    assert treated.tolist() == [[-1.0, -2.0, -3.0, -4.0, -5.0, -6.0, -7.0, -8.0, -9.0, -9.0]]


def test_all_points_that_share_the_maximum_move_together(small):
    shared = np.array([[*range(20), 1000.0, 1000.0]], dtype=float)
    treated, details = _treat(small, "winsorise", shared)
    assert treated.tolist() == [[*range(20), 19.0, 19.0]]
    assert int(details["changed"].sum()) == 2


def test_no_more_points_than_the_limit_move_and_the_failure_is_told(small):
    far_away = np.array([[*range(20), 1e3, 1e6, 1e9]], dtype=float)
    treated, details = _treat(small, "winsorise", far_away, limit=1)
    assert treated.tolist() == [[*range(20), 1e3, 1e6, 1e6]]
    assert int(details["changed"].sum()) == 1
    assert details["passed"].tolist() == [False]


def test_a_limit_of_zero_moves_nothing(small):
    treated, details = _treat(small, "winsorise", np.array([ONE_FAR]), limit=0)
    assert treated.tolist() == [ONE_FAR]
    assert not details["changed"].any()


def test_what_still_fails_takes_the_logarithm_of_its_own_figures(small):
    far_away = np.array([[*range(20), 1e3, 1e6, 1e9]], dtype=float)
    treated, details = _treat(small, "winsorise-then-log", far_away, limit=1)
    assert_allclose(treated, np.log(far_away + 0.01 * 1e9), rtol=1e-12)
    assert details["transformed"].tolist() == [True]
    assert details["changed"].all()


def test_what_passes_once_winsorised_takes_no_logarithm(small):
    both = np.array([ONE_FAR])
    winsorised, _ = _treat(small, "winsorise", both)
    treated, details = _treat(small, "winsorise-then-log", both)
    assert treated.tolist() == winsorised.tolist()
    assert details["transformed"].tolist() == [False]


def test_the_three_logarithms_worked_by_hand():
    row = np.array([[0.0, 50.0, 100.0]])
    assert_allclose(treat.log_ct(row), np.log([[1.0, 51.0, 101.0]]), rtol=1e-12)
    assert_allclose(treat.log_ct_orig(row), np.log([[1.0, 51.0, 101.0]]), rtol=1e-12)
    right, left = np.array([[0.0, 1.0, 100.0]]), np.array([[0.0, 99.0, 100.0]])
    assert_allclose(treat.log_ct_plus(right), np.log([[1.0, 2.0, 101.0]]), rtol=1e-12)
    assert_allclose(treat.log_ct_plus(left), -np.log([[101.0, 2.0, 1.0]]), rtol=1e-12)


@methods
@given(values=st.floats(-1e6, 1e6), count=st.integers(1, 12))
def test_a_constant_indicator_is_left_as_it_is(small, name, values, count):
    constant = np.full((1, count), values)
    treated, details = _treat(small, name, constant)
    assert treated.tolist() == constant.tolist()
    assert not details.get("changed", np.zeros(1, dtype=bool)).any()


@after_the_test
@given(values=arrays(float, (1, 3), elements=st.floats(-1e6, 1e6)), count=st.integers(1, 3))
def test_three_points_or_fewer_have_no_outlier(small, name, values, count):
    few = values[:, :count]
    assert _treat(small, name, few)[0].tolist() == few.tolist()


@methods
@given(values=gappy)
def test_the_order_of_the_territories_in_an_indicator_is_kept(small, name, values):
    treated, _ = _treat(small, name, values)
    for before, after in zip(values, treated, strict=True):
        present = np.isfinite(before)
        order = np.argsort(before[present], kind="stable")
        assert (np.diff(after[present][order]) >= 0).all()


@methods
@given(values=gappy)
def test_missing_figures_stay_missing_and_no_other_becomes_so(small, name, values):
    treated, details = _treat(small, name, values)
    assert (np.isnan(treated) == np.isnan(values)).all()
    marked = details.get("changed", np.zeros(values.shape, dtype=bool))
    assert not marked[np.isnan(values)].any()


@given(values=gappy, limit=st.integers(0, 6))
def test_winsorising_changes_the_marked_points_and_no_other(small, values, limit):
    treated, details = _treat(small, "winsorise", values, limit=limit)
    same = (treated == values) | np.isnan(values)
    assert (details["changed"] == ~same).all()


@given(values=rows, limit=st.integers(0, 6))
def test_winsorised_points_stay_between_the_extremes(small, values, limit):
    treated, _ = _treat(small, "winsorise", values, limit=limit)
    assert treated.min() >= values.min()
    assert treated.max() <= values.max()


@given(values=rows)
def test_the_mirrored_indicator_is_winsorised_as_in_a_mirror(small, values):
    skew, _ = treat.skewness_and_kurtosis(values)
    assume(np.isnan(skew).all() or abs(skew[0]) > 1e-6)
    treated, _ = _treat(small, "winsorise", values, limit=1)
    mirrored, _ = _treat(small, "winsorise", -values, limit=1)
    assert (mirrored == -treated).all()


@methods
@given(values=tables(3, 2, 12))
def test_a_stack_of_replications_is_treated_one_by_one(small, name, values):
    stacked, _ = _treat(small, name, values)
    one_by_one = np.stack([_treat(small, name, v)[0] for v in values])
    assert_allclose(stacked, one_by_one, rtol=1e-12)


@methods
def test_the_table_that_came_in_stays_as_it_is(small, name):
    values = np.array([ONE_FAR])
    _treat(small, name, values)
    assert_array_equal(values, [ONE_FAR])


def test_percentile_caps_cut_off_both_ends_of_every_indicator(small):
    values = np.array([np.arange(101.0), np.arange(101.0) ** 3])
    treated, details = _treat(small, "percentile-caps", values, share=0.05)
    assert_array_equal(treated[0], np.clip(np.arange(101.0), 5, 95))
    assert details["changed"].sum(axis=1).tolist() == [10, 10]
    assert details["passed"].tolist() == [True, True]


@given(values=rows, share=st.floats(0, 0.49))
def test_capped_figures_lie_between_the_quantiles_of_numpy(small, values, share):
    treated, _ = _treat(small, "percentile-caps", values, share=share)
    low, high = np.quantile(values, [share, 1 - share])
    assert_allclose(treated[0], np.clip(values[0], low, high), rtol=1e-9, atol=1e-6)


@pytest.mark.parametrize("share", [-0.1, 0.5, nan])
def test_an_impossible_share_is_refused(small, share):
    with pytest.raises(MethodError) as caught:
        _treat(small, "percentile-caps", np.ones((1, 3)), share=share)
    assert str(caught.value) == (
        f"treat: percentile-caps cannot cut off a share of {share} at each end. "
        "Give a share of at least 0 and below 0.5."
    )


def test_box_cox_is_taken_where_the_test_fails_and_its_exponent_is_told(small):
    values = np.array([[*range(9), 10.0], ONE_FAR])
    treated, details = _treat(small, "box-cox", values)
    powers, exponent = box_cox(values[1:])
    assert treated.tolist() == [values[0].tolist(), powers[0].tolist()]
    assert details["transformed"].tolist() == [False, True]
    assert_array_equal(details["exponent"], [nan, exponent[0]])
    assert details["changed"].sum(axis=1).tolist() == [0, 10]


def test_what_still_fails_takes_the_power_of_its_own_figures(small):
    far_away = np.array([[*range(20), 1e3, 1e6, 1e9]], dtype=float)
    treated, details = _treat(small, "winsorise-then-box-cox", far_away, limit=1)
    assert treated.tolist() == box_cox(far_away)[0].tolist()
    assert details["transformed"].tolist() == [True]


def test_wider_limits_leave_more_alone(small):
    values = np.array([ONE_FAR])
    for name in ("winsorise", "winsorise-then-log", "winsorise-then-box-cox", "box-cox"):
        treated, _ = _treat(small, name, values, skew_limit=10.0)
        assert treated is values


def test_a_table_that_passes_is_not_copied(small):
    values = np.arange(20.0).reshape(2, 10)
    assert _treat(small, "winsorise-then-log", values)[0] is values
