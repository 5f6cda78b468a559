"""What stands on one's own page of a meeting about its BarCamp: what to do now, where one sits next."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from territoria_web.convene.models import Attendee
from territoria_web.convene.queries.own_timetable import own_changes, own_seats
from territoria_web.convene.queries.sessions import Programme, programme_of
from territoria_web.convene.queries.sheets import is_written, writes_for
from territoria_web.convene.queries.topics import not_said, waiting_twins
from territoria_web.convene.working_rules import INTEREST, SHEET, holds_barcamp, takes


def barcamp_parts(person: Attendee) -> list[tuple[str, dict[str, Any]]]:
    """The sections of a BarCamp; none where the meeting holds none."""
    if not holds_barcamp(person.meeting):
        return []
    programme = programme_of(person.meeting)
    parts = [("guest/working/parts/topics.html", _topics(person))]
    if programme is not None:
        return [("guest/working/parts/seats.html", _seats(person, programme)), *parts]
    return parts


def _topics(person: Attendee) -> dict[str, Any]:
    chooses = takes(person.meeting, INTEREST)
    return {
        "unsaid": len(not_said(person)) if chooses else 0,
        "asked": len(waiting_twins(person)),
    }


def _seats(person: Attendee, programme: Programme) -> dict[str, Any]:
    now = timezone.now()
    seats = own_seats(person, programme)
    ahead = next((one for one in seats if one.slot.ends > now and one.session), None)
    return {
        "next": ahead,
        "runs": ahead is not None and ahead.slot.begins <= now,
        "changed": own_changes(person, programme.version),
        "sheets": _sheets(person, programme),
    }


def _sheets(person: Attendee, programme: Programme) -> list[Any]:
    """Sessions whose sheet waits for this person."""
    if not takes(person.meeting, SHEET):
        return []
    return [
        one for one in programme.sessions if writes_for(person, one) and not is_written(one.sheet)
    ]
