import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.score import aggregate_tree, coverage_of, enough_of, rounded, score
from territoria.measure.tree import tree_of
from territoria.model import Framework, Step

TWO_LEVELS = {"A": {"A1": ["x", "y"], "A2": ["z"]}, "B": ["u"]}
WEIGHTS = {"A": 3.0, "x": 2.0, "y": 6.0}


def tables(*shape):
    """Figures from 0 to 100 with one decimal, a quarter of the cells missing."""
    numbers = arrays(np.int64, shape, elements=st.integers(0, 1300))
    return numbers.map(lambda table: np.where(table > 1000, nan, table / 10))


# ── one pass worked by hand ───────────────────────────────────────────────────────────────────


def test_one_pass_worked_by_hand(small):
    """Bounds 0–100, y falls. T0: x 10, y 30 → 70, z 40, u 80; T1 lacks y; T2 has u alone."""
    tree = small.tree(TWO_LEVELS, weights=WEIGHTS, falling=["y"])
    values = [[10.0, 10.0, nan], [30.0, nan, nan], [40.0, 40.0, nan], [80.0, 80.0, 80.0]]
    scores = score(tree, small.cut(tree, values))
    expected = {
        "A1": [(2 * 10 + 6 * 70) / 8, 10.0, nan],
        "A2": [40.0, 40.0, nan],
        "A": [(55 + 40) / 2, (10 + 40) / 2, nan],
        "B": [80.0, 80.0, 80.0],
        "overall": [(3 * 47.5 + 80) / 4, (3 * 25 + 80) / 4, 80.0],
    }
    assert_allclose(scores.scores, [expected[i] for i in tree.ids], rtol=1e-12)
    assert_array_equal(scores.ranks[-1], [2, 3, 1])
    assert_allclose(scores.of("A1"), expected["A1"], rtol=1e-12)
    assert_allclose(scores.coverage[tree.index("A")], [1.0, 1 - 0.5 * 0.75, 0.0], rtol=1e-12)
    assert_allclose(scores.coverage[-1], [1.0, 1 - 0.75 * 0.5 * 0.75, 0.25], rtol=1e-12)


def test_a_score_below_the_minimum_coverage_is_not_given_and_not_passed_on(small):
    tree = small.tree(TWO_LEVELS, minimum_coverage=0.6)
    values = [[10.0], [nan], [40.0], [80.0]]
    scores = score(tree, small.cut(tree, values))
    assert_array_equal(
        scores.scores[:, 0], [nan, 40.0, 40.0, 80.0, 60.0]
    )  # A1 has half, A three quarters


def test_a_coverage_equal_to_the_minimum_is_enough(small):
    tree = small.tree({"A": ["a", "b", "c"]}, minimum_coverage=2 / 3)
    assert enough_of(tree, coverage_of(tree, np.array([[1.0], [1.0], [nan]]))).all()


def test_an_imputed_figure_counts_in_the_score_and_not_in_the_coverage(small):
    tree = small.tree({"A": ["x", "y"]}, impute="mean")
    scores = score(tree, small.cut(tree, [[10.0, 20.0], [30.0, nan]]))
    assert scores.imputed.tolist() == [[10.0, 20.0], [30.0, 30.0]]
    assert scores.of("A").tolist() == [20.0, 25.0]
    assert scores.coverage[0].tolist() == [1.0, 0.5]
    assert scores.details["impute"]["imputed"].tolist() == [[False, False], [False, True]]


def test_a_territory_without_any_figure_has_no_score_even_where_all_is_imputed(small):
    tree = small.tree({"A": ["x"], "B": ["y"]}, impute="mean")
    scores = score(tree, small.cut(tree, [[10.0, 20.0, nan], [30.0, 5.0, nan]]))
    assert np.isnan(scores.scores[:, 2]).all()
    assert np.isnan(scores.ranks[:, 2]).all()


def test_a_missing_figure_scores_neither_zero_nor_below_a_zero(small):
    tree = small.tree({"A": ["x", "y"]})
    scores = score(tree, small.cut(tree, [[0.0, nan, nan], [50.0, 50.0, nan]]))
    assert_array_equal(scores.of("A"), [25.0, 50.0, nan])


