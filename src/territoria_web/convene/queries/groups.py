"""Groups with the people in them, by name: for the office alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from territoria_web.convene.models import (
    Attendee,
    Slot,
    Space,
    TimetableVersion,
    Topic,
    WorkingMeeting,
)
from territoria_web.convene.queries.barcamp_grid import slots_of, spaces_of
from territoria_web.convene.queries.sessions import seats_now
from territoria_web.convene.queries.timetable_changes import dealt
from territoria_web.convene.queries.topics import coming


@dataclass(frozen=True)
class Group:
    """A topic of a slot with who sits in it."""

    topic: Topic
    space: Space
    people: list[Attendee]

    @property
    def cities(self) -> int:
        """How many different cities."""
        return len({one.city.casefold() for one in self.people if one.city})


@dataclass(frozen=True)
class SlotGroups:
    """The groups of a slot; ``out``: who sits it out, ``away``: who is not there, ``without``: who
    has no seat.
    """

    slot: Slot
    groups: list[Group]
    out: list[Attendee]
    away: list[Attendee]
    without: list[Attendee]


def groups_of(
    meeting: WorkingMeeting, version: TimetableVersion, *, now: bool = False
) -> list[SlotGroups]:
    """Slot by slot; ``now``: with the seats that people have chosen since."""
    seats = seats_now(meeting, version) if now else dealt(version)
    people = {one.pk: one for one in coming(meeting)}
    topics = Topic.objects.in_bulk([one["topic"] for one in version.placements])
    spaces = {one.number: one for one in spaces_of(meeting)}
    found = []
    for slot in slots_of(meeting):
        inside = seats.get(slot.number, {})
        groups = [
            Group(topics[one["topic"]], spaces[one["space"]], _in(inside, one["topic"], people))
            for one in version.placements
            if one["slot"] == slot.number and one["topic"] in topics and one["space"] in spaces
        ]
        found.append(_of_slot(slot, groups, inside, people))
    return found


def _in(
    inside: Mapping[int, int | None], topic: int | None, people: Mapping[int, Attendee]
) -> list[Attendee]:
    return [people[person] for person, at in inside.items() if at == topic and person in people]


def _of_slot(
    slot: Slot,
    groups: list[Group],
    inside: Mapping[int, int | None],
    people: Mapping[int, Attendee],
) -> SlotGroups:
    seated = {one.pk for group in groups for one in group.people}
    out = [one for one in _in(inside, None, people) if one.pk not in seated]
    rest = [one for pk, one in people.items() if pk not in seated and one not in out]
    away = [one for one in rest if slot.number in one.away]
    without = [one for one in rest if slot.number not in one.away] if groups else []
    return SlotGroups(slot, groups, out, away, without)
