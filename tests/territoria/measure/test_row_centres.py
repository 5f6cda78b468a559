import numpy as np
from numpy import nan
from numpy.testing import assert_array_equal

from territoria.measure.row_centres import by_row, mean_of_present


def test_a_constant_says_nothing_about_others_and_takes_its_own_level(small):
    values = np.array([[5.0, 5.0, nan], [0.0, 4.0, 2.0], [0.0, 10.0, nan]])
    out = by_row(values, small.frame(values), "all", mean_of_present)
    assert_array_equal(out[:, 2], [5.0, 2.0, 5.0])


def test_a_territory_without_any_figure_has_no_stand_in(small):
    values = np.array([[1.0, 5.0, nan], [0.0, 4.0, nan]])
    assert np.isnan(by_row(values, small.frame(values), "all", mean_of_present)[:, 2]).all()
