import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_array_equal

from places import diagnosis
from territoria.compare.targets import better_quantile, quantile, set_target
from territoria.compare.trends import Trend, find_trend

FIVE = (10.0, 20.0, 30.0, 40.0, 50.0)  # median 30, quartiles 20 and 40, middle half 20
YEARS = np.array([2015.0, 2016.0, 2017.0, 2018.0])

percents = st.integers(0, 400).map(lambda n: n / 4)
paces = st.integers(-40, 40).map(lambda n: n / 8)
directions = st.sampled_from([1, -1])


@pytest.fixture(scope="session")
def share(small):
    """An indicator in percent, higher is better."""
    return small.indicator("share", role="scored", direction=1, bounds=(0, 100))


@pytest.fixture(scope="session")
def fault(small):
    """An indicator in percent, lower is better."""
    return small.indicator("fault", role="scored", direction=-1, bounds=(0, 100))


def _line(start, pace, years=YEARS):
    """The series of a peer that rises by ``pace`` a year."""
    return years, start + pace * (years - years[0])


def _lines(start, *paces):
    return [_line(start, pace) for pace in paces]


def _trend(slope, low=None, high=None, *, direction=1.0):
    """A trend of five periods; without a band it is an exact line."""
    low, high = slope if low is None else low, slope if high is None else high
    return Trend(slope, low, high, (2014, 2015, 2016, 2017, 2018), (0.0,) * 5, direction)


def _target(indicator, baseline, peers=FIVE, series=(), trend=None, **more):
    return set_target(indicator, baseline, np.array(peers, float), list(series), trend, **more)


trends = st.builds(
    lambda slope, below, above, direction: _trend(
        slope, slope - abs(below), slope + abs(above), direction=float(direction)
    ),
    paces,
    paces,
    paces,
    directions,
)


# ── T1, what peers reach ──────────────────────────────────────────────────────────────────────


def test_without_any_pace_the_headline_is_the_level_that_a_quarter_of_the_peers_reach(share):
    target = _target(share, 10.0)
    assert (target.value, target.rule, target.label) == (40.0, "T1", "pace unknown")
    assert (target.median, target.quartile) == (30.0, 40.0)
    assert (target.low, target.high) == (40.0, 40.0)
    assert (target.trend, target.pace, target.yearly_pace, target.of) == (None, None, None, 0)
    assert (target.indicator, target.baseline, target.horizon) == ("share", 10.0, 5)


def test_where_lower_is_better_the_quartile_is_counted_from_the_worse_end(fault):
    target = _target(fault, 50.0)
    assert (target.value, target.median, target.quartile) == (20.0, 30.0, 20.0)


def test_peers_without_a_figure_do_not_count(share):
    assert _target(share, 10.0, (*FIVE, nan, nan)).quartile == 40.0


# ── T4, what peers have done ──────────────────────────────────────────────────────────────────


def test_the_headline_is_the_proven_pace_where_that_is_less_ambitious(share):
    """Paces 0, 1, 2, 3, 4: their 75th percentile is 3, so 10 + 5·3 = 25, below T1 at 40."""
    target = _target(share, 10.0, series=_lines(10.0, 0, 1, 2, 3, 4))
    assert (target.value, target.rule, target.label) == (25.0, "T4", "done before")
    assert (target.pace, target.yearly_pace) == (25.0, 3.0)
    assert (target.done_by, target.of, target.similar_start) == (2, 5, True)
    assert target.paces == (0.0, 1.0, 2.0, 3.0, 4.0)
    assert (target.low, target.high) == (25.0, 40.0)


def test_the_headline_is_what_peers_reach_where_the_proven_pace_leads_further(share):
    """75th percentile 7: 45, beyond T1 at 40. That needs 6 a year, which three of five kept."""
    target = _target(share, 10.0, series=_lines(10.0, 0, 1, 6, 7, 8))
    assert (target.value, target.rule, target.label) == (40.0, "T1", "done before")
    assert (target.pace, target.done_by, target.of) == (45.0, 3, 5)


