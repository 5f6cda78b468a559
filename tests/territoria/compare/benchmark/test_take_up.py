"""Effort beside result: four fields, hollow where uncertain."""

from __future__ import annotations

import pytest

from territoria.compare.benchmark.take_up import Side, field_of
from territoria.errors import DataError

HIGH, LOW, WIDE = Side(60, 50, 70), Side(30, 20, 40), Side(60, 40, 70)


@pytest.mark.parametrize(
    ("effort", "result", "field", "hollow"),
    [
        (HIGH, HIGH, "effort-and-result", False),
        (HIGH, LOW, "effort-without-result", False),
        (LOW, HIGH, "result-without-effort", False),
        (LOW, LOW, "neither", False),
        (WIDE, LOW, "effort-without-result", True),
        (LOW, WIDE, "result-without-effort", True),
    ],
)
def test_both_sides_make_the_field_and_ranges_make_it_hollow(effort, result, field, hollow):
    found = field_of(effort, result, effort_line=50, result_line=50)
    assert (found.field, found.hollow) == (field, hollow)


def test_what_is_unknown_stands_in_no_field():
    assert field_of(None, HIGH, effort_line=50, result_line=50) is None
    assert field_of(HIGH, None, effort_line=50, result_line=50) is None


def test_a_value_outside_of_its_range_is_refused():
    with pytest.raises(DataError, match=r"9 does not lie between 1 and 2\."):
        field_of(Side(9, 1, 2), HIGH, effort_line=50, result_line=50)
