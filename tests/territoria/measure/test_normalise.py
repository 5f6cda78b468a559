from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.normalise import METHODS, competition_ranks, frozen_bounds, orient

OF_THE_SAMPLE = (
    "min-max",
    "z-score",
    "distance-to-maximum",
    "rank",
    "borda",
    "percentile-rank",
)
BOUNDS = (-100.0, 400.0)


def tables(*shape, gaps=True):
    """Tables with one decimal; where there are gaps, an eighth of the cells is missing."""
    numbers = arrays(np.int64, shape, elements=st.integers(-1000, 1300 if gaps else 1000))
    return numbers.map(lambda table: np.where(table > 1000, nan, table / 10))


tenths = st.integers(-1000, 1000).map(lambda n: n / 10)
gappy = st.integers(2, 12).flatmap(lambda n: tables(3, n))
whole = st.integers(2, 12).flatmap(lambda n: tables(1, n, gaps=False))
# a fraction of the maximum needs a true zero, so it knows no mirror
order_keeping = pytest.mark.parametrize("name", sorted(set(METHODS) - {"fraction-of-maximum"}))
every_method = pytest.mark.parametrize("name", METHODS)
PARAMETERS = {"distance-to-reference": {"reference": "T0"}}


def _frame(small, values, direction=None):
    frame = small.frame(values, direction=direction, bounds=BOUNDS)
    territories = tuple(f"T{n}@own" for n in range(values.shape[-1]))
    return replace(frame, target=150.0 * frame.direction, territories=territories)


def _normalise(small, name, values, direction=None, **parameters):
    """As the pipeline does: figures in their own direction are oriented first."""
    frame = _frame(small, values, direction)
    return METHODS[name](orient(values, frame), frame, **PARAMETERS.get(name, {}) | parameters)[0]


# ── each method worked by hand ────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("name", "parameters", "expected"),
    [
        ("none", {}, [10.0, 20.0, 40.0, 20.0]),
        ("fixed-bounds", {}, [22.0, 24.0, 28.0, 24.0]),
        ("fixed-bounds", {"scale": 1.0}, [0.22, 0.24, 0.28, 0.24]),
        ("goalposts", {}, [0.22, 0.24, 0.28, 0.24]),
        ("min-max", {}, [0.0, 100 / 3, 100.0, 100 / 3]),
        ("min-max", {"lower": 1.0, "upper": 10.0}, [1.0, 4.0, 10.0, 4.0]),
        ("z-score", {}, [-12.5 / 158.3333333333333**0.5, -2.5 / 158.3333333333333**0.5,
                         17.5 / 158.3333333333333**0.5, -2.5 / 158.3333333333333**0.5]),
        ("scaled", {"lower": 10.0, "upper": 50.0, "factor": 4.0}, [0.0, 1.0, 3.0, 1.0]),
        ("distance-to-maximum", {}, [0.0, 1 / 3, 1.0, 1 / 3]),
        ("distance-to-target", {}, [0.0, 10 / 140, 30 / 140, 10 / 140]),
        ("fraction-of-maximum", {}, [0.25, 0.5, 1.0, 0.5]),
        ("distance-to-reference", {"reference": "T2"}, [0.0, 1 / 3, 1.0, 1 / 3]),
        ("distance-to-reference", {"reference": "T1@own"}, [0.0, 1.0, 3.0, 1.0]),
        ("distance-to-reference", {"reference": "T1", "cap": True}, [0.0, 1.0, 1.0, 1.0]),
        ("rank", {}, [1.0, 2.0, 4.0, 2.0]),
        ("borda", {}, [0.0, 1.0, 3.0, 1.0]),
        ("percentile-rank", {}, [0.0, 1 / 3, 1.0, 1 / 3]),
    ],
)  # fmt: skip
def test_four_figures_worked_by_hand(small, name, parameters, expected):
    values = np.array([[10.0, 20.0, 40.0, 20.0]])
    assert_allclose(_normalise(small, name, values, **parameters), [expected], rtol=1e-12)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("none", [-10.0, -20.0, -40.0]),
        ("fixed-bounds", [78.0, 76.0, 72.0]),
        ("goalposts", [0.78, 0.76, 0.72]),
        ("min-max", [100.0, 200 / 3, 0.0]),
        ("distance-to-maximum", [1.0, 2 / 3, 0.0]),
        ("fraction-of-maximum", [1.0, 0.5, 0.25]),
        ("rank", [3.0, 2.0, 1.0]),
        ("borda", [2.0, 1.0, 0.0]),
        ("percentile-rank", [1.0, 0.5, 0.0]),
    ],
)
def test_lower_figures_are_better_where_the_direction_says_so(small, name, expected):
    values = np.array([[10.0, 20.0, 40.0]])
    assert_allclose(_normalise(small, name, values, [-1]), [expected], rtol=1e-12)


