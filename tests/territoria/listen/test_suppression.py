"""Whoever knows all that is published is played by brute force: every completion is written down."""

from __future__ import annotations

from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territoria.errors import DataError, MethodError
from territoria.listen.publishing import PublishedTable, Rows, read_rows
from territoria.listen.suppression import Release, release, what_is_known

BOTH = (("a", "b"), ("a",), ("b",), ())
K = 3


def rows_of(counts: np.ndarray, names: str = "abc") -> Rows:
    """Rows of an array of counts, one axis an attribute."""
    cells = [cell for cell in np.ndindex(counts.shape) for _ in range(counts[cell])]
    columns = {name: [f"{name}{cell[i]}" for cell in cells]
               for i, name in enumerate(names[: counts.ndim])}  # fmt: skip
    labels = {name: [f"{name}{n}" for n in range(size)]
              for name, size in zip(names, counts.shape, strict=False)}  # fmt: skip
    return read_rows(columns, labels)


def completions(shape: tuple[int, ...], most: int) -> np.ndarray:
    """All arrays of a shape with counts from 0 to ``most``: (completions, cells)."""
    size = int(np.prod(shape))
    return np.indices((most + 1,) * size, dtype=np.int8).reshape(size, -1).T


def sums(found: np.ndarray, shape: tuple[int, ...], names: str, cell: dict[str, str]) -> np.ndarray:
    """Of each completion how many people are in a cell."""
    where = np.zeros(shape, dtype=bool)
    where[tuple(int(cell[n][1:]) if n in cell else slice(None) for n in names[: len(shape)])] = True
    return found[:, where.ravel()].sum(axis=1, dtype=np.int64)


def fitting(
    tables: tuple[PublishedTable, ...], shape: tuple[int, ...], most: int, names: str = "abc"
) -> np.ndarray:
    """Every completion that agrees with all that is shown."""
    found = completions(shape, most)
    for table in tables:
        for cell, n in table.cells.items():
            if n is not None:
                named = dict(zip(table.attributes, cell, strict=True))
                found = found[sums(found, shape, names, named) == n]
    return found


def open_by_brute_force(made: Release, shape: tuple[int, ...], most: int) -> None:
    """No shown count is small, and each hidden one may be far apart in whole completions."""
    found = fitting(made.tables, shape, most)
    assert len(found) >= 1
    for table in made.tables:
        for cell, n in table.cells.items():
            if n is None:
                named = dict(zip(table.attributes, cell, strict=True))
                held = sums(found, shape, "abc", named)
                assert held.max() - held.min() >= made.k, (table.attributes, cell)
            else:
                assert n == 0 or n >= made.k


def canonical(table: tuple[int, ...]) -> bool:
    """Of all two by two tables that are turned or mirrored into one another, one."""
    a, b, c, d = table
    turned = [(a, b, c, d), (b, a, d, c), (c, d, a, b), (d, c, b, a),
              (a, c, b, d), (c, a, d, b), (b, d, a, c), (d, b, c, a)]  # fmt: skip
    return table == min(turned)


@pytest.mark.parametrize("tables", [BOTH, BOTH[:3], (("a", "b"), ()), (("a",), ("b",), ())])
def test_every_two_by_two_table_of_few_people_stays_open(tables):
    for numbers in product(range(5), repeat=4):
        if canonical(numbers) and sum(numbers) % 3 == 0:
            made = release(rows_of(np.array(numbers).reshape(2, 2)), tables, k=K)
            open_by_brute_force(made, (2, 2), 4 + 2 * K)


@settings(max_examples=20)
@given(st.lists(st.integers(0, 7), min_size=4, max_size=4), st.booleans())
def test_larger_two_by_two_tables_stay_open(numbers, zeros):
    made = release(rows_of(np.array(numbers).reshape(2, 2)), BOTH, k=K, hide_zeros=zeros)
    open_by_brute_force(made, (2, 2), 15)
    shown = [n for table in made.tables for n in table.cells.values() if n is not None]
    assert not zeros or 0 not in shown


