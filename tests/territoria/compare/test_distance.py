import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.compare.distance import build_space, element_distances, total_distance
from territoria.compare.peers import distances
from territoria.errors import MethodError

NOT_COMPARABLE = ["FI20", "FRY1", "FRY2", "FRY3", "FRY4", "FRY5", "HR02", "HR03", "HR05", "HR06"]
ONE = {"only": {"x": "none"}}
ELEMENTS = {"size": {"a": "log", "b": "sqrt"}, "age": {"c": "none"}, "trades": {"d": "log1p"}}
GROWING = tuple(range(1, 11))

seeds = st.integers(0, 10_000)


def _codes(space):
    return [space.cut.territories[m].code for m in space.members]


def _table(space):
    """All distances, 0 on the diagonal."""
    table = distances(space)
    np.fill_diagonal(table, 0.0)
    return table


def _figures(seed, places=12, names="abcd"):
    random = np.random.default_rng(seed)
    return {name: random.lognormal(2.0, 0.7, places) for name in names}


# ── four places, three variables ──────────────────────────────────────────────────────────────


def test_four_places_become_the_points_worked_out_by_hand(small):
    """P6: the full range is used, since there are fewer than fifty places."""
    space = small.by_hand()
    assert space.variables == ("population", "farms", "mines")
    assert space.element_of == (0, 1, 1)
    assert _codes(space) == ["A", "B", "C", "D"]
    assert_allclose(
        space.points, [[0, 0.5, 1, 0], [0, 0.5, 1, 0.25], [1, 0.5, 0, 1]], rtol=0, atol=1e-15
    )


def test_distances_of_four_places_worked_out_by_hand(small):
    """P6: half the mean square of size, plus half that of trades.

    A–B: (1/4)/2 + ((1/4 + 1/4)/2)/2 = 1/4 · A–C: 1/2 + 1/2 = 1 · A–D: 0 + ((1/16 + 0)/2)/2 = 1/64
    B–C: as A–B · B–D: 1/8 + ((1/16 + 1/4)/2)/2 = 13/64 · C–D: 1/2 + ((9/16 + 1)/2)/2 = 57/64
    """
    expected = [
        [0, 1 / 4, 1, 1 / 64],
        [1 / 4, 0, 1 / 4, 13 / 64],
        [1, 1 / 4, 0, 57 / 64],
        [1 / 64, 13 / 64, 57 / 64, 0],
    ]
    assert_allclose(_table(small.by_hand()), expected, rtol=0, atol=1e-15)


def test_element_weights_count_as_given(small):
    """Size three times trades: A–D = 3/4 · 0 + 1/4 · 1/32, B–D = 3/4 · 1/4 + 1/4 · 5/32."""
    table = _table(small.by_hand(weights=[3.0, 1.0]))
    assert_allclose(table[3, :2], [1 / 128, 29 / 128], rtol=0, atol=1e-15)


def test_the_distance_is_squared_and_not_rooted(small):
    space = small.space(ONE, {"x": [0.0, 10.0, 1.0]})
    assert_allclose(_table(space)[0], [0.0, 1.0, 0.01], rtol=0, atol=1e-15)


# ── what mathematics promises ─────────────────────────────────────────────────────────────────


@given(seeds)
def test_a_distance_is_symmetric_and_nought_only_to_oneself(small, seed):
    """P1, first half."""
    table = _table(small.space(ELEMENTS, _figures(seed)))
    assert_array_equal(table, table.T)
    assert_array_equal(np.diag(table), np.zeros(12))
    others = table[~np.eye(12, dtype=bool)]
    assert (others > 0).all()
    assert (others <= 1).all()


@given(seeds)
def test_rooted_distances_obey_the_triangle_inequality_where_all_is_known(small, seed):
    """P1, second half."""
    root = np.sqrt(_table(small.space(ELEMENTS, _figures(seed))))
    detour = (root[:, :, None] + root[None, :, :]).min(axis=1)
    assert (root <= detour + 1e-12).all()


