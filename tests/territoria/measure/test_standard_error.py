import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.standard_error import standard_errors, yearly_spread
from territoria.model import Status, Territory
from territoria.observations import Observations

YEARS = (2016, 2017, 2018, 2019, 2020)
ROUNDING = 0.1 / 2 / 3**0.5


def _release(panel, *, years=YEARS, status=None, doubtful=None, standard_error=None):
    """``panel[territory][period]`` of one indicator x, printed with one decimal."""
    values = np.array(panel, dtype=float).T[:, :, None]
    shape = values.shape
    return Observations(
        name="small",
        version="own",
        digest="",
        territories=tuple(Territory(f"T{n}", "own", f"T{n}", 2, "", "XX") for n in range(shape[1])),
        indicators=("x",),
        periods=years,
        values=values,
        status=np.full(shape, Status.OBSERVED if status is None else status, dtype=np.uint8),
        doubtful=np.full(shape, bool(doubtful)),
        precision={"x": 0.1},
        standard_error=None if standard_error is None else np.full(shape, standard_error),
    )


def _errors(release, reference_year=2021):
    return standard_errors(release, release.latest(["x"]), reference_year)[0]


def test_changes_of_five_years_worked_by_hand():
    """Changes 1, 3, 2, 6: median 2.5, deviations 1.5, 0.5, 0.5, 3.5, their median 1."""
    series = np.array([[0.0, 1.0, 4.0, 6.0, 12.0]])
    assert yearly_spread(series, np.array(YEARS, float)) == pytest.approx([1.4826])


def test_the_error_of_a_figure_grows_with_its_age():
    """Spread 1.4826 as above; the figure of 2020 is one year old in 2021, four in 2024."""
    release = _release([[0.0, 1.0, 4.0, 6.0, 12.0]])
    assert _errors(release, 2021) == pytest.approx([(ROUNDING**2 + 1.4826**2) ** 0.5])
    assert _errors(release, 2024) == pytest.approx([(ROUNDING**2 + 4 * 1.4826**2) ** 0.5])


def test_a_figure_of_the_reference_year_or_later_has_its_rounding_only():
    release = _release([[0.0, 1.0, 4.0, 6.0, 12.0]])
    assert _errors(release, 2020) == pytest.approx([ROUNDING])
    assert _errors(release, 2015) == pytest.approx([ROUNDING])


def test_an_inherited_figure_is_twice_as_uncertain():
    release = _release([[0.0, 1.0, 4.0, 6.0, 12.0]], status=Status.INHERITED)
    assert _errors(release) == pytest.approx([2 * (ROUNDING**2 + 1.4826**2) ** 0.5])


def test_a_figure_flagged_doubtful_is_twice_as_uncertain_and_not_four_times():
    plain, doubtful = _release([[5.0] * 5]), _release([[5.0] * 5], doubtful=True)
    both = _release([[5.0] * 5], status=Status.INHERITED, doubtful=True)
    assert _errors(doubtful) == pytest.approx(2 * _errors(plain))
    assert _errors(both) == pytest.approx(2 * _errors(plain))


def test_fewer_than_four_periods_take_the_spread_of_all_territories():
    """T1 has one change, 10; pooled with 1, 3, 2, 6: median 3, deviations 2 0 1 3 7, median 2."""
    release = _release([[0.0, 1.0, 4.0, 6.0, 12.0], [nan, nan, nan, 0.0, 10.0]])
    pooled = 1.4826 * 2
    assert _errors(release) == pytest.approx(
        [(ROUNDING**2 + 1.4826**2) ** 0.5, (ROUNDING**2 + pooled**2) ** 0.5]
    )


def test_four_periods_are_enough_for_a_spread_of_its_own():
    spread = yearly_spread(
        np.array([[nan, 0.0, 1.0, 3.0, 6.0], [0.0, 50.0, 0.0, 50.0, 0.0]]), np.array(YEARS, float)
    )
    assert spread[0] == pytest.approx(1.4826)  # changes 1, 2, 3: median 2, deviations 1, 0, 1


def test_a_change_over_a_gap_is_divided_by_its_years():
    """1 in 2016, 5 in 2018, 7 in 2019, 10 in 2020: 2 a year twice, then 3."""
    spread = yearly_spread(np.array([[1.0, nan, 5.0, 7.0, 10.0]]), np.array(YEARS, float))
    assert spread == pytest.approx([0.0])
    spread = yearly_spread(np.array([[1.0, nan, 5.0, 8.0, 12.0]]), np.array(YEARS, float))
    assert spread == pytest.approx([1.4826])  # 2, 3, 4


def test_an_indicator_of_a_single_period_has_its_rounding_only():
    release = _release([[5.0], [7.0]], years=(2015,))
    assert _errors(release) == pytest.approx([ROUNDING, ROUNDING])


def test_a_missing_figure_has_no_error():
    release = _release([[0.0, 1.0, 4.0, 6.0, 12.0], [nan] * 5])
    assert np.isnan(_errors(release)).tolist() == [False, True]


def test_an_error_that_came_with_the_data_is_kept_and_doubled_where_doubtful():
    assert _errors(_release([[1.0, 2.0, 9.0, 1.0, 5.0]], standard_error=0.5)).tolist() == [0.5]
    inherited = _release([[1.0, 2.0, 9.0, 1.0, 5.0]], standard_error=0.5, status=Status.INHERITED)
    assert _errors(inherited).tolist() == [1.0]


series = st.lists(
    st.lists(st.one_of(st.integers(-50, 50).map(float), st.just(nan)), min_size=5, max_size=5),
    min_size=1,
    max_size=4,
)


@given(series)
def test_no_error_is_below_the_rounding(panel):
    release = _release(panel)
    errors = _errors(release)
    known = np.isfinite(release.latest(["x"]).values[0])
    assert_array_equal(np.isfinite(errors), known)
    assert (errors[known] >= ROUNDING * (1 - 1e-12)).all()


@given(series, st.integers(-100, 100))
def test_moving_every_figure_by_the_same_amount_changes_no_error(panel, shift):
    moved = [[value + shift for value in row] for row in panel]
    assert_allclose(_errors(_release(moved)), _errors(_release(panel)), atol=1e-9)


@given(series)
def test_the_first_error_grows_no_faster_than_the_root_of_the_age(panel):
    release = _release(panel)
    one, four = _errors(release, 2021), _errors(release, 2024)
    known = np.isfinite(one)
    assert (four[known] >= one[known] * (1 - 1e-12)).all()
