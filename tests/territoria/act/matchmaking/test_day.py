"""A day as numbers: who may meet when, and what no arrangement exceeds."""

from __future__ import annotations

import pytest

from territoria.act.companies import Company
from territoria.act.matchmaking.day import day_of
from territoria.act.matchmaking.result import Pin
from territoria.errors import DataError

COMPANIES = [
    Company("a", away=frozenset({2})),
    Company("b", booth=2),
    Company("c"),
    Company("d"),
]
WEIGHTS = {("a", "b"): 3, ("a", "c"): 5, ("c", "d"): 1}


def test_slots_are_bits_and_pins_count_where_they_are() -> None:
    day = day_of(COMPANIES, WEIGHTS, slots=3, tables=3, pins=[Pin("c", "a", 1, 3)], closed=[1])
    assert day.open_to == (0b100, 0b110, 0b110, 0b110)
    assert day.present == [0b101, 0b110, 0b111, 0b110]
    assert day.room.tolist() == [2, 2, 3, 2]
    assert (day.pinned, day.pinned_at) == ({1: 0}, {1: 3})
    assert (day.walks.tolist(), day.free_tables) == ([False, True, True], (1, 3))
    assert day.held.tolist() == [False, True, False]
    assert day.possible.tolist() == [[False, False, True]] * 2 + [[False, True, True]]
    assert not day.is_unrestricted
    # two open slots of two tables, and the pin; in slot 2 three are there, in slot 3 four
    assert [(inside.tolist(), most) for inside, most in day.limits] == [([1, 2], 5), ([0, 1, 2], 4)]


def test_without_absence_and_pins_a_day_is_unrestricted() -> None:
    day = day_of(COMPANIES[1:], {("c", "d"): 1}, slots=2, tables=3)
    assert day.is_unrestricted
    assert [(inside.tolist(), most) for inside, most in day.limits] == [([0], 4)]


def refused(**asked: object) -> list[str]:
    with pytest.raises(DataError) as error:
        day_of(COMPANIES, WEIGHTS, **{"slots": 1, "tables": 1, **asked})  # type: ignore[arg-type]
    return [str(problem) for problem in error.value.problems]


def test_places_outside_the_day_are_refused() -> None:
    assert refused(closed=[0, 2]) == [
        "company a: there is no slot 2. Slots are counted from 1, there are 1.",
        "company b: there is no table 2 for its booth. There are 1 tables.",
        "closed slots: there is no slot 0. Slots are counted from 1, there are 1.",
        "closed slots: there is no slot 2. Slots are counted from 1, there are 1.",
    ]
