import numpy as np
from numpy import nan
from numpy.testing import assert_allclose

from territoria.measure.score import score
from territoria.measure.steps import own_steps
from territoria.measure.tree import tree_of
from territoria.model import Framework


def _tree(small, **own):
    """x and y under A; ``own`` steps of x by stage."""
    tree_text = small.framework({"A": ["x", "y"]}, normalise="min-max").model_dump(mode="json")
    tree_text["nodes"][0]["indicators"][0] |= own
    return tree_of(Framework.model_validate(tree_text), {"x": 1.0, "y": 1.0})


def test_an_indicator_is_normalised_by_its_own_method(small):
    tree = _tree(small, normalise={"method": "fixed-bounds"})
    scores = score(tree, small.cut(tree, [[10.0, 20.0, 30.0], [10.0, 20.0, 30.0]]))
    assert_allclose(scores.normalised, [[10.0, 20.0, 30.0], [0.0, 50.0, 100.0]])
    parts = scores.details["normalise"]["by_rows"]
    assert [(p["step"].method, p["rows"]) for p in parts] == [
        ("min-max", (1,)),
        ("fixed-bounds", (0,)),
    ]


def test_an_imputation_of_its_own_sees_the_other_indicators(small):
    """The row mean of x looks at y, whose own gap stays."""
    tree = _tree(small, impute={"method": "row-mean"})
    scores = score(tree, small.cut(tree, [[0.0, 100.0, nan], [nan, 0.0, 10.0]]))
    assert_allclose(scores.imputed, [[0.0, 100.0, 100.0], [nan, 0.0, 10.0]])


def test_a_treatment_of_its_own_leaves_the_others_alone(small):
    tree = _tree(small, treat={"method": "percentile-caps", "parameters": {"share": 0.25}})
    figures = np.array([[0.0, 10.0, 20.0, 30.0, 400.0]] * 2)
    scores = score(tree, small.cut(tree, figures))
    assert_allclose(scores.treated, [[10.0, 10.0, 20.0, 30.0, 30.0], figures[1]])


def test_indicators_with_the_same_step_of_their_own_are_run_together(small):
    text = {"method": "rank"}
    tree = _tree(small, normalise=text)
    ((step, rows),) = own_steps(tree, "normalise")
    assert (step.method, rows) == ("rank", (0,))
    assert own_steps(tree, "treat") == []
