"""Which meeting is held at which table: booths where they are, others so that few change tables."""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import NONE, Day


def number_tables(board: Board) -> list[int]:
    """(pairs,) The table of each placed pair, from 1; NONE of the others.

    Slot by slot the assignment in which the most companies stay where they last were.
    """
    day = board.day
    tables = [NONE] * len(day.pairs)
    last: dict[int, int] = {}
    for slot in range(day.slots):
        here = [pair for pair, at in enumerate(board.slot_of) if at == slot]
        for pair in here:
            tables[pair] = day.pinned_at.get(pair, _booth(day, pair))
        taken = {tables[pair] for pair in here}
        open_tables = [table for table in day.free_tables if table not in taken]
        moving = [pair for pair in here if tables[pair] == NONE]
        for pair, table in _stay(board, moving, open_tables, last):
            tables[pair] = table
        last.update({c: tables[pair] for pair in here for c in board.ends[pair]})
    return tables


def changes(board: Board, tables: list[int]) -> int:
    """How often a company goes to another table from one meeting to the next."""
    count = 0
    for row in board.at:
        seats = [tables[pair] for pair in row if pair != NONE]
        count += sum(one != other for one, other in pairwise(seats))
    return count


def _booth(day: Day, pair: int) -> int:
    """The booth of one of the two, NONE where neither has one."""
    booths = [day.booth[company] for company in day.ends[pair].tolist()]
    return min((table for table in booths if table is not None), default=NONE)


def _stay(
    board: Board, pairs: list[int], tables: list[int], last: dict[int, int]
) -> list[tuple[int, int]]:
    """The meetings with their tables."""
    from scipy.optimize import linear_sum_assignment

    column = {table: n for n, table in enumerate(tables)}
    gain = np.zeros((len(pairs), len(tables)))
    for n, pair in enumerate(pairs):
        for company in board.ends[pair]:
            if last.get(company) in column:
                gain[n, column[last[company]]] += 1
    rows, columns = linear_sum_assignment(gain, maximize=True)
    return [(pairs[r], tables[c]) for r, c in zip(rows.tolist(), columns.tolist(), strict=True)]
