"""Filling two slots anew never makes a day worse, and ends at the bound."""

from __future__ import annotations

import numpy as np
import pytest

from a_company_day import company_day
from territoria.act.b_matching import best_b_matching, shortfalls
from territoria.act.matchmaking.agreeing import agree
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import Day, day_of
from territoria.act.matchmaking.filling import fill_whole
from territoria.act.matchmaking.result import Pin
from territoria.act.matchmaking.slot_by_slot import deal_slots, fill_up
from territoria.act.matchmaking.two_slots import improve


@pytest.fixture
def day() -> Day:
    companies, wishes = company_day(40, 200, 8, seed=4, away=3)
    weights = agree(companies, wishes).weights
    (a, b), *_ = weights
    away = {company.id: company.away for company in companies}
    slot = next(s for s in range(1, 9) if s not in away[a] | away[b])
    return day_of(companies, weights, slots=8, tables=14, pins=[Pin(a, b, slot)])


def test_a_first_arrangement_is_near_and_rounds_come_nearer(day: Day) -> None:
    best = best_b_matching(day.ends, day.weights, day.room, limits=day.limits, held=day.held)
    board = Board(day)
    deal_slots(board, best.chosen)
    fill_up(board)
    first = board.value
    assert 0.96 * best.bound <= first <= best.bound
    short = shortfalls(day.ends, day.weights, day.room, limits=day.limits)
    values = [first]
    chance = np.random.default_rng(1)
    for _ in range(4):
        improve(board, short, best.bound, rounds=3, chance=chance)
        values.append(board.value)
    assert values == sorted(values)
    assert max(board.walking) <= 14
    assert all(board.slot_of[pair] == slot for pair, slot in day.pinned.items())


def test_it_ends_at_the_bound_without_a_round(day: Day) -> None:
    board = Board(day)
    short = np.zeros(len(day.pairs))
    assert improve(board, short, board.value, rounds=5, chance=np.random.default_rng(1)) == 0
    assert improve(board, short, 10**6, rounds=2, chance=np.random.default_rng(1)) == 2


def test_a_large_day_is_not_filled_at_once() -> None:
    companies, wishes = company_day(60, 400, 8, seed=1)
    day = day_of(companies, agree(companies, wishes).weights, slots=8, tables=30)
    board = Board(day)
    assert (fill_whole(board, 5000), board.value) == (5000, 0)