@given(seeds, st.sampled_from("abcd"))
def test_a_variable_in_another_unit_of_measure_gives_the_same_distances(small, seed, name):
    """P2: a variable that skips scaling would fail; one logged, one rooted, one neither."""
    figures = _figures(seed)
    hundredfold = {k: v * 100 if k == name else v for k, v in figures.items()}
    assert_allclose(
        _table(small.space(ELEMENTS, hundredfold)),
        _table(small.space(ELEMENTS, figures)),
        rtol=0,
        atol=1e-12,
    )


@given(seeds, st.sampled_from("abcd"))
def test_the_contributions_of_the_elements_sum_to_the_distance(small, seed, hidden):
    """P3, also where a figure is missing."""
    figures = _figures(seed)
    figures[hidden][0] = nan
    space = small.space(ELEMENTS, figures, place_coverage=0.5, weights=[1.0, 2.0, 4.0])
    for me in range(len(space.members)):
        means, enough = element_distances(space, space.points, space.points[:, me])
        weights = space.element_weights[:, None] * enough
        contributions = weights / weights.sum(axis=0) * means
        whole = total_distance(means, enough, space.element_weights)
        assert_allclose(contributions.sum(axis=0), whole, rtol=0, atol=1e-12)


@given(seeds)
def test_duplicating_every_variable_of_an_element_leaves_the_weight_of_the_element(small, seed):
    """P4."""
    figures = _figures(seed)
    twice = {"size": {"a": "log", "b": "sqrt", "a2": "log", "b2": "sqrt"}}
    doubled = {"a": figures["a"], "b": figures["b"], "a2": figures["a"], "b2": figures["b"]}
    assert_allclose(
        _table(
            small.space(
                twice | {k: ELEMENTS[k] for k in ("age", "trades")},
                doubled | {k: figures[k] for k in "cd"},
            )
        ),
        _table(small.space(ELEMENTS, figures)),
        rtol=0,
        atol=1e-12,
    )


def test_a_duplicate_shifts_weight_inside_its_element_only(small):
    """P4 by hand: farms twice. A–D: 0 + ((1/16 + 1/16 + 0)/3)/2 = 1/48; size still counts half."""
    space = small.space(
        {
            "size": {"population": "log"},
            "trades": dict.fromkeys(("farms", "ricks", "mines"), "none"),
        },
        {
            "population": [10, 100, 1000, 10],
            "farms": [0, 10, 20, 5],
            "ricks": [0, 10, 20, 5],
            "mines": [4, 2, 0, 4],
        },
    )
    assert space.element_weights.tolist() == [0.5, 0.5]
    assert_allclose(_table(space)[0], [0, 1 / 4, 1, 1 / 48], rtol=0, atol=1e-15)


@given(seeds, st.permutations(range(12)))
def test_the_order_of_the_places_changes_nothing(small, seed, order):
    """P5, permuting: places stand by code, whatever the order of the table."""
    figures = _figures(seed)
    codes = [f"P{n:02}" for n in range(12)]
    plain = small.space(ELEMENTS, figures, codes=codes)
    shuffled = small.space(
        ELEMENTS, {k: v[order] for k, v in figures.items()}, codes=[codes[n] for n in order]
    )
    assert _codes(shuffled) == _codes(plain) == codes
    assert_array_equal(shuffled.points, plain.points)
    assert_array_equal(_table(shuffled), _table(plain))


@given(seeds, st.permutations(range(12)))
def test_new_names_leave_every_distance(small, seed, order):
    """P5, renaming: place n is now called after ``order[n]``, and stands there."""
    figures = _figures(seed)
    plain = _table(small.space(ELEMENTS, figures, codes=[f"P{n:02}" for n in range(12)]))
    renamed = _table(small.space(ELEMENTS, figures, codes=[f"P{n:02}" for n in order]))
    assert_allclose(renamed[np.ix_(order, order)], plain, rtol=0, atol=1e-15)


