"""Scores of several years: frozen, pooled and own bounds."""

import numpy as np
import pytest
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria import content
from territoria.errors import DataError, MethodError
from territoria.measure.panel import FIXED, OWN, POOLED, score_panel
from territoria.measure.score import score
from territoria.measure.tree import tree_of
from territoria.model import Status, Step, Territory
from territoria.observations import Observations, bundled

NODES = {"A": ["x", "y"], "B": ["z"]}
YEARS = (2019, 2020, 2021)


def release(values, indicators=("x", "y", "z"), years=YEARS):
    """Figures ``[period, indicator, territory]`` as a release."""
    panel = np.array(values, dtype=float).transpose(0, 2, 1)
    count = panel.shape[1]
    return Observations(
        name="small",
        version="own",
        digest="",
        territories=tuple(
            Territory(f"T{n}", "own", f"Place {n}", 2, "XX", "XX") for n in range(count)
        ),
        indicators=indicators,
        periods=years,
        values=panel,
        status=np.where(np.isfinite(panel), Status.OBSERVED, Status.MISSING).astype(np.uint8),
        doubtful=np.zeros(panel.shape, dtype=bool),
        precision={},
    )


RANDOM = np.random.default_rng(4).uniform(1, 99, (3, 3, 8)).round(1)


def tree_with(small, **recipe):
    period = recipe.pop("period", {"method": "exact"})
    tree = small.tree(NODES, falling=["y"], **recipe)
    steps = tree.framework.recipe.model_copy(update={"period": Step.model_validate(period)})
    return tree_of(
        tree.framework.model_copy(update={"recipe": steps}),
        dict(zip(tree.indicators, tree.direction, strict=True)),
    )


def test_with_bounds_of_the_framework_each_period_is_scored_as_it_would_be_alone(small):
    tree = tree_with(small)
    panel = score_panel(tree, release(RANDOM), YEARS)
    for n in range(3):
        alone = score(tree, small.cut(tree, RANDOM[n]))
        assert_allclose(panel.scores[n], alone.scores, rtol=1e-12)
        assert_array_equal(panel.ranks[n], alone.ranks)
        assert_array_equal(panel.coverage[n], alone.coverage)
    assert (panel.notes, panel.base_period) == ((FIXED,), None)


@pytest.mark.parametrize("normalise", ["min-max", "z-score"])
def test_frozen_bounds_are_those_of_the_base_period(small, normalise):
    tree = tree_with(small, normalise=normalise)
    panel = score_panel(tree, release(RANDOM), YEARS, base_period=2019)
    base = score(tree, small.cut(tree, RANDOM[0]))
    assert_allclose(panel.scores[0], base.scores, atol=1e-9)
    rows = RANDOM[0] * [[1], [-1], [1]]
    low, high = rows.min(axis=1), rows.max(axis=1)
    if normalise == "z-score":
        low, width, scale = rows.mean(axis=1), rows.std(axis=1, ddof=1), 1
    else:
        width, scale = high - low, 100
    later = RANDOM[2] * [[1], [-1], [1]]
    expected = (later - low[:, None]) / width[:, None] * scale
    assert_allclose(panel.normalised[2], expected, atol=1e-9)
    assert panel.notes == ("The bounds and treatment of 2019 hold for all periods.",)


def test_the_base_period_is_the_reference_year_or_else_the_first(small):
    tree = tree_with(small, normalise="min-max")
    assert score_panel(tree, release(RANDOM), YEARS).base_period == 2021
    assert score_panel(tree, release(RANDOM), (2019, 2020)).base_period == 2019


def test_a_figure_that_does_not_move_keeps_its_score_under_frozen_and_pooled_bounds(small):
    values = RANDOM.copy()
    values[:, :, 0] = values[0, :, 0]
    tree = tree_with(small, normalise="min-max")
    for bounds in ("frozen", "pooled"):
        panel = score_panel(tree, release(values), YEARS, bounds=bounds)
        assert_allclose(panel.of()[:, 0], panel.of()[0, 0], atol=1e-9)
    own = score_panel(tree, release(values), YEARS, bounds="own")
    assert np.ptp(own.of()[:, 0]) > 1
    assert own.notes == (OWN,)


