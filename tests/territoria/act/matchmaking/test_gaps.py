"""Holes are counted where somebody is there and waits, and closed without losing a meeting."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from a_company_day import company_day
from territoria.act.matchmaking import arrange_meetings
from territoria.act.matchmaking.agreeing import agree
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import day_of
from territoria.act.matchmaking.gaps import close_holes, holes_in, holes_of


def test_a_hole_is_a_slot_of_ones_own_between_two_meetings() -> None:
    assert holes_in(0, 0b11111) == 0
    assert holes_in(0b00100, 0b11111) == 0
    assert holes_in(0b10001, 0b11111) == 3
    assert holes_in(0b10001, 0b10111) == 2
    assert holes_in(0b10101, 0b11111) == 2


@settings(max_examples=8)
@given(st.integers(0, 10**6))
def test_no_meeting_is_lost_and_holes_do_not_grow(seed: int) -> None:
    companies, wishes = company_day(30, 60, 6, seed=seed, away=1)
    day = day_of(companies, agree(companies, wishes).weights, slots=6, tables=9)
    board, chance = Board(day), np.random.default_rng(seed)
    for pair in chance.permutation(len(day.pairs)).tolist():
        a, b = board.ends[pair]
        free = board.free_slots(a) & board.free_slots(b)
        slots = [s for s in range(6) if free >> s & 1 and board.has_table(pair, s)]
        if slots:
            board.put(pair, slots[int(chance.integers(len(slots)))])
    placed, before = board.value, sum(holes_of(board))
    close_holes(board, sweeps=8, chance=chance)
    assert board.value == placed
    assert max(board.walking) <= 9
    assert sum(holes_of(board)) <= before


def test_where_tables_leave_room_few_companies_wait() -> None:
    companies, wishes = company_day(100, 500, 10, seed=1)
    found = arrange_meetings(companies, wishes, slots=10, tables=60)
    assert found.waiting <= 2
