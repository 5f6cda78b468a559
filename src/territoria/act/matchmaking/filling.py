"""The best filling of some slots, exactly: a programme with a variable for every pair in every slot.

For two slots of a large day it is quick; for all slots only where the day is small.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from territoria.act.b_matching import EXACT, HALF, Flags, Floats, Integers
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import NONE, Day

SMALL = 1500
"""Places of a day, pairs × slots, up to which all slots are filled at once."""
WHOLE, QUICK = 2000, 20
"""Branches looked at, at most: for a whole day, and for a step of a search that has many."""


def fill_whole(board: Board, bound: int) -> int:
    """Fill all slots of a small day at once; gives back the bound, which may be lower by it.

    A large day is left as it is.
    """
    day = board.day
    pairs, into = places_for(board, ~day.held, range(day.slots))
    if not 0 < len(pairs) <= SMALL:
        return bound
    pinned = int(day.weights[day.held].sum())
    chosen, most = best_filling(
        board, pairs, into, day.weights[pairs].astype(np.float64), nodes=WHOLE
    )
    if chosen is not None and pinned + day.weights[pairs[chosen]].sum() > board.value:
        refill(board, pairs[chosen], into[chosen], np.array(board.slot_of) != NONE)
    return min(bound, pinned + math.floor(most + EXACT)) if math.isfinite(most) else bound


def refill(board: Board, pairs: Integers, into: Integers, out: Flags) -> None:
    """Take pairs off, but for the pinned ones, and place others."""
    for pair in np.flatnonzero(out & ~board.day.held).tolist():
        board.take(pair)
    for pair, slot in zip(pairs.tolist(), into.tolist(), strict=True):
        board.put(pair, slot)


def places_for(board: Board, free: Flags, slots: Sequence[int]) -> tuple[Integers, Integers]:
    """Pair and slot of every place that a free pair may take."""
    day = board.day
    pairs, into = [], []
    for slot in slots:
        taken = _pinned_in(day, slot)
        fits = np.flatnonzero(free & day.possible[:, slot] & ~taken[day.ends].any(axis=1))
        pairs.append(fits)
        into.append(np.full(len(fits), slot))
    return np.concatenate(pairs), np.concatenate(into)


def best_filling(
    board: Board, pairs: Integers, into: Integers, gain: Floats, *, nodes: int = QUICK
) -> tuple[Flags | None, float]:
    """(places,) The best set of places, None where the search ended without one; and its bound.

    Rows: each company in each slot, each pair, and the tables of each slot.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp
    from scipy.sparse import csr_array

    day, places = board.day, np.arange(len(pairs))
    people = len(day.companies)
    cells = [day.ends[pairs, side] + people * into for side in (0, 1)]
    one_each = people * day.slots + pairs
    tables = people * day.slots + len(day.pairs)
    walks = day.walks[pairs]
    at = np.concatenate([*cells, one_each, tables + into[walks]])
    of = np.concatenate([places, places, places, places[walks]])
    right = np.ones(tables + day.slots)
    right[tables:] = _tables_left(board)
    kept, row = np.unique(at, return_inverse=True)
    found = milp(
        -gain,
        constraints=LinearConstraint(
            csr_array((np.ones(len(at)), (row, of)), shape=(len(kept), len(pairs))),
            -np.inf,
            right[kept],
        ),
        integrality=np.ones(len(pairs)),
        bounds=Bounds(0, 1),
        options={"mip_rel_gap": 0.0, "node_limit": nodes},
    )
    dual = found.mip_dual_bound
    return (
        None if found.x is None else np.asarray(found.x) > HALF,
        math.inf if dual is None else -float(dual),
    )


def _tables_left(board: Board) -> list[int]:
    """Of each slot, the tables that no pinned meeting takes."""
    left = [board.tables] * board.day.slots
    for pair, slot in board.day.pinned.items():
        left[slot] -= board.walks[pair]
    return left


def _pinned_in(day: Day, slot: int) -> Flags:
    """(companies,) Who is pinned to a slot."""
    taken = np.zeros(len(day.companies), dtype=bool)
    for pair, at in day.pinned.items():
        if at == slot:
            taken[day.ends[pair]] = True
    return taken
