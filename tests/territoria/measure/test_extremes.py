import numpy as np
from numpy import nan
from numpy.testing import assert_array_equal

from territoria.measure.extremes import highest, lowest


def test_extremes_leave_missing_figures_out():
    rows = np.array([[3.0, nan, 1.0], [2.0, 5.0, 4.0], [nan, nan, nan]])
    assert_array_equal(lowest(rows), [[1.0], [2.0], [nan]])
    assert_array_equal(highest(rows), [[3.0], [5.0], [nan]])