def test_where_lower_is_better_a_falling_peer_is_the_fast_one(fault):
    target = _target(fault, 50.0, series=_lines(50.0, 0, -1, -2, -3, -4))
    assert (target.value, target.rule, target.yearly_pace) == (35.0, "T4", 3.0)
    assert (target.done_by, target.of) == (2, 5)
    assert (target.low, target.high) == (20.0, 35.0)


def test_another_horizon_asks_for_so_many_years_of_the_pace(share):
    target = _target(share, 10.0, series=_lines(10.0, 0, 1, 2, 3, 4), horizon=3)
    assert (target.value, target.horizon) == (19.0, 3)


@pytest.mark.parametrize(
    ("paces", "yearly", "label"),
    [((-2, -1, 0, 0, 0), 0.0, "never seen"), ((-3, -2, -2, -1, 9), -1.0, "hold")],
)
def test_where_three_quarters_of_the_peers_gained_nothing_the_proven_pace_is_to_hold(
    share, paces, yearly, label
):
    """One peer that climbs fast enough for the others' level makes it *hold*, none *never seen*."""
    target = _target(share, 10.0, series=_lines(10.0, *paces))
    assert (target.value, target.rule, target.label) == (10.0, "T4", label)
    assert (target.pace, target.yearly_pace) == (10.0, yearly)
    assert (target.low, target.high) == (10.0, 40.0)


def test_only_peers_with_three_periods_have_a_pace(share):
    short = _line(10.0, 9.0, YEARS[:2])
    target = _target(share, 10.0, series=[short, *_lines(10.0, 1, 1)])
    assert (target.value, target.of, target.paces) == (15.0, 2, (1.0, 1.0))


def test_five_peers_with_a_similar_start_are_enough_to_leave_the_others_out(share):
    """The middle half of the peers spans 20, so starts from 0 to 30 are like 10, not 31."""
    near = [_line(start, 1) for start in (0.0, 10.0, 20.0, 29.0, 30.0)]
    target = _target(share, 10.0, series=[*near, *_lines(31.0, 4, 4, 4)])
    assert (target.yearly_pace, target.of, target.similar_start) == (1.0, 5, True)


def test_with_four_similar_starts_all_peers_count(share):
    near = [_line(start, 1) for start in (0.0, 10.0, 20.0, 30.0)]
    target = _target(share, 10.0, series=[*near, *_lines(31.0, 4, 4, 4)])
    assert (target.yearly_pace, target.of, target.similar_start) == (4.0, 7, False)


def test_a_peers_start_is_its_first_figure_and_not_its_latest(share):
    """All stand at 50 today; five began at 10."""
    risen = [(YEARS, np.array([10.0, 10.0, 10.0, 50.0]))] * 5
    target = _target(share, 10.0, series=[*risen, *_lines(50.0, 0, 0, 0)])
    assert (target.of, target.similar_start) == (5, True)


def test_the_pace_of_a_peer_resists_one_odd_year(share):
    years, values = _line(10.0, 2.0, np.arange(2012.0, 2019.0))
    values[3] += 1000.0
    assert _target(share, 10.0, series=[(years, values)]).paces == (2.0,)


# ── T3, where the own trend leads ─────────────────────────────────────────────────────────────


def test_the_trend_of_an_exact_line_leads_on_along_the_line(share):
    """T3: 4, 6, 8, 10 and five years on 20."""
    trend = find_trend(np.array([2015, 2016, 2017, 2018]), np.array([4.0, 6.0, 8.0, 10.0]))
    assert _target(share, 10.0, trend=trend).trend == 20.0


def test_one_odd_year_does_not_move_where_the_trend_leads(share):
    years, values = np.arange(2010, 2019), 2.0 * np.arange(9)
    values[4] = 90.0
    assert _target(share, 16.0, trend=find_trend(years, values)).trend == 26.0


def test_the_band_runs_from_the_trend_to_what_peers_reach_and_holds_the_headline(share):
    target = _target(share, 10.0, series=_lines(10.0, 0, 1, 2, 3, 4), trend=_trend(1.0))
    assert (target.low, target.value, target.high) == (15.0, 25.0, 40.0)


