"""Normalised figures equal those of COINr to nine digits."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria.measure.normalise import METHODS, orient

CASES = {
    "normalise/Treated__minmax_1_100": ("standard/Treated", "min-max", {"lower": 1.0}),
    "normalise/Treated__zscore_0_1": ("standard/Treated", "z-score", {}),
    "normalise/Treated__rank": ("standard/Treated", "rank", {}),
    "normalise/Treated__borda": ("standard/Treated", "borda", {}),
    "normalise/Treated__dist2max": ("standard/Treated", "distance-to-maximum", {}),
    "normalise/Treated__scaled_0_100": ("standard/Treated", "scaled", {}),
    "normalise/DenominatedNA__prank": ("standard/Denominated", "percentile-rank", {}),
    "standard/Normalised": ("standard/Treated", "min-max", {}),
}


@pytest.mark.parametrize("name", CASES)
def test_normalised_figures_are_those_of_the_reference(coinr, name):
    source, method, parameters = CASES[name]
    oriented = orient(coinr.table(source), coinr.frame)
    normalised, _ = METHODS[method](oriented, coinr.frame, **parameters)
    assert_allclose(normalised, coinr.table(name), rtol=1e-9, atol=1e-12)


def test_goalposts_of_each_indicator_truncate_at_both_ends(coinr):
    frame = replace(
        coinr.frame,
        minimum=_parameter(coinr, "goalpost_lower"),
        maximum=_parameter(coinr, "goalpost_upper"),
    )
    oriented = orient(coinr.table("standard/Raw"), frame)
    normalised, _ = METHODS["goalposts"](oriented, frame, scale=100.0)
    expected = coinr.table("normalise/Raw__n_goalposts_use_iMeta")
    assert_allclose(normalised, expected, rtol=1e-9, atol=1e-12)


def test_distances_to_the_target_of_each_indicator_are_capped_at_one(coinr):
    frame = replace(coinr.frame, target=_parameter(coinr, "Target"))
    oriented = orient(coinr.table("standard/Raw"), frame)
    normalised, _ = METHODS["distance-to-target"](oriented, frame)
    expected = coinr.table("normalise/Raw__n_dist2targ_use_iMeta")
    assert_allclose(normalised, expected, rtol=1e-9, atol=1e-12)


def _parameter(coinr, column):
    rows = {r["iCode"]: r for r in coinr.rows("data/ASEM_iMeta_with_norm_params")}
    return np.array([float(rows[i][column]) for i in coinr.indicators])


def test_a_distance_to_the_best_country_as_reference_is_the_distance_to_the_maximum(coinr):
    """The reference gives no file for a reference country; where it leads, both formulas agree."""
    oriented = orient(coinr.table("standard/Treated"), coinr.frame)
    expected = coinr.table("normalise/Treated__dist2max")
    frame = replace(coinr.frame, territories=coinr.countries)
    leaders = np.argmax(oriented, axis=1)
    for row, leader in enumerate(leaders):
        ours, _ = METHODS["distance-to-reference"](
            oriented, frame, reference=coinr.countries[leader]
        )
        assert_allclose(ours[row], expected[row], rtol=1e-9, atol=1e-12)
