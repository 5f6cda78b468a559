"""Pairs that many want and that are held at the same time."""

from __future__ import annotations

from barcamp_events import event_of
from territoria.convene.timetable.conflicts import Conflict, conflicts_of
from territoria.convene.timetable.event import Person, Placement, Timetable, Topic

HELD = Timetable(
    (
        Placement("t1", "s0", "r0"),
        Placement("t0", "s0", "r1"),
        Placement("t2", "s1", "r0"),
        Placement("t3", "s1", "r1"),
    ),
    {},
    0,
    0,
    "",
)


def test_the_worst_pair_comes_first_and_only_who_wants_both_counts():
    event = event_of([[3, 2, 2, 2], [3, 3, 1, 3], [3, 3, 0, 0]], rooms=2)
    assert conflicts_of(event, HELD) == (
        Conflict("s0", ("t0", "t1"), 3, 8),
        Conflict("s1", ("t2", "t3"), 1, 2),
    )


def test_who_is_away_misses_nothing_and_a_host_the_other_topic():
    event = event_of(
        [[3, 2, 2, 2], [3, 3, 2, 3]],
        rooms=2,
        people=(Person("p0"), Person("p1", away=frozenset({"s0"}))),
        topics=(Topic("t0"), Topic("t1", "", ("p0",)), Topic("t2", "", ("p1",)), Topic("t3")),
    )
    assert conflicts_of(event, HELD) == (
        Conflict("s1", ("t2", "t3"), 2, 5),
        Conflict("s0", ("t0", "t1"), 1, 3),
    )
