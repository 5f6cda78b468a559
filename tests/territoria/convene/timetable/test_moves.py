"""What a move by hand would change."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import drawn, event_of
from territoria.convene.timetable.check import check_event
from territoria.convene.timetable.event import Person, Placement, Room, Topic
from territoria.convene.timetable.judge import judge_timetable
from territoria.convene.timetable.make import make_timetable
from territoria.convene.timetable.moves import Move, value_if
from territoria.errors import DataError

EVENT = event_of([[3, 3, 0], [3, 3, 0], [0, 0, 1]], rooms=2)


def held(event=EVENT):
    return make_timetable(event)


def test_a_swap_of_two_topics():
    event = event_of(
        [[3, 0, 0], [0, 3, 0]], rooms=1, topics=tuple(Topic(f"t{n}") for n in range(3))
    )
    now = held(event)
    first, second = now.placements
    tried = value_if(event, now, Move(first.topic, second.slot, second.room))
    assert (tried.swapped, tried.gain, tried.value, tried.allowed) == (second.topic, 0, 6, True)
    assert tried.placements == (
        Placement(second.topic, first.slot, first.room),
        Placement(first.topic, second.slot, second.room),
    )


def test_into_a_free_place_and_out():
    now = held()
    at = {p.topic: p for p in now.placements}
    there = {(p.slot, p.room) for p in now.placements}
    (free,) = {(s, r) for s in EVENT.slots for r in ("r0", "r1")} - there
    both = next(t for t in ("t0", "t1") if at[t].slot != free[0])
    tried = value_if(EVENT, now, Move(both, *free))
    assert (tried.value, tried.gain, tried.swapped) == (now.value - 6, -6, "")
    out = value_if(EVENT, now, Move("t2"))
    assert (out.gain, [p.topic for p in out.placements].count("t2")) == (-1, 0)


def test_what_was_left_out_takes_the_place_of_another():
    event = event_of([[3, 2]], slots=1)
    tried = value_if(event, held(event), Move("t1", "s0", "r0"))
    assert (tried.swapped, tried.gain, tried.placements) == (
        "t0",
        -1,
        (Placement("t1", "s0", "r0"),),
    )


def test_to_stay_changes_nothing():
    now = held()
    one = now.placements[0]
    tried = value_if(EVENT, now, Move(one.topic, one.slot, one.room))
    assert (tried.gain, tried.swapped, tried.placements) == (0, "", now.placements)


def test_what_is_not_allowed_is_said():
    screen = frozenset({"screen"})
    event = event_of(
        [[3, 0, 0], [0, 3, 1]],
        people=(Person("p0", away=frozenset({"s0"})), Person("p1")),
        topics=(
            Topic("t0", "", ("p0",), screen),
            Topic("t1", "", ("p1",)),
            Topic("t2", "", ("p1",)),
        ),
        rooms=(Room("r0", 9, screen), Room("r1", 9, closed=frozenset({"s1"}))),
    )
    now = replace(
        held(event),
        placements=(Placement("t1", "s0", "r0"), Placement("t0", "s1", "r0")),
        left_out={"t2": ""},
    )
    assert value_if(event, now, Move("t0", "s0", "r1")).why_not == (
        "r1 does not have what t0 needs: screen.",
        "p0 hosts t0 and is away in s0.",
    )
    assert value_if(event, now, Move("t2", "s1", "r1")).why_not == ("r1 is closed in s1.",)
    assert value_if(event, now, Move("t2", "s0", "r1")).why_not == ("p1 hosts t1 in s0 too.",)


def test_a_name_that_leads_nowhere_is_refused():
    with pytest.raises(DataError) as refused:
        value_if(EVENT, held(), Move("t9", "s9", "r9"))
    assert [str(p) for p in refused.value.problems] == [
        "move: t9 is not known. Did you mean t2? Known: t0, t1, t2.",
        "move: s9 is not known. Did you mean s1? Known: s0, s1.",
        "move: r9 is not known. Did you mean r1? Known: r0, r1.",
    ]


@given(st.integers(0, 10_000), st.integers(0, 4), st.integers(0, 3))
def test_an_allowed_move_is_judged_clean_at_the_value_it_said(seed, topic, place):
    event = replace(drawn(seed, pinned=False), skipped=frozenset())
    check_event(event)
    now = make_timetable(event, effort="first")
    slot, room = event.slots[place // 2], event.rooms[place % 2].id
    tried = value_if(event, now, Move(f"t{topic}", slot, room))
    names = {p.topic for p in tried.placements}
    left = {t.id: "" for t in event.topics if t.id not in names}
    moved = replace(now, placements=tried.placements, left_out=left, value=tried.value)
    found = judge_timetable(event, replace(moved, bound=10**6))
    assert tried.allowed == (found == ())
