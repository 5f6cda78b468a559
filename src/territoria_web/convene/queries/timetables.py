"""From rows to what the engine reckons with, and back: a meeting as an event, a version as a timetable.

Everything is known to the engine by what people call it, so that its sentences can be read; names that
are the same are told apart by a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from territoria_web.convene.models import (
    Attendee,
    Pick,
    Slot,
    Space,
    TimetableVersion,
    WorkingMeeting,
)
from territoria_web.convene.queries.barcamp_grid import slot_name, slots_of, spaces_of
from territoria_web.convene.queries.topics import StandingTopic, coming, standing_topics

if TYPE_CHECKING:
    from territoria.convene.timetable.event import (
        Event,
        Interests,
        Person,
        Pin,
        Room,
        Timetable,
        Topic,
    )
    from territoria.convene.timetable.seated import Seating

Row = TypeVar("Row")
HOSTED = 3  # whoever asked for a topic wants to be there, unless they say otherwise


@dataclass(frozen=True)
class Laid:
    """A meeting as an event, with what each name stands for."""

    event: Event
    people: Mapping[str, Attendee]
    topics: Mapping[str, StandingTopic]
    slots: Mapping[str, Slot]
    spaces: Mapping[str, Space]

    @cached_property
    def person_names(self) -> dict[int, str]:
        """Row → name."""
        return {row.pk: name for name, row in self.people.items()}

    @cached_property
    def topic_names(self) -> dict[int, str]:
        """Row → name."""
        return {held.row.pk: name for name, held in self.topics.items()}

    @cached_property
    def slot_names(self) -> dict[int, str]:
        """Number → name."""
        return {row.number: name for name, row in self.slots.items()}

    @cached_property
    def space_names(self) -> dict[int, str]:
        """Number → name."""
        return {row.number: name for name, row in self.spaces.items()}


def laid_of(meeting: WorkingMeeting) -> Laid:
    """The meeting as the engine sees it (who comes, what stands, pins, skips, who is away when), with
    the rows behind it.
    """
    from territoria.convene.timetable.event import Event

    slots = _named(slots_of(meeting), slot_name)
    spaces = _named(spaces_of(meeting), lambda one: one.name)
    people = _named(coming(meeting), lambda one: one.name or one.city or "–")
    topics = _named(standing_topics(meeting), lambda one: one.row.title)
    number_of = {row.number: name for name, row in slots.items()}
    person_of = {row.pk: name for name, row in people.items()}
    event = Event(
        people=_people(people, number_of),
        topics=_topics(topics, person_of),
        slots=tuple(slots),
        rooms=_rooms(spaces, number_of),
        interests=_interests(people, topics),
        pins=_pins(topics, slots, spaces),
        skipped=frozenset(name for name, held in topics.items() if held.row.skipped),
    )
    return Laid(event, people, topics, slots, spaces)


def _named(rows: Iterable[Row], name: Callable[[Row], str]) -> dict[str, Row]:
    """Rows by what they are called, each once."""
    found: dict[str, Row] = {}
    for row in rows:
        said = name(row)
        tries = (said, *(f"{said} ({n})" for n in range(2, 1000)))
        found[next(one for one in tries if one not in found)] = row
    return found


def _people(people: Mapping[str, Attendee], slots: Mapping[int, str]) -> tuple[Person, ...]:
    from territoria.convene.timetable.event import Person

    return tuple(
        Person(
            name,
            city=" ".join(row.city.split()).casefold(),
            away=frozenset(slots[n] for n in row.away if n in slots),
        )
        for name, row in people.items()
    )


def _topics(topics: Mapping[str, StandingTopic], people: Mapping[int, str]) -> tuple[Topic, ...]:
    from territoria.convene.timetable.event import Topic

    return tuple(
        Topic(
            name,
            held.row.title,
            hosts=tuple(people[one.pk] for one in held.hosts if one.pk in people),
            needs=frozenset(held.row.needs),
        )
        for name, held in topics.items()
    )


def _rooms(spaces: Mapping[str, Space], slots: Mapping[int, str]) -> tuple[Room, ...]:
    from territoria.convene.timetable.event import Room

    return tuple(
        Room(
            name,
            row.seats,
            features=frozenset(row.features),
            closed=frozenset(slots[n] for n in row.closed if n in slots),
        )
        for name, row in spaces.items()
    )


def _interests(people: Mapping[str, Attendee], topics: Mapping[str, StandingTopic]) -> Interests:
    import numpy as np

    from territoria.convene.timetable.event import UNSAID

    rows = {row.pk: n for n, row in enumerate(people.values())}
    found = np.full((len(people), len(topics)), UNSAID, dtype=np.int8)
    for column, held in enumerate(topics.values()):
        for host in held.hosts:
            if host.pk in rows:
                found[rows[host.pk], column] = HOSTED
        for person, value in held.said.items():
            found[rows[person], column] = value
    return found


def _pins(
    topics: Mapping[str, StandingTopic], slots: Mapping[str, Slot], spaces: Mapping[str, Space]
) -> tuple[Pin, ...]:
    from territoria.convene.timetable.event import Pin

    slot_at = {row.pk: name for name, row in slots.items()}
    space_at = {row.pk: name for name, row in spaces.items()}
    return tuple(
        Pin(
            name,
            slot_at.get(held.row.pinned_slot_id or 0, ""),
            space_at.get(held.row.pinned_space_id or 0, ""),
        )
        for name, held in topics.items()
        if (held.row.pinned_slot_id or held.row.pinned_space_id) and not held.row.skipped
    )


# ── versions ──────────────────────────────────────────────────────────────────────────────────


def timetable_of(laid: Laid, version: TimetableVersion) -> Timetable:
    """A version as a timetable of the event as it stands now; what stands no longer is left away."""
    from territoria.convene.timetable.event import Placement, Timetable

    placements = tuple(
        Placement(
            laid.topic_names[one["topic"]],
            laid.slot_names[one["slot"]],
            laid.space_names[one["space"]],
        )
        for one in version.placements
        if one["topic"] in laid.topic_names
        and one["slot"] in laid.slot_names
        and one["space"] in laid.space_names
    )
    return Timetable(placements, {}, version.value, version.bound, version.method)


def worth_now(laid: Laid, timetable: Timetable) -> Timetable:
    """The same with what it is worth to those who come now, by what they say now."""
    from territoria.convene.timetable.moves import Move, value_if

    held = replace(timetable, placements=(), value=0)
    for one in timetable.placements:
        tried = value_if(laid.event, held, Move(one.topic, one.slot, one.room))
        held = replace(held, placements=tried.placements, value=tried.value)
    return replace(timetable, value=held.value)


def seating_of(laid: Laid, version: TimetableVersion) -> Seating:
    """The seats of a version, for seating people again."""
    from territoria.convene.timetable.seated import Seating

    meeting = version.meeting
    return Seating(
        seats=_seats(laid, version.seats),
        out={},
        picks={},
        interest=0,
        cities=0,
        bound=0.0,
        floor=version.floor or 0.0,
        is_highest_floor=False,
        fair_cost=0.0,
        shares={},
        mixed=0.0,
        notes=(),
        least=meeting.least,
        most_of_city=meeting.most_of_city,
    )


def _seats(laid: Laid, held: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], str]:
    return {
        (laid.person_names[int(person)], laid.slot_names[int(slot)]): laid.topic_names[topic]
        for slot, inside in held.items()
        if int(slot) in laid.slot_names
        for person, topic in inside.items()
        if int(person) in laid.person_names and topic in laid.topic_names
    }


def picks_of(meeting: WorkingMeeting, laid: Laid) -> dict[tuple[str, str], str | None]:
    """Seats that people or the office chose, as far as their topic still stands."""
    rows = Pick.objects.filter(slot__meeting=meeting).select_related("slot")
    return {
        (laid.person_names[row.attendee_id], laid.slot_names[row.slot.number]): (
            None if row.topic_id is None else laid.topic_names[row.topic_id]
        )
        for row in rows
        if row.attendee_id in laid.person_names
        and row.slot.number in laid.slot_names
        and (row.topic_id is None or row.topic_id in laid.topic_names)
    }
