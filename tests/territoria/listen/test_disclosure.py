from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import MethodError
from territoria.listen.disclosure import hidden_cells, total_is_safe

counts = st.dictionaries(st.sampled_from("abcdef"), st.integers(0, 30), min_size=1)


def test_a_small_cell_takes_the_next_smallest_with_it():
    assert hidden_cells({"a": 2, "b": 9, "c": 6, "d": 20}) == {"a", "c"}


def test_nothing_is_hidden_where_every_cell_is_large_or_empty():
    assert hidden_cells({"a": 5, "b": 0, "c": 12}) == frozenset()


def test_an_empty_cell_is_hidden_beside_a_small_one():
    assert hidden_cells({"a": 0, "b": 4, "c": 1, "d": 8}) == {"a", "b", "c"}


def test_small_cells_that_together_are_few_take_another():
    assert hidden_cells({"a": 2, "b": 2, "c": 30}) == {"a", "b", "c"}


@given(counts, st.integers(3, 10))
def test_no_visible_cell_holds_few_people_and_no_subtraction_reveals_few(cells, k):
    hidden = hidden_cells(cells, k)
    assert all(n == 0 or n >= k for name, n in cells.items() if name not in hidden)
    rest = sum(cells[name] for name in hidden)
    if hidden and total_is_safe(cells, k):
        assert rest >= k
        assert len(hidden) >= 2 or len(cells) == 1 or sum(cells.values()) == rest


@pytest.mark.parametrize(("k", "cells", "most"), [(3, 3, 9), (3, 4, 6), (5, 3, 12)])
def test_whoever_subtracts_knows_a_hidden_cell_no_better_than_within_k(k, cells, most):
    """Brute force over all tables: what fits the published figures leaves each hidden cell open."""
    for numbers in product(range(most + 1), repeat=cells):
        table = {str(i): n for i, n in enumerate(numbers)}
        hidden = hidden_cells(table, k)
        if not hidden or not total_is_safe(table, k) or cells == 1:
            continue
        rest = sum(numbers) - sum(n for name, n in table.items() if name not in hidden)
        fits = [way for way in product(range(rest + 1), repeat=len(hidden)) if sum(way) == rest]
        for place in range(len(hidden)):
            held = {way[place] for way in fits}
            assert max(held) - min(held) >= k


def test_two_people_cannot_hide_one_another():
    with pytest.raises(MethodError, match="cannot hide one another"):
        hidden_cells({"a": 1}, 2)
