from dataclasses import dataclass

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from territoria.measure.handover import hand_over, take_over


@dataclass(frozen=True)
class Shared:
    name: str
    table: np.ndarray
    more: dict


def test_an_object_with_its_arrays_is_taken_over_as_it_was(tmp_path):
    given = Shared("run", np.arange(12.0).reshape(3, 4), {"b": np.array([True, False]), "n": 3})
    hand_over(given, tmp_path)
    taken = take_over(tmp_path)
    assert (taken.name, taken.more["n"]) == ("run", 3)
    assert_array_equal(taken.table, given.table)
    assert_array_equal(taken.more["b"], given.more["b"])


def test_arrays_taken_over_are_views_of_the_file_that_nobody_writes(tmp_path):
    hand_over(np.arange(5.0), tmp_path)
    with pytest.raises(ValueError, match="read-only"):
        take_over(tmp_path)[0] = 1.0


def test_an_object_without_arrays_needs_none(tmp_path):
    hand_over({"a": [1, 2]}, tmp_path)
    assert take_over(tmp_path) == {"a": [1, 2]}
