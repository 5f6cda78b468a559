"""Slots dealt one by one: what is chosen comes first, and what still fits is placed."""

from __future__ import annotations

import numpy as np

from territoria.act.companies import Company
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import NONE, day_of
from territoria.act.matchmaking.slot_by_slot import deal_slots, fill_up


def test_a_company_that_needs_all_its_slots_is_served_in_each() -> None:
    companies = [Company("a", away=frozenset({3})), *(Company(name) for name in "bcd")]
    weights = {("a", "b"): 1, ("a", "c"): 1, ("b", "c"): 1, ("b", "d"): 1}
    board = Board(day_of(companies, weights, slots=3, tables=2))
    deal_slots(board, np.ones(4, dtype=bool))
    assert NONE not in board.slot_of
    assert board.busy[0] == 0b011


def test_what_still_fits_is_placed_the_heaviest_first() -> None:
    companies = [Company(name) for name in "abc"]
    weights = {("a", "b"): 1, ("a", "c"): 3, ("b", "c"): 2}
    board = Board(day_of(companies, weights, slots=2, tables=1))
    fill_up(board)
    assert [slot != NONE for slot in board.slot_of] == [False, True, True]
    assert board.value == 5