def test_who_is_screened_out_has_no_score_and_does_not_count_for_the_others(small):
    recipe = {"screen": {"method": "by-data", "parameters": {"threshold": 1}}}
    tree = small.tree({"A": ["x", "y"]}, normalise="min-max", impute="mean", **recipe)
    scores = score(tree, small.cut(tree, [[0.0, 10.0, 1000.0], [0.0, 10.0, nan]]))
    assert scores.kept.tolist() == [True, True, False]
    assert_array_equal(scores.of("A"), [0.0, 100.0, nan])
    assert scores.details["screen"]["availability"].tolist() == [1.0, 1.0, 0.5]


def test_a_screen_that_lets_nobody_through_is_refused(small):
    recipe = {"screen": {"method": "by-data", "parameters": {"threshold": 1}}}
    tree = small.tree({"A": ["x", "y"]}, **recipe)
    with pytest.raises(MethodError) as caught:
        score(tree, small.cut(tree, [[nan], [1.0]]))
    assert str(caught.value) == (
        "screen: no territory has enough data to be kept. Lower the threshold."
    )


def test_a_node_may_have_an_aggregation_of_its_own(small):
    tree = small.tree(TWO_LEVELS, aggregate={"A1": "geometric-mean"})
    scores = score(tree, small.cut(tree, [[4.0], [16.0], [40.0], [80.0]]))
    assert_allclose(scores.scores[:, 0], [8.0, 40.0, 24.0, 80.0, 52.0], rtol=1e-12)


def test_a_refused_method_says_what_and_how_to_mend(small):
    tree = small.tree({"A": ["x", "y"]}, aggregate={"A": "geometric-mean"})
    with pytest.raises(MethodError) as caught:
        score(tree, small.cut(tree, [[0.0, 4.0], [1.0, 4.0]]))
    assert str(caught.value) == (
        "aggregate: geometric-mean needs values above 0, and 1 are not. "
        "Normalise onto a range above 0, or give clip_lower."
    )


def test_another_recipe_may_be_run_on_the_same_tree(small):
    tree = small.tree({"A": ["x"]})
    cut = small.cut(tree, [[20.0, 40.0]])
    recipe = tree.framework.recipe.model_copy(update={"normalise": Step(method="min-max")})
    assert score(tree, cut).of("A").tolist() == [20.0, 40.0]
    assert score(tree, cut, recipe).of("A").tolist() == [0.0, 100.0]


def test_scores_may_leave_the_range_of_the_bounds(small):
    tree = small.tree({"A": ["x"]}, bounds=(0.0, 10.0))
    assert score(tree, small.cut(tree, [[-1.0, 12.0]])).of("A").tolist() == [-10.0, 120.0]


# ── the trace ─────────────────────────────────────────────────────────────────────────────────


def test_the_trace_goes_down_from_a_score_to_its_figures(small):
    tree = small.tree(TWO_LEVELS, weights=WEIGHTS, falling=["y"])
    scores = score(tree, small.cut(tree, [[10.0], [30.0], [nan], [80.0]]))
    lines = scores.trace("T0@own", "A")
    kept = ("depth", "node", "indicator", "weight", "score", "raw", "period")
    assert [tuple(line[k] for k in kept) for line in lines] == [
        (0, "A1", False, 0.5, 55.0, None, None),
        (1, "x", True, 0.25, 10.0, 10.0, 2021),
        (1, "y", True, 0.75, 70.0, 30.0, 2021),
        (0, "A2", False, 0.5, None, None, None),
        (1, "z", True, 1.0, None, None, 2021),
    ]


def test_a_trace_of_an_unknown_node_or_place_is_a_key_error(small):
    tree = small.tree({"A": ["x"]})
    scores = score(tree, small.cut(tree, [[10.0]]))
    for place, node in (("T0@own", "Z"), ("T9@own", "A")):
        with pytest.raises(KeyError):
            scores.trace(place, node)