# ── labels ────────────────────────────────────────────────────────────────────────────────────


def test_reached_whoever_stands_at_what_a_quarter_of_the_peers_reach_holds_that(share):
    """At the border and beyond it; the pace of others makes no new target."""
    for baseline in (40.0, 45.0):
        target = _target(share, baseline, series=_lines(40.0, 1, 1, 1, 1, 1), trend=_trend(2.0))
        assert (target.label, target.value, target.rule) == ("reached", baseline, "T1")
        assert target.quartile == 40.0


def test_reached_where_lower_is_better(fault):
    assert _target(fault, 20.0).label == "reached"
    assert _target(fault, 20.5).label == "pace unknown"


@pytest.mark.parametrize(
    ("low", "slope", "high", "label"),
    [
        (2.75, 2.75, 2.75, "done before"),
        (3.0, 3.0, 3.0, "below trend"),
        (3.0, 5.0, 9.0, "below trend"),
        (2.75, 5.0, 9.0, "done before"),
        (-1.0, 5.0, 9.0, "done before"),
    ],
)
def test_below_trend_where_even_slow_waiting_leads_to_the_headline(share, low, slope, high, label):
    """The headline is 25, so the slow end of the trend must be 3 a year or more."""
    target = _target(
        share, 10.0, series=_lines(10.0, 0, 1, 2, 3, 4), trend=_trend(slope, low, high)
    )
    assert (target.value, target.label) == (25.0, label)


@pytest.mark.parametrize(("high", "label"), [(-3.0, "below trend"), (-2.75, "done before")])
def test_below_trend_where_lower_is_better(fault, high, label):
    """The slow end of a falling trend is its upper one."""
    target = _target(
        fault,
        50.0,
        series=_lines(50.0, 0, -1, -2, -3, -4),
        trend=_trend(-5.0, -9.0, high, direction=-1.0),
    )
    assert (target.value, target.label) == (35.0, label)


def test_a_trend_of_three_periods_is_no_reason_to_wait(share):
    trend = find_trend(np.array([2016, 2017, 2018]), np.array([2.0, 6.0, 10.0]))
    target = _target(share, 10.0, series=_lines(10.0, 0, 1, 2, 3, 4), trend=trend)
    assert (target.trend, target.label) == (30.0, "done before")


def test_done_before_names_how_many_of_how_many(share):
    """T1 at 40 needs 6 a year, the 75th percentile of these paces; two of five kept it."""
    target = _target(share, 10.0, series=_lines(10.0, -1, -1, -1, 6, 6))
    assert (target.rule, target.value) == ("T1", 40.0)
    assert (target.label, target.done_by, target.of) == ("done before", 2, 5)


def test_pace_unknown_where_no_peer_has_three_periods(share):
    target = _target(share, 10.0, series=[_line(10.0, 9.0, YEARS[:2])] * 5, trend=_trend(1.0))
    assert (target.label, target.done_by, target.of) == ("pace unknown", 0, 0)


@pytest.mark.parametrize("baseline", [0.123, 370_241.73075666523, 72_067.93921155036])
def test_the_only_pace_is_done_before_whatever_the_size_of_the_figures(small, baseline):
    """The needed pace comes back from the target with rounding of the size of the figures."""
    money = small.indicator("money", role="scored", direction=1)
    years = np.array([2015.0, 2016.0, 2017.0])
    series = [(years, baseline + baseline / 900 * (years - 2015))]
    target = _target(money, baseline, (9 * baseline,), series)
    assert (target.rule, target.label, target.done_by, target.of) == ("T4", "done before", 1, 1)


# ── bounds and obligations ────────────────────────────────────────────────────────────────────


def test_no_pace_leads_beyond_a_hundred_percent(share):
    target = _target(share, 96.0, (96.0, 100.0), _lines(90.0, 2, 2, 2, 2, 2), _trend(3.0))
    assert (target.quartile, target.pace, target.trend, target.value) == (99.0, 100.0, 100.0, 99.0)


