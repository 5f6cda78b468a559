import os
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.nominal_scale import keeps_scale, on_nominal_scale
from territoria.measure.percentiles import HIGH, LOW, percentiles_of
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import score
from territoria.measure.tree import tree_of
from territoria.measure.uncertainty import (
    CHUNK,
    FACTORS,
    STEPS,
    Replications,
    replace_spec,
    replicate,
    without,
)
from territoria.model import Framework, Step, Uncertainty

TWO_LEVELS = {"A": {"A1": ["x", "y"], "A2": ["z"]}, "B": ["u"]}
PLACES = 12
EVERYTHING = {
    "runs": CHUNK + 40,
    "seed": 3,
    "impute": [
        {"method": "none"},
        {"method": "mean"},
        {"method": "group-median", "parameters": {"group": "country"}},
    ],
    "treat": [{"method": "none"}, {"method": "winsorise", "parameters": {"limit": "2"}}],
    "normalise": [
        {"method": "fixed-bounds"},
        {"method": "min-max"},
        {"method": "z-score", "parameters": {"mean": 50, "sd": 10}},
    ],
    "aggregate": [
        {"method": "arithmetic-mean"},
        {"method": "geometric-mean", "parameters": {"clip_lower": 1, "clip_upper": 100}},
    ],
    "weight": [{"method": "given"}, {"method": "equal"}],
    "weight_noise": 0.25,
    "leave_out": ["u", "y"],
    "values": True,
}
NOTHING = {"runs": 20}


def _figures(seed=0):
    """Figures from 5 to 95 and one far out; a sixth is missing, the last territory has none."""
    random = np.random.default_rng(seed)
    values = random.uniform(5, 95, (4, PLACES))
    values[random.random(values.shape) < 1 / 6] = nan
    values[0, 0] = 400.0
    values[:, -1] = nan
    return values