@given(values=tables(4, 3))
def test_the_shares_of_a_trace_times_its_scores_give_the_score(small, values):
    tree = small.tree(TWO_LEVELS, weights=WEIGHTS)
    scores = score(tree, small.cut(tree, values))
    for column in range(3):
        for node in tree.ids:
            top = [t for t in scores.trace(f"T{column}@own", node) if t["depth"] == 0]
            known = [t for t in top if t["score"] is not None]
            ours = scores.of(node)[column]
            assert np.isnan(ours) == (not known)
            if known:
                total = sum(t["weight"] for t in known)
                again = sum(t["weight"] * t["score"] for t in known) / total
                assert again == pytest.approx(ours, rel=1e-9, abs=1e-9)


# ── properties of a whole pass ────────────────────────────────────────────────────────────────


@given(values=tables(4, 5))
def test_every_score_lies_between_its_normalised_figures(small, values):
    tree = small.tree(TWO_LEVELS, falling=["y"])
    scores = score(tree, small.cut(tree, values))
    for column in range(5):
        figures = scores.normalised[:, column]
        overall = scores.of("overall")[column]
        if np.isfinite(overall):
            assert np.nanmin(figures) - 1e-9 <= overall <= np.nanmax(figures) + 1e-9


@given(values=tables(4, 5))
def test_with_all_figures_the_overall_score_is_the_mean_by_effective_weight(small, values):
    tree = small.tree(TWO_LEVELS, weights=WEIGHTS)
    complete = np.nan_to_num(values, nan=50.0)
    scores = score(tree, small.cut(tree, complete))
    assert_allclose(scores.of("overall"), tree.effective_weights() @ complete, atol=1e-9)


@given(values=tables(4, 5), data=st.data())
def test_permuting_the_territories_permutes_everything(small, values, data):
    order = data.draw(st.permutations(range(5)))
    countries = ["FR", "FR", "DE", "DE", "DE"]
    recipe = {
        "impute": {"method": "group-mean", "parameters": {"group": "country"}},
        "treat": "winsorise",
        "normalise": "z-score",
    }
    tree = small.tree(TWO_LEVELS, **recipe)
    one = score(tree, small.cut(tree, values, countries=countries))
    other = score(tree, small.cut(tree, values[:, order], countries=[countries[n] for n in order]))
    assert_allclose(other.scores, one.scores[:, order], atol=1e-8)
    assert_array_equal(other.coverage, one.coverage[:, order])


@given(values=tables(2, 4))
def test_renaming_the_nodes_does_not_change_a_number(small, values):
    one = small.tree({"A": ["x"], "B": ["y"]})
    other = small.tree({"Z": ["x"], "C": ["y"]})
    ours = score(one, small.cut(one, values)).scores
    assert_array_equal(score(other, small.cut(other, values)).scores, ours)


@given(values=tables(4, 4), factor=st.floats(0.1, 10))
def test_only_the_ratio_of_the_weights_matters(small, values, factor):
    scaled = {name: WEIGHTS.get(name, 1.0) * factor for name in ("A", "B", "x", "y", "z")}
    one = small.tree(TWO_LEVELS, weights=WEIGHTS)
    other = small.tree(TWO_LEVELS, weights=scaled)
    ours = score(one, small.cut(one, values)).scores
    assert_allclose(score(other, small.cut(other, values)).scores, ours, atol=1e-9)


@given(values=tables(2, 6))
def test_a_falling_indicator_equals_its_mirror_image(small, values):
    """y with direction −1 on 0–100 is 100 − y with direction +1."""
    falling = small.tree({"A": ["x", "y"]}, falling=["y"])
    rising = small.tree({"A": ["x", "y"]})
    mirrored = values.copy()
    mirrored[1] = 100 - mirrored[1]
    ours = score(falling, small.cut(falling, values)).scores
    assert_allclose(score(rising, small.cut(rising, mirrored)).scores, ours, atol=1e-9)


