"""Pins that contradict each other, or the day, are refused all at once."""

from __future__ import annotations

from territoria.act.companies import Company
from territoria.act.matchmaking.pins import odd_pins, outside
from territoria.act.matchmaking.result import Pin

COMPANIES = [
    Company("a", away=frozenset({2})),
    Company("b", booth=2),
    Company("c"),
    Company("d"),
    Company("e"),
]
WEIGHTS = {("a", "b"): 3, ("a", "c"): 5, ("c", "d"): 1, ("d", "e"): 2}


def told(*pins: Pin, tables: int = 3) -> list[str]:
    return [str(p) for p in odd_pins(COMPANIES, WEIGHTS, 3, tables, pins)]


def test_pins_that_hold_pass() -> None:
    assert told(Pin("a", "b", 1, 2), Pin("d", "c", 1, 1), Pin("d", "e", 2)) == []
    assert outside(COMPANIES, 2, 2, [1]) == []


def test_who_and_when() -> None:
    assert told(Pin("a", "x", 1), Pin("b", "c", 1), Pin("a", "c", 2), Pin("c", "a", 4)) == [
        "pin of a and x in slot 1: no such company: x. Known: a, b, c, d, e.",
        "pin of b and c in slot 1: the two have no meeting that both want. Take the pin out.",
        "pin of a and c in slot 2: a is away in this slot. Pin it to another slot.",
        "pin of c and a in slot 4: there is no slot 4. Slots are counted from 1, there are 3.",
        "pin of c and a in slot 4: the two are pinned more than once. Keep one.",
    ]
    assert told(Pin("a", "c", 1), Pin("c", "d", 1)) == [
        "pin of c and d in slot 1: c is pinned to another meeting in this slot. "
        "Take one of the two pins out."
    ]


def test_where() -> None:
    mend = "Pin it to another table, or only to the slot."
    assert told(Pin("a", "b", 1, 3), Pin("c", "d", 2, 2), Pin("d", "e", 3, 4)) == [
        f"pin of a and b in slot 1: a company with a booth receives there. {mend}",
        f"pin of c and d in slot 2: table 2 is the booth of another company. {mend}",
        f"pin of d and e in slot 3: there is no table 4. {mend}",
    ]
    assert told(Pin("a", "c", 1, 1), Pin("d", "e", 1, 1)) == [
        f"pin of d and e in slot 1: table 1 is pinned twice in this slot. {mend}"
    ]
    assert told(Pin("a", "c", 1), Pin("d", "e", 1), tables=2) == [
        "slot 1: more meetings are pinned to it than there are tables: 2. "
        "Take pins out, or give more tables."
    ]
