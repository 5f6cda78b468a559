"""Meetings into slots by chains: König, Vizing and de Werra keep their word."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from territoria.act.companies import Company
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.colouring import level, place_all
from territoria.act.matchmaking.day import NONE, day_of


def board_of(pairs: list[tuple[int, int]], slots: int) -> Board:
    companies = [Company(f"{n:02}") for n in range(16)]
    weights = {(f"{a:02}", f"{b:02}"): 1 for a, b in sorted(pairs)}
    return Board(day_of(companies, weights, slots=slots, tables=16))


def busiest(pairs: list[tuple[int, int]]) -> int:
    return int(np.bincount(np.array(pairs).ravel()).max())


def placed(board: Board) -> list[int]:
    chance = np.random.default_rng(1)
    return place_all(board, range(len(board.slot_of)), chance, tables=False)


@given(st.lists(st.tuples(st.integers(0, 7), st.integers(8, 15)), min_size=1, unique=True))
def test_two_sides_need_as_many_slots_as_the_busiest_has_meetings(
    pairs: list[tuple[int, int]],
) -> None:
    board = board_of(pairs, busiest(pairs))
    assert placed(board) == []
    level(board)
    assert max(board.walking) - min(board.walking) <= 1
    assert NONE not in board.slot_of


@given(
    st.lists(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]),
        min_size=1,
        unique=True,
    )
)
def test_elsewhere_one_slot_more_is_enough(pairs: list[tuple[int, int]]) -> None:
    board = board_of(pairs, busiest(pairs) + 1)
    assert placed(board) == []
    level(board)
    assert max(board.walking) - min(board.walking) <= 1


def test_what_has_no_place_is_given_back() -> None:
    everybody = list(combinations(range(5), 2))
    board = board_of(everybody, 4)
    left = placed(board)
    assert [pair for pair, slot in enumerate(board.slot_of) if slot == NONE] == sorted(left)
    assert 10 - len(left) == 8
