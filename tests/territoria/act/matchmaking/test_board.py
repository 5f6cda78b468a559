"""Chains of two slots: paths and circles that can be turned over without a clash."""

from __future__ import annotations

from territoria.act.companies import Company
from territoria.act.matchmaking.board import Board, Chain, slots_in
from territoria.act.matchmaking.day import NONE, day_of
from territoria.act.matchmaking.result import Pin

RING = {("a", "b"): 1, ("b", "c"): 2, ("c", "d"): 3, ("a", "d"): 4}


def board_of(away: int = 0, pins: tuple[Pin, ...] = (), tables: int = 4) -> Board:
    companies = [Company(name, away=frozenset({away} - {0})) for name in "abcd"]
    return Board(day_of(companies, RING, slots=3, tables=tables, pins=pins))


def test_a_path_ends_where_nobody_follows() -> None:
    board = board_of()
    board.put(0, 0)
    board.put(1, 1)
    assert board.chain(1, 0, 1) == Chain((0, 1), (0, 2))
    assert board.chain(0, 0, 1) == Chain((0, 1), (2, 0))
    assert board.chain(3, 0, 1) == Chain((), (3, 3))
    assert (board.value, board.busy, board.walking) == (3, [0b1, 0b11, 0b10, 0], [1, 1, 0])
    board.turn((0, 1), 0, 1)
    assert (board.slot_of, board.busy) == ([1, 0, NONE, NONE], [0b10, 0b11, 0b1, 0])


def test_a_circle_has_no_ends() -> None:
    board = board_of()
    for pair, slot in enumerate((0, 1, 0, 1)):
        board.put(pair, slot)
    chain = board.chain(2, 0, 1)
    assert (sorted(chain.pairs), chain.tips) == ([0, 1, 2, 3], ())
    board.turn(chain.pairs, 0, 1)
    assert board.slot_of == [1, 0, 1, 0]


def test_a_chain_is_turned_only_where_all_are_there_and_tables_are() -> None:
    board = board_of(tables=1)
    board.put(0, 0)
    assert board.may_turn(board.chain(0, 0, 1), 0, 1)
    board.put(2, 1)
    chain = board.chain(0, 0, 1)
    assert (board.may_turn(chain, 0, 1), board.may_turn(chain, 0, 1, tables=False)) == (False, True)
    away = board_of(away=2)
    away.put(0, 0)
    assert not away.may_turn(away.chain(0, 0, 1), 0, 1)
    pinned = board_of(pins=(Pin("a", "b", 1),))
    assert not pinned.may_turn(pinned.chain(0, 0, 1), 0, 1)


def test_taking_off_undoes_placing() -> None:
    board = board_of()
    board.put(0, 2)
    board.take(0)
    assert (board.slot_of, board.busy, board.walking) == ([NONE] * 4, [0] * 4, [0] * 3)
    assert slots_in(0b1011) == [0, 1, 3]