def test_fixed_bounds_go_past_their_ends_unless_clipped(small):
    values = np.array([[-200.0, 150.0, 500.0]])
    assert _normalise(small, "fixed-bounds", values).tolist() == [[-20.0, 50.0, 120.0]]
    clipped = _normalise(small, "fixed-bounds", values, clip=True)
    assert clipped.tolist() == [[0.0, 50.0, 100.0]]
    assert _normalise(small, "goalposts", values).tolist() == [[0.0, 0.5, 1.0]]


def test_a_target_that_is_passed_counts_as_one_unless_the_cap_is_off(small):
    values = np.array([[50.0, 150.0, 250.0]])
    assert _normalise(small, "distance-to-target", values).tolist() == [[0.0, 1.0, 1.0]]
    open_ended = _normalise(small, "distance-to-target", values, cap=False)
    assert open_ended.tolist() == [[0.0, 1.0, 2.0]]


def test_a_target_below_is_reached_by_falling(small):
    values = np.array([[50.0, -50.0, -150.0, -200.0]])
    reached = _normalise(small, "distance-to-target", values, [-1])
    assert reached.tolist() == [[0.0, 0.5, 1.0, 1.0]]


def test_figures_that_all_rise_need_no_turning(small):
    values = np.array([[10.0, 20.0]])
    assert orient(values, small.frame(values)) is values
    assert orient(values, small.frame(values, direction=[-1])).tolist() == [[-10.0, -20.0]]


def test_ties_share_the_lower_place_from_below():
    ranks = competition_ranks(np.array([3.0, 1.0, 3.0, nan, 2.0]))
    assert_array_equal(ranks, [3, 1, 3, nan, 2])


def test_an_indicator_that_the_reference_has_no_figure_of_is_missing_and_told(small):
    values = np.array([[nan, 20.0, 40.0], [10.0, 20.0, 40.0], [nan, nan, nan], [30.0, 10.0, 20.0]])
    frame = _frame(small, values)
    out, details = METHODS["distance-to-reference"](values, frame, reference="T0")
    assert_array_equal(out, [[nan] * 3, [nan] * 3, [nan] * 3, [1.0, 0.0, 0.5]])
    assert details["undefined"].tolist() == [True, True, False, False]


def test_the_distance_to_the_reference_turns_where_lower_is_better(small):
    values = np.array([[20.0, 10.0, 40.0]])
    assert _normalise(small, "distance-to-reference", values, [-1]).tolist() == [[1.0, 1.5, 0.0]]


@pytest.mark.parametrize(
    ("direction", "target"), [(1.0, 5.0), (1.0, 10.0), (-1.0, 25.0), (-1.0, 20.0)]
)
def test_a_target_no_better_than_the_worst_figure_leaves_none_and_is_told(small, direction, target):
    values = np.array([[10.0, 20.0, 15.0], [0.0, 75.0, 150.0], [nan, nan, nan]])
    frame = replace(_frame(small, values, [direction, 1, 1]), target=np.array([target, 150, 1]))
    out, details = METHODS["distance-to-target"](orient(values, frame), frame)
    assert_array_equal(out, [[nan] * 3, [0.0, 0.5, 1.0], [nan] * 3])
    assert details["undefined"].tolist() == [True, False, False]


@pytest.mark.parametrize(("direction", "best"), [(1.0, 0.0), (1.0, -2.0), (-1.0, 0.0)])
def test_there_is_no_fraction_of_a_best_figure_that_is_not_above_zero(small, direction, best):
    values = np.array([[best, best - 5.0 * direction, nan], [5.0, 10.0, 20.0]])
    frame = _frame(small, values, [direction, 1.0])
    out, details = METHODS["fraction-of-maximum"](orient(values, frame), frame)
    assert_array_equal(out, [[nan, nan, nan], [0.25, 0.5, 1.0]])
    assert details["undefined"].tolist() == [True, False]


def test_frozen_bounds_are_the_extremes_of_all_periods_together():
    periods = np.array([[[1.0, nan, 3.0], [nan] * 3], [[2.0, 8.0, 0.0], [nan] * 3]])
    low, high = frozen_bounds(periods)
    assert_array_equal(low, [0.0, nan])
    assert_array_equal(high, [8.0, nan])


def test_frozen_bounds_may_be_quantiles_which_outliers_do_not_move():
    figures = np.array([[*range(100), 1e9]], dtype=float)
    low, high = frozen_bounds(figures, lower_share=0.05, upper_share=0.95)
    assert_allclose([low[0], high[0]], [5.0, 95.0], rtol=1e-12)


