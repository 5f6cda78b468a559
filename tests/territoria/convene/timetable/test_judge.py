"""Whatever is wrong with a timetable is found, without what made it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from barcamp_events import event_of
from territoria.convene.timetable.event import Event, Person, Pin, Placement, Room, Timetable, Topic
from territoria.convene.timetable.judge import judge_timetable

SCREEN = frozenset({"screen"})


@pytest.fixture
def event() -> Event:
    return event_of(
        [[3, 1, 2, 0], [0, 3, 1, 1], [2, 2, 3, 0]],
        people=(Person("p0"), Person("p1", away=frozenset({"s1"})), Person("p2")),
        topics=(
            Topic("t0", "", ("p0",)),
            Topic("t1", "", ("p1",)),
            Topic("t2", "", ("p0",), SCREEN),
            Topic("t3"),
        ),
        rooms=(Room("r0", 9), Room("r1", 9, SCREEN), Room("r2", 9, SCREEN, frozenset({"s1"}))),
        pins=(Pin("t2", "s1"),),
        skipped=frozenset({"t3"}),
    )


@pytest.fixture
def good() -> Timetable:
    held = (
        Placement("t0", "s0", "r0"),
        Placement("t1", "s0", "r1"),
        Placement("t2", "s1", "r1"),
    )
    return Timetable(held, {"t3": "By hand."}, 13, 13, "by hand")


def placed(good: Timetable, *held: tuple[str, str, str], left: tuple[str, ...] = ("t3",)):
    named = tuple(Placement(*one) for one in held)
    return replace(good, placements=named, left_out=dict.fromkeys(left, "By hand."))


def test_a_good_one_has_no_fault(event, good):
    assert judge_timetable(event, good) == ()


def test_names_that_lead_nowhere(event, good):
    strange = placed(good, ("t9", "s9", "r9"), left=("t8",))
    assert judge_timetable(event, strange) == tuple(
        f"{name} is not known." for name in ("t9", "t8", "s9", "r9")
    )


@pytest.mark.parametrize(
    ("held", "left", "said"),
    [
        (
            [("t0", "s0", "r0"), ("t1", "s0", "r1"), ("t2", "s1", "r1"), ("t0", "s1", "r0")],
            ("t3",),
            ["t0 is held 2 times.", "p0 hosts 2 topics in s1."],
        ),
        (
            [("t0", "s0", "r0"), ("t1", "s0", "r1"), ("t2", "s1", "r1")],
            ("t3", "t0"),
            ["t0 is held and left out."],
        ),
        (
            [("t0", "s0", "r0"), ("t1", "s0", "r1"), ("t2", "s1", "r1")],
            (),
            ["t3 is neither held nor left out."],
        ),
        (
            [
                ("t0", "s0", "r0"),
                ("t1", "s0", "r1"),
                ("t2", "s1", "r1"),
                ("t3", "s1", "r0"),
            ],
            (),
            ["t3 is held although it was left out by hand."],
        ),
        (
            [("t0", "s0", "r1"), ("t1", "s0", "r1"), ("t2", "s1", "r1")],
            ("t3",),
            ["r1 is taken 2 times in s0."],
        ),
        (
            [("t0", "s0", "r0"), ("t1", "s0", "r1"), ("t2", "s1", "r2")],
            ("t3",),
            ["r2 is closed in s1."],
        ),
        (
            [("t0", "s0", "r0"), ("t1", "s0", "r1"), ("t2", "s1", "r0")],
            ("t3",),
            ["r0 does not have what t2 needs."],
        ),
        (
            [("t0", "s0", "r0"), ("t1", "s1", "r0"), ("t2", "s1", "r1")],
            ("t3",),
            ["p1 hosts t1 and is away in s1.", "it is worth 10, not 13."],
        ),
        (
            [("t0", "s1", "r0"), ("t1", "s0", "r0"), ("t2", "s0", "r1")],
            ("t3",),
            ["t2 is not where it is pinned."],
        ),
        (
            [("t0", "s0", "r0"), ("t1", "s0", "r1")],
            ("t3", "t2"),
            ["t2 is not where it is pinned.", "it is worth 8, not 13."],
        ),
    ],
)
def test_every_kind_of_fault_is_found(event, good, held, left, said):
    found = judge_timetable(event, placed(good, *held, left=left))
    worth = [fault for fault in found if fault.startswith("it is worth")]
    told = [fault for fault in found if not fault.startswith("it is worth")]
    assert told == [fault for fault in said if not fault.startswith("it is worth")]
    assert not any(fault.startswith("it is worth") for fault in said) or worth == said[-1:]


def test_a_room_pin_is_looked_at_too(event, good):
    pinned = replace(event, pins=(Pin("t0", "", "r1"),))
    assert judge_timetable(pinned, good) == ("t0 is not where it is pinned.",)


def test_a_value_that_is_not_so_and_a_bound_below_it(event, good):
    assert judge_timetable(event, replace(good, value=12)) == ("it is worth 13, not 12.",)
    assert judge_timetable(event, replace(good, bound=12)) == (
        "it is worth more than its bound: 13, 12.",
    )
