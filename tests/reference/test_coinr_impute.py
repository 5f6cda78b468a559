"""Imputed figures equal those of COINr to nine digits."""

import numpy as np
from numpy.testing import assert_allclose

from territoria.measure import impute


def test_a_missing_figure_becomes_the_mean_of_its_indicator(coinr):
    filled, _ = impute.mean(coinr.table("standard/Denominated"), coinr.frame)
    assert_allclose(filled, coinr.table("impute/mean_col"), rtol=1e-9, atol=1e-12)


def test_a_missing_figure_becomes_the_median_of_its_continent(coinr):
    filled, _ = impute.group_median(
        coinr.table("standard/Denominated"), coinr.frame, group="country"
    )
    assert_allclose(filled, coinr.table("impute/median_grp_EurAsia"), rtol=1e-9, atol=1e-12)


def test_a_missing_figure_becomes_the_mean_of_its_continent(coinr):
    filled, details = impute.group_mean(
        coinr.table("standard/Denominated"), coinr.frame, group="country"
    )
    assert_allclose(filled, coinr.table("standard/Imputed"), rtol=1e-9, atol=1e-12)
    assert int(details["imputed"].sum()) == 65
    assert not details["fell_back"].any()


def test_a_missing_figure_becomes_what_the_countrys_other_figures_say(coinr):
    """All on [0, 1] and in their direction first; the reference takes the whole row."""
    filled, details = impute.row_mean(
        coinr.table("standard/Denominated"), coinr.frame, within="all"
    )
    assert_allclose(filled, coinr.table("impute/mean_row_normfirst"), rtol=1e-9, atol=1e-12)
    assert not details["fell_back"].any()


def test_present_figures_of_the_example_are_not_touched_to_the_last_bit(coinr):
    denominated = coinr.table("standard/Denominated")
    present = np.isfinite(denominated)
    for method, parameters in (
        (impute.mean, {}),
        (impute.median, {}),
        (impute.group_mean, {"group": "country"}),
        (impute.group_median, {"group": "country"}),
        (impute.row_mean, {}),
        (impute.row_median, {}),
        (impute.nearest_neighbours, {}),
        (impute.expectation_maximisation, {"ridge": 0.05}),
        (impute.multiple, {"ridge": 0.05}),
    ):
        filled, _ = method(denominated, coinr.frame, **parameters)
        assert (filled[present] == denominated[present]).all()
        assert np.isfinite(filled).all()
