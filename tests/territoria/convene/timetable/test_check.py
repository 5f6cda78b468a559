"""Everything that does not hold in an event, all at once."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from barcamp_events import event_of
from territoria.convene.timetable.check import check_event
from territoria.convene.timetable.event import Event, Person, Pin, Room, Topic
from territoria.errors import DataError


def said_of(event: Event) -> list[str]:
    with pytest.raises(DataError) as refused:
        check_event(event)
    return [str(problem) for problem in refused.value.problems]


def test_an_event_that_holds_passes():
    check_event(event_of([[3, -1], [0, 2]], pins=(Pin("t0", "s1", "r0"),)))


def test_there_has_to_be_something_to_place_and_somewhere():
    event = Event((), (), (), (), np.zeros((0, 0), dtype=np.int8))
    assert said_of(event) == [
        "topics: there is no topic. Add one at least.",
        "slots: there is no slot. Add one at least.",
        "rooms: there is no room. Add one at least.",
    ]


def test_names_that_stand_twice_or_are_empty():
    event = event_of(
        [[1, 1], [1, 1]],
        people=(Person("p0"), Person("p0")),
        topics=(Topic("t0"), Topic("")),
        rooms=(Room("r0", 0), Room("r0", 3)),
    )
    assert said_of(replace(event, slots=("s0", "s0"))) == [
        "rooms, r0: 0 seats are too few. Give it 1 at least.",
        "people: p0 is named more than once. Name each once.",
        "topics: a name is empty. Give each a name.",
        "slots: s0 is named more than once. Name each once.",
        "rooms: r0 is named more than once. Name each once.",
    ]


def test_names_that_lead_nowhere():
    event = event_of(
        [[1, 1]],
        people=(Person("p0", away=frozenset({"s7"})),),
        topics=(Topic("t0", "", ("p1", "p1")), Topic("t1")),
        rooms=(Room("r0", 3, closed=frozenset({"s8"})),),
        skipped=frozenset({"t8"}),
        pins=(Pin("t9", "s0"), Pin("t1", "s9", "r9")),
    )
    assert said_of(event) == [
        "topics, t0: p1 is not known. Did you mean p0? Known: p0.",
        "topics, t0: p1 is not known. Did you mean p0? Known: p0.",
        "topics, t0: a host is named more than once. Name each once.",
        "people, p0: s7 is not known. Did you mean s1? Known: s0, s1.",
        "rooms, r0: s8 is not known. Did you mean s1? Known: s0, s1.",
        "skipped: t8 is not known. Did you mean t1? Known: t0, t1.",
        "pins: t9 is not known. Did you mean t1? Known: t0, t1.",
        "pins, t1: s9 is not known. Did you mean s1? Known: s0, s1.",
        "pins, t1: r9 is not known. Did you mean r0? Known: r0.",
    ]


def test_interests_of_another_shape_or_size():
    assert said_of(replace(event_of([[1, 1]]), interests=np.zeros((2, 1), dtype=np.int8))) == [
        "interests: the table is 2 × 1, people and topics are 1 × 2. "
        "Give one row a person, one column a topic."
    ]
    mend = "Give 0 to 3, or -1 where nothing was said."
    assert said_of(event_of([[4, -2]])) == [
        f"interests, p0, t0: an interest of 4 cannot be. {mend}",
        f"interests, p0, t1: an interest of -2 cannot be. {mend}",
    ]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        (
            {"pins": (Pin("t1", "s0"), Pin("t1", "s1"))},
            ["pins, t1: the topic is pinned more than once. Keep one of the pins."],
        ),
        (
            {"pins": (Pin("t0", "s0"),), "skipped": frozenset({"t0"})},
            ["pins, t0: the topic is pinned and left out. Take back one of the two."],
        ),
        (
            {"pins": (Pin("t0"),)},
            ["pins, t0: the pin names neither slot nor room. Name one of them, or both."],
        ),
        (
            {"pins": (Pin("t1", "s0", "r0"), Pin("t2", "s0", "r0"))},
            ["pins: 2 topics are pinned to s0 in r0. Keep one of the pins."],
        ),
        (
            {"pins": (Pin("t0", "s1"),)},
            [
                "pins, t0: p0, who hosts it, is away in s1. Pin it to another slot.",
                "pins, t0: no open room has what it needs in s1. Pin it elsewhere.",
            ],
        ),
        (
            {"pins": (Pin("t0", "s0", "r0"),)},
            ["pins, t0: r0 does not have what it needs: screen. Pin it elsewhere."],
        ),
        (
            {"pins": (Pin("t1", "s1", "r1"),)},
            ["pins, t1: r1 is closed in s1. Pin it elsewhere."],
        ),
        (
            {"pins": (Pin("t3", "s1"),)},
            ["pins, t3: no open room has what it needs in s1. Pin it elsewhere."],
        ),
        (
            {"pins": (Pin("t0", "s0"), Pin("t3", "s0"))},
            ["pins: p0 hosts 2 of the topics pinned to s0. Pin one of them elsewhere."],
        ),
        (
            {"pins": (Pin("t1", "s1"), Pin("t2", "s1"))},
            ["pins: 2 topics are pinned to s1; open rooms: 1. Pin some of them elsewhere."],
        ),
    ],
)
def test_pins_that_cannot_be_kept(changes, said):
    screen = frozenset({"screen"})
    event = event_of(
        [[1, 1, 1, 1], [1, 1, 1, 1]],
        people=(Person("p0", away=frozenset({"s1"})), Person("p1")),
        topics=(
            Topic("t0", "", ("p0",), screen),
            Topic("t1"),
            Topic("t2"),
            Topic("t3", "", ("p0",) if len(changes["pins"]) > 1 else (), screen),
        ),
        rooms=(Room("r0", 9), Room("r1", 9, screen, frozenset({"s1"}))),
    )
    assert said_of(replace(event, **changes)) == said