@given(seeds, st.floats(0.001, 1e6))
def test_a_place_that_fails_the_screen_changes_no_distance_between_the_others(small, seed, extreme):
    """P14: it has two of four figures, both far outside the range of the rest."""
    figures = _figures(seed)
    more = {k: np.append(v, extreme if k in "ad" else nan) for k, v in figures.items()}
    plain, joined = small.space(ELEMENTS, figures), small.space(ELEMENTS, more)
    assert _codes(joined) == _codes(plain)
    assert_array_equal(joined.points, plain.points)
    assert_array_equal(_table(joined), _table(plain))


# ── missing figures ───────────────────────────────────────────────────────────────────────────


def test_a_missing_figure_is_not_the_mean_of_its_variable(small):
    """P13: nothing is imputed; the mean of farms over the other places is 10."""
    elements = {"size": {"population": "log"}, "trades": {"farms": "none", "mines": "none"}}
    rows = {"population": [10, 100, 1000, 10], "mines": [4, 2, 0, 4]}
    screens = {"place_coverage": 0.5, "variable_coverage": 0.5}
    order = ("population", "farms", "mines")

    def row(farms):
        figures = rows | {"farms": farms}
        return _table(small.space(elements, {k: figures[k] for k in order}, **screens))[0]

    assert_allclose(row([nan, 0, 20, 10]), [0, 1 / 4, 1, 0], rtol=0, atol=1e-15)
    assert_allclose(row([10, 0, 20, 10]), [0, 1 / 4, 13 / 16, 0], rtol=0, atol=1e-15)


def test_an_element_counts_while_half_of_its_variables_are_known_in_both_places(small):
    """P misses one of the two figures of its pair: the mean runs over the other one."""
    space = small.space(
        {"pair": {"x": "none", "y": "none"}, "one": {"z": "none"}},
        {"x": [nan, 0.0, 1.0], "y": [0.0, 0.5, 1.0], "z": [0.0, 1.0, 0.5]},
        place_coverage=0.6,
        variable_coverage=0.6,
    )
    means, enough = element_distances(space, space.points, space.points[:, 0])
    assert enough.tolist() == [[True, True, True], [True, True, True]]
    assert means.tolist() == [[0.0, 0.25, 1.0], [0.0, 1.0, 0.25]]
    whole = total_distance(means, enough, space.element_weights)
    assert whole.tolist() == [0.0, 0.625, 0.625]


def test_below_half_the_element_drops_out_and_the_others_take_its_weight(small):
    """A misses two of three figures of the trio; B misses another one than A does."""
    space = small.space(
        {"trio": {"u": "none", "v": "none", "w": "none"}, "p": {"x": "none"}, "q": {"y": "none"}},
        {
            "u": [nan, 0.0, 1.0, 0.5],
            "v": [nan, 1.0, 0.0, 0.5],
            "w": [0.0, nan, 1.0, 0.5],
            "x": [0.0, 1.0, 0.5, 0.0],
            "y": [0.0, 0.0, 1.0, 0.5],
        },
        weights=[2.0, 1.0, 3.0],
        place_coverage=0.5,
        variable_coverage=0.5,
    )
    means, enough = element_distances(space, space.points, space.points[:, 0])
    assert enough[0].tolist() == [False, False, False, False]
    whole = total_distance(means, enough, space.element_weights)
    # x counts a quarter and y three quarters
    assert_allclose(whole, [0, 1 / 4, 1 / 16 + 3 / 4, 3 / 16], rtol=0, atol=1e-15)


def test_a_place_with_four_fifths_of_the_variables_is_comparable_and_one_with_less_is_not(small):
    names = "abcde"
    rows = {n: [*GROWING, 5.0, 5.0] for n in names}
    rows["a"][10] = rows["a"][11] = rows["b"][11] = nan
    space = small.space({n: {n: "none"} for n in names}, rows)
    assert _codes(space) == list("ABCDEFGHIJK")
    assert space.position("K@own") == 10
    assert space.position("L@own") is None


