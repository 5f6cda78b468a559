"""A first answer: what has to be held, then always what adds most."""

from __future__ import annotations

import pytest

from barcamp_events import event_of
from territoria.convene.timetable.event import Pin, Room
from territoria.convene.timetable.prepared import prepare
from territoria.convene.timetable.start import arrange_greedily, worth_of
from territoria.errors import MethodError


def test_always_what_adds_most_until_nothing_does():
    event = event_of([[3, 3, 1, 0], [3, 3, 0, 0], [0, 0, 2, 0]], rooms=2)
    prepared = prepare(event)
    held = arrange_greedily(prepared)
    assert held == [[0, 2], [1]]
    assert worth_of(prepared, held) == 14


def test_what_has_only_a_room_finds_a_slot_even_where_the_first_one_tried_is_wrong():
    shut = Room("r0", 9, closed=frozenset({"s2"}))
    event = event_of(
        [[1, 1, 1]],
        slots=3,
        rooms=(shut, Room("r1", 9, closed=frozenset({"s1"}))),
        pins=(Pin("t0", "", "r0"), Pin("t1", "s0", "r0"), Pin("t2", "", "r1")),
    )
    held = arrange_greedily(prepare(event))
    assert [sorted(topics) for topics in held] == [[1, 2], [0], []]


def test_what_cannot_be_held_together_is_refused():
    pins = tuple(Pin(f"t{n}", "", "r0") for n in range(3))
    with pytest.raises(MethodError, match="no timetable was found that keeps all of them"):
        arrange_greedily(prepare(event_of([[1, 1, 1]], rooms=2, pins=pins)))
