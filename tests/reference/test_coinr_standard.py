"""The standard example from denominated figures to ranks equals that of COINr to nine digits."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure import screen
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import coverage_of, score

PILLARS = ("Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin")


@pytest.fixture(scope="module")
def scores(coinr):
    return score(coinr.tree(), coinr.cut("standard/Denominated"))


@pytest.mark.parametrize(
    ("table", "name"),
    [
        ("imputed", "standard/Imputed"),
        ("treated", "standard/Treated"),
        ("normalised", "standard/Normalised"),
    ],
)
def test_each_intermediate_table_is_that_of_the_reference(coinr, scores, table, name):
    assert_allclose(getattr(scores, table), coinr.table(name), rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("name", ["standard/Aggregated", "standard/Results_Aggs"])
def test_scores_of_all_nodes_are_those_of_the_reference(coinr, scores, name):
    assert_allclose(scores.scores, coinr.nodes(name), rtol=1e-9, atol=1e-12)


def test_ranks_of_all_nodes_are_those_of_the_reference(coinr, scores):
    assert (scores.ranks == coinr.nodes("standard/Results_Full_ranks")).all()


def test_ranks_of_the_indicators_are_those_of_the_reference_but_for_one_tie(coinr, scores):
    """Three countries share 5.1 on TolMin; the reference parts them by the dust of 1e-14."""
    ours = descending_ranks(scores.normalised)
    expected = coinr.table("standard/Results_Full_ranks")
    row, column = coinr.indicators.index("TolMin"), coinr.countries.index("GRC")
    assert np.argwhere(ours != expected).tolist() == [[row, column]]
    assert (ours[row, column], expected[row, column]) == (24, 26)
    assert int((ours[row] == 24).sum()) == 3


@pytest.mark.parametrize("continent", ["Asia", "Europe"])
def test_ranks_inside_a_continent_are_those_of_the_reference(coinr, scores, continent):
    here = np.array([t.country == continent for t in coinr.territories])
    expected = coinr.nodes("standard/Results_groupranks_EurAsia")
    assert (descending_ranks(scores.scores[:, here]) == expected[:, here]).all()


def test_effective_weights_are_those_of_the_reference(coinr):
    expected = {r["iCode"]: float(r["EffWeight"]) for r in coinr.rows("standard/EffWeights")}
    ours = coinr.tree().effective_weights()
    assert_allclose(ours, [expected[i] for i in coinr.indicators], rtol=1e-12)


def test_nobody_is_screened_out_once_the_gaps_are_filled(coinr):
    kept, details = screen.by_data(coinr.table("standard/Imputed"), coinr.frame)
    rows = {r["uCode"]: r for r in coinr.rows("standard/Screened_DataSummary")}
    assert [str(bool(k)).upper() for k in kept] == [rows[c]["Included"] for c in coinr.countries]
    assert details["availability"].tolist() == [1.0] * 51


def test_availability_and_zeros_of_the_raw_figures_are_those_of_the_reference(coinr):
    raw = coinr.table("standard/Raw")
    _, data = screen.by_data(raw, coinr.frame)
    _, zeros = screen.by_zeros(raw, coinr.frame)
    name = "standard/DataAvail_Raw_Summary"
    available, non_zero = coinr.table(name, ("Dat_Avail", "Non_Zero"))
    assert_allclose(data["availability"], available, rtol=1e-12)
    assert_allclose(zeros["non_zero"], non_zero, rtol=1e-12)


def test_coverage_of_the_pillars_is_the_availability_of_the_reference(coinr):
    tree = coinr.tree()
    coverage = coverage_of(tree, coinr.table("standard/Raw"))
    expected = coinr.nodes("standard/DataAvail_Raw_ByGroup")
    rows = [tree.index(p) for p in PILLARS]
    assert_allclose(coverage[rows], expected[rows], rtol=1e-12)
