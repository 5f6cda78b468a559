"""What differs between two versions of a timetable, and for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.convene.models import TimetableVersion, WorkingMeeting
from territoria_web.convene.queries.barcamp_grid import (
    slot_name,
    slots_of,
    spaces_of,
    when_said,
)

WHAT: Final[Mapping[str, Promise]] = {
    "added": gettext_lazy("new"),
    "left out": gettext_lazy("no longer held"),
    "slot": gettext_lazy("another time"),
    "space": gettext_lazy("another space"),
}


@dataclass(frozen=True)
class Line:
    """A topic that changed, in words: what, where it was and where it is; "" for nowhere."""

    topic: str
    what: str
    before: str
    after: str

    @property
    def sentence(self) -> str:
        """The whole of it."""
        told = {"topic": self.topic, "before": self.before, "after": self.after}
        if not self.before:
            return _("“%(topic)s” is new: %(after)s.") % told
        if not self.after:
            return _("“%(topic)s” is no longer held; it was %(before)s.") % told
        return _("“%(topic)s”: %(after)s, not %(before)s.") % told


def changes_of(before: TimetableVersion | None, after: TimetableVersion) -> list[dict[str, Any]]:
    """Topic by topic what changed, as plain data: topic, what, before and after as (slot, space)."""
    old = _places(before.placements if before else ())
    new = _places(after.placements)
    return [
        {"topic": topic, "what": what, "before": old.get(topic), "after": new.get(topic)}
        for topic in dict.fromkeys([*new, *old])
        if (what := _what(old.get(topic), new.get(topic)))
    ]


def _places(placements: Sequence[Mapping[str, int]]) -> dict[int, list[int]]:
    return {one["topic"]: [one["slot"], one["space"]] for one in placements}


def _what(old: list[int] | None, new: list[int] | None) -> str:
    if old is None or new is None:
        return "" if old == new else "added" if old is None else "left out"
    if old[0] != new[0]:
        return "slot"
    return "space" if old[1] != new[1] else ""


def own_places(
    version: TimetableVersion | None, seats: Mapping[int, Mapping[int, int | None]]
) -> dict[int, set[tuple[int, int, int]]]:
    """Attendee → where they sit: slot, space, topic."""
    places = {(p["slot"], p["topic"]): p["space"] for p in (version.placements if version else ())}
    found: dict[int, set[tuple[int, int, int]]] = {}
    for slot, inside in seats.items():
        for person, topic in inside.items():
            if topic is not None and (slot, topic) in places:
                found.setdefault(person, set()).add((slot, places[slot, topic], topic))
    return found


def dealt(version: TimetableVersion | None) -> dict[int, dict[int, int | None]]:
    """The seats of a version, by numbers."""
    held = version.seats if version else {}
    return {int(slot): {int(p): t for p, t in inside.items()} for slot, inside in held.items()}


def concerned_by(
    before: Mapping[int, set[tuple[int, int, int]]], after: Mapping[int, set[tuple[int, int, int]]]
) -> set[int]:
    """Attendees who sit elsewhere, at another time or in another space than before."""
    return {
        person
        for person in before.keys() | after.keys()
        if before.get(person, set()) != after.get(person, set())
    }


class Places:
    """What slots, spaces and topics of a meeting are called, for saying where people sit."""

    def __init__(self, meeting: WorkingMeeting) -> None:
        rows = slots_of(meeting)
        self.slots = {row.number: slot_name(row) for row in rows}
        self.hours = {row.number: when_said(row, meeting) for row in rows}
        self.spaces = {row.number: row.name for row in spaces_of(meeting)}
        self.topics = dict(meeting.topics.values_list("pk", "title"))

    def of(self, place: Sequence[int] | None) -> str:
        """*Round 1, Space 2*; nothing for nowhere."""
        if not place:
            return ""
        return f"{self.slots.get(place[0], '–')}, {self.spaces.get(place[1], '–')}"

    def seat(self, slot: int, at: tuple[int, int] | None) -> str:
        """Where somebody sits in a slot now."""
        told = {"slot": self.slots.get(slot, "–"), "when": self.hours.get(slot, "–")}
        if at is None:
            return _("%(slot)s, %(when)s: you have no seat any more.") % told
        named = {"topic": self.topics.get(at[1], "–"), "space": self.spaces.get(at[0], "–")}
        return _("%(slot)s, %(when)s: “%(topic)s” in %(space)s.") % {**told, **named}


def own_lines(
    places: Places,
    person: int,
    before: Mapping[int, set[tuple[int, int, int]]],
    after: Mapping[int, set[tuple[int, int, int]]],
) -> list[str]:
    """What changed for one person, slot by slot, in sentences."""
    old = {slot: (space, topic) for slot, space, topic in before.get(person, ())}
    new = {slot: (space, topic) for slot, space, topic in after.get(person, ())}
    slots = [n for n in places.slots if old.get(n) != new.get(n)]
    return [places.seat(n, new.get(n)) for n in slots]


def lines_of(meeting: WorkingMeeting, changes: Sequence[Mapping[str, Any]]) -> list[Line]:
    """Changes in words."""
    places = Places(meeting)
    return [
        Line(
            places.topics.get(one["topic"], "–"),
            str(WHAT[one["what"]]),
            places.of(one["before"]),
            places.of(one["after"]),
        )
        for one in changes
    ]