def test_pooled_bounds_are_those_of_all_periods_side_by_side(small):
    tree = tree_with(small, normalise="min-max", treat="winsorise")
    panel = score_panel(tree, release(RANDOM), YEARS, bounds="pooled")
    side_by_side = score(tree, small.cut(tree, np.concatenate(list(RANDOM), axis=1)))
    assert_allclose(np.concatenate(list(panel.scores), axis=1), side_by_side.scores, atol=1e-9)
    assert panel.notes == (POOLED,)


def test_own_bounds_are_each_period_alone(small):
    tree = tree_with(small, normalise="z-score")
    panel = score_panel(tree, release(RANDOM), YEARS, bounds="own")
    for n in range(3):
        assert_allclose(panel.scores[n], score(tree, small.cut(tree, RANDOM[n])).scores, atol=1e-12)


def test_what_has_no_bounds_cannot_be_frozen_and_that_is_said(small):
    with pytest.raises(MethodError) as caught:
        score_panel(tree_with(small, normalise="rank"), release(RANDOM), YEARS)
    assert str(caught.value) == (
        "panel: there are no bounds to freeze for x, y, z. "
        "Choose bounds pooled or own, or a method with bounds (min-max, fixed-bounds)."
    )


def test_an_interpolated_figure_counts_in_the_score_and_not_in_the_coverage(small):
    values = RANDOM.copy()
    values[1, 0, 0] = nan
    tree = tree_with(small, period={"method": "linear"})
    panel = score_panel(tree, release(values), YEARS)
    middle = (values[0, 0, 0] + values[2, 0, 0]) / 2
    assert panel.normalised[1, 0, 0] == pytest.approx(middle)
    assert panel.cuts[1].status[0, 0] == Status.IMPUTED
    assert_allclose(panel.coverage[1, :, 0], [0.5, 1.0, 0.75])


def test_a_missing_year_is_missing_under_the_exact_rule(small):
    values = RANDOM.copy()
    values[1, :, 0] = nan
    panel = score_panel(tree_with(small), release(values), YEARS)
    assert np.isnan(panel.of()[1, 0])
    assert np.isnan(panel.change(2019, 2020)[0])
    assert np.isfinite(panel.change(2019, 2021)[0])


def test_change_growth_and_places_won(small):
    values = np.array([[[10.0, 20.0]] * 3, [[20.0, 20.0]] * 3, [[40.0, 20.0]] * 3])
    values[:, 1] = 100 - values[:, 1]  # y falls
    panel = score_panel(tree_with(small), release(values), YEARS)
    assert_allclose(panel.of(), [[10, 20], [20, 20], [40, 20]])
    assert panel.change(2019, 2021).tolist() == [30.0, 0.0]
    assert panel.rank_change(2019, 2021).tolist() == [1.0, -1.0]
    assert_allclose(panel.growth("A").values, [1.0, 0.0], atol=1e-12)


def test_who_is_screened_out_of_a_period_is_said(small):
    values = RANDOM.copy()
    values[1, 0, 0] = nan
    screen = {"method": "by-data", "parameters": {"threshold": 1}}
    panel = score_panel(tree_with(small, screen=screen), release(values), YEARS)
    assert panel.notes[1] == "1 of 8 territories are screened out in 2020."
    assert np.isnan(panel.of()[1, 0])


def test_the_parts_of_a_change_sum_to_it(small):
    panel = score_panel(tree_with(small), release(RANDOM), YEARS)
    for n in range(8):
        found = panel.decompose(f"T{n}@own", 2019, 2021)
        assert found.parts.sum() == pytest.approx(panel.change(2019, 2021)[n])
        assert (found.exact, found.rest) == (True, 0.0)


