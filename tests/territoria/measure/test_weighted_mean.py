import numpy as np
from numpy import nan
from numpy.testing import assert_array_equal

from territoria.measure.weighted_mean import weighted_mean


def test_missing_children_leave_the_mean():
    values = np.array([[1.0, nan, nan], [3.0, 3.0, nan]])
    assert_array_equal(weighted_mean(values, np.array([1.0, 3.0])), [2.5, 3.0, nan])


def test_children_that_weigh_nothing_leave_nothing():
    assert_array_equal(weighted_mean(np.array([[1.0], [nan]]), np.array([0.0, 1.0])), [nan])
