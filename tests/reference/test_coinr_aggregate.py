"""Scores of every node equal those of COINr to nine digits."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure.ranks import descending_ranks
from territoria.measure.score import aggregate_tree, coverage_of, enough_of
from territoria.model import Step

PILLARS = ("Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin")
NODES = (*PILLARS, "Conn", "Sust")
LEVELS = dict.fromkeys(NODES, "arithmetic-mean")
CASES = {
    "N1__amean": ("arithmetic-mean", None),
    "N1__gmean": ("geometric-mean", None),
    "N1__hmean": ("harmonic-mean", None),
    "N1__amean_amean_gmean": ("geometric-mean", LEVELS),
    "N1withNA__amean": ("arithmetic-mean", None),
}


def _scores(tree, normalised):
    enough = enough_of(tree, coverage_of(tree, normalised))
    return aggregate_tree(tree, normalised, tree.framework.recipe.aggregate, enough)


@pytest.mark.parametrize("name", CASES)
def test_scores_of_all_nodes_are_those_of_the_reference(coinr, name):
    method, by_node = CASES[name]
    framework = coinr.framework({"aggregate": Step(method=method)}, aggregate=by_node)
    scores = _scores(coinr.tree(framework), coinr.table(f"aggregate/{name}"))
    assert_allclose(scores, coinr.nodes(f"aggregate/{name}"), rtol=1e-9, atol=1e-12)


def test_weights_of_all_levels_count_as_in_the_reference(coinr):
    weights = {r["iCode"]: float(r["Weight"]) for r in coinr.rows("aggregate/weights_mod3")}
    tree = coinr.tree(coinr.framework(weights=weights))
    scores = _scores(tree, coinr.table("aggregate/N1_wmod3__amean"))
    assert_allclose(scores, coinr.nodes("aggregate/N1_wmod3__amean"), rtol=1e-9, atol=1e-12)


def test_a_node_below_four_fifths_of_its_children_has_no_score(coinr):
    """COINr counts direct children at every level: our ``minimum_children``."""
    tree = coinr.tree(coinr.framework(minimum_children=0.8))
    scores = _scores(tree, coinr.table("aggregate/N1withNA__amean_datthresh08"))
    expected = coinr.nodes("aggregate/N1withNA__amean_datthresh08")
    assert int(np.isnan(expected).sum()) > 13
    assert_allclose(scores, expected, rtol=1e-9, atol=1e-12)


def test_the_index_without_each_indicator_is_that_of_the_reference(coinr):
    """All 49 frameworks that lack one indicator, as one batch of weights."""
    tree = coinr.tree()
    removed = list(coinr.rows("remove/L1_Scores")[0])[1:]
    weights = [
        np.array([[_kept(tree, child, r) for child in branch.children] for r in removed])
        for branch in tree.nodes
    ]
    normalised = np.broadcast_to(
        coinr.table("standard/Normalised"), (len(removed), 49, len(coinr.countries))
    )
    enough = np.ones((len(tree.nodes), len(coinr.countries)), dtype=bool)
    scores = aggregate_tree(tree, normalised, Step(method="arithmetic-mean"), enough, weights)[
        :, -1
    ]
    assert_allclose(scores, coinr.table("remove/L1_Scores", removed), rtol=1e-9, atol=1e-12)
    assert (descending_ranks(scores) == coinr.table("remove/L1_Ranks", removed)).all()


def _kept(tree, child, removed):
    is_it = child < len(tree.bindings) and tree.indicators[child] == removed
    return 0.0 if is_it else 1.0


@pytest.mark.parametrize(
    ("exponent", "name"), [(1, "N1__amean"), (0, "N1__gmean"), (-1, "N1__hmean")]
)
def test_power_means_pass_through_the_references_three_means(coinr, exponent, name):
    step = Step(method="power-mean", parameters={"exponent": exponent})
    framework = coinr.framework({"aggregate": step})
    scores = _scores(coinr.tree(framework), coinr.table(f"aggregate/{name}"))
    assert_allclose(scores, coinr.nodes(f"aggregate/{name}"), rtol=1e-9, atol=1e-12)