@pytest.mark.parametrize("periods", [(), (2020, 2019), (2019, 2019)])
def test_periods_out_of_order_are_refused(small, periods):
    with pytest.raises(DataError):
        score_panel(tree_with(small), release(RANDOM), periods)


def test_no_period_at_all_is_said_to_be_none(small):
    with pytest.raises(DataError) as caught:
        score_panel(tree_with(small), release(RANDOM), ())
    assert str(caught.value) == "panel: no period is given. Give at least one year."


def test_bounds_that_do_not_exist_are_refused(small):
    with pytest.raises(MethodError) as caught:
        score_panel(tree_with(small), release(RANDOM), YEARS, bounds="freezed")
    assert str(caught.value) == (
        "panel: there are no bounds freezed. Did you mean frozen? Known: frozen, own, pooled."
    )


@pytest.mark.parametrize("bounds", ["pooled", "own"])
def test_a_base_period_is_refused_where_none_holds(small, bounds):
    with pytest.raises(MethodError) as caught:
        score_panel(tree_with(small), release(RANDOM), YEARS, bounds=bounds, base_period=1999)
    assert str(caught.value) == (
        f"panel: bounds {bounds} have no base period, and 1999 is given. "
        "Leave it out, or choose bounds frozen."
    )


def test_a_period_that_was_not_scored_is_refused(small):
    panel = score_panel(tree_with(small), release(RANDOM), (2019, 2020))
    with pytest.raises(DataError) as caught:
        panel.change(2019, 2021)
    assert str(caught.value) == "panel: there are no scores of 2021. Scored: 2019, 2020."
    with pytest.raises(DataError):
        score_panel(
            tree_with(small, normalise="min-max"), release(RANDOM), (2019,), base_period=2020
        )


def test_weights_from_the_figures_are_those_of_the_base_period_or_of_each_its_own(small):
    tree = tree_with(small, normalise="min-max", weight="entropy")
    frozen = score_panel(tree, release(RANDOM), YEARS)
    alone = score(tree, small.cut(tree, RANDOM[2]))
    for one in frozen.trees:
        assert_allclose(one.nodes[-1].weights, alone.tree.nodes[-1].weights)
    own = score_panel(tree, release(RANDOM), YEARS, bounds="own")
    assert_allclose(own.scores[2], alone.scores, atol=1e-12)
    assert np.abs(own.trees[0].nodes[0].weights - own.trees[2].nodes[0].weights).max() > 1e-6
    found = own.decompose("T0@own", 2019, 2021)
    assert found.parts.sum() + found.rest == pytest.approx(own.change(2019, 2021)[0])
    assert abs(found.rest) > 1e-6


def test_fixed_bounds_with_weights_from_the_figures_still_have_a_base_period(small):
    tree = tree_with(small, weight="entropy")
    assert score_panel(tree, release(RANDOM), YEARS).base_period == 2021


def test_figures_may_be_denominated(small):
    tree = tree_with(small)
    nodes = tree.framework.nodes
    binding = nodes[1].indicators[0].model_copy(update={"denominator": "x", "scale_factor": 10.0})
    framework = tree.framework.model_copy(
        update={"nodes": (nodes[0], nodes[1].model_copy(update={"indicators": (binding,)}))}
    )
    divided = tree_of(framework, {"x": 1.0, "y": -1.0, "z": 1.0})
    panel = score_panel(divided, release(RANDOM), YEARS)
    assert_allclose(panel.of("B"), RANDOM[:, 2] / RANDOM[:, 0] * 10, rtol=1e-12)


def test_a_framework_of_the_library_needs_nothing_else():
    framework = content.load_framework("blueprint")
    panel = score_panel(framework, bundled("europe-nuts2021"), (2019, 2021))
    assert panel.scores.shape == (2, len(panel.trees[0].nodes), 242)
    assert panel.notes == (FIXED,)
    by_period = panel.cuts[0].period
    assert by_period.max() == 2019