@settings(max_examples=12)
@given(st.lists(st.integers(0, 4), min_size=6, max_size=6))
def test_two_by_three_tables_stay_open(numbers):
    made = release(rows_of(np.array(numbers).reshape(2, 3)), BOTH, k=K)
    open_by_brute_force(made, (2, 3), 7)


@settings(max_examples=15)
@given(st.lists(st.integers(0, 6), min_size=9, max_size=9))
def test_three_by_three_tables_stay_open(numbers):
    made = release(rows_of(np.array(numbers).reshape(3, 3)), BOTH, k=K)
    table = made.tables[0].cells
    margins = [
        [made.tables[t].cells[f"{name}{n}",] for n in range(3)] for t, name in ((1, "a"), (2, "b"))
    ]
    shown = [[table[f"a{i}", f"b{j}"] for j in range(3)] for i in range(3)]
    if None in margins[0] or None in margins[1]:
        return  # too many completions to write down; smaller tables hold that
    found = by_rows(shown, margins)
    assert len(found) >= 1
    for i, j in product(range(3), repeat=2):
        if shown[i][j] is None:
            assert found[:, i, j].max() - found[:, i, j].min() >= K
        else:
            assert shown[i][j] == 0 or shown[i][j] >= K


def by_rows(shown, margins) -> np.ndarray:
    """All completions of a table whose margins are shown, row by row: (completions, 3, 3)."""
    ways = []
    for cells, total in zip(shown, margins[0], strict=True):
        rows = np.array([w for w in product(range(total + 1), repeat=3) if sum(w) == total])
        for column, n in enumerate(cells):
            rows = rows if n is None else rows[rows[:, column] == n]
        ways.append(rows)
    first = (ways[0][:, None] + ways[1][None]).reshape(-1, 3)
    left = np.array(margins[1]) - first
    pairs = np.array(list(np.ndindex(len(ways[0]), len(ways[1]))))
    spots = {tuple(row): n for n, row in enumerate(ways[2].tolist())}
    third = [spots.get(tuple(row), -1) for row in left.tolist()]
    return np.array(
        [
            (ways[0][p], ways[1][q], ways[2][t])
            for (p, q), t in zip(pairs.tolist(), third, strict=True)
            if t >= 0
        ]
    )


@settings(max_examples=6)
@given(st.lists(st.integers(0, 2), min_size=8, max_size=8))
def test_a_ring_of_three_tables_is_thought_through_as_one(numbers):
    ring = (("a", "b"), ("b", "c"), ("a", "c"), ())
    made = release(rows_of(np.array(numbers).reshape(2, 2, 2)), ring, k=K)
    open_by_brute_force(made, (2, 2, 2), 5)


@settings(max_examples=15)
@given(
    st.lists(st.integers(0, 4), min_size=3, max_size=3),
    st.lists(st.integers(0, 4), min_size=3, max_size=3),
)
def test_nobody_is_told_by_what_came_since_an_earlier_release(then, since):
    tables = (("a",), ())
    first = release(rows_of(np.array(then)), tables, k=K)
    second = release(rows_of(np.array(then) + since), tables, k=K, earlier=[first.tables])
    # all those who were there then, and all who came since: (completions, 2, 3)
    pairs = completions((2, 3), 8).reshape(-1, 2, 3)
    people = {0: pairs[:, 0], 1: pairs.sum(axis=1)}

    def counts(held: np.ndarray, cell: tuple[str, ...]) -> np.ndarray:
        return held[:, int(cell[0][1:])] if cell else held.sum(axis=1)

    fits = np.ones(len(pairs), dtype=bool)
    for number, made in enumerate((first, second)):
        for table in made.tables:
            for cell, n in table.cells.items():
                fits &= True if n is None else counts(people[number], cell) == n
    assert fits.any()
    for number, made in enumerate((first, second)):
        for cell in (cell for table in made.tables for cell in table.hidden):
            held = counts(people[number][fits], cell)
            assert held.max() - held.min() >= K
    for cell in (("a0",), ("a1",), ("a2",), ()):
        new = counts(pairs[fits, 1], cell)
        assert new.max() - new.min() >= K or new.max() == 0 or new.min() >= K


