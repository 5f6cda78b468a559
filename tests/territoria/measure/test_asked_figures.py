"""What counts as a figure that can be asked about."""

import numpy as np
import pytest

from territoria.errors import MethodError
from territoria.measure.asked_figures import read_figures


def test_numbers_and_nan_are_figures():
    read = read_figures({"x": 3, "y": np.float32(0.5), "z": np.nan})
    assert (read["x"], read["y"]) == (3.0, 0.5)
    assert np.isnan(read["z"])


def test_every_figure_that_is_none_is_named():
    with pytest.raises(MethodError) as caught:
        read_figures({"x": np.inf, "y": None, "z": 1.0, "u": "much"})
    assert [str(p) for p in caught.value.problems] == [
        f"{name}: {given} is no figure. Give a finite number, or NaN to take the figure away."
        for name, given in (("x", "inf"), ("y", "None"), ("u", "'much'"))
    ]
