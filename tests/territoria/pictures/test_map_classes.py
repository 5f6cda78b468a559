from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.pictures.map_classes import classes
from territoria.pictures.style import SEQUENCE


def test_fifths_have_round_bounds_and_about_as_many_values_each():
    values = [float(n) + 0.37 for n in range(100)]
    found = classes(values)
    assert found.labels == ("20", "40", "60", "80")
    assert found.breaks == (20.0, 40.0, 60.0, 80.0)
    assert [sum(found.of(v) == n for v in values) for n in range(5)] == [20] * 5


def test_a_value_on_a_bound_belongs_to_the_class_above():
    found = classes([], breaks=(40, 60))
    assert [found.of(v) for v in (39.99, 40.0, 60.0)] == [0, 1, 2]
    assert [found.words(n) for n in range(3)] == ["below 40", "40 to below 60", "60 and more"]


def test_the_shades_run_from_light_to_dark_however_many_classes_there_are():
    for count in range(5):
        found = classes([], breaks=range(count))
        shades = [SEQUENCE.index(found.shade(n)) for n in range(count + 1)]
        assert shades == sorted(set(shades))
    assert [classes([], breaks=(1, 2, 3, 4)).shade(n) for n in range(5)] == list(SEQUENCE)


def test_few_different_values_have_a_class_each():
    found = classes([1, 1, 2, 2, 2, 3, None, math.nan])
    assert found.breaks == (2.0, 3.0)


def test_one_value_or_none_is_one_class():
    assert classes([5, 5]).breaks == ()
    assert classes([None]).breaks == ()
    assert classes([5]).words(0) == "known"


def test_too_many_bounds_are_refused():
    with pytest.raises(ValueError, match="5 bounds make more classes than 5 shades"):
        classes([], breaks=(1, 2, 3, 4, 5))


def test_large_numbers_have_round_bounds_too():
    found = classes([n * 12345.6 for n in range(200)])
    assert found.labels == ("500,000", "1,000,000", "1,500,000", "2,000,000")


NUMBER = st.floats(-1e9, 1e9) | st.none() | st.just(math.nan)


@given(st.lists(NUMBER, max_size=80))
def test_bounds_rise_and_every_value_has_a_class(values):
    found = classes(values)
    assert list(found.breaks) == sorted(set(found.breaks))
    assert 1 <= len(found) <= 5
    assert all(0 <= found.of(v) < len(found) for v in values if v is not None and v == v)
    assert len(found.labels) == len(found.breaks)