def test_the_checker_agrees_and_finds_what_a_careless_release_gives_away():
    counts = np.array([[2, 20, 30], [10, 7, 0], [8, 9, 12]])
    rows = rows_of(counts)
    made = release(rows, BOTH)
    assert what_is_known(rows.labels, [made.tables]) == ()
    careless = [
        PublishedTable(t, {c: None if 0 < n < 5 else n for c, n in rows.table(t).items()})
        for t in BOTH
    ]
    (known,) = what_is_known(rows.labels, [careless])
    assert (known.attributes, known.cell, known.least, known.most) == (
        ("a", "b"),
        ("a0", "b0"),
        2,
        2,
    )


def test_a_small_cell_takes_three_others_with_it_where_all_margins_are_shown():
    made = release(rows_of(np.array([[2, 20, 30], [10, 7, 0], [8, 9, 12]])), BOTH)
    assert made.tables[0].hidden == (("a0", "b0"), ("a0", "b2"), ("a1", "b0"), ("a1", "b2"))
    assert (made.small, made.beside) == (1, 3)
    assert [table.hidden for table in made.tables[1:]] == [(), (), ()]


def test_tables_without_small_cells_are_shown_whole_without_any_program():
    made = release(rows_of(np.array([[20, 0], [9, 30]])), BOTH)
    assert (made.small, made.beside, made.solved) == (0, 0, 0)


def test_what_is_out_over_the_same_people_cannot_be_subtracted():
    rows = rows_of(np.array([[2, 20], [10, 9]]))
    margins = release(rows, (("a",), ("b",), ())).tables
    made = release(rows, (("a", "b"),), out=margins)
    assert made.tables[0].hidden == (("a0", "b0"), ("a0", "b1"), ("a1", "b0"), ("a1", "b1"))
    assert what_is_known(rows.labels, [[*margins, *made.tables]]) == ()


def test_two_people_who_joined_since_hide_the_cell_they_joined():
    then, now = np.array([10, 20, 30]), np.array([12, 20, 30])
    first = release(rows_of(then), (("a",),)).tables
    second = release(rows_of(now), (("a",),), earlier=[first])
    assert first[0].hidden == ()
    assert second.tables[0].hidden == (("a0",),)
    bare = PublishedTable(("a",), rows_of(now).table(("a",)))
    (known,) = what_is_known(rows_of(now).labels, [first, [bare]])
    assert (known.cell, known.since, known.least, known.most) == (("a0",), 0, 2, 2)


def test_what_cannot_be_covered_any_more_is_an_error():
    rows = rows_of(np.array([2, 20]))
    bare = PublishedTable(("a",), rows.table(("a",)))
    with pytest.raises(MethodError, match="give this count away"):
        release(rows, (("a",),), out=[bare])
    with pytest.raises(MethodError, match="contradict"):
        release(rows, (("a",),), out=[PublishedTable(("a",), {("a0",): 3, ("a1",): 20})])
    later = PublishedTable(("a",), {("a0",): None, ("a1",): 50})
    with pytest.raises(MethodError, match="contradict"):
        release(rows, (("a",),), earlier=[[later]])


def test_unknown_attributes_and_too_small_k_are_errors():
    rows = rows_of(np.array([2, 20]))
    with pytest.raises(DataError, match="no such attribute"):
        release(rows, (("aa",),))
    with pytest.raises(MethodError, match="cannot hide one another"):
        release(rows, (("a",),), k=2)


def test_the_order_of_rows_changes_nothing():
    counts = np.array([[2, 9, 4], [7, 1, 8], [6, 6, 6]])
    made = release(rows_of(counts), BOTH)
    rows = rows_of(counts)
    turned = Rows(rows.labels, {n: codes[::-1] for n, codes in rows.codes.items()}, rows.people)
    assert release(turned, BOTH) == made


def test_all_orders_of_attributes_of_a_table_are_the_same_table():
    rows = rows_of(np.array([[2, 20, 30], [10, 7, 0], [8, 9, 12]]))
    made = [release(rows, (tuple(order), ("a",), ("b",), ())) for order in permutations("ab")]
    hidden = [{frozenset(cell) for cell in one.tables[0].hidden} for one in made]
    assert hidden[0] == hidden[1]
