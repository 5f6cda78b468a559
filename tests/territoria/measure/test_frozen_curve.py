"""The curve read off a pass gives back what the pass computed."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from territoria.measure.frozen_curve import read_curve
from territoria.measure.score import score

RECIPES = [
    {"normalise": "fixed-bounds"},
    {"normalise": "goalposts"},
    {"normalise": "none"},
    {"normalise": "scaled"},
    {"normalise": "min-max"},
    {"normalise": "z-score", "impute": "median"},
    {"normalise": "distance-to-maximum", "treat": "winsorise"},
]


def curve_of(small, values, **recipe):
    tree = small.tree({"A": ["x", "y"]}, falling=["y"], bounds=(20.0, 70.0), **recipe)
    scores = score(tree, small.cut(tree, values))
    frame = tree.frame(scores.cut.territories)
    return scores, [read_curve(scores, tree.framework.recipe, frame, n) for n in range(2)]


@pytest.mark.parametrize("recipe", RECIPES)
@given(seed=st.integers(0, 200))
def test_the_curve_of_a_figure_of_the_sample_is_its_normalised_figure(small, recipe, seed):
    values = np.random.default_rng(seed).lognormal(3, 1.2, (2, 20))
    scores, curves = curve_of(small, values, **recipe)
    for row, curve in enumerate(curves):
        again = [curve.at(float(x)) for x in scores.imputed[row]]
        assert_allclose(again, scores.normalised[row], atol=1e-9)


def test_goalposts_are_read_as_floor_and_ceiling(small):
    _, (rising, falling) = curve_of(small, [[30.0, 60.0], [30.0, 60.0]], normalise="goalposts")
    assert [rising.at(x) for x in (0.0, 45.0, 100.0)] == pytest.approx([0.0, 0.5, 1.0])
    assert [falling.at(x) for x in (0.0, 45.0, 100.0)] == pytest.approx([1.0, 0.5, 0.0])
    assert np.isnan(rising.at(float("nan")))


@pytest.mark.parametrize(
    "recipe",
    [
        {"normalise": "rank"},
        {
            "normalise": "min-max",
            "treat": {"method": "winsorise-then-log", "parameters": {"limit": 1}},
        },
        {"normalise": "fraction-of-maximum"},
    ],
)
def test_what_is_no_line_between_caps_has_no_curve(small, recipe):
    values = np.exp(np.linspace(0, 12, 40))[None].repeat(2, axis=0)
    _, curves = curve_of(small, values, **recipe)
    assert curves == [None, None]


def test_an_indicator_without_spread_has_no_line(small):
    _, curves = curve_of(small, [[5.0, 5.0], [1.0, 2.0]], normalise="min-max")
    assert curves[0] is None
    assert curves[1] is not None
