"""An event as the search sees it: the same worth as by counting, slots that are alike, limits."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import drawn, event_of, fits, worth
from territoria.convene.timetable.event import Person, Pin, Room, Topic
from territoria.convene.timetable.prepared import prepare

seeds = st.integers(0, 10_000)


def test_what_a_slot_is_worth_is_a_count_of_bits():
    event = event_of([[3, 1], [0, 2], [2, -1]], rooms=2)
    prepared = prepare(event)
    assert [prepared.worth(0, held) for held in ([], [0], [1], [0, 1])] == [0, 5, 3, 7]


@given(seeds)
def test_it_is_worth_what_people_get_wherever_topics_may_stand_together(seed):
    event = drawn(seed, people=7, topics=4, rooms=3, pinned=False)
    prepared = prepare(replace(event, skipped=frozenset()))
    for slot, name in enumerate(event.slots):
        kind = prepared.kinds[prepared.kind_of[slot]]
        for size in range(4):
            for held in combinations(range(4), size):
                may = fits(event, name, [event.topics[t] for t in held])
                assert kind.holds(held) == may
                if may:
                    assert prepared.worth(slot, held) == worth(event, name, list(held))


def test_slots_are_alike_where_the_same_people_rooms_and_pins_are():
    event = event_of([[1, 1], [1, 1]], slots=5, rooms=2)
    assert [kind.slots for kind in prepare(event).kinds] == [(0, 1, 2, 3, 4)]
    event = replace(
        event,
        people=(Person("p0", away=frozenset({"s1", "s3"})), Person("p1")),
        rooms=(Room("r0", 1), Room("r1", 1, closed=frozenset({"s4"}))),
        pins=(Pin("t0", "s2"),),
    )
    prepared = prepare(event)
    assert [kind.slots for kind in prepared.kinds] == [(0,), (1, 3), (2,), (4,)]
    assert prepared.kind_of == (0, 1, 2, 1, 3)
    assert [(kind.topics, kind.pinned, kind.rooms) for kind in prepared.kinds] == [
        ((1,), (), 2),
        ((1,), (), 2),
        ((1,), (0,), 2),
        ((1,), (), 1),
    ]


def test_limits_come_from_hosts_and_from_rooms_that_fit():
    screen = frozenset({"screen"})
    event = event_of(
        [[1, 1, 1, 1]],
        rooms=(Room("r0", 9), Room("r1", 9, screen), Room("r2", 9)),
        topics=(
            Topic("t0", "", ("p0",)),
            Topic("t1", "", ("p0",)),
            Topic("t2", needs=screen),
            Topic("t3", needs=screen),
        ),
    )
    (kind,) = prepare(event).kinds
    assert kind.limits == ((0b0011, 1), (0b1100, 1))
    assert kind.limits_of[0] == ((0b0011, 1),)
    assert kind.limits_of[4] == ()


def test_what_adds_nothing_is_not_wanted_unless_it_is_pinned():
    event = event_of(
        [[0, 1, -1, 0], [0, 0, 0, 2]],
        topics=(Topic("t0"), Topic("t1"), Topic("t2", "", ("p1",)), Topic("t3", "", ("p1",))),
    )
    assert prepare(event).wanted == {1, 3}
    pinned = prepare(replace(event, pins=(Pin("t0", "", "r0"),)))
    assert (pinned.wanted, pinned.required) == ({0, 1, 3}, {0})


@pytest.mark.parametrize("people", [1, 21, 22, 200])
def test_any_number_of_people_is_counted(people):
    prepared = prepare(event_of([[3, 2]] * people, rooms=2))
    assert (prepared.worth(0, [1]), prepared.worth(0, [0, 1])) == (2 * people, 3 * people)
