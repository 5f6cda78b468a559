"""The more people want a topic, the more seats its room has."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import drawn, event_of
from territoria.convene.timetable.event import Person, Pin, Room, Topic
from territoria.convene.timetable.rooms import assign_rooms, demand_of

ROWS = [[3, 0, 0], [3, 0, 0], [3, 2, 0], [0, 2, 2], [0, 0, 0], [0, 0, 3]]


def test_people_are_expected_at_what_they_like_best_and_hosts_at_their_own():
    event = event_of(
        ROWS,
        people=tuple(Person(f"p{n}", "", frozenset({"s0"} if n == 5 else ())) for n in range(6)),
        topics=(Topic("t0"), Topic("t1", "", ("p2",)), Topic("t2")),
    )
    third = 1 / 3
    assert demand_of(event, "s0", ["t0", "t1", "t2"]) == pytest.approx(
        {"t0": 2 + third, "t1": 1.5 + third, "t2": 0.5 + third}
    )
    assert demand_of(event, "s1", ["t0"]) == {"t0": 6}
    assert demand_of(event, "s1", []) == {}


def test_more_people_have_more_seats():
    rooms = (Room("small", 1), Room("large", 9), Room("middle", 4))
    event = event_of(ROWS, rooms=rooms)
    assert assign_rooms(event, "s0", ["t0", "t1", "t2"]) == {
        "t0": "large",
        "t1": "small",
        "t2": "middle",
    }
    assert assign_rooms(event, "s0", ["t1"]) == {"t1": "large"}
    assert assign_rooms(event, "s0", []) == {}


def test_needs_closed_rooms_and_pins_come_first():
    screen = frozenset({"screen"})
    rooms = (Room("small", 1, screen), Room("large", 9, closed=frozenset({"s1"})), Room("mid", 4))
    event = event_of(
        ROWS, rooms=rooms, topics=(Topic("t0", needs=screen), Topic("t1"), Topic("t2"))
    )
    assert assign_rooms(event, "s0", ["t0", "t2"]) == {"t0": "small", "t2": "large"}
    assert assign_rooms(event, "s1", ["t0", "t2"]) == {"t0": "small", "t2": "mid"}
    pinned = replace(event, pins=(Pin("t1", "", "large"),))
    assert assign_rooms(pinned, "s0", ["t1", "t2"]) == {"t1": "large", "t2": "mid"}
    with pytest.raises(ValueError, match="infeasible"):
        assign_rooms(pinned, "s1", ["t1"])


@given(st.integers(0, 10_000))
def test_nobody_stands_who_could_sit(seed):
    event = drawn(seed, people=12, topics=3, slots=1, rooms=3, pinned=False)
    free = tuple(replace(room, closed=frozenset(), features=frozenset()) for room in event.rooms)
    event = replace(
        event, rooms=free, topics=tuple(replace(t, needs=frozenset()) for t in event.topics)
    )
    names = ["t0", "t1", "t2"]
    demand = demand_of(event, "s0", names)
    seats = {room.id: room.seats for room in free}

    def standing(rooms) -> float:
        return sum(max(demand[t] - seats[r], 0) for t, r in zip(names, rooms, strict=True))

    found = assign_rooms(event, "s0", names)
    least = min(standing(order) for order in permutations(seats))
    assert standing([found[t] for t in names]) == pytest.approx(least)
