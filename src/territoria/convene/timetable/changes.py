"""What is different between two timetables, and whom it concerns."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from territoria.convene.timetable.event import Event, Placement, Timetable

Seats = Mapping[str, Mapping[str, str]]
"""Slot → person → topic."""
What = Literal["added", "left out", "slot", "room", "seats"]


@dataclass(frozen=True)
class Change:
    """One topic that changed.

    ``what``: it was added, left out, moved to another slot (and perhaps room), moved to another room
    of its slot, or only its seats changed. ``before`` and ``after``: where it stands, None for not
    at all. ``concerned``: ids of people who host it or gave it 1 or more, and of those whose own seat
    changed to it or from it; in the order of the event.
    """

    topic: str
    what: What
    before: Placement | None
    after: Placement | None
    concerned: tuple[str, ...]


def changes_between(
    event: Event,
    before: Timetable,
    after: Timetable,
    *,
    seats_before: Seats | None = None,
    seats_after: Seats | None = None,
) -> tuple[Change, ...]:
    """What changed from one timetable to another, topic by topic in the order of the event.

    ``seats_before`` and ``seats_after``: who sat and who sits where, where that is known of both.
    """
    first = {one.topic: one for one in before.placements}
    last = {one.topic: one for one in after.placements}
    moved = _moved_seats(seats_before, seats_after)
    out = []
    for number, topic in enumerate(event.topics):
        old, new = first.get(topic.id), last.get(topic.id)
        what = _what(old, new, topic.id in moved)
        if what is None:
            continue
        interested = what != "seats"
        concerned = tuple(
            person.id
            for p, person in enumerate(event.people)
            if (interested and (event.interests[p, number] >= 1 or person.id in topic.hosts))
            or person.id in moved.get(topic.id, ())
        )
        out.append(Change(topic.id, what, old, new, concerned))
    return tuple(out)


def _what(old: Placement | None, new: Placement | None, seats: bool) -> What | None:
    if old is None and new is None:
        return None
    if old is None:
        return "added"
    if new is None:
        return "left out"
    if old.slot != new.slot:
        return "slot"
    if old.room != new.room:
        return "room"
    return "seats" if seats else None


def _moved_seats(before: Seats | None, after: Seats | None) -> dict[str, set[str]]:
    """Topic → people who sit there now and did not, or did and no longer do in that slot."""
    out: dict[str, set[str]] = {}
    if before is None or after is None:
        return out
    for slot in {*before, *after}:
        old, new = before.get(slot, {}), after.get(slot, {})
        for person in {*old, *new}:
            topics = {old.get(person), new.get(person)}
            for topic in topics - {None} if len(topics) > 1 else set():
                out.setdefault(str(topic), set()).add(person)
    return out
