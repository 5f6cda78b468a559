from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.publishing import PublishedTable
from territoria.listen.self_check.steps import cells_to_show, moves_enough, rest_of
from territoria.listen.suppression import what_is_known

PLACES = ("micro", "small", "medium", "large", "A", "B", "C", "D")


def sets(counts, skip=0):
    """The first so many firms of each label, a bit each, ``skip`` of them left out."""
    return {
        label: None if n is None else (2**n - 1 << 100 * PLACES.index(label) + skip)
        for label, n in counts.items()
    }


def table(counts, *hidden):
    """A table that was shown of so many firms."""
    held = sets(counts)
    return sum(held.values()), {label: None if label in hidden else held[label] for label in held}


def shown_of(counts, told=(), **fits):
    """Numbers of firms in the cells that may be shown."""
    found = cells_to_show(sets(counts), told, **fits)
    return found and {
        label: None if one is None else one.bit_count() for label, one in found.items()
    }


def first(count, skip=0):
    return 2**count - 1 << skip


def test_a_figure_comes_at_ten_firms_and_moves_by_ten():
    assert [moves_enough(first(n), 0) for n in (9, 10)] == [False, True]
    found = [moves_enough(first(n), first(12)) for n in (12, 21, 22, 2)]
    assert found == [False, False, True, False]


def test_it_is_firms_that_count_and_not_how_many():
    # one left and eight came; one of each; and ten of each
    assert not moves_enough(first(19, skip=1), first(12))
    assert not moves_enough(first(12, skip=1), first(12))
    assert moves_enough(first(12, skip=5), first(12))


def test_the_rest_of_a_total_holds_also_those_who_left_a_cell():
    assert rest_of(0b0111, {"A": 0b0011, "B": None}) == 0b0100
    assert rest_of(0b0110, {"A": 0b0011}) == 0b0101


def test_large_cells_are_shown():
    assert shown_of({"micro": 40, "small": 12}) == {"micro": 40, "small": 12}


def test_one_small_cell_takes_the_next_one_with_it():
    counts = {"micro": 40, "small": 12, "medium": 4}
    assert shown_of(counts) == {"micro": 40, "small": None, "medium": None}


def test_two_small_cells_that_hide_fewer_than_ten_take_a_third():
    counts = {"A": 40, "B": 12, "C": 4, "D": 3}
    assert shown_of(counts) == {"A": 40, "B": None, "C": None, "D": None}


def test_nothing_is_shown_where_two_cells_are_all():
    assert shown_of({"micro": 40, "small": 4}) is None


def test_a_cell_that_does_not_fit_what_else_is_told_is_hidden_with_another():
    counts = {"A": 40, "B": 12, "C": 30}
    odd = sets(counts)["C"]
    found = shown_of(counts, fits=lambda one: one != odd)
    assert found == {"A": 40, "B": None, "C": None}


def test_cells_that_may_not_stand_together_are_hidden_one_by_one():
    counts = {"A": 40, "B": 12, "C": 30, "D": 50}
    found = shown_of(counts, adds_up=lambda cells: sum(map(bool, cells.values())) < 3)
    assert found == {"A": 40, "B": None, "C": None, "D": 50}


def test_an_earlier_table_stays_where_a_cell_moved_by_one_firm():
    told = [table({"micro": 12, "small": 18})]
    assert shown_of({"micro": 13, "small": 27}, told) is None


def test_an_earlier_table_stays_where_one_firm_of_a_cell_is_another_one():
    told = [table({"micro": 12, "small": 18})]
    now = sets({"small": 28}) | sets({"micro": 12}, skip=1)
    assert cells_to_show(now, told) is None


def test_what_was_shown_is_not_hidden_later():
    earlier = {"micro": 12, "small": 4, "medium": 18, "large": 20}
    told = [table(earlier, "small", "medium")]
    counts = {"micro": 24, "small": 14, "medium": 18, "large": 20}
    assert shown_of(counts, told) == counts
    assert shown_of({**counts, "micro": 18}, told) is None


def test_a_cell_is_not_uncovered_where_nobody_came_to_those_that_hid_it():
    told = [table({"A": 40, "B": 12, "C": 12}, "B", "C")]
    shown = shown_of({"A": 50, "B": 12, "C": 12}, told)
    assert shown == {"A": 50, "B": None, "C": None}


@given(st.lists(st.lists(st.integers(0, 14), min_size=3, max_size=3), min_size=1, max_size=4))
def test_whoever_subtracts_tables_finds_no_few_firms(batches):
    # the integer programs of the engine are the judge: they know nothing of the rule that is tried
    labels, held, told = ("A", "B", "C"), Counter(), []
    for batch in batches:
        held += Counter(dict(zip(labels, batch, strict=True)))
        total = sum(sets(held).values())
        if not moves_enough(total, told[-1][0] if told else 0):
            continue
        shown = cells_to_show(sets(dict.fromkeys(labels, 0) | held), told)
        if shown is not None:
            told.append((total, shown))
    counted = [
        (total.bit_count(), {label: cell and cell.bit_count() for label, cell in cells.items()})
        for total, cells in told
    ]
    assert all(n is None or n >= 10 for _n, cells in counted for n in cells.values())
    releases = [
        [
            PublishedTable((), {(): n}),
            PublishedTable(("label",), {(label,): cells[label] for label in labels}),
        ]
        for n, cells in counted
    ]
    known = what_is_known({"label": labels}, releases, k=10) if releases else ()
    # that a cell is empty for certain tells of nobody
    assert [one for one in known if one.most > 0] == []


@pytest.mark.parametrize("k", [3, 10])
def test_the_number_may_be_another_one(k):
    assert shown_of({"A": k, "B": k}, k=k) == {"A": k, "B": k}
