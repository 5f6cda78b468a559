"""A small day filled at once: nothing is worth more, and the bound says so."""

from __future__ import annotations

import numpy as np

from territoria.act.companies import Company
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import Day, day_of
from territoria.act.matchmaking.filling import fill_whole, places_for, refill
from territoria.act.matchmaking.result import Pin

WEIGHTS = {("a", "b"): 3, ("a", "c"): 5, ("b", "c"): 4, ("c", "d"): 1}


def small(pins: tuple[Pin, ...] = ()) -> Day:
    companies = [Company("a", away=frozenset({2})), *(Company(name) for name in "bcd")]
    return day_of(companies, WEIGHTS, slots=2, tables=1, pins=pins)


def test_the_best_is_found_and_lowers_the_bound() -> None:
    board = Board(small())
    assert (fill_whole(board, 100), board.value) == (9, 9)


def test_pins_stay_and_block_their_companies_and_tables() -> None:
    day = small((Pin("a", "b", 1),))
    board = Board(day)
    pairs, into = places_for(board, ~day.held, range(2))
    assert list(zip(pairs.tolist(), into.tolist(), strict=True)) == [(3, 0), (2, 1), (3, 1)]
    assert (fill_whole(board, 100), board.slot_of) == (7, [0, -1, 1, -1])
    refill(board, np.array([3]), np.array([1]), np.array([False, False, True, False]))
    assert board.slot_of == [0, -1, -1, 1]