@given(values=tables(4, 4))
def test_the_coverage_is_a_share_and_one_only_where_all_figures_are_there(small, values):
    tree = small.tree(TWO_LEVELS, weights=WEIGHTS)
    coverage = coverage_of(tree, values)
    assert (coverage >= 0).all()
    assert (coverage <= 1 + 1e-12).all()
    complete = np.isfinite(values).all(axis=0)
    assert (np.isclose(coverage[-1], 1.0) == complete).all()


@given(values=tables(4, 3))
def test_weights_of_replications_are_those_of_one_pass_each(small, values):
    tree = small.tree(TWO_LEVELS)
    enough = enough_of(tree, coverage_of(tree, values))
    step = Step(method="arithmetic-mean")
    random = np.random.default_rng(7)
    weights = [random.uniform(0.5, 2, (6, len(n.weights))) for n in tree.nodes]
    stack = np.broadcast_to(values, (6, *values.shape))
    batch = aggregate_tree(tree, stack, step, enough, weights)
    single = [aggregate_tree(tree, values, step, enough, [w[k] for w in weights]) for k in range(6)]
    assert_allclose(batch, np.stack(single), atol=1e-9)


# ── what a node says of its own ───────────────────────────────────────────────────────────────


def _with_node(small, **own):
    """A framework whose node A holds x, y, z and says ``own``."""
    framework = small.framework({"A": ["x", "y", "z"]})
    text = framework.model_dump(mode="json")
    text["nodes"][0] |= own
    return tree_of(Framework.model_validate(text), dict.fromkeys("xyz", 1.0))


def test_scores_are_rounded_inside_the_tree_half_away_from_zero(small):
    tree = _with_node(small, decimals=0)
    scores = score(tree, small.cut(tree, [[1.0, -2.0], [2.0, -3.0], [1.5, -2.5]]))
    assert scores.of("A").tolist() == [2.0, -3.0]
    assert scores.of("overall").tolist() == [2.0, -3.0]


@pytest.mark.parametrize(("value", "expected"), [(2.675, 2.68), (1.005, 1.01), (-0.125, -0.13)])
def test_rounding_is_that_of_published_tables(value, expected):
    assert rounded(np.array([value]), 2)[0] == pytest.approx(expected, abs=1e-12)


def test_a_node_needs_its_least_share_of_children(small):
    tree = _with_node(small, minimum_children=0.6)
    scores = score(tree, small.cut(tree, [[1.0, 1.0], [2.0, nan], [nan, nan]]))
    assert_allclose(scores.of("A"), [1.5, nan])


def test_weights_may_come_from_the_figures_and_are_told(small):
    tree = _with_node(small, weigh={"method": "entropy"})
    random = np.random.default_rng(0)
    figures = random.uniform(10, 90, (3, 20)) * np.array([[1.0], [0.1], [0.1]])
    scores = score(tree, small.cut(tree, figures))
    weights = scores.tree.nodes[0].weights
    assert not np.allclose(weights, weights[0])
    expected = (weights[:, None] * scores.normalised).sum(axis=0) / weights.sum()
    assert_allclose(scores.of("A"), expected)
    assert_allclose(scores.tree.effective_weights(), weights / weights.sum())


def test_another_weight_method_may_be_run_on_the_same_tree(small):
    tree = small.tree({"A": ["x", "y"]}, weights={"x": 3.0})
    cut = small.cut(tree, [[100.0], [0.0]])
    recipe = tree.framework.recipe.model_copy(update={"weight": Step(method="equal")})
    assert score(tree, cut).of("A").tolist() == [75.0]
    assert score(tree, cut, recipe).of("A").tolist() == [50.0]


def test_the_whole_may_have_a_method_of_its_own(small):
    framework = small.framework({"A": ["x"], "B": ["y"]})
    text = framework.model_dump(mode="json") | {"aggregate": {"method": "harmonic-mean"}}
    tree = tree_of(Framework.model_validate(text), {"x": 1.0, "y": 1.0})
    assert score(tree, small.cut(tree, [[20.0], [60.0]])).of("overall")[0] == pytest.approx(30.0)