def test_no_pace_leads_below_nought(fault):
    target = _target(fault, 4.0, (0.0, 2.0), _lines(9.0, -2, -2, -2, -2, -2), _trend(-3.0))
    assert (target.quartile, target.pace, target.trend, target.value) == (0.5, 0.0, 0.0, 0.5)


def test_an_indicator_without_natural_bounds_may_lead_anywhere(small):
    free = small.indicator("free", role="scored", direction=1)
    target = _target(free, 96.0, (500.0,), _lines(96.0, 20), _trend(-30.0))
    assert (target.pace, target.trend) == (196.0, -54.0)


def test_an_obligation_stands_beside_the_headline_and_never_makes_it(small):
    duty = {"value": 80.0, "year": 2030, "basis": {"en": "A law"}}
    bound = small.indicator("duty", role="scored", direction=1, bounds=(0, 100), obligation=duty)
    target = _target(bound, 10.0)
    assert (target.obligation.value, target.obligation.year) == (80.0, 2030)
    assert target.value == 40.0


# ── what mathematics promises ─────────────────────────────────────────────────────────────────


@st.composite
def situations(draw):
    """Own level, peers' levels, peers' series and the own trend, all between 0 and 100 today."""
    return {
        "baseline": draw(percents),
        "peers": draw(st.lists(percents, min_size=1, max_size=8)),
        "series": [
            _line(start, pace)
            for start, pace in draw(st.lists(st.tuples(percents, paces), max_size=8))
        ],
        "trend": draw(st.one_of(st.none(), trends)),
    }


def _slow_end(target, trend, d):
    """Where the slow end of the trend leads, counted upwards from worse to better."""
    return d * (target.baseline + (trend.low if d > 0 else trend.high) * target.horizon)


def _of(small, direction):
    return small.indicator("any", role="scored", direction=direction, bounds=(0, 100))


@given(situations(), directions)
def test_the_headline_is_the_less_ambitious_of_the_two(small, case, direction):
    target = _target(_of(small, direction), **case)
    rules = [target.quartile] if target.pace is None else [target.quartile, target.pace]
    if target.label == "reached":
        assert target.value == case["baseline"]
    else:
        assert target.value == min(rules, key=lambda v: direction * v)
        assert direction * target.value >= direction * case["baseline"]


@given(situations(), directions)
def test_the_band_holds_the_headline_the_trend_and_what_peers_reach(small, case, direction):
    target = _target(_of(small, direction), **case)
    ends = [target.value, target.quartile]
    if target.trend is not None:
        ends.append(target.trend)
    assert (target.low, target.high) == (min(ends), max(ends))


@given(situations(), directions)
def test_no_target_leaves_the_natural_bounds(small, case, direction):
    target = _target(_of(small, direction), **case)
    numbers = (target.value, target.low, target.high, target.quartile, target.trend, target.pace)
    assert all(0 <= number <= 100 for number in numbers if number is not None)


def _mirrored(trend):
    if trend is None:
        return None
    return _trend(-trend.slope, -trend.high, -trend.low, direction=-trend.direction)


@given(situations())
def test_mirrored_figures_give_the_mirrored_target(small, case):
    """Lower is better, and 100 - x for every x: nothing else may differ."""
    rising = _target(_of(small, 1), **case)
    falling = _target(
        _of(small, -1),
        100 - case["baseline"],
        [100 - p for p in case["peers"]],
        [(years, 100 - values) for years, values in case["series"]],
        _mirrored(case["trend"]),
    )
    # all inputs are multiples of 1/8 of small size, so that mirroring is nearly exact
    assert falling.value == pytest.approx(100 - rising.value)
    assert (falling.low, falling.high) == pytest.approx((100 - rising.high, 100 - rising.low))
    assert (falling.rule, falling.label) == (rising.rule, rising.label)
    assert (falling.done_by, falling.of) == (rising.done_by, rising.of)
    assert falling.paces == pytest.approx(rising.paces)


