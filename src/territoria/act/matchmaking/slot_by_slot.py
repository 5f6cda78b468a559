"""A first arrangement where companies are away or tables are few: one matching a slot.

The meetings that are best without a clock (the b-matching) are dealt to the slots, those with the
fewest companies first. In each, the companies that can least afford a slot without a meeting come
first; what finds no place is placed by chains, and last whatever else still fits.
"""

from __future__ import annotations

import numpy as np

from territoria.act.b_matching import Flags, Floats, best_b_matching
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.colouring import place
from territoria.act.matchmaking.day import NONE

FINE = 1000
"""Urgencies count to three decimals, so that the matching is one of whole numbers."""
NEAR = 0.005
"""How far the matching of one slot may be from the best: a first arrangement need not be exact."""
PRESS = 20
"""What it is worth to a slot to serve a company that needs all of its slots."""


def deal_slots(board: Board, chosen: Flags) -> None:
    """Place the chosen pairs, then whatever else fits, the heaviest first."""
    day = board.day
    there = day.possible[chosen].sum(axis=0)
    for slot in np.argsort(there, kind="stable").tolist():
        _fill(board, chosen, slot)
    order = np.lexsort((np.arange(len(day.pairs)), -day.weights, ~chosen)).tolist()
    for pair in order:
        if board.slot_of[pair] == NONE and (chosen[pair] or _fits(board, pair)):
            place(board, pair)


def fill_up(board: Board) -> None:
    """Place whatever still fits as it stands, the heaviest first."""
    for pair in np.argsort(-board.day.weights, kind="stable").tolist():
        if board.slot_of[pair] == NONE and _fits(board, pair):
            place(board, pair)


def _fill(board: Board, chosen: Flags, slot: int) -> None:
    """The matching of one slot."""
    day = board.day
    waiting = chosen & (np.array(board.slot_of) == NONE)
    free = np.array([board.free_slots(c) >> slot & 1 for c in range(len(board.at))], dtype=np.int64)
    inside = np.flatnonzero(waiting & free[day.ends].all(axis=1))
    press = _press(board, waiting)
    gain = PRESS * press[day.ends[inside]].sum(axis=1) + day.weights[inside] / 5 + 1
    walking = np.flatnonzero(day.walks[inside])
    found = best_b_matching(
        day.ends[inside],
        np.round(FINE * gain).astype(np.int64),
        free,
        limits=[(walking, board.tables - board.walking[slot])],
        near=NEAR,
    )
    for pair in inside[found.chosen].tolist():
        board.put(pair, slot)


def _press(board: Board, waiting: Flags) -> Floats:
    """Of each company: meetings it still waits for ÷ slots it still has, to the third power."""
    counts = np.bincount(board.day.ends[waiting].ravel(), minlength=len(board.at))
    left = np.array([board.free_slots(c).bit_count() for c in range(len(board.at))])
    share: Floats = (counts / np.maximum(left, 1)).clip(0, 1) ** 3
    return share


def _fits(board: Board, pair: int) -> bool:
    """Whether there is a slot in which both are free and a table is."""
    a, b = board.ends[pair]
    ready = board.free_slots(a) & board.free_slots(b)
    return any(ready >> slot & 1 and board.has_table(pair, slot) for slot in range(board.day.slots))
