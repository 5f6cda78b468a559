"""The timetable of one person: where they sit in each slot, and what changed for them last."""

from __future__ import annotations

from dataclasses import dataclass

from territoria_web.convene.models import Attendee, Slot, TimetableVersion
from territoria_web.convene.queries.barcamp_grid import hours_said, slot_name, when_said
from territoria_web.convene.queries.sessions import Programme, Session
from territoria_web.convene.queries.timetable_changes import (
    Places,
    dealt,
    own_lines,
    own_places,
)


@dataclass(frozen=True)
class OwnSeat:
    """A slot of somebody's timetable; ``session`` None: they have no seat, or sit it out."""

    slot: Slot
    name: str
    when: str
    hours: str
    session: Session | None
    is_away: bool
    hosts: bool


def own_seats(person: Attendee, programme: Programme) -> list[OwnSeat]:
    """Slot by slot."""
    found = []
    for slot in programme.slots:
        session = programme.session_of(person, slot)
        found.append(
            OwnSeat(
                slot,
                slot_name(slot),
                when_said(slot, person.meeting),
                hours_said(slot, person.meeting),
                session,
                slot.number in person.away,
                session is not None and person in session.hosts,
            )
        )
    return found


def own_changes(person: Attendee, version: TimetableVersion) -> list[str]:
    """What the version published last changed for somebody, as it was dealt; nothing for the first."""
    before = (
        TimetableVersion.objects.filter(meeting=person.meeting, number__lt=version.number)
        .exclude(published=None)
        .order_by("-number")
        .first()
    )
    if before is None:
        return []
    was, now = own_places(before, dealt(before)), own_places(version, dealt(version))
    return own_lines(Places(person.meeting), person.pk, was, now)