def _nominal(small, spec, values=None, **more):
    tree = small.tree(TWO_LEVELS, falling=["y"], uncertainty=spec, **more)
    countries = ["FR", "DE"] * (PLACES // 2)
    figures = _figures() if values is None else values
    return score(tree, small.cut(tree, figures, countries=countries[: figures.shape[1]]))


def _by_hand(nominal, scores):
    """Replications with these scores of all nodes."""
    runs = len(scores)
    nobody = np.full(runs, -1)
    return Replications(
        nominal=nominal,
        spec=Uncertainty(),
        scores=scores,
        choices=np.zeros((runs, len(STEPS)), np.int8),
        nodes=nominal.tree.ids,
        left_out=nobody,
        expert=nobody,
        excluded=np.zeros(runs, dtype=bool),
    )


@pytest.fixture(scope="module")
def nominal(small):
    return _nominal(small, EVERYTHING, weights={"x": 3.0})


@pytest.fixture(scope="module")
def errors():
    return np.full((4, PLACES), 3.0)


@pytest.fixture(scope="module")
def replications(nominal, errors):
    return replicate(nominal, errors)


# ── the same bits ─────────────────────────────────────────────────────────────────────────────


def test_the_same_seed_gives_the_same_bits(nominal, errors, replications):
    again = replicate(nominal, errors)
    assert_array_equal(again.scores, replications.scores)
    assert_array_equal(again.choices, replications.choices)


def test_another_seed_gives_other_scores(nominal, errors, replications):
    other = replicate(nominal, errors, replace_spec(replications.spec, seed=4))
    assert not np.array_equal(other.scores, replications.scores, equal_nan=True)


@pytest.mark.parametrize("count", [None, 1, 3, 64])
def test_the_number_of_threads_does_not_matter(monkeypatch, nominal, errors, replications, count):
    monkeypatch.setattr(os, "cpu_count", lambda: count)
    assert_array_equal(replicate(nominal, errors).scores, replications.scores)


def test_more_runs_begin_with_the_same_runs(nominal, errors, replications):
    fewer = replicate(nominal, errors, replace_spec(replications.spec, runs=7))
    assert fewer.scores.shape == (7, 5, PLACES)
    assert_array_equal(fewer.scores, replications.scores[:7])


def test_two_chunks_do_not_repeat_each_other(replications):
    first, second = replications.scores[:40], replications.scores[CHUNK:]
    assert not np.array_equal(first, second, equal_nan=True)


# ── ranges ────────────────────────────────────────────────────────────────────────────────────


def test_every_score_lies_inside_its_own_range(nominal, replications):
    low, high = replications.score_ranges
    known = np.isfinite(nominal.scores)
    assert_array_equal(np.isfinite(low), known)
    assert_array_equal(np.isfinite(high), known)
    assert (low[known] <= nominal.scores[known]).all()
    assert (nominal.scores[known] <= high[known]).all()
    assert (low[known] < high[known]).any()


def test_every_rank_lies_inside_its_own_range_of_whole_places(nominal, replications):
    for node in nominal.tree.ids:
        low, high = replications.rank_ranges(node)
        ranks = nominal.ranks[nominal.tree.index(node)]
        known = np.isfinite(ranks)
        assert_array_equal(np.isfinite(low), known)
        assert (low[known] <= ranks[known]).all()
        assert (ranks[known] <= high[known]).all()
        assert_array_equal(low[known], np.round(low[known]))
        assert_array_equal(high[known], np.round(high[known]))
        assert low[known].min() >= 1
        assert high[known].max() <= known.sum()


def test_who_has_no_score_has_none_in_any_replication(nominal, errors):
    everything = nominal.tree.framework.uncertainty
    replications = replicate(nominal, errors, replace_spec(everything, leave_out=()))
    unknown = np.isnan(nominal.scores)
    assert unknown[:, -1].all()
    assert np.isnan(replications.scores[:, unknown]).all()
    assert np.isfinite(replications.scores[:, ~unknown]).all()


def test_who_is_screened_out_has_no_score_in_any_replication(small, errors):
    screen = {"method": "by-data", "parameters": {"threshold": 0.9}}
    everything = EVERYTHING | {"leave_out": []}
    nominal = _nominal(small, everything, screen=screen)
    assert 0 < nominal.kept.sum() < PLACES - 1
    for given_errors, spec in ((errors, everything), (None, everything | {"values": False})):
        scores = replicate(nominal, given_errors, Uncertainty.model_validate(spec)).scores
        assert np.isnan(scores[..., ~nominal.kept]).all()
        assert np.isfinite(scores[..., nominal.kept]).all()


def test_ranges_worked_by_hand(nominal):
    """21 replications 0 … 20 of each score: the 5th percentile is 1, the 95th 19."""
    shape = nominal.scores.shape
    scores = np.broadcast_to(np.arange(21.0)[:, None, None], (21, *shape))
    hand = replace(nominal, scores=np.full(shape, 10.0), ranks=np.ones(shape))
    low, high = _by_hand(hand, scores).score_ranges
    assert (low[0, 0], high[0, 0]) == (1.0, 19.0)
    outside = replace(hand, scores=np.full(shape, 30.0))
    low, high = _by_hand(outside, scores).score_ranges
    assert (low[0, 0], high[0, 0]) == (1.0, 30.0)


# ── factors, one at a time ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("given_errors", [None, "zero"])
def test_ranges_have_no_width_where_nothing_varies(small, given_errors):
    nominal = _nominal(small, NOTHING | {"values": given_errors is not None})
    zero = None if given_errors is None else np.zeros((4, PLACES))
    replications = replicate(nominal, zero)
    for low_or_high in replications.score_ranges:
        assert_allclose(low_or_high, nominal.scores, rtol=1e-12)
    for low_or_high in replications.rank_ranges("overall"):
        assert_array_equal(low_or_high, nominal.ranks[-1])


@pytest.mark.parametrize("factor", FACTORS)
def test_a_factor_that_is_switched_off_varies_nothing(nominal, factor):
    """All others off first; then this one too, and the ranges close."""
    spec = nominal.tree.framework.uncertainty
    for other in FACTORS:
        spec = spec if other == factor else without(spec, other)
    errors = np.full((4, PLACES), 5.0)
    alone = replicate(nominal, errors, spec)
    assert not np.allclose(*alone.score_ranges, equal_nan=True)
    off = replicate(nominal, errors, without(spec, factor))
    assert_allclose(off.score_ranges[0], off.score_ranges[1], rtol=1e-12)


def test_switching_a_factor_off_touches_no_other():
    spec = Uncertainty.model_validate(EVERYTHING)
    assert without(spec, "weights") == replace_spec(spec, weight_noise=0.0)
    assert without(spec, "leave_out") == replace_spec(spec, leave_out=())
    assert without(spec, "values") == replace_spec(spec, values=False)
    assert without(spec, "treat") == replace_spec(spec, treat=())
    assert spec == Uncertainty.model_validate(EVERYTHING)


def test_values_are_drawn_around_the_figure_with_its_error(small):
    tree = small.tree({"A": ["x"]}, uncertainty={"runs": 4000, "values": True})
    nominal = score(tree, small.cut(tree, [[50.0, 20.0]]))
    scores = replicate(nominal, np.array([[4.0, nan]])).scores[:, 0]
    assert scores[:, 0].mean() == pytest.approx(50.0, abs=0.3)
    assert scores[:, 0].std() == pytest.approx(4.0, rel=0.05)
    assert (scores[:, 1] == 20.0).all()  # no error known: as published


def test_drawn_values_stay_within_what_an_indicator_can_be(small):
    framework = small.framework({"A": ["x"]}, uncertainty={"runs": 500, "values": True})
    tree = tree_of(framework, {"x": 1.0}, natural_bounds={"x": (0.0, 60.0)})
    scores = replicate(score(tree, small.cut(tree, [[50.0]])), np.array([[40.0]])).scores
    assert (scores.min(), scores.max()) == (0.0, 60.0)


def test_drawn_values_are_free_where_an_indicator_has_no_end(small):
    framework = small.framework({"A": ["x"]}, uncertainty={"runs": 500, "values": True})
    tree = tree_of(framework, {"x": 1.0}, natural_bounds={"x": (0.0, None)})
    scores = replicate(score(tree, small.cut(tree, [[50.0]])), np.array([[40.0]])).scores
    assert scores.min() == 0.0
    assert scores.max() > 100.0


def test_weights_move_within_their_noise_at_every_level(small):
    """Two children, 0 and 100, with noise of a quarter: 0.75 against 1.25 gives 37.5."""
    tree = small.tree({"A": ["x"], "B": ["y"]}, uncertainty={"runs": 2000, "weight_noise": 0.25})
    overall = replicate(score(tree, small.cut(tree, [[0.0], [100.0]]))).scores[:, -1, 0]
    assert overall.min() >= 37.5
    assert overall.max() <= 62.5
    assert overall.min() == pytest.approx(37.5, abs=1)
    assert overall.max() == pytest.approx(62.5, abs=1)


def test_every_alternative_is_drawn_about_equally_often(nominal, errors):
    runs = replace_spec(nominal.tree.framework.uncertainty, runs=8 * CHUNK)
    choices = replicate(nominal, errors, runs).choices
    assert choices.shape == (8 * CHUNK, len(STEPS))
    for column, alternatives in zip(choices.T, (3, 2, 3, 2, 2), strict=True):
        counts = np.bincount(column, minlength=alternatives)
        assert len(counts) == alternatives
        assert counts.min() > 8 * CHUNK / alternatives * 0.8


# ── what a replication ran ────────────────────────────────────────────────────────────────────


def test_explaining_a_replication_names_what_ran(replications):
    same = (replications.choices == [2, 1, 2, 1, 1]).all(axis=1)
    wanted = np.flatnonzero(same & (replications.left_out == 1))[0]
    assert replications.explain(int(wanted)) == {
        "impute": "group-median group=country",
        "treat": "winsorise limit=2",
        "normalise": "z-score mean=50 sd=10",
        "weight": "equal",
        "aggregate": "geometric-mean clip_lower=1 clip_upper=100",
        "weights": "noise ± 25% at every level",
        "left out": "y",
        "values": "drawn within their errors",
    }


def test_explaining_a_replication_names_the_recipe_where_nothing_varies(small):
    replications = replicate(_nominal(small, NOTHING))
    assert replications.explain(0) == {
        "impute": "none",
        "treat": "none",
        "normalise": "fixed-bounds",
        "weight": "given",
        "aggregate": "arithmetic-mean",
        "weights": "as the method gives them",
        "left out": "nothing",
        "values": "as published",
    }


@pytest.mark.parametrize("path", ["shared figures", "figures of their own"])
def test_a_replication_is_one_pass_of_what_it_says_it_ran(small, path):
    """Without noise and with errors of zero, both ways to compute give the pass itself."""
    own = path == "figures of their own"
    spec = EVERYTHING | {"weight_noise": 0.0, "values": own, "runs": 100, "leave_out": []}
    nominal = _nominal(small, spec, weights={"x": 3.0})
    uncertainty = nominal.tree.framework.uncertainty
    replications = replicate(nominal, np.zeros((4, PLACES)) if own else None)
    for k, choice in enumerate(replications.choices):
        steps = {n: getattr(uncertainty, n)[c] for n, c in zip(STEPS, choice, strict=True)}
        recipe = nominal.tree.framework.recipe.model_copy(update=steps)
        alone = score(nominal.tree, nominal.cut, recipe)
        expected = alone.scores
        if not keeps_scale("normalise", steps["normalise"], nominal.recipe.normalise):
            expected = on_nominal_scale(expected, nominal.scores)
        assert_allclose(replications.scores[k], expected, rtol=1e-9, atol=1e-9)
        assert_array_equal(replications.ranks("overall")[k], alone.ranks[-1])


# ── the scale of methods without a scale ──────────────────────────────────────────────────────


def test_scores_of_a_free_scale_take_the_mean_and_spread_of_the_nominal_ones():
    moved = on_nominal_scale(np.array([[[-1.0, 0.0, 1.0]]]), np.array([[20.0, 40.0, 60.0]]))
    assert_allclose(moved, [[[20.0, 40.0, 60.0]]], rtol=1e-12)


@given(
    scores=arrays(np.int64, (4, 2, 6), elements=st.integers(-500, 500)),
    nominal=arrays(np.int64, (2, 6), elements=st.integers(0, 1000)),
)
def test_moving_a_scale_changes_no_rank(scores, nominal):
    if (np.ptp(scores, axis=-1) == 0).any() or (np.ptp(nominal, axis=-1) == 0).any():
        return
    moved = on_nominal_scale(scores / 10, nominal / 10)
    assert_array_equal(descending_ranks(moved), descending_ranks(scores / 10))
    assert_allclose(moved.mean(axis=-1), np.broadcast_to(nominal.mean(axis=-1) / 10, (4, 2)))


def test_a_node_without_any_score_is_moved_without_a_warning(small):
    spec = {"runs": 10, "normalise": EVERYTHING["normalise"]}
    values = _figures()
    values[3] = nan
    replications = replicate(_nominal(small, spec, values))
    assert np.isnan(replications.scores[:, replications.tree.index("B")]).all()
    assert np.isfinite(replications.scores[:, -1, 0]).all()


# ── weights of other kinds, indicators left out ───────────────────────────────────────────────


@pytest.mark.parametrize("way", ["arithmetic-mean", "geometric-mean", "median"])
@pytest.mark.parametrize("own", [False, True], ids=["shared figures", "figures of their own"])
def test_an_indicator_that_is_left_out_counts_nothing_and_the_others_more(small, way, own):
    """As a pass over figures in which it is missing everywhere; its node falls with it."""
    values = np.random.default_rng(0).uniform(5, 95, (4, PLACES))
    spec = {"runs": 300, "leave_out": ["x", "z", "u"], "values": own}
    nominal = _nominal(small, spec | {"aggregate": [{"method": way}]}, values)
    step = nominal.tree.framework.uncertainty.aggregate[0]
    recipe = nominal.tree.framework.recipe.model_copy(update={"aggregate": step})
    found = replicate(nominal, np.zeros(values.shape) if own else None)
    names = [*nominal.tree.indicators, "nothing"]
    assert sorted({names[row] for row in found.left_out}) == ["nothing", "u", "x", "z"]
    for row in (0, 2, 3, -1):
        k = int(np.flatnonzero(found.left_out == row)[0])
        cut = replace(nominal.cut, values=values.copy())
        if row >= 0:
            cut.values[row] = nan
        alone = score(nominal.tree, cut, recipe)
        assert_allclose(found.of("overall")[k], alone.of("overall"), rtol=1e-9)


def test_experts_weights_are_drawn_and_silence_keeps_the_given_ones(small):
    tree = small.tree(
        {"A": ["x"], "B": ["y"]},
        uncertainty={"runs": 200, "experts": [{"A": 3.0}, {"A": 0.0, "B": 1.0}]},
    )
    found = replicate(score(tree, small.cut(tree, [[0.0], [100.0]])))
    overall = found.of("overall")[:, 0]
    assert_allclose(overall[found.expert == 0], 25.0)
    assert_allclose(overall[found.expert == 1], 100.0)
    assert 70 < (found.expert == 0).sum() < 130
    first = int(np.flatnonzero(found.expert == 0)[0])
    assert found.weights(first)["overall"] == {"A": 0.75, "B": 0.25}
    assert found.explain(first)["weights"] == "of expert 1"


def test_dirichlet_weights_have_the_given_shares_as_their_mean(small):
    tree = small.tree(
        {"A": ["x"], "B": ["y"]},
        weights={"A": 3.0},
        uncertainty={"runs": 4000, "dirichlet": 20.0},
    )
    overall = replicate(score(tree, small.cut(tree, [[0.0], [100.0]]))).of("overall")[:, 0]
    assert overall.mean() == pytest.approx(25.0, abs=0.5)
    assert overall.std() == pytest.approx(100 * np.sqrt(0.75 * 0.25 / 21), rel=0.05)


@pytest.mark.parametrize("concentration", [0.001, 0.05])
def test_a_small_concentration_gives_one_child_nearly_everything(small, concentration):
    tree = small.tree(
        {"A": ["x"], "B": ["y"]},
        weights={"A": 3.0},
        uncertainty={"runs": 4000, "dirichlet": concentration},
    )
    overall = replicate(score(tree, small.cut(tree, [[0.0], [100.0]]))).of("overall")[:, 0]
    assert np.isfinite(overall).all()
    assert ((overall < 1) | (overall > 99)).mean() > 0.9
    assert overall.mean() == pytest.approx(25.0, abs=3)


def test_a_replication_that_was_not_run_is_not_explained(replications):
    for ask in (replications.explain, replications.weights):
        with pytest.raises(
            MethodError, match=r"there is no replication 5000\. Give a number from 0"
        ):
            ask(5000)


def test_a_weight_method_that_looks_at_figures_may_be_an_alternative(small):
    values = np.random.default_rng(1).normal(50, 10, (4, PLACES))
    values[1] = values[0] + np.random.default_rng(2).normal(0, 1, PLACES)
    spec = {"runs": 50, "weight": [{"method": "given"}, {"method": "entropy"}]}
    nominal = _nominal(small, spec, values)
    found = replicate(nominal)
    other = nominal.tree.framework.recipe.model_copy(
        update={"weight": Uncertainty.model_validate(spec).weight[1]}
    )
    framework = nominal.tree.framework.model_copy(update={"recipe": other})
    directions = dict(zip(nominal.tree.indicators, nominal.tree.direction, strict=True))
    alone = score(tree_of(framework, directions), nominal.cut)
    which = found.choices[:, STEPS.index("weight")] == 1
    assert_allclose(found.scores[which], np.broadcast_to(alone.scores, found.scores[which].shape))
    assert not np.allclose(alone.scores, nominal.scores)


def test_drawn_imputations_differ_between_replications_and_touch_no_figure(small):
    values = np.random.default_rng(1).normal(50, 10, (4, PLACES))
    values[0, 3] = nan
    spec = {"runs": 60, "impute": [{"method": "multiple"}]}
    nominal = _nominal(small, spec, values)
    found = replicate(nominal).of("A1")
    assert np.ptp(found[:, 3]) > 1
    assert_allclose(np.ptp(np.delete(found, 3, axis=1), axis=0), 0, atol=1e-12)


def test_strange_names_in_the_variations_are_all_named(small):
    spec = {"runs": 5, "leave_out": ["x", "q"], "experts": [{"A": 1.0, "Z": 2.0}, {"B": -1.0}]}
    with pytest.raises(MethodError) as caught:
        replicate(_nominal(small, spec))
    assert [p.where for p in caught.value.problems] == [
        "uncertainty: leave_out", "uncertainty: experts: 1", "uncertainty: experts: 2",
    ]  # fmt: skip


def test_an_expert_who_gives_a_node_no_weight_at_all_is_refused(small):
    spec = {"runs": 5, "experts": [{"A": 0.0, "B": 0.0}]}
    with pytest.raises(MethodError, match=r"experts: 1: all children of overall weigh 0\."):
        replicate(_nominal(small, spec))


@pytest.mark.parametrize("own", [False, True], ids=["shared figures", "figures of their own"])
@pytest.mark.parametrize("way", ["arithmetic-mean", "median"])
def test_a_node_whose_only_indicator_is_left_out_has_no_score(small, own, way):
    values = np.random.default_rng(0).uniform(5, 95, (4, PLACES))
    spec = {"runs": 60, "leave_out": ["z"], "values": own, "aggregate": [{"method": way}]}
    found = replicate(_nominal(small, spec, values), np.zeros(values.shape) if own else None)
    lost = found.left_out == 2
    assert np.isnan(found.of("A2")[lost]).all()
    assert np.isfinite(found.of("A2")[~lost]).all()
    assert np.isfinite(found.of("overall")).all()


def test_replications_are_of_the_recipe_that_was_run(small):
    tree = small.tree(TWO_LEVELS, uncertainty={"runs": 3})
    recipe = tree.framework.recipe.model_copy(
        update={"normalise": Step(method="rank"), "weight": Step(method="equal")}
    )
    values = np.random.default_rng(0).uniform(5, 95, (4, PLACES))
    nominal = score(tree, small.cut(tree, values), recipe)
    assert_allclose(replicate(nominal).scores, np.broadcast_to(nominal.scores, (3, 5, PLACES)))


@pytest.mark.parametrize(
    ("stage", "step", "own", "same"),
    [
        ("normalise", "fixed-bounds", "scaled", True),
        ("normalise", "fixed-bounds", "goalposts", False),
        ("normalise", "min-max", "min-max", True),
        ("normalise", "min-max", "fixed-bounds", False),
        ("aggregate", "geometric-mean", "arithmetic-mean", True),
        ("aggregate", "copeland", "arithmetic-mean", False),
    ],
)
def test_which_methods_share_a_scale(stage, step, own, same):
    assert keeps_scale(stage, Step(method=step), Step(method=own)) == same


def test_a_standardised_mazziotta_pareto_index_is_moved_onto_the_nominal_scale(small):
    way = {"method": "mazziotta-pareto", "parameters": {"standardise": "true"}}
    values = np.random.default_rng(0).uniform(5, 95, (4, PLACES))
    nominal = _nominal(small, {"runs": 5, "aggregate": [way]}, values)
    overall = replicate(nominal).of("overall")
    assert_allclose(overall.mean(axis=1), nominal.of("overall").mean())


def test_a_node_that_is_not_there_is_named(small):
    nominal = _nominal(small, NOTHING)
    with pytest.raises(MethodError, match=r"A9: the framework has no such node\. Did you mean"):
        replicate(nominal, nodes=["A9"])


@pytest.mark.parametrize("errors", [np.ones((2, 2)), np.full((4, PLACES), -1.0)])
def test_errors_that_do_not_fit_the_figures_are_refused(small, errors):
    with pytest.raises(MethodError, match="Give one standard error of 0 or more for each figure"):
        replicate(_nominal(small, NOTHING), errors)


# ── one above another ─────────────────────────────────────────────────────────────────────────


def test_how_often_one_is_above_another_counts_ties_half(nominal):
    scores = np.full((4, *nominal.scores.shape), nan)
    scores[:, -1, :3] = [[5, 1, 5], [5, 9, 5], [5, 5, 5], [5, 1, 5]]
    replications = _by_hand(nominal, scores)
    above = replications.above("overall", 0)
    assert_array_equal(above[:4], [0.5, 0.625, 0.5, nan])


def test_of_two_territories_the_chances_of_being_above_sum_to_one(nominal, replications):
    known = np.flatnonzero(np.isfinite(nominal.ranks[-1]))
    chances = np.array([replications.above("overall", k)[known] for k in known])
    assert_allclose(chances + chances.T, 1.0, rtol=1e-12)


def test_chances_count_the_replications_in_which_both_have_a_score(nominal):
    scores = np.full((4, *nominal.scores.shape), nan)
    scores[:, -1, :3] = [[nan, 1, 5], [5, 9, nan], [5, 5, nan], [5, 1, nan]]
    found = _by_hand(nominal, scores)
    assert_array_equal(
        found.dominance("overall")[:3, :3], [[0.5, 0.5, nan], [0.5, 0.5, 0], [nan, 1, 0.5]]
    )
    assert np.isnan(found.dominance("overall")[3]).all()
    assert_array_equal(found.top("overall", 1)[:4], [2 / 3, 0.5, 1.0, nan])


def test_rounding_dust_orders_nobody(nominal):
    scores = np.full((4, *nominal.scores.shape), nan)
    scores[:, -1, :2] = [[0.3, 0.1 + 0.2]] * 4
    assert_array_equal(_by_hand(nominal, scores).dominance("overall")[:2, :2], 0.5)


def test_errors_of_counts_become_errors_of_rates(small):
    tree = small.tree({"A": ["x"]}, uncertainty={"runs": 3000, "values": True})
    text = tree.framework.model_dump(mode="json")
    text["nodes"][0]["indicators"][0]["denominator"] = "people"
    tree = tree_of(Framework.model_validate(text), {"x": 1.0})
    cut = replace(small.cut(tree, [[5000.0, 100.0]]), denominators=np.array([[100.0, 0.0]]))
    scores = replicate(score(tree, cut), np.array([[400.0, 1.0]])).scores[:, 0]
    assert scores[:, 0].std() == pytest.approx(4.0, rel=0.05)
    assert np.isnan(scores[:, 1]).all()
    whole = tree.framework.recipe.model_copy(update={"denominate": Step(method="none")})
    scores = replicate(score(tree, cut, whole), np.array([[400.0, 1.0]])).scores[:, 0]
    assert scores[:, 0].std() == pytest.approx(400.0, rel=0.05)


def test_the_chance_of_the_best_places_sums_to_their_number(nominal, replications):
    known = np.isfinite(nominal.ranks[-1])
    assert replications.top("overall", 3)[known].sum() == pytest.approx(3.0)
    assert np.isnan(replications.top("overall", 3)[~known]).all()


def test_only_the_nodes_asked_for_are_kept(nominal, errors, replications):
    some = replicate(nominal, errors, nodes=("overall", "A1"))
    assert_array_equal(some.of("A1"), replications.of("A1"))
    assert_array_equal(some.medians("overall"), replications.medians("overall"))
    with pytest.raises(KeyError):
        some.of("B")


# ── percentiles ───────────────────────────────────────────────────────────────────────────────


@given(arrays(np.int64, st.tuples(st.integers(1, 40), st.just(3)), elements=st.integers(-99, 99)))
def test_percentiles_are_linear_between_order_statistics(values):
    low, high = percentiles_of(values / 10, (LOW, HIGH))
    expected = np.percentile(values / 10, [5, 95], axis=0)
    assert_allclose([low, high], expected, rtol=1e-12, atol=1e-12)


# ── what cannot be computed ───────────────────────────────────────────────────────────────────


def test_a_run_of_which_nothing_can_be_computed_says_what_and_how_to_mend(small):
    spec = {
        "runs": 10,
        "normalise": [{"method": "min-max"}],
        "aggregate": [{"method": "geometric-mean"}],
    }
    with pytest.raises(MethodError) as caught:
        replicate(_nominal(small, spec))
    (problem,) = caught.value.problems
    assert problem.where == "uncertainty"
    assert problem.what.startswith(
        "no replication can be computed: aggregate: geometric-mean needs"
    )
    assert problem.mend == "Take the method out of the variations."


REFUSED = {
    "runs": 400,
    "normalise": [{"method": "fixed-bounds"}, {"method": "min-max"}],
    "aggregate": [{"method": "arithmetic-mean"}, {"method": "geometric-mean"}],
    "weight_noise": 0.1,
}


@pytest.mark.parametrize("own", [False, True], ids=["shared figures", "figures of their own"])
def test_a_refused_combination_is_excluded_and_counted(small, own):
    """Min–max gives the lowest territory 0, which a geometric mean refuses."""
    nominal = _nominal(small, REFUSED | {"values": own})
    found = replicate(nominal, np.zeros((4, PLACES)) if own else None)
    normalise, aggregate = found.choices[:, STEPS.index("normalise")], found.choices[:, -1]
    assert_array_equal(found.excluded, (normalise == 1) & (aggregate == 1))
    assert 70 < found.excluded.sum() < 130
    assert sum(found.reasons.values()) == found.excluded.sum()
    assert all(
        r.startswith("aggregate: geometric-mean needs values above 0") for r in found.reasons
    )
    assert np.isnan(found.scores[found.excluded]).all()
    assert np.isfinite(found.scores[~found.excluded][:, :, 0]).all()
    excluded = int(np.flatnonzero(found.excluded)[0])
    assert found.explain(excluded)["excluded"] == "a method refuses this combination"
    known = np.flatnonzero(np.isfinite(nominal.ranks[-1]))
    chances = found.dominance("overall")[np.ix_(known, known)]
    assert_allclose(chances + chances.T, 1.0, rtol=1e-12)


def test_only_the_replications_with_a_bad_draw_are_excluded(small):
    """A figure near 0 with a large error falls below 0 in some draws only."""
    spec = {"runs": 300, "values": True, "aggregate": [{"method": "geometric-mean"}]}
    tree = small.tree({"A": ["x", "y"]}, uncertainty=spec)
    nominal = score(tree, small.cut(tree, [[2.0, 50.0], [40.0, 60.0]]))
    found = replicate(nominal, np.full((2, 2), 2.0))
    assert 20 < found.excluded.sum() < 80
    assert np.isfinite(found.scores[~found.excluded]).all()


def test_values_that_are_to_vary_need_their_errors(nominal):
    with pytest.raises(MethodError) as caught:
        replicate(nominal)
    assert str(caught.value) == (
        "uncertainty: the values are to vary, and their standard errors are not given. "
        "Give errors, or set values to false."
    )


def test_a_range_comes_from_the_replications_that_have_a_score(small):
    """x and y do not vary between the territories: min–max can say nothing about their node."""
    values = np.array([[50.0] * 4, [20.0] * 4, [10.0, 20.0, 30.0, 40.0], [1.0, 2.0, 3.0, 4.0]])
    spec = {
        "runs": 400,
        "normalise": [{"method": "fixed-bounds"}, {"method": "min-max"}],
        "weight_noise": 0.5,
    }
    nominal = _nominal(small, spec, values)
    replications = replicate(nominal)
    row = nominal.tree.index("A1")
    with_score = replications.scores[replications.choices[:, STEPS.index("normalise")] == 0, row]
    assert 150 < len(with_score) < 250
    assert np.isfinite(with_score).all()
    low, high = replications.score_ranges
    expected = np.percentile(with_score, [5, 95], axis=0)
    assert_allclose([low[row], high[row]], expected, rtol=1e-12)
