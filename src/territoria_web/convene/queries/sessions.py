"""The timetable that people read: the version published last, its sessions, who sits where now.

A seat is the one that somebody chose, or the office gave them, as long as its topic is held then;
else that of the version.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from territoria_web.convene.models import (
    Attendee,
    Pick,
    Sheet,
    Slot,
    Space,
    TimetableVersion,
    Topic,
    WorkingMeeting,
)
from territoria_web.convene.queries.barcamp_grid import slots_of, spaces_of
from territoria_web.convene.queries.timetable_changes import dealt
from territoria_web.convene.queries.topics import comes, shown_as

Seats = Mapping[int, Mapping[int, int | None]]
"""Number of the slot → attendee → topic, None for who sits out; by row ids."""


@dataclass(frozen=True)
class Session:
    """A topic where and when it is held. ``people``: how many sit in it now."""

    topic: Topic
    slot: Slot
    space: Space
    hosts: tuple[Attendee, ...]
    sheet: Sheet | None
    people: int

    @property
    def free(self) -> int:
        """Seats that nobody has."""
        return max(0, self.space.seats - self.people)

    @property
    def askers(self) -> list[str]:
        """Who asked for it, as others read of them."""
        return [shown_as(one) for one in self.hosts]

    @property
    def facilitator(self) -> str:
        """Who moderates, as others read of them; empty where nobody said so, or they do not come."""
        return _on_duty(self.sheet.facilitator if self.sheet else None)

    @property
    def recorder(self) -> str:
        """Who takes notes; empty in the same way."""
        return _on_duty(self.sheet.recorder if self.sheet else None)


def _on_duty(person: Attendee | None) -> str:
    return shown_as(person) if person is not None and comes(person) else ""


@dataclass(frozen=True)
class Programme:
    """A version with its sessions in their order, slot by slot."""

    version: TimetableVersion
    slots: tuple[Slot, ...]
    sessions: tuple[Session, ...]
    seats: Seats

    @cached_property
    def by_slot(self) -> list[tuple[Slot, list[Session]]]:
        """Each slot with its sessions."""
        return [(s, [one for one in self.sessions if one.slot.pk == s.pk]) for s in self.slots]

    def session_of(self, person: Attendee, slot: Slot) -> Session | None:
        """Where somebody sits in a slot; None where nowhere."""
        topic = self.seats.get(slot.number, {}).get(person.pk)
        return next(
            (one for one in self.sessions if (one.topic.pk, one.slot.pk) == (topic, slot.pk)), None
        )

    def session(self, topic: UUID) -> Session | None:
        """Of a topic, by its public number."""
        return next((one for one in self.sessions if one.topic.public_id == topic), None)

    def hosted_in(self, person: Attendee, slot: Slot) -> Session | None:
        """The session of a slot that waits for somebody as its host."""
        return next(
            (one for one in self.sessions if one.slot.pk == slot.pk and person in one.hosts), None
        )


def published_version(meeting: WorkingMeeting) -> TimetableVersion | None:
    """What was published last; None before."""
    return meeting.timetables.exclude(published=None).order_by("-number").first()


def programme_of(meeting: WorkingMeeting) -> Programme | None:
    """What people read; None as long as nothing is published."""
    version = published_version(meeting)
    return programme_at(meeting, version) if version else None


def programme_at(meeting: WorkingMeeting, version: TimetableVersion) -> Programme:
    """A version with its sessions and the seats as they are now."""
    slots = tuple(slots_of(meeting))
    spaces = {row.number: row for row in spaces_of(meeting)}
    topics = _topics(version)
    sheets = _sheets(topics)
    hosts = _hosts(topics)
    seats = seats_now(meeting, version)
    sitting = Counter((n, topic) for n, inside in seats.items() for topic in inside.values())
    numbers = {slot.number: slot for slot in slots}
    found = [
        Session(
            topics[one["topic"]],
            numbers[one["slot"]],
            spaces[one["space"]],
            hosts.get(one["topic"], ()),
            sheets.get(one["topic"]),
            sitting[one["slot"], one["topic"]],
        )
        for one in version.placements
        if one["topic"] in topics and one["slot"] in numbers and one["space"] in spaces
    ]
    turn = {slot.pk: n for n, slot in enumerate(slots)}
    found.sort(key=lambda one: (turn[one.slot.pk], one.space.number))
    return Programme(version, slots, tuple(found), seats)


def _topics(version: TimetableVersion) -> dict[int, Topic]:
    """Those of a version but what was withdrawn, or hidden, since: that is gone at once."""
    held = [one["topic"] for one in version.placements]
    rows = Topic.objects.filter(state=Topic.State.PROPOSED).select_related("asker")
    return rows.in_bulk(held)


def _sheets(topics: Iterable[int]) -> dict[int, Sheet]:
    rows = Sheet.objects.filter(topic__in=topics).select_related("facilitator", "recorder")
    return {row.topic_id: row for row in rows}


def _hosts(topics: Mapping[int, Topic]) -> dict[int, tuple[Attendee, ...]]:
    joined = Topic.objects.filter(merged_into__in=topics).select_related("asker")
    found: dict[int, dict[int, Attendee]] = {}
    for carrier, row in [
        *((row.pk, row) for row in topics.values()),
        *((row.merged_into_id or 0, row) for row in joined),
    ]:
        if row.asker is not None and comes(row.asker):
            found.setdefault(carrier, {})[row.asker.pk] = row.asker
    return {topic: tuple(held.values()) for topic, held in found.items()}


def seats_now(
    meeting: WorkingMeeting, version: TimetableVersion
) -> dict[int, dict[int, int | None]]:
    """Who sits where: what was chosen before what was dealt; those who do not come, or are not there in
    a slot, have no seat in it.
    """
    held = {(one["slot"], one["topic"]) for one in version.placements}
    expected = (Attendee.State.REGISTERED, Attendee.State.PRESENT)
    away = dict(meeting.attendees.filter(state__in=expected).values_list("pk", "away"))
    seats: dict[int, dict[int, int | None]] = {
        slot: {p: topic for p, topic in inside.items() if p in away and slot not in away[p]}
        for slot, inside in dealt(version).items()
    }
    picks = Pick.objects.filter(slot__meeting=meeting, attendee__in=away)
    for slot, person, topic in picks.values_list("slot__number", "attendee", "topic"):
        if slot not in away[person] and (topic is None or (slot, topic) in held):
            seats.setdefault(slot, {})[person] = topic
    return seats
