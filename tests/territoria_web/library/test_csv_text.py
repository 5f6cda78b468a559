"""Tables as CSV."""

from __future__ import annotations

import pytest

from territoria_web.library.csv_text import as_csv, csv_cell


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_taken_for_a_formula(sign: str):
    assert csv_cell(f"{sign}1+2") == f"'{sign}1+2"
    assert csv_cell([f"{sign}1", "2"]) == f"'{sign}1 2"


@pytest.mark.parametrize(
    ("value", "cell"),
    [(None, ""), (-1.5, -1.5), (0, 0), ("", ""), ("a-b", "a-b"), (("a", 2), "a 2"),
     ({"é": 1}, '{"é": 1}')],
)  # fmt: skip
def test_a_value_is_written_plainly(value: object, cell: object):
    assert csv_cell(value) == cell


def test_rows_stand_under_their_names():
    assert as_csv(("a", "b"), [(1, None), ("x,y", "=z")]) == 'a,b\r\n1,\r\n"x,y",\'=z\r\n'
