from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError, MethodError
from territoria.listen.publishing import district_only, read_rows, rows_in_small_cells

people = st.lists(st.tuples(st.sampled_from("fmd"), st.sampled_from(["old", "young"])), max_size=40)
COLUMNS = {"sex": ["f", "m", "f", "f"], "age": ["old", "young", "young", "old"]}


def test_tables_hold_every_cell_the_empty_ones_too():
    rows = read_rows(COLUMNS)
    assert rows.table(("age", "sex")) == {
        ("old", "f"): 2,
        ("old", "m"): 0,
        ("young", "f"): 1,
        ("young", "m"): 1,
    }
    assert (rows.table(("sex",)), rows.table(())) == ({("f",): 3, ("m",): 1}, {(): 4})


def test_labels_may_be_given_and_then_stand_in_their_order():
    rows = read_rows(COLUMNS, {"sex": ["m", "f", "d"]})
    assert list(rows.table(("sex",)).items()) == [(("m",), 1), (("f",), 3), (("d",), 0)]


def test_unknown_labels_and_columns_of_other_lengths_are_errors():
    with pytest.raises(DataError) as caught:
        read_rows({"sex": ["f", "x"], "age": ["old"]}, {"sex": ["f", "m"]})
    assert [(p.where, p.what) for p in caught.value.problems] == [
        ("sex", "the label x is not known."),
        ("columns", "the columns do not have the same rows."),
    ]


@given(people)
def test_counts_are_those_of_a_plain_loop(held):
    columns = {"sex": [s for s, _ in held], "age": [a for _, a in held]}
    rows = read_rows(columns)
    assert Counter({c: n for c, n in rows.table(("sex", "age")).items() if n}) == Counter(held)
    small = rows_in_small_cells(columns, 3)
    assert small.tolist() == [Counter(held)[one] < 3 for one in held]


def test_two_rows_that_are_alike_do_not_hide_one_another():
    with pytest.raises(MethodError, match="cannot hide one another"):
        rows_in_small_cells(COLUMNS, 2)


def test_a_small_district_is_not_named_and_neither_is_one_beside_it():
    assert district_only(["north"] * 2 + ["south"] * 6 + ["west"] * 9) == (
        *[""] * 8,
        *["west"] * 9,
    )
    assert district_only(["north"] * 5) == ("north",) * 5
