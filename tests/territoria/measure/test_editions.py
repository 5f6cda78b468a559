"""All editions with one method version."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from territoria import content
from territoria.measure.editions import recompute_editions
from territoria.measure.score import score
from territoria.measure.tree import build_tree
from territoria.model import Step
from territoria.observations import bundled


@pytest.fixture(scope="module")
def editions():
    framework = content.load_framework("blueprint")
    release = bundled("europe-nuts2021")
    halved = framework.model_copy(update={"edition": "half", "nodes": framework.nodes[:2]})
    return {"2021": (framework, release), "half": (halved, release)}


@pytest.fixture(scope="module")
def indicators():
    return content.load_library().indicators


def test_the_own_recipe_changes_nothing(editions):
    recipe = editions["2021"][0].recipe
    found = recompute_editions(editions, recipe)
    assert list(found) == ["2021", "half"]
    for edition in found.values():
        assert np.nanmax(np.abs(edition.difference)) == 0
        assert edition.sentence().endswith("change, by up to 0; ranks by up to 0 places.")


def test_another_recipe_gives_each_edition_its_old_and_new_scores(editions, indicators):
    recipe = editions["2021"][0].recipe.model_copy(update={"normalise": Step(method="min-max")})
    found = recompute_editions(editions, recipe, indicators=indicators)
    for name, (framework, release) in editions.items():
        edition = found[name]
        old = build_tree(framework, indicators)
        new = build_tree(framework.model_copy(update={"recipe": recipe}), indicators)
        cut = release.latest(old.indicators, level=2)
        assert_allclose(edition.old.scores, score(old, cut).scores)
        assert_allclose(edition.new.scores, score(new, cut).scores)
        assert_allclose(edition.difference, edition.new.scores - edition.old.scores)
        assert_allclose(edition.rank_difference, edition.old.ranks - edition.new.ranks)
    scored = int(np.isfinite(found["2021"].difference[-1]).sum())
    assert (
        found["2021"].sentence().startswith(f"2021: {scored} of {scored} scores in overall change")
    )