@given(situations(), directions)
def test_the_label_follows_from_the_numbers(small, case, direction):
    target, trend = _target(_of(small, direction), **case), case["trend"]
    d, needed = direction, direction * (target.value - target.baseline) / 5
    kept = sum(pace >= needed - 1e-9 for pace in target.paces)
    assert (target.done_by, target.of) == (kept, len(target.paces))
    if d * target.baseline >= d * target.quartile:
        expected = "reached"
    elif target.value == target.baseline:
        climb = d * (target.quartile - target.baseline) / 5
        fast = any(pace >= climb - 1e-9 for pace in target.paces)
        expected = "hold" if fast else "never seen"
    elif trend and trend.word == "improving" and _slow_end(target, trend, d) >= d * target.value:
        expected = "below trend"
    elif not target.paces:
        expected = "pace unknown"
    else:
        expected = "done before"
    assert target.label == expected


@given(situations(), directions)
def test_a_quarter_of_the_peers_kept_the_pace_of_any_headline(small, case, direction):
    """The less ambitious of the two never exceeds the 75th percentile of the paces."""
    target = _target(_of(small, direction), **case)
    assume(target.label not in ("reached", "hold", "never seen") and target.of)
    assert target.done_by >= target.of / 4
    assert target.label in ("below trend", "done before")


# ── quantiles ─────────────────────────────────────────────────────────────────────────────────


@given(
    st.lists(st.one_of(percents, st.just(nan)), min_size=1, max_size=9).filter(
        lambda row: not np.isnan(row).all()
    ),
    st.sampled_from([0.0, 5.0, 25.0, 50.0, 75.0, 95.0, 100.0]),
)
def test_a_quantile_leaves_missing_figures_out(row, share):
    expected = np.nanpercentile(row, share)
    assert quantile(np.array(row), share) == pytest.approx(expected)


def test_the_quantile_of_nothing_known_is_unknown():
    rows = np.array([[nan, nan, nan], [1.0, nan, 3.0]])
    assert_array_equal(quantile(rows, 50.0), [nan, 2.0])


def test_the_better_quartile_is_the_lower_one_where_lower_is_better():
    assert better_quantile(np.array(FIVE), 1.0) == 40.0
    assert better_quantile(np.array(FIVE), -1.0) == 20.0


# ── the bundled release ───────────────────────────────────────────────────────────────────────


def test_the_targets_of_nord_pas_de_calais_with_their_labels():
    """Golden, for the words; done before by how many of how many."""
    targets = diagnosis("FRE1").targets
    assert {i: (t.rule, t.label, t.done_by, t.of) for i, t in targets.items()} == {
        "eqi_quality": ("T1", "reached", 0, 0),
        "eqi_impartiality": ("T1", "pace unknown", 0, 0),
        "eqi_corruption_control": ("T1", "pace unknown", 0, 0),
        "hrst": ("T4", "done before", 2, 5),
        "scientists_engineers": ("T4", "done before", 3, 10),
        "recent_tertiary_employment": ("T1", "done before", 4, 5),
        "tertiary_25_64": ("T1", "below trend", 10, 10),
        "low_education_25_64": ("T4", "done before", 2, 7),
        "internet_daily": ("T1", "done before", 7, 7),
        "hightech_employment": ("T4", "done before", 2, 8),
        "i40_papers_pm": ("T4", "never seen", 0, 10),
        "kis_employment": ("T1", "reached", 6, 7),
        "medhigh_manufacturing_employment": ("T4", "done before", 4, 10),
        "broadband_households": ("T1", "below trend", 7, 7),
    }


@pytest.mark.parametrize("code", ["FRE1", "DE91", "MT00"])
def test_no_target_of_a_region_leaves_its_natural_bounds_or_its_band(code):
    place = diagnosis(code)
    assert len(place.targets) >= 10
    for indicator, target in place.targets.items():
        low, high = place.indicator(indicator).natural_bounds
        assert target.low <= target.value <= target.high
        assert low is None or target.low >= low
        assert high is None or target.high <= high