def test_a_variable_that_nine_tenths_of_the_places_have_is_used_and_one_with_less_is_named(small):
    rows = {n: list(GROWING) for n in "abcdef"}
    rows["a"][0] = rows["b"][1] = rows["b"][2] = nan
    space = small.space({"all": dict.fromkeys("abcdef", "none")}, rows)
    assert len(space.members) == 10
    assert space.variables == ("a", "c", "d", "e", "f")
    assert space.dropped == ("b",)


def test_places_are_screened_before_variables(small):
    """The eleventh place lacks a, b and c; without it, a is known in nine of ten places."""
    rows = {n: [*GROWING, 1.0] for n in "abcdef"}
    rows["a"][0] = rows["a"][10] = rows["b"][10] = rows["c"][10] = nan
    space = small.space({"all": dict.fromkeys("abcdef", "none")}, rows)
    assert _codes(space) == list("ABCDEFGHIJ")
    assert space.dropped == ()


def test_places_are_screened_once(small):
    """B keeps 4 of 5 figures and stays, though one of the four is dropped afterwards."""
    rows = {n: list(GROWING) for n in "abcde"}
    rows["a"][1] = nan
    rows["b"] = [7.0] * 10
    space = small.space({"all": dict.fromkeys("abcde", "none")}, rows)
    assert space.dropped == ("b",)
    assert _codes(space) == list("ABCDEFGHIJ")


def test_a_constant_variable_is_dropped_and_named_and_its_element_gives_its_weight_away(small):
    space = small.space(
        {"flat": {"x": "none"}, "p": {"y": "none"}, "q": {"z": "none"}},
        {"x": [3.0, 3.0, 3.0], "y": [0.0, 1.0, 2.0], "z": [0.0, 2.0, 1.0]},
        weights=[5.0, 1.0, 3.0],
    )
    assert space.dropped == ("x",)
    assert space.variables == ("y", "z")
    assert space.element_weights.tolist() == [0.0, 0.25, 0.75]


# ── transforms and scaling ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("transform", "values", "points"),
    [
        ("none", [0.0, 1.0, 4.0], [0.0, 0.25, 1.0]),
        ("sqrt", [0.0, 1.0, 16.0], [0.0, 0.25, 1.0]),
        ("log", [1.0, 10.0, 10_000.0], [0.0, 0.25, 1.0]),
        # the median of the positive figures 1 and 3 is 2
        ("log1p", [0.0, 1.0, 3.0], [0.0, math.log(1.5) / math.log(2.5), 1.0]),
        # clipped to 0.005 and 0.995, so that none and all are finite, and symmetric about a half
        ("logit", [0.0, 0.5, 1.0], [0.0, 0.5, 1.0]),
        ("logit", [0.001, 0.5, 0.995], [0.0, 0.5, 1.0]),
        ("logit", [0.001, 0.5, 0.9], [0.0, math.log(199) / math.log(199 * 9), 1.0]),
        ("logit", [0.2, 0.5, 0.95], [0.0, math.log(4) / math.log(76), 1.0]),
    ],
)
def test_a_transform_worked_out_by_hand(small, transform, values, points):
    space = small.space({"only": {"x": transform}}, {"x": values})
    assert_allclose(space.points[0], points, rtol=0, atol=1e-12)


@pytest.mark.parametrize(("transform", "impossible"), [("log", 0.0), ("log", -1.0), ("sqrt", -1.0)])
def test_a_figure_that_cannot_be_transformed_is_missing(small, transform, impossible):
    space = small.space({"only": {"x": transform}}, {"x": [impossible, 1.0, 100.0]})
    assert np.isnan(space.points[0]).tolist() == [True, False, False]


def test_forty_nine_places_use_the_full_range(small):
    space = small.space(ONE, {"x": np.arange(49.0)})
    assert (space.low.tolist(), space.high.tolist()) == ([0.0], [48.0])
    assert_allclose(space.points[0], np.arange(49) / 48, rtol=0, atol=1e-15)


