"""Every agreed meeting without a place has a sentence that is true of the board."""

from __future__ import annotations

from territoria.act.companies import Company
from territoria.act.matchmaking.board import Board
from territoria.act.matchmaking.day import day_of
from territoria.act.matchmaking.reasons import left_over


def test_each_cause_has_its_sentence() -> None:
    companies = [
        Company("a", "Alpha", away=frozenset({2})),
        Company("b", "Beta", away=frozenset({1})),
        Company("c"),
        Company("d"),
        Company("e"),
        Company("f"),
    ]
    weights = {
        ("a", "b"): 3,
        ("a", "c"): 1,
        ("a", "d"): 2,
        ("c", "e"): 2,
        ("c", "f"): 2,
        ("b", "f"): 2,
        ("e", "f"): 1,
    }
    board = Board(day_of(companies, dict(sorted(weights.items())), slots=2, tables=1))
    number = {pair: n for n, pair in enumerate(board.day.pairs)}
    board.put(number["a", "c"], 0)
    board.put(number["c", "e"], 1)
    assert [(u.a + u.b, u.cause, u.reason) for u in left_over(board)] == [
        ("ab", "never together", "Alpha and Beta are never there in the same slot."),
        ("ad", "full", "Alpha has a meeting in every slot that is open to it."),
        ("bf", "no table", "Where Beta and f are both free, every table is taken."),
        ("cf", "full", "c has a meeting in every slot that is open to it."),
        ("ef", "no table", "Where e and f are both free, every table is taken."),
    ]
    board.take(number["c", "e"])
    board.put(number["e", "f"], 1)
    said = {u.a + u.b: (u.cause, u.reason, u.weight) for u in left_over(board)}
    assert said["ce"] == ("no slot in common", "c and e have no free slot in common.", 2)
