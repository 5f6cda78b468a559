from dataclasses import replace

import numpy as np
import pytest
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.errors import MethodError
from territoria.measure.audit.drop_one import drop_one
from territoria.measure.score import score
from territoria.measure.tree import tree_of
from territoria.model import Step

ROWS = [[10.0, 20, 30, 40], [40.0, 10, 30, 20], [5.0, 50, 5, 50]]


def test_scores_without_each_row_worked_by_hand(small):
    tree = small.tree({"A": ["a1", "a2"], "B": ["b1"]})
    found = drop_one(score(tree, small.cut(tree, ROWS)))
    assert found.names == ("a1", "a2", "b1", "A", "B")
    assert_allclose(found.scores[0], [22.5, 30, 17.5, 35])
    assert_allclose(found.scores[1], [7.5, 35, 17.5, 45])
    assert_allclose(found.scores[3], ROWS[2])


def test_a_node_that_loses_its_only_child_drops_out(small):
    """Without b1 the whole is A, as it is without B."""
    tree = small.tree({"A": ["a1", "a2"], "B": ["b1"]})
    found = drop_one(score(tree, small.cut(tree, ROWS)))
    assert_allclose(found.scores[2], [25, 15, 30, 30])
    assert_array_equal(found.scores[2], found.scores[4])


def test_shifts_of_rank_worked_by_hand(small):
    """All of x + y is 3, 4, 5; without y it is x, which turns the order."""
    tree = small.tree({"A": ["x", "y"]})
    found = drop_one(score(tree, small.cut(tree, [[30.0, 20, 10], [0.0, 20, 40]])))
    assert_array_equal(found.ranks[1], [1, 2, 3])
    assert_allclose(found.mean_shift, [0, 4 / 3, nan])
    assert_allclose(found.largest_shift, [0, 2, nan])
    assert_allclose(found.rank_correlation, [1, -1, nan])


def test_territories_that_lose_their_score_are_counted(small):
    tree = small.tree({"A": ["x", "y"]})
    found = drop_one(score(tree, small.cut(tree, [[30.0, 20, 10], [0.0, nan, nan]])))
    assert found.names == ("x", "y", "A")
    assert found.lost.tolist() == [2, 0, 3]


def test_a_least_number_of_children_is_no_reason_to_lose_a_score(small):
    """What is taken out is not a gap in the data."""
    tree = small.tree({"A": ["x", "y"]}, minimum_coverage=1.0)
    strict = tuple(replace(branch, minimum_children=1.0) for branch in tree.nodes)
    tree = replace(tree, nodes=strict)
    found = drop_one(score(tree, small.cut(tree, [[30.0, 20, 10], [0.0, 20, 40]])))
    assert found.lost.tolist() == [0, 0, 3]


def test_batches_do_not_change_the_result(scored, monkeypatch):
    whole = drop_one(scored)
    monkeypatch.setattr("territoria.measure.audit.drop_one.FIGURES", 1)
    assert_array_equal(drop_one(scored).scores, whole.scores)


def test_a_result_of_another_recipe_is_aggregated_by_that_recipe(small):
    """Without A the whole is B; without b1 it is the geometric mean of a1 and a2."""
    tree = small.tree({"A": ["a1", "a2"], "B": ["b1"]})
    geometric = Step(method="geometric-mean")
    recipe = tree.framework.recipe.model_copy(update={"aggregate": geometric})
    found = drop_one(score(tree, small.cut(tree, np.array(ROWS)), recipe))
    assert_allclose(found.scores[2], np.sqrt(np.prod(ROWS[:2], axis=0)))
    assert_allclose(found.scores[3], ROWS[2])


def test_scores_that_do_not_follow_from_their_recipe_are_refused(small):
    tree = small.tree({"A": ["a1", "a2"], "B": ["b1"]})
    scores = score(tree, small.cut(tree, np.array(ROWS)))
    with pytest.raises(MethodError) as caught:
        drop_one(replace(scores, scores=scores.scores + 1))
    assert str(caught.value) == (
        "audit: the scores do not follow from the recipe that they carry. "
        "Score the framework again."
    )


def test_a_row_that_the_method_cannot_do_without_has_no_result_and_a_reason(small):
    """The penalised mean of 30 and −5 is below 0, where the whole needs it above."""
    tree = small.tree({"A": ["x", "y", "z"]}, bounds=None, normalise="none")
    recipe = tree.framework.recipe.model_copy(update={"aggregate": Step(method="mazziotta-pareto")})
    framework = tree.framework.model_copy(update={"recipe": recipe})
    tree = tree_of(framework, dict.fromkeys("xyz", 1.0))
    found = drop_one(score(tree, small.cut(tree, [[30.0, 20], [-5.0, 8], [30.0, 15]])))
    assert found.refused[0].startswith("mazziotta-pareto needs means above 0, and 1 are not.")
    assert (found.refused[1], found.lost[:3].tolist()) == ("", [2, 0, 2])
    assert np.isnan(found.scores[0]).all()