@given(values=whole, later=whole)
def test_scores_on_frozen_bounds_do_not_move_when_a_period_is_added(small, values, later):
    assume(np.ptp(values) > 0)
    low, high = frozen_bounds(values)
    frame = replace(small.frame(values), minimum=low, maximum=high)
    both = np.concatenate([values, later], axis=1)
    out, _ = METHODS["fixed-bounds"](both, frame)
    assert_array_equal(out[:, : values.shape[1]], METHODS["min-max"](values, frame)[0])


# ── what is refused ───────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["fixed-bounds", "goalposts"])
def test_bounds_that_are_missing_are_named_with_what_to_do(small, name):
    values = np.ones((2, 3))
    frame = small.frame(values, bounds=BOUNDS)
    frame = replace(frame, maximum=np.array([400.0, nan]))
    with pytest.raises(MethodError) as caught:
        METHODS[name](values, frame)
    assert str(caught.value) == (
        "normalise: fixed bounds are missing for i1. "
        "Give minimum and maximum in the framework, or choose min-max."
    )


@pytest.mark.parametrize("name", ["fixed-bounds", "goalposts"])
def test_every_bound_that_is_amiss_is_named(small, name):
    values = np.ones((4, 3))
    low, high = np.array([5.0, 9.0, nan, 0.0]), np.array([5.0, 5.0, 1.0, 1.0])
    with pytest.raises(MethodError) as caught:
        METHODS[name](values, replace(small.frame(values), minimum=low, maximum=high))
    mend = "Give the lower bound as minimum; the direction says which end is better."
    assert [str(p) for p in caught.value.problems] == [
        "normalise: fixed bounds are missing for i2. "
        "Give minimum and maximum in the framework, or choose min-max.",
        f"normalise: the minimum 5 of i0 is not below its maximum 5. {mend}",
        f"normalise: the minimum 9 of i1 is not below its maximum 5. {mend}",
    ]


@pytest.mark.parametrize("name", ["scaled", "min-max"])
@pytest.mark.parametrize("upper", [5.0, 3.0])
def test_a_scale_that_has_no_width_or_turns_is_refused(small, name, upper):
    with pytest.raises(MethodError) as caught:
        _normalise(small, name, np.ones((1, 2)), lower=5.0, upper=upper)
    assert str(caught.value) == (
        f"normalise: {name} has no scale from 5 to {upper:g}. Give a lower end below the upper one."
    )


def test_a_target_that_is_missing_is_named(small):
    values = np.ones((2, 3))
    with pytest.raises(MethodError) as caught:
        METHODS["distance-to-target"](values, small.frame(values))
    assert str(caught.value) == "normalise: no target for i0, i1. Give one."


def test_a_reference_that_is_not_there_is_refused_with_the_known_ones(small):
    values = np.ones((1, 2))
    with pytest.raises(MethodError) as caught:
        _normalise(small, "distance-to-reference", values, reference="T9")
    assert str(caught.value) == (
        "normalise: the reference territory T9 is not known. Did you mean T1? Known: T0, T1."
    )


@pytest.mark.parametrize("shares", [(-0.1, 1.0), (0.5, 0.5), (0.2, 1.1)])
def test_bounds_are_not_frozen_at_impossible_shares(shares):
    with pytest.raises(MethodError, match=r"Give 0 ≤ lower_share < upper_share ≤ 1\.$"):
        frozen_bounds(np.ones((1, 2)), lower_share=shares[0], upper_share=shares[1])


# ── properties ────────────────────────────────────────────────────────────────────────────────


@order_keeping
@given(values=gappy, direction=st.sampled_from([1.0, -1.0]))
def test_a_better_figure_never_has_a_worse_normalised_one(small, name, values, direction):
    out = _normalise(small, name, values, [direction] * 3)
    for before, after in zip(values * direction, out, strict=True):
        known = np.isfinite(before) & np.isfinite(after)
        order = np.argsort(before[known], kind="stable")
        assert (np.diff(after[known][order]) >= -1e-9).all()


@every_method
@given(values=gappy)
def test_a_missing_figure_stays_missing(small, name, values):
    out = _normalise(small, name, values)
    assert np.isnan(out[np.isnan(values)]).all()


@pytest.mark.parametrize("name", ["min-max", "z-score", "distance-to-maximum"])
@given(level=st.floats(-1e6, 1e6), count=st.integers(1, 9))
def test_an_indicator_without_spread_cannot_be_normalised(small, name, level, count):
    assert np.isnan(_normalise(small, name, np.full((1, count), level))).all()


@every_method
@given(values=tables(3, 2, 6, gaps=False))
def test_a_stack_of_replications_is_normalised_one_by_one(small, name, values):
    frame = _frame(small, values)
    parameters = PARAMETERS.get(name, {})
    stacked, _ = METHODS[name](values, frame, **parameters)
    one_by_one = np.stack([METHODS[name](v, frame, **parameters)[0] for v in values])
    assert_allclose(stacked, one_by_one, rtol=1e-12, atol=1e-12)


