"""Correlations, principal components and reliability equal those of COINr to nine digits."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure.audit.correlations import correlate
from territoria.measure.audit.principal_components import principal_components
from territoria.measure.audit.reliability import cronbach_alpha
from territoria.measure.audit.statistics import describe

PILLARS = ("Physical", "ConEcFin", "Political", "Instit", "P2P", "Environ", "Social", "SusEcFin")


def _children(coinr, parent):
    return tuple(r["iCode"] for r in coinr.meta if r["Parent"] == parent)


@pytest.mark.parametrize("kind", ["pearson", "kendall"])
def test_every_correlation_of_raw_figures_is_that_of_the_reference(coinr, kind):
    found = correlate(coinr.table("standard/Raw"), coinr.indicators, kind=kind).coefficient
    row = {name: n for n, name in enumerate(coinr.indicators)}
    rows = coinr.rows(f"multivariate/corr_Raw_{kind}")
    assert len(rows) == 49 * 49
    ours = [found[row[r["Var1"]], row[r["Var2"]]] for r in rows]
    assert_allclose(ours, [float(r["Correlation"]) for r in rows], rtol=1e-9, atol=1e-12)


@pytest.mark.parametrize("table", ["Raw", "Imputed", "Normalised"])
@pytest.mark.parametrize("pillar", PILLARS)
def test_alpha_of_each_pillar_is_that_of_the_reference(coinr, table, pillar):
    ours = cronbach_alpha(coinr.table(f"standard/{table}", _children(coinr, pillar)))
    assert_allclose(ours, _alpha(coinr, table, pillar), rtol=1e-9)


@pytest.mark.parametrize("node", ["Conn", "Sust", "Index"])
def test_alpha_of_the_higher_nodes_is_that_of_the_reference(coinr, node):
    ours = cronbach_alpha(coinr.table("standard/Aggregated", _children(coinr, node)))
    assert_allclose(ours, _alpha(coinr, "Aggregated", node), rtol=1e-9)


def test_alpha_of_complete_countries_is_that_of_the_reference(coinr):
    children = coinr.table("standard/Raw", _children(coinr, "P2P"))
    ours = cronbach_alpha(children, complete=True)
    assert_allclose(ours, _alpha(coinr, "Raw_complete.obs", "P2P"), rtol=1e-9)


def test_components_of_a_pillar_are_those_of_the_reference_up_to_sign(coinr):
    """The reference standardises, so its variances sum to the number of indicators."""
    rotation = coinr.rows("multivariate/pca_Normalised_L1_Physical_rotation")
    names = tuple(r["row"] for r in rotation)
    found = principal_components(coinr.table("standard/Normalised", names), names)
    expected = np.array([[float(r[f"PC{n + 1}"]) for n in range(8)] for r in rotation])
    assert_allclose(np.abs(found.loadings), np.abs(expected), rtol=1e-9, atol=1e-9)
    agree = found.loadings * expected
    assert ((agree > -1e-12).all(axis=0) | (agree < 1e-12).all(axis=0)).all()
    sdev = coinr.rows("multivariate/pca_Normalised_L1_Physical_sdev")
    assert_allclose(found.sdev, [float(r["sdev"]) for r in sdev], rtol=1e-9)
    assert_allclose(found.eigenvalues, [float(r["var"]) for r in sdev], rtol=1e-9)
    assert_allclose(found.shares, [float(r["prop"]) for r in sdev], rtol=1e-9)
    assert (found.loadings.sum(axis=0) > 0).all()


def test_moments_of_the_indicators_are_those_of_the_reference(coinr):
    found = describe(coinr.table("standard/Imputed"), coinr.indicators)
    rows = {r["iCode"]: r for r in coinr.rows("standard/Treated_Dets_Table")}
    for ours, name in ((found.skewness, "Skew"), (found.kurtosis, "Kurt")):
        expected = [float(rows[i][f"check_SkewKurt0.{name}"]) for i in coinr.indicators]
        assert_allclose(ours, expected, rtol=1e-9)


def _alpha(coinr, table, group):
    rows = coinr.rows("multivariate/cronbach")
    return next(float(r["alpha"]) for r in rows if (r["dset"], r["group"]) == (table, group))
