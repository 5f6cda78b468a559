"""COINr's 200 replications: its draws run through our methods give its scores and ranks."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure.percentiles import HIGH, LOW, percentiles_of
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import aggregate_tree, score
from territoria.model import Step

NAME = "uncertainty/UA_N200_seed101"
NORMALISE = {
    "n_minmax": Step(method="min-max", parameters={"lower": 1, "upper": 100}),
    "n_zscore": Step(method="z-score", parameters={"mean": 10, "sd": 2}),
}
AGGREGATE = {
    "a_amean": Step(method="arithmetic-mean"),
    "a_gmean": Step(method="geometric-mean"),
}


@pytest.fixture(scope="module")
def draws(coinr):
    """Of each replication: winmax, normalisation, aggregation, and the weights by code."""
    weights = {}
    for row in coinr.rows("weights/noisy_weights_seed2024"):
        weights.setdefault(row["rep"], {})[row["iCode"]] = float(row["Weight"])
    return [
        (r["Winmax"], r["Normalisation"], r["Aggregation"], weights[r["WeightSet"]])
        for r in coinr.rows(f"{NAME}_Para")
    ]


@pytest.fixture(scope="module")
def replications(coinr, draws):
    """One whole pass for each replication."""
    cut = coinr.cut("standard/Denominated")
    passes = []
    for winmax, normalise, aggregate, weights in draws:
        recipe = {
            "treat": Step(method="winsorise-then-log", parameters={"limit": winmax}),
            "normalise": NORMALISE[normalise],
            "aggregate": AGGREGATE[aggregate],
        }
        passes.append(score(coinr.tree(coinr.framework(recipe, weights)), cut))
    return passes


@pytest.fixture(scope="module")
def columns():
    return tuple(f"r_{n}" for n in range(1, 201))


def test_the_scores_of_all_replications_are_those_of_the_reference(coinr, replications, columns):
    ours = np.array([r.of("overall") for r in replications])
    assert_allclose(ours, coinr.table(f"{NAME}_Scores", columns), rtol=1e-9, atol=1e-12)


def test_the_ranks_of_all_replications_are_those_of_the_reference(coinr, replications, columns):
    ours = np.array([r.ranks[-1] for r in replications])
    assert (ours == coinr.table(f"{NAME}_Ranks", columns)).all()


def test_a_batch_with_all_weights_gives_the_same_scores_as_one_pass_each(
    coinr, draws, replications, columns
):
    tree = coinr.tree()
    expected = coinr.table(f"{NAME}_Scores", columns)
    enough = np.ones((len(tree.nodes), len(coinr.countries)), dtype=bool)
    for name, step in AGGREGATE.items():
        here = [n for n, draw in enumerate(draws) if draw[2] == name]
        normalised = np.stack([replications[n].normalised for n in here])
        weights = [
            np.array([[draws[n][3][_code(tree, c)] for c in branch.children] for n in here])
            for branch in tree.nodes
        ]
        scores = aggregate_tree(tree, normalised, step, enough, weights)
        assert_allclose(scores[:, -1], expected[here], rtol=1e-9, atol=1e-12)


def test_the_rank_statistics_are_those_of_the_reference(coinr, replications):
    ranks = np.array([r.ranks[-1] for r in replications])
    nominal = score(coinr.tree(), coinr.cut("standard/Denominated")).ranks[-1]
    low, high = percentiles_of(ranks, (LOW, HIGH))
    ours = np.stack([nominal, ranks.mean(axis=0), np.median(ranks, axis=0), low, high])
    statistics = ("Nominal", "Mean", "Median", "Q5", "Q95")
    expected = coinr.table(f"{NAME}_RankStats", statistics)
    assert_allclose(ours, expected, rtol=1e-9, atol=1e-12)


def test_the_nominal_ranks_beside_the_replications_are_those_of_the_index(coinr):
    scores = coinr.table(f"{NAME}_Scores", ("Nominal",))
    assert (descending_ranks(scores) == coinr.table(f"{NAME}_Ranks", ("Nominal",))).all()


def _code(tree, child):
    count = len(tree.bindings)
    return tree.indicators[child] if child < count else tree.ids[child - count]