@every_method
@given(values=whole, data=st.data())
def test_shuffling_the_territories_shuffles_the_result(small, name, values, data):
    order = data.draw(st.permutations(range(values.shape[1])))
    out = _normalise(small, name, values)
    moved = {"reference": f"T{order.index(0)}"} if name in PARAMETERS else {}
    shuffled = _normalise(small, name, values[:, order], **moved)
    assert_allclose(shuffled, out[:, order], rtol=1e-9, atol=1e-9)


@order_keeping
@given(values=whole)
def test_a_falling_indicator_equals_its_mirror_image(small, name, values):
    """x with direction −1 and bounds l, u is −x with direction +1 and bounds −u, −l."""
    falling = _frame(small, values, [-1])
    mirror = replace(
        _frame(small, values),
        minimum=-falling.maximum,
        maximum=-falling.minimum,
        target=-falling.target,
    )
    parameters = PARAMETERS.get(name, {})
    one, _ = METHODS[name](orient(values, falling), falling, **parameters)
    other, _ = METHODS[name](orient(-values, mirror), mirror, **parameters)
    assert_array_equal(one, other)


@given(values=whole, lower=st.integers(-10, 10), width=st.integers(1, 100))
def test_min_max_hits_both_ends(small, values, lower, width):
    assume(np.ptp(values) > 0)
    out = _normalise(small, "min-max", values, lower=lower, upper=lower + width)
    assert out.min() == pytest.approx(lower, abs=1e-9)
    assert out.max() == pytest.approx(lower + width, abs=1e-9)


@given(values=whole, mean=st.integers(-100, 100), sd=st.integers(1, 20))
def test_z_scores_have_the_mean_and_the_spread_that_were_asked(small, values, mean, sd):
    assume(np.ptp(values) > 0)
    out = _normalise(small, "z-score", values, mean=mean, sd=sd)
    assert out.mean() == pytest.approx(mean, abs=1e-8)
    assert out.std(ddof=1) == pytest.approx(sd, rel=1e-9)


@pytest.mark.parametrize("name", OF_THE_SAMPLE)
@given(values=whole, factor=st.integers(1, 1000), shift=st.integers(-1000, 1000))
def test_the_unit_of_measure_does_not_matter_to_methods_of_the_sample(
    small, name, values, factor, shift
):
    out = _normalise(small, name, values)
    other_unit = _normalise(small, name, np.rint(values * 10) * factor + shift)
    assert_allclose(other_unit, out, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("name", ["fixed-bounds", "goalposts"])
@given(values=whole, factor=st.floats(0.01, 100), shift=st.floats(-100, 100))
def test_the_unit_of_measure_does_not_matter_where_the_bounds_change_alike(
    small, name, values, factor, shift
):
    frame = _frame(small, values)
    changed = replace(
        frame, minimum=frame.minimum * factor + shift, maximum=frame.maximum * factor + shift
    )
    out, _ = METHODS[name](values, frame)
    other_unit, _ = METHODS[name](values * factor + shift, changed)
    assert_allclose(other_unit, out, rtol=1e-8, atol=1e-8)


@given(a=tenths, b=tenths, share=st.floats(0, 1))
def test_fixed_bounds_are_affine(small, a, b, share):
    values = np.array([[a, b, share * a + (1 - share) * b]])
    one, other, between = _normalise(small, "fixed-bounds", values)[0]
    assert between == pytest.approx(share * one + (1 - share) * other, abs=1e-9)


@given(values=whole, added=tenths)
def test_fixed_bounds_do_not_look_at_other_territories(small, values, added):
    alone = _normalise(small, "fixed-bounds", values)
    with_another = _normalise(small, "fixed-bounds", np.append(values, [[added]], axis=1))
    assert with_another[:, :-1].tolist() == alone.tolist()


@pytest.mark.parametrize("name", ["rank", "borda", "percentile-rank"])
@given(values=gappy)
def test_ranks_do_not_change_under_an_increasing_map(small, name, values):
    grown = np.sign(values) * values**2 * 3 + values
    out = _normalise(small, name, values)
    assert_array_equal(_normalise(small, name, np.round(grown, 6)), out)


@given(values=whole.map(lambda table: np.abs(table) + 1))
def test_the_best_fraction_of_the_maximum_is_one_in_both_directions(small, values):
    for direction in ([1], [-1]):
        out = _normalise(small, "fraction-of-maximum", values, direction)
        assert out.max() == 1.0
        assert (out > 0).all()


@every_method
def test_one_territory_alone_raises_no_warning(small, name):
    assert _normalise(small, name, np.array([[5.0], [nan], [0.0]])).shape == (3, 1)
