"""Every method has a name in the language spoken; in English it is the one of the files."""

from __future__ import annotations

import pytest

from territoria.measure.method_names import _names, method_name
from territoria.measure.methods import METHODS
from territoria.speech import speaking

ALL = [(stage, method) for stage, named in _names().items() for method in named]


def test_every_method_of_a_recipe_that_is_explained_has_a_name() -> None:
    held = {stage: set(METHODS[stage]) for stage in _names()}
    assert {stage: set(named) for stage, named in _names().items()} == held


@pytest.mark.parametrize(("stage", "method"), ALL)
def test_a_method_has_its_own_name_in_english_and_words_elsewhere(stage: str, method: str) -> None:
    assert method_name(stage, method) == method
    for lang in ("fr", "de"):
        with speaking(lang):
            assert method_name(stage, method).strip() != ""


def test_names_are_said_in_the_language_spoken() -> None:
    with speaking("fr"):
        assert method_name("aggregate", "arithmetic-mean") == "moyenne arithmétique"
    with speaking("de"):
        assert method_name("normalise", "fixed-bounds") == "feste Grenzen"


def test_a_method_that_the_operator_added_is_called_as_it_is_registered() -> None:
    with speaking("fr"):
        assert method_name("normalise", "our-own") == "our-own"
