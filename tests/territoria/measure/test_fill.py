from dataclasses import replace

import numpy as np
import pytest
from numpy import nan
from numpy.testing import assert_allclose

from territoria.errors import MethodError
from territoria.measure.fill import fill
from territoria.measure.score import score
from territoria.model import Status


def test_counts_become_rates_before_anything_else(small):
    tree = small.tree({"A": ["x", "y"]}, impute="mean")
    cut = replace(
        small.cut(tree, [[10.0, 30.0, nan], [1.0, 2.0, 3.0]]),
        denominators=np.array([[2.0, 3.0, 5.0], [1.0, 1.0, 1.0]]),
    )
    filled = fill(tree, cut, tree.framework.recipe)
    assert_allclose(filled.values, [[5.0, 10.0, nan], [1.0, 2.0, 3.0]])
    assert_allclose(filled.imputed, [[5.0, 10.0, 7.5], [1.0, 2.0, 3.0]])


def test_a_rate_without_its_denominator_is_missing_also_where_all_are(small):
    tree = small.tree({"A": ["x", "y"]})
    cut = replace(
        small.cut(tree, [[10.0, 30.0], [1.0, 2.0]]),
        denominators=np.array([[nan, nan], [1.0, 1.0]]),
    )
    assert_allclose(fill(tree, cut, tree.framework.recipe).values, [[nan, nan], [1.0, 2.0]])


def test_an_interpolated_figure_counts_in_the_score_and_not_in_the_coverage(small):
    tree = small.tree({"A": ["x", "y"]})
    cut = small.cut(tree, [[40.0, 50.0], [60.0, 70.0]])
    status = cut.status.copy()
    status[0, 0] = Status.IMPUTED
    scores = score(tree, replace(cut, status=status))
    assert_allclose(scores.of("A"), [50.0, 60.0])
    assert_allclose(scores.coverage[0], [0.5, 1.0])


def test_a_screen_that_keeps_nobody_says_so(small):
    screen = {"method": "by-data", "parameters": {"threshold": 1.0}}
    tree = small.tree({"A": ["x"]}, screen=screen)
    with pytest.raises(MethodError, match="no territory has enough data to be kept"):
        fill(tree, small.cut(tree, [[nan, nan]]), tree.framework.recipe)
