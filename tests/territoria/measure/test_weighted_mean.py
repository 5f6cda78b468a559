import numpy as np
import pytest
from numpy import inf, nan
from numpy.testing import assert_array_equal

from territoria.errors import MethodError
from territoria.measure.weighted_mean import demand_weights, weighted_mean


def test_missing_children_leave_the_mean():
    values = np.array([[1.0, nan, nan], [3.0, 3.0, nan]])
    assert_array_equal(weighted_mean(values, np.array([1.0, 3.0])), [2.5, 3.0, nan])


def test_children_that_weigh_nothing_leave_nothing():
    assert_array_equal(weighted_mean(np.array([[1.0], [nan]]), np.array([0.0, 1.0])), [nan])
    assert_array_equal(weighted_mean(np.array([[1.0], [2.0]]), np.zeros(2)), [nan])


def test_weights_that_are_none_are_all_named():
    demand_weights(["a", "b"], np.array([0.0, 2.0]))
    with pytest.raises(MethodError) as caught:
        demand_weights(list("abcd"), np.array([-1.0, nan, 3.0, inf]))
    assert [str(p) for p in caught.value.problems] == [
        f"weight of {name}: {number} is no weight. Give a number of 0 or more."
        for name, number in (("a", "-1"), ("b", "nan"), ("d", "inf"))
    ]
    with pytest.raises(MethodError) as caught:
        demand_weights(["a", "b"], np.zeros(2))
    assert str(caught.value) == "weights: all of them are 0. Give at least one above 0."
