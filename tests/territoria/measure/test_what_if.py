"""What-if answers against the whole recipe run again, and against figures worked by hand."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError, UnknownTerritory
from territoria.measure.score import score
from territoria.measure.tree import tree_of
from territoria.measure.what_if import COMPARED, KEPT, RUN_AGAIN, SCREENED, WhatIf
from territoria.model import Step

TWO_LEVELS = {"A": {"A1": ["x", "y"], "A2": ["z"]}, "B": ["u"]}
WEIGHTS = {"A": 3.0, "x": 2.0, "y": 6.0}
# x, y (falling), z, u of four places
FIGURES = [
    [10.0, 40.0, 90.0, 20.0],
    [30.0, 20.0, 60.0, 80.0],
    [40.0, 70.0, 10.0, 30.0],
    [80.0, 10.0, 50.0, nan],
]


def ask(small, values=FIGURES, *, nodes=TWO_LEVELS, **recipe):
    tree = small.tree(nodes, falling=["y"], **({"weights": WEIGHTS} | recipe))
    return WhatIf(score(tree, small.cut(tree, values)))


def again(asked, territory, figures):
    """The whole recipe with the figures changed."""
    cut = asked.scores.cut
    values = cut.values.copy()
    for name, x in figures.items():
        values[asked.tree.indicators.index(name), cut.column(territory)] = x
    return score(asked.tree, replace(cut, values=values))


def tables(*shape):
    """Figures from 0 to 100 with one decimal, a fifth of the cells missing."""
    numbers = arrays(np.int64, shape, elements=st.integers(0, 1250))
    return numbers.map(lambda table: np.where(table > 1000, nan, table / 10))


# ── a figure ──────────────────────────────────────────────────────────────────────────────────


def test_one_figure_worked_by_hand(small):
    """x of T0 from 10 to 50: A1 by ¼ · 40, A by half of it, the whole by ¾ of that."""
    change = ask(small).value("T0@own", {"x": 50.0})
    assert change.changed == {"A1": (55.0, 65.0), "A": (47.5, 52.5), "overall": (55.625, 59.375)}
    assert (change.territory, change.frozen, change.notes) == ("T0@own", True, (KEPT,))
    assert change.was("A").score == 47.5
    assert change.becomes("A").score == 52.5


def test_the_new_rank_and_who_is_passed(small):
    asked = ask(small)
    assert asked.scores.ranks[-1].tolist() == [1, 2, 3, 4]
    down = asked.value("T0@own", {"z": 0.0, "u": 20.0})
    assert (down.was().rank, down.becomes().rank) == (1, 3)
    assert down.passed_by() == ("T1@own", "T2@own")
    assert down.passed() == ()
    up = asked.value("T3@own", {"x": 100.0, "z": 100.0})
    assert (up.was().rank, up.becomes().rank) == (4, 1)
    assert up.passed() == ("T0@own", "T1@own", "T2@own")


def test_a_place_level_with_another_shares_the_better_rank(small):
    asked = ask(small, [[10.0, 20.0, 30.0]], nodes={"A": ["x"]})
    assert asked.value("T0@own", {"x": 20.0}).becomes().rank == 2
    assert asked.value("T0@own", {"x": 20.0}).passed() == ()
    assert asked.value("T0@own", {"x": 20.1}).passed() == ("T1@own",)


def test_no_change_changes_nothing(small):
    change = ask(small).value("T1@own", {"x": 40.0})
    assert change.changed == {}
    assert change.becomes() == change.was()


NORMALISE = ["fixed-bounds", "goalposts", "scaled"]


@pytest.mark.parametrize("normalise", NORMALISE)
@given(values=tables(4, 5), row=st.integers(0, 3), x=st.floats(-50, 150))
def test_with_bounds_of_the_framework_frozen_is_exact(small, normalise, values, row, x):
    asked = ask(small, values, normalise=normalise, minimum_coverage=0.3)
    figures = {asked.tree.indicators[row]: x}
    expected = again(asked, "T2@own", figures)
    for frozen in (True, False):
        change = asked.value("T2@own", figures, frozen=frozen)
        assert_allclose(change.after, expected.scores[:, 2], atol=1e-9)
        ranks = [change.becomes(node).rank for node in asked.tree.ids]
        assert_array_equal(ranks, expected.ranks[:, 2])


@pytest.mark.parametrize("aggregate", ["geometric-mean", "harmonic-mean"])
@given(x=st.floats(1, 100), y=st.floats(0, 99))
def test_means_that_bend_are_aggregated_anew(small, aggregate, x, y):
    asked = ask(small, aggregate={"A1": aggregate, "B": aggregate, "A": aggregate})
    change = asked.value("T1@own", {"x": x, "y": y})
    expected = again(asked, "T1@own", {"x": x, "y": y})
    assert change.frozen
    assert_allclose(change.after, expected.scores[:, 1], rtol=1e-9)


def test_a_method_that_compares_territories_may_move_others_and_that_is_said(small):
    asked = ask(
        small, nodes={"A": ["x", "y", "z"]}, values=FIGURES[:3], aggregate={"A": "copeland"}
    )
    change = asked.value("T1@own", {"x": 95.0, "z": 5.0})
    expected = again(asked, "T1@own", {"x": 95.0, "z": 5.0})
    assert_allclose(change.everyone, expected.scores, atol=1e-12)
    assert_array_equal([change.becomes().rank], expected.ranks[-1, 1])
    assert (change.frozen, change.notes) == (True, (COMPARED,))


def test_a_figure_where_none_was_and_none_where_one_was(small):
    asked = ask(small, minimum_coverage=0.6)
    for territory, figures in (
        ("T3@own", {"u": 50.0}),
        ("T0@own", {"z": nan}),
        ("T3@own", {"x": nan}),
    ):
        change = asked.value(territory, figures)
        expected = again(asked, territory, figures)
        column = asked.column(territory)
        assert_allclose(change.after, expected.scores[:, column], atol=1e-9)
        assert change.frozen


def test_a_score_below_the_minimum_coverage_appears_with_the_figure(small):
    asked = ask(small, minimum_coverage=1.0)
    change = asked.value("T3@own", {"u": 50.0})
    assert np.isnan(change.was("B").score)
    assert np.isnan(change.was().rank)
    assert change.becomes("B").score == 50.0
    assert set(change.changed) == {"B", "overall"}


def test_a_frozen_min_max_keeps_the_bounds_and_an_exact_one_moves_them(small):
    asked = ask(small, [[0.0, 50.0, 100.0]], nodes={"A": ["x"]}, normalise="min-max")
    frozen = asked.value("T1@own", {"x": 200.0})
    assert frozen.becomes().score == 200.0
    assert frozen.everyone is None
    exact = asked.value("T1@own", {"x": 200.0}, frozen=False)
    assert exact.everyone[-1].tolist() == [0.0, 100.0, 50.0]
    assert exact.notes == (RUN_AGAIN,)
    assert not exact.frozen


@pytest.mark.parametrize("normalise", ["min-max", "z-score", "distance-to-maximum"])
@given(values=tables(4, 6), x=st.floats(0, 1))
def test_frozen_and_exact_agree_on_a_figure_of_the_sample_itself(small, normalise, values, x):
    asked = ask(small, values, normalise=normalise)
    for row, name in enumerate(asked.tree.indicators):
        if np.isfinite(asked.scores.normalised[row, 3]):
            change = asked.value("T3@own", {name: values[row, 3]})
            assert_allclose(change.after, asked.scores.scores[:, 3], atol=1e-8)


@given(values=tables(1, 8), x=st.floats(0, 100))
def test_a_frozen_line_lies_on_the_line_of_the_sample(small, values, x):
    assume(np.isfinite(values[0, 0]) and np.nanmax(values) > np.nanmin(values))
    asked = ask(small, values, nodes={"A": ["x"]}, normalise="z-score")
    sd, mean = np.nanstd(values, ddof=1), np.nanmean(values)
    assert_allclose(asked.value("T0@own", {"x": x}).becomes().score, (x - mean) / sd, atol=1e-8)


def test_winsorised_bounds_cap_a_frozen_figure(small):
    outlier = np.append(np.arange(19.0), 1000.0)[None]
    asked = ask(small, outlier, nodes={"A": ["x"]}, normalise="min-max", treat="winsorise")
    assert asked.scores.treated.max() == 18.0
    assert asked.value("T0@own", {"x": 500.0}).becomes().score == 100.0
    assert asked.value("T0@own", {"x": 9.0}).becomes().score == 50.0


@pytest.mark.parametrize(
    "recipe", [{"normalise": "rank"}, {"normalise": "min-max", "impute": "mean"}]
)
def test_where_nothing_can_be_frozen_the_recipe_runs_again_and_the_notes_say_so(small, recipe):
    asked = ask(small, **recipe)
    figures = {"x": nan if "impute" in recipe else 95.0}
    change = asked.value("T1@own", figures)
    assert not change.frozen
    assert change.notes == ("x has a method without fixed bounds; the whole recipe was run again.",)
    assert_allclose(change.after, again(asked, "T1@own", figures).scores[:, 1], atol=1e-9)


def test_an_indicator_with_a_method_of_its_own_is_asked_by_that_one(small):
    tree = small.tree({"A": ["x", "z"]}, normalise="min-max")
    node = tree.framework.nodes[0]
    own = node.indicators[0].model_copy(update={"normalise": Step(method="rank")})
    framework = tree.framework.model_copy(
        update={"nodes": (node.model_copy(update={"indicators": (own, node.indicators[1])}),)}
    )
    mixed = tree_of(framework, {"x": 1.0, "z": 1.0})
    asked = WhatIf(score(mixed, small.cut(mixed, [[1.0, 2.0, 3.0], [0.0, 5.0, 10.0]])))
    assert asked.value("T0@own", {"z": 5.0}).after == (25.5, 25.5)
    assert asked.value("T0@own", {"z": 5.0}).frozen
    assert not asked.value("T0@own", {"x": 5.0}).frozen
    assert asked.value("T0@own", {"x": 5.0}).after == (1.5, 1.5)


def test_a_territory_that_the_screen_left_out_stays_out_and_that_is_said(small):
    recipe = {"screen": {"method": "by-data", "parameters": {"threshold": 1}}}
    change = ask(small, **recipe).value("T3@own", {"x": 90.0})
    assert np.isnan(change.becomes().score)
    assert change.notes == (KEPT, SCREENED)


def test_a_denominated_indicator_is_asked_with_its_raw_figure(small):
    tree = small.tree({"A": ["x"]})
    by = np.array([[2.0, 4.0, 5.0]])
    cut = replace(small.cut(tree, [[100.0, 120.0, 300.0]]), denominators=by)
    asked = WhatIf(score(tree, cut))
    assert asked.value("T1@own", {"x": 200.0}).becomes().score == 50.0
    assert asked.value("T1@own", {"x": 200.0}, frozen=False).becomes().score == 50.0


def test_rounding_inside_the_tree_is_kept(small):
    tree = small.tree({"A": ["x", "y"]}, falling=[])
    rounded = replace(tree, nodes=tuple(replace(b, decimals=0) for b in tree.nodes))
    asked = WhatIf(score(rounded, small.cut(tree, [[10.0, 20.0], [30.0, 40.0]])))
    assert asked.value("T0@own", {"x": 11.0}).becomes().score == 21.0  # 20.5, away from zero


def test_an_indicator_in_two_nodes_counts_in_both(small):
    asked = ask(small, [[10.0], [10.0], [30.0]], nodes={"A": ["x"], "B": ["x", "z"]}, weights={})
    change = asked.value("T0@own", {"x": 20.0})
    assert_allclose(change.after, [20.0, 25.0, 22.5])


def test_unknown_names_are_refused_with_the_nearest(small):
    asked = ask(small)
    with pytest.raises(UnknownTerritory):
        asked.value("T9@own", {"x": 1.0})
    with pytest.raises(MethodError) as caught:
        asked.value("T0@own", {"xx": 1.0})
    assert str(caught.value).startswith("xx: no such indicator in this framework. ")
    with pytest.raises(MethodError):
        asked.value("T0@own", {"x": 1.0}).becomes("C")


@pytest.mark.parametrize("frozen", [True, False])
@pytest.mark.parametrize("figure", [np.inf, -np.inf, None])
def test_a_figure_that_is_no_number_is_refused(small, figure, frozen):
    with pytest.raises(MethodError) as caught:
        ask(small).value("T0@own", {"x": figure}, frozen=frozen)
    assert str(caught.value) == (
        f"x: {figure} is no figure. Give a finite number, or NaN to take the figure away."
    )


# ── weights ───────────────────────────────────────────────────────────────────────────────────


def test_other_weights_are_those_of_a_framework_that_has_them(small):
    rerun = ask(small).weights({"A": 1.0, "x": 4.0, "A2": 3.0})
    tree = small.tree(TWO_LEVELS, falling=["y"], weights={"y": 6.0, "x": 4.0, "A2": 3.0})
    expected = score(tree, small.cut(tree, FIGURES))
    assert_allclose(rerun.scores, expected.scores, atol=1e-12)
    assert_array_equal(rerun.ranks, expected.ranks)
    assert rerun.changed == ("A1", "A", "overall")
    mine = rerun.of("T1@own")
    assert mine.becomes().rank == expected.ranks[-1, 1]


def test_a_weight_of_zero_takes_a_child_out_of_score_and_coverage(small):
    rerun = ask(small, minimum_coverage=1.0).weights({"B": 0.0})
    assert_allclose(rerun.scores[-1], rerun.scores[2], atol=1e-12)
    assert np.isfinite(rerun.scores[-1, 3])


def test_all_wrong_weights_are_said_at_once(small):
    with pytest.raises(MethodError) as caught:
        ask(small).weights({"C": 1.0, "A": -0.5, "u": 0.0})
    assert [p.what for p in caught.value.problems] == [
        "no such node or indicator.",
        "the weight -0.5 is not a number of at least 0.",
        "all its weights are 0.",
    ]


# ── methods ───────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("stage", "method"),
    [
        ("normalise", "min-max"),
        ("aggregate", "geometric-mean"),
        ("impute", "mean"),
        ("weight", "equal"),
        ("treat", "winsorise"),
    ],
)
def test_another_method_is_the_recipe_with_it(small, stage, method):
    rerun = ask(small).method(stage, Step(method=method))
    recipe = {} if stage == "aggregate" else {stage: method}
    tree = small.tree(TWO_LEVELS, falling=["y"], weights=WEIGHTS, **recipe)
    chosen = tree.framework.recipe.model_copy(update={stage: Step(method=method)})
    expected = score(tree, small.cut(tree, FIGURES), chosen)
    assert_allclose(rerun.scores, expected.scores, atol=1e-12)
    assert_array_equal(rerun.ranks, expected.ranks)
    assert rerun.notes == ()


def test_nodes_with_a_method_of_their_own_keep_it_and_that_is_said(small):
    rerun = ask(small, aggregate={"A1": "geometric-mean"}).method(
        "aggregate", Step(method="harmonic-mean")
    )
    assert rerun.notes == ("Nodes or indicators that keep a method of their own for this step: 1.",)


@pytest.mark.parametrize("stage", ["period", "guess"])
def test_a_step_that_is_no_step_is_refused(small, stage):
    with pytest.raises(MethodError):
        ask(small).method(stage, Step(method="none"))


def test_a_pass_with_another_recipe_is_asked_about_that_recipe(small):
    tree = small.tree({"A": ["x"]})
    cut = small.cut(tree, [[20.0, 40.0, 60.0]])
    recipe = tree.framework.recipe.model_copy(update={"normalise": Step(method="min-max")})
    asked = WhatIf(score(tree, cut, recipe))
    assert asked.value("T0@own", {"x": 30.0}).becomes().score == 25.0