def test_fifty_places_use_the_second_to_the_ninety_eighth_percentile_and_clip(small):
    """Of 0 … 49 these are 0.98 and 48.02."""
    space = small.space(ONE, {"x": np.arange(50.0)})
    assert_allclose([space.low[0], space.high[0]], [0.98, 48.02], rtol=0, atol=1e-12)
    assert (space.points[0, 0], space.points[0, 49]) == (0.0, 1.0)
    assert_allclose(space.points[0, 1:49], (np.arange(1, 49) - 0.98) / 47.04, rtol=0, atol=1e-12)


def test_places_that_are_not_comparable_do_not_count_towards_the_fifty(small):
    values = np.arange(50.0)
    values[0] = nan
    space = small.space(ONE, {"x": values})
    assert (space.low.tolist(), space.high.tolist()) == ([1.0], [49.0])


@given(seeds)
def test_figures_placed_again_give_the_same_points(small, seed):
    space = small.space(ELEMENTS, _figures(seed))
    assert_array_equal(space.place(space.cut.values[:, space.members]), space.points)


def test_a_figure_drawn_outside_the_range_is_clipped_and_the_range_stays(small):
    space = small.space(ONE, {"x": [0.0, 4.0, 10.0]})
    assert space.place(np.array([[-5.0, 5.0, 25.0]])).tolist() == [[0.0, 0.5, 1.0]]


# ── duplicates ────────────────────────────────────────────────────────────────────────────────


def test_two_variables_that_say_nearly_the_same_are_flagged_with_their_correlation(small):
    """y falls as x grows; z correlates with x at 1 - 6·10/120 = 0.5 and is not flagged."""
    space = small.space(
        {"all": dict.fromkeys("xyz", "none")},
        {"x": [1, 2, 3, 4, 5], "y": [10, 8, 6, 4, 2], "z": [2, 1, 5, 4, 3]},
    )
    ((first, second, rho),) = space.duplicates
    assert (first, second) == ("x", "y")
    assert rho == pytest.approx(-1.0)


@pytest.mark.parametrize(("last", "rho"), [(3.9, 0.889), (4.1, 0.911)])
def test_the_border_of_a_duplicate_lies_at_nine_tenths(small, last, rho):
    """1 2 3 5 4 against 1 2 3 4 5 correlate at 0.9; moving the last figure crosses the border."""
    rows = {"x": [1, 2, 3, 4, 5], "y": [1, 2, 3, 5, last]}
    assert np.corrcoef(rows["x"], rows["y"])[0, 1] == pytest.approx(rho, abs=5e-4)
    found = small.space({"all": dict.fromkeys("xy", "none")}, rows).duplicates
    assert len(found) == (1 if rho > 0.9 else 0)


def test_two_places_in_common_are_too_few_to_call_a_duplicate(small):
    space = small.space(
        {"all": dict.fromkeys("xyz", "none")},
        {"x": [1, 2, nan, 4], "y": [1, 2, 3, nan], "z": [4, 1, 3, 2]},
        place_coverage=0.6,
        variable_coverage=0.7,
    )
    assert space.duplicates == ()


# ── structure only ────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("role", ["scored", "context", "validation"])
def test_an_indicator_that_is_not_structural_is_refused_by_name(small, role):
    """P12."""
    indicators = {
        "population": small.indicator("population"),
        "patents": small.indicator("patents", role=role, direction=1),
    }
    preset = small.preset({"size": {"population": "log"}, "success": {"patents": "none"}})
    cut = small.cut({"population": [1, 2, 3], "patents": [3, 2, 1]})
    with pytest.raises(MethodError) as refusal:
        build_space(preset, cut, indicators)
    assert str(refusal.value) == (
        f"peers: patents: its role is {role}, and peers may only be chosen by structure. "
        "Take it out of the elements."
    )


