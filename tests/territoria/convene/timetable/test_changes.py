"""What is different between two timetables, and whom it concerns."""

from __future__ import annotations

from barcamp_events import event_of
from territoria.convene.timetable.changes import Change, changes_between
from territoria.convene.timetable.event import Placement, Timetable, Topic

EVENT = event_of(
    [[1, 0, 0, 0, 0], [0, 2, 0, 0, -1], [0, 0, 3, 0, 0], [0, 0, 0, 1, 0]],
    rooms=2,
    topics=(Topic("t0", "", ("p3",)), *(Topic(f"t{n}") for n in range(1, 5))),
)


def timetable(**held: str) -> Timetable:
    return Timetable(
        tuple(Placement(topic, *place.split()) for topic, place in held.items()), {}, 0, 0, ""
    )


def test_nothing_changed_concerns_nobody():
    one = timetable(t0="s0 r0")
    assert changes_between(EVENT, one, one) == ()


def test_topics_added_left_out_and_moved_concern_hosts_and_those_who_want_them():
    before = timetable(t0="s0 r0", t1="s0 r1", t2="s1 r0")
    after = timetable(t0="s1 r0", t1="s0 r0", t3="s1 r1")
    assert changes_between(EVENT, before, after) == (
        Change(
            "t0", "slot", Placement("t0", "s0", "r0"), Placement("t0", "s1", "r0"), ("p0", "p3")
        ),
        Change("t1", "room", Placement("t1", "s0", "r1"), Placement("t1", "s0", "r0"), ("p1",)),
        Change("t2", "left out", Placement("t2", "s1", "r0"), None, ("p2",)),
        Change("t3", "added", None, Placement("t3", "s1", "r1"), ("p3",)),
    )


def test_where_seats_are_known_those_who_sit_elsewhere_are_concerned():
    held = timetable(t0="s0 r0", t1="s0 r1", t2="s1 r0")
    before = {"s0": {"p0": "t0", "p1": "t1", "p2": "t1"}, "s1": {"p0": "t2"}}
    after = {"s0": {"p0": "t0", "p1": "t0", "p3": "t1"}, "s1": {"p0": "t2"}}
    found = changes_between(EVENT, held, held, seats_before=before, seats_after=after)
    assert [(c.topic, c.what, c.concerned) for c in found] == [
        ("t0", "seats", ("p1",)),
        ("t1", "seats", ("p1", "p2", "p3")),
    ]
    assert changes_between(EVENT, held, held, seats_before=before) == ()
