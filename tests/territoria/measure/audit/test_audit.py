import numpy as np
from numpy.testing import assert_allclose

from territoria.measure.audit import Thresholds, audit
from territoria.measure.audit.correlations import correlate
from territoria.measure.audit.reliability import cronbach_alpha
from territoria.measure.score import score
from territoria.measure.uncertainty import replicate
from territoria.model import Step


def test_an_audit_gathers_every_statistic(scored):
    found = audit(scored)
    assert found.figures.names == scored.tree.indicators
    assert found.figures.missing.tolist() == [0, 0, 1, 0, 0]
    assert_allclose(found.availability.by_indicator, [1, 1, 11 / 12, 1, 1])
    assert found.imputed.tolist() == [0.0] * 5
    assert found.drop_one.names == ("a1", "a2", "a3", "b1", "b2", "A", "B")
    assert found.pearson.names == found.hierarchy.names
    assert found.spearman.kind == "spearman"
    assert [node.row for node in found.nodes] == [5, 6, 7]
    assert_allclose(found.nodes[0].alpha, cronbach_alpha(scored.normalised[:3]))
    assert found.nodes[0].components.names == ("a1", "a2", "a3")
    assert found.nodes[0].components.territories == 11
    assert len(found.nodes[0].alpha_without) == 3


def test_a_result_of_another_recipe_can_be_audited(scored):
    recipe = scored.tree.framework.recipe
    other = recipe.model_copy(update={"normalise": Step(method="rank")})
    ranked = score(scored.tree, scored.cut, other)
    found = audit(ranked)
    assert_allclose(found.drop_one.scores[5], ranked.of("B"))
    assert_allclose(found.hierarchy.values[:5], ranked.normalised)


def test_what_was_not_given_is_none(scored):
    found = audit(scored)
    assert (found.size, found.dominance, found.sensitivity) == (None, None, None)


def test_what_was_given_is_there(scored):
    size, runs = np.arange(12.0), replicate(scored)
    found = audit(scored, sizes={"area": size}, replications=runs, sensitivity="opaque")
    assert found.size.sizes == ("area",)
    expected = correlate(np.vstack([scored.values, size])).coefficient[:5, 5]
    assert_allclose(found.size.coefficient[:, 0], expected)
    assert found.dominance.node == "overall"
    assert found.sensitivity == "opaque"


def test_the_threshold_of_firmness_reaches_the_dominance(scored):
    limits = Thresholds(firm=0.7)
    assert audit(scored, replications=replicate(scored), thresholds=limits).dominance.firm == 0.7


def test_availability_is_that_of_all_groups(scored):
    found = audit(scored).availability.by_group
    assert tuple(found) == ("country",)
    assert_allclose(found["country"].shares[2], [5 / 6, 1])


def test_imputed_figures_are_counted_and_are_not_published_ones(small):
    tree = small.tree({"A": ["x", "y"]}, impute={"method": "mean"})
    rows = np.array([np.arange(8.0), np.arange(8.0) ** 2])
    rows[0, :2] = np.nan
    found = audit(score(tree, small.cut(tree, rows)))
    assert found.imputed.tolist() == [0.25, 0]
    assert found.figures.count.tolist() == [6, 8]
    assert_allclose(found.availability.by_indicator, [0.75, 1])


def test_a_territory_that_was_screened_out_is_in_the_availability_only(small):
    tree = small.tree({"A": ["x", "y"]}, screen={"method": "by-data"})
    rows = np.array([np.arange(8.0), np.arange(8.0) ** 2])
    rows[0, 0] = np.nan
    found = audit(score(tree, small.cut(tree, rows)))
    assert found.figures.count.tolist() == [7, 7]
    assert_allclose(found.availability.by_territory, [0.5] + [1] * 7)
