"""Other weights on a finished tree."""

import pytest
from numpy.testing import assert_allclose

from territoria.errors import MethodError
from territoria.measure.reweigh import reweighed


def test_the_shares_of_the_indicators_follow_the_weights(small):
    tree = small.tree({"A": ["x", "y"], "B": ["z"]})
    other = reweighed(tree, {"x": 3.0, "B": 0.0})
    assert_allclose(other.effective_weights(), [0.75, 0.25, 0.0])
    assert_allclose(tree.effective_weights(), [0.25, 0.25, 0.5])


def test_a_weight_that_is_no_number_is_refused(small):
    with pytest.raises(MethodError):
        reweighed(small.tree({"A": ["x"]}), {"x": float("nan")})
