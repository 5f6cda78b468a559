"""Every method of the engine has a sentence."""

from __future__ import annotations

import pytest

from territoria.measure.methods import METHODS
from territoria.model import Uncertainty
from territoria_web.library.queries import library
from territoria_web.measure.queries.recipes import (
    SENTENCES,
    STAGES,
    method_in_words,
    recipe_in_words,
    recipe_steps,
    uncertainty_in_words,
)


def test_every_method_of_the_engine_has_a_sentence():
    assert set(SENTENCES) == {(stage, name) for stage, held in METHODS.items() for name in held}


def test_a_method_of_ones_own_is_named():
    assert method_in_words("treat", "mine") == "The method “mine” of this installation."


@pytest.mark.parametrize("framework", sorted(library().frameworks))
def test_a_recipe_has_a_sentence_for_each_step_in_order(framework: str):
    recipe = library().frameworks[framework].recipe
    assert [step[0] for step in recipe_steps(recipe)] == list(STAGES)
    assert recipe_in_words(recipe) == [step[2] for step in recipe_steps(recipe)]


def test_what_is_varied_is_said():
    said = uncertainty_in_words(Uncertainty(runs=1, weight_noise=0.25))
    assert said == [
        "The score is computed 1 time, each time with other reasonable choices drawn by lot.",
        "The range holds the middle 90 % of the results.",
        "Weights are moved by up to 25 % up or down.",
    ]
