"""The days of a working meeting: in words, as slots for groups, as dates for a calendar."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime

from django.utils import timezone

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.agenda import Day, date_of, days_of, last_date, zone_of
from territoria_web.convene.working_rules import ROUNDS
from territoria_web.library.calendar_text import as_calendar
from territoria_web.library.saying import hours, weekday

State = WorkingMeeting.State
Mode = WorkingMeeting.Mode


@dataclass(frozen=True)
class CalendarDay:
    """A day of a working meeting for a calendar. ``sequence`` counts what the office changed."""

    uid: str
    begins: datetime
    ends: datetime
    title: str
    place: str
    text: str
    url: str
    sequence: int
    status: str


def is_dated(meeting: WorkingMeeting) -> bool:
    """Whether each of its days has a date."""
    return bool(meeting.days) and all(date_of(meeting, int(n)) for n in meeting.days)


def is_past(meeting: WorkingMeeting) -> bool:
    """Whether its last day is over where it is held, or it was ended, or cancelled."""
    if meeting.state in (State.ENDED, State.REPORTED, State.CANCELLED):
        return True
    last = last_date(meeting)
    return last is not None and last < timezone.now().astimezone(zone_of(meeting)).date()


def when_said(meeting: WorkingMeeting) -> list[str]:
    """Each dated day in words, with the time zone: *Thursday 18 March 2027, 09:00–12:30
    (Europe/Paris)*.
    """
    return [_said(meeting, held) for held in days_of(meeting) if held.date and held.slots]


def _said(meeting: WorkingMeeting, held: Day) -> str:
    begins, ends = (
        datetime.combine(held.date or date.min, moment)
        for moment in (held.slots[0].begins, held.slots[-1].ends)
    )
    return f"{weekday(held.date)}, {hours(begins, ends)} ({meeting.timezone})"


def rounds_of(meeting: WorkingMeeting) -> list[tuple[str, datetime, datetime]]:
    """The phases in which groups meet, on dated days: title, beginning and end."""
    zone, found = zone_of(meeting), []
    for held in days_of(meeting):
        for slot in held.slots:
            if held.date and any(record in ROUNDS for record in slot.phase.records):
                begins = datetime.combine(held.date, slot.begins, zone)
                ends = datetime.combine(held.date, slot.ends, zone)
                found.append((slot.phase.title[:80], begins, ends))
    return found


def place_of(meeting: WorkingMeeting) -> str:
    """Where people go; nowhere for a meeting that is held online."""
    return "" if meeting.mode == Mode.ONLINE else meeting.place


def calendar_days(meeting: WorkingMeeting, *, address: str, link: str = "") -> list[CalendarDay]:
    """Its dated days; ``address``: of its public page; ``link``: of the meeting online, for those who
    registered only.
    """
    cancelled = meeting.state == State.CANCELLED
    zone = zone_of(meeting)
    link = link if meeting.mode != Mode.PLACE else ""
    text = "\n".join(part for part in (meeting.question, link) if part)
    return [
        CalendarDay(
            uid=f"working-{meeting.public_id}-{held.number}",
            begins=datetime.combine(held.date, held.slots[0].begins, zone).astimezone(UTC),
            ends=datetime.combine(held.date, held.slots[-1].ends, zone).astimezone(UTC),
            title=meeting.title,
            place=place_of(meeting),
            text=text,
            url=address,
            sequence=meeting.edit,
            status="CANCELLED" if cancelled else "CONFIRMED",
        )
        for held in days_of(meeting)
        if held.date and held.slots
    ]


def calendar_of(meeting: WorkingMeeting, *, address: str, link: str = "") -> bytes:
    """One meeting as a calendar."""
    held = calendar_days(meeting, address=address, link=link)
    return as_calendar(meeting.title, held, made=timezone.now())


def calendar_of_all(
    name: str, meetings: Iterable[WorkingMeeting], addresses: Sequence[str]
) -> bytes:
    """Many meetings as one calendar that people subscribe to; ``addresses``: of their pages."""
    held = [
        one
        for meeting, address in zip(meetings, addresses, strict=True)
        for one in calendar_days(meeting, address=address)
    ]
    return as_calendar(name, held, made=timezone.now())
