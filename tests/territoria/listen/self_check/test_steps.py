from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.publishing import PublishedTable
from territoria.listen.self_check.steps import cells_to_show, moves_enough
from territoria.listen.suppression import what_is_known


def test_a_figure_comes_at_ten_firms_and_moves_by_ten():
    assert [moves_enough(n, 0) for n in (9, 10)] == [False, True]
    assert [moves_enough(n, 12) for n in (12, 21, 22, 2)] == [False, False, True, False]


def test_large_cells_are_shown():
    assert cells_to_show({"micro": 40, "small": 12}, []) == {"micro": 40, "small": 12}


def test_one_small_cell_takes_the_next_one_with_it():
    counts = {"micro": 40, "small": 12, "medium": 4}
    assert cells_to_show(counts, []) == {"micro": 40, "small": None, "medium": None}


def test_two_small_cells_that_hide_fewer_than_ten_take_a_third():
    counts = {"A": 40, "B": 12, "C": 4, "D": 3}
    assert cells_to_show(counts, []) == {"A": 40, "B": None, "C": None, "D": None}


def test_nothing_is_shown_where_two_cells_are_all():
    assert cells_to_show({"micro": 40, "small": 4}, []) is None


def test_an_earlier_table_stays_where_a_cell_moved_by_one_firm():
    told = [(30, {"micro": 12, "small": 18})]
    assert cells_to_show({"micro": 13, "small": 27}, told) is None


def test_what_was_shown_is_not_hidden_later():
    told = [(54, {"micro": 12, "small": None, "medium": None, "large": 20})]
    counts = {"micro": 24, "small": 14, "medium": 18, "large": 20}
    assert cells_to_show(counts, told) == counts
    assert cells_to_show({**counts, "micro": 18}, told) is None


def test_a_cell_is_not_uncovered_where_nobody_came_to_those_that_hid_it():
    told = [(64, {"A": 40, "B": None, "C": None})]
    shown = cells_to_show({"A": 50, "B": 12, "C": 12}, told)
    assert shown == {"A": 50, "B": None, "C": None}


@given(st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=1, max_size=4))
def test_whoever_subtracts_tables_finds_no_few_firms(batches):
    # the integer programs of the engine are the judge: they know nothing of the rule that is tried
    labels, held, told = ("A", "B", "C"), Counter(), []
    for batch in batches:
        held += Counter(dict(zip(labels, batch, strict=True)))
        if not moves_enough(held.total(), told[-1][0] if told else 0):
            continue
        shown = cells_to_show(dict.fromkeys(labels, 0) | held, told)
        if shown is not None:
            told.append((held.total(), shown))
    assert all(n is None or n >= 10 for _n, cells in told for n in cells.values())
    releases = [
        [
            PublishedTable((), {(): n}),
            PublishedTable(("label",), {(label,): cells[label] for label in labels}),
        ]
        for n, cells in told
    ]
    known = what_is_known({"label": labels}, releases, k=10) if releases else ()
    # that a cell is empty for certain tells of nobody
    assert [one for one in known if one.most > 0] == []


@pytest.mark.parametrize("k", [3, 10])
def test_the_number_may_be_another_one(k):
    shown = cells_to_show({"A": k, "B": k}, [], k)
    assert shown == {"A": k, "B": k}
