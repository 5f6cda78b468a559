import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from numpy import nan
from numpy.testing import assert_allclose, assert_array_equal

from territoria.measure.medians import median_of_present


@pytest.mark.parametrize(
    ("row", "middle"),
    [
        ([3.0], 3.0),
        ([3.0, 1.0], 2.0),
        ([3.0, 1.0, 80.0], 3.0),
        ([3.0, nan, 1.0], 2.0),
        ([nan, nan, 7.0], 7.0),
        ([nan, nan], nan),
    ],
)
def test_the_middle_of_what_is_present(row, middle):
    assert_array_equal(median_of_present(np.array([row])), [middle])


@given(arrays(np.int64, (2, 3, 7), elements=st.integers(-100, 160)))
def test_the_median_of_every_row_is_that_of_its_present_values(numbers):
    rows = np.where(numbers > 100, nan, numbers / 10)
    expected = [
        [np.median(row[np.isfinite(row)]) if np.isfinite(row).any() else nan for row in block]
        for block in rows
    ]
    assert_allclose(median_of_present(rows), expected, rtol=1e-12)