def test_all_that_are_not_structural_are_named_at_once(small):
    """P12."""
    indicators = {
        "gdp": small.indicator("gdp"),
        "skills": small.indicator("skills", role="scored", direction=1),
        "eqi": small.indicator("eqi", role="context"),
    }
    preset = small.preset({"all": dict.fromkeys(("skills", "gdp", "eqi"), "none")})
    cut = small.cut({"skills": [1, 2], "gdp": [1, 2], "eqi": [1, 2]})
    with pytest.raises(MethodError) as refusal:
        build_space(preset, cut, indicators)
    assert [p.where for p in refusal.value.problems] == ["peers: skills", "peers: eqi"]


# ── the bundled release ───────────────────────────────────────────────────────────────────────


def test_the_bundled_release_has_232_comparable_regions_and_names_ten_that_are_not(bundled):
    space = bundled.space
    regions = [t for t in bundled.observations.territories if t.level == 2]
    assert len(space.members) == 232
    assert [t.code for t in regions if space.position(t.key) is None] == NOT_COMPARABLE


def test_the_bundled_release_drops_no_variable_and_has_no_duplicates(bundled):
    assert len(bundled.space.variables) == 9
    assert bundled.space.dropped == ()
    assert bundled.space.duplicates == ()
    assert bundled.space.element_weights.tolist() == [0.25, 0.25, 0.25, 0.25]


def _percentile(values, share):
    ordered = sorted(values)
    place = (len(ordered) - 1) * share / 100
    low = math.floor(place)
    high = min(low + 1, len(ordered) - 1)
    return ordered[low] + (place - low) * (ordered[high] - ordered[low])


def test_the_distances_of_a_region_agree_with_plain_loops_over_the_formula(bundled):
    """The steps of the method written out once more; ES63 lacks employment in industry."""
    release, elements = bundled.observations, bundled.framework.peers.elements
    logged = {"population", "population_density", "gdp_per_head_pps"}
    known = {}
    for t in release.territories:
        if t.level != 2 or t.code in NOT_COMPARABLE:
            continue
        for element in elements:
            for variable in element.variables:
                _, values = release.series(t.key, variable.indicator)
                if values.size:
                    last = float(values[-1])
                    raw = math.log(last) if variable.indicator in logged else last
                    known[t.code, variable.indicator] = raw
    points = {}
    for name in {indicator for _, indicator in known}:
        column = {code: v for (code, i), v in known.items() if i == name}
        low, high = _percentile(column.values(), 2), _percentile(column.values(), 98)
        for code, value in column.items():
            points[code, name] = min(max((value - low) / (high - low), 0.0), 1.0)

    def distance(a, b):
        parts = []
        for element in elements:
            names = [v.indicator for v in element.variables]
            both = [n for n in names if (a, n) in points and (b, n) in points]
            if 2 * len(both) >= len(names):
                parts.append(sum((points[a, n] - points[b, n]) ** 2 for n in both) / len(both))
        return sum(parts) / len(parts)

    codes = _codes(bundled.space)
    ours = distances(bundled.space)
    for me in ("FRE1", "ES63", "LU00"):
        row = codes.index(me)
        expected = [math.inf if code == me else distance(me, code) for code in codes]
        assert_allclose(ours[row], expected, rtol=0, atol=1e-12)


def test_the_pair_of_the_published_example_is_as_far_one_way_as_the_other(bundled):
    """P9: Burgenland and Kärnten; the published tool, with 42 variables, prints 0.0116 for both."""
    codes = _codes(bundled.space)
    table = distances(bundled.space)
    there, back = codes.index("AT11"), codes.index("AT21")
    assert table[there, back] == table[back, there]
    assert 0.005 <= table[there, back] <= 0.05


def test_nearest_distances_are_of_the_published_order_of_size(bundled):
    """P9, soft: the published top tens lie between about 0.005 and 0.030."""
    ordered = np.sort(distances(bundled.space), axis=1)
    assert 0.005 <= np.median(ordered[:, 0]) <= 0.05
    assert 0.005 <= np.median(ordered[:, 9]) <= 0.05
    assert ordered[:, 0].max() < 0.05
