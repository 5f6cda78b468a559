"""The agenda of a meeting with clock times: when each phase and break begins and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext as _

from territoria.convene.hours import Break, lay_hours
from territoria.errors import DataError
from territoria_web.convene.models import Meeting
from territoria_web.convene.rules import RECORDS, Phase, Timed, begun_at, phases_of
from territoria_web.invite.queries.steps import Event
from territoria_web.library.dates import day_in
from territoria_web.library.saying import colon


@dataclass(frozen=True)
class Slot:
    """A line of the agenda on the clock; None where the day has no date."""

    phase: Phase
    begins: time
    ends: time

    @property
    def takes(self) -> list[str]:
        """What people may put down in it, in words."""
        return [str(RECORDS[record]) for record in self.phase.records if record in RECORDS]


@dataclass(frozen=True)
class Day:
    """A day of a meeting with its lines."""

    number: int
    date: date | None
    slots: tuple[Slot, ...]

    @property
    def minutes(self) -> int:
        """Working minutes, without breaks."""
        return sum(slot.phase.minutes for slot in self.slots if not slot.phase.pause)


def days_of(meeting: Timed, agenda: Sequence[Phase] | None = None) -> list[Day]:
    """The agenda day by day, on the clock. DataError where it does not fit into its days."""
    lines = phases_of(meeting) if agenda is None else tuple(agenda)
    laid = lay_hours(
        [(p.id, p.day, p.minutes) for p in lines if not p.pause],
        starts={day: start_of(meeting, day) for day in {p.day for p in lines}},
        breaks=_breaks(lines),
    )
    slots = iter(laid)
    found: dict[int, list[Slot]] = {}
    for line in lines:
        slot = next(slots)
        found.setdefault(line.day, []).append(Slot(line, slot.begins, slot.ends))
    return [Day(day, date_of(meeting, day), tuple(held)) for day, held in sorted(found.items())]


def _breaks(lines: Sequence[Phase]) -> list[Break]:
    found, before = [], ""
    for line in lines:
        if line.pause:
            found.append(Break(line.day, before, line.minutes))
        else:
            before = line.id
    return found


def problems_of(meeting: Timed, agenda: Sequence[Phase]) -> list[str]:
    """Why an agenda cannot be laid on the clock; empty where it can."""
    wrong, before = [], None
    for line in agenda:
        if line.pause and (before is None or before.day != line.day or before.pause):
            wrong.append(_("A break comes after a phase of its day, and not after another break."))
        before = line
    if wrong:
        return wrong[:1]
    try:
        days_of(meeting, agenda)
    except DataError as refused:
        titles = {line.id: line.title for line in agenda}
        return [
            f"{titles.get(problem.where, problem.where)}{colon()}{problem.what} {problem.mend}"
            for problem in refused.problems
        ]
    return []


def start_of(meeting: Timed, day: int) -> time:
    """When a day begins, in local time."""
    held = meeting.days.get(str(day), {}).get("starts") or "09:00"
    return time.fromisoformat(held)


def date_of(meeting: Timed, day: int) -> date | None:
    """The date of a day; None where it is not fixed."""
    return day_in(meeting.days.get(str(day), {}).get("date"))


def first_date(meeting: Timed) -> date | None:
    """When the meeting begins; None where no date is fixed."""
    dates = [date_of(meeting, int(day)) for day in meeting.days]
    return min((held for held in dates if held), default=None)


def last_date(meeting: Timed) -> date | None:
    """When the meeting is over; None where no date is fixed."""
    dates = [date_of(meeting, int(day)) for day in meeting.days]
    return max((held for held in dates if held), default=None)


def zone_of(meeting: Timed) -> ZoneInfo:
    """The time zone of the place."""
    return ZoneInfo(meeting.timezone)


def end_of_phase(meeting: Timed, phase: Phase) -> datetime | None:
    """When the phase that runs should end: its minutes after it was begun, in local time."""
    begun = begun_at(meeting, phase.id)
    return (
        (begun + timedelta(minutes=phase.minutes)).astimezone(zone_of(meeting)) if begun else None
    )


def events_of_meeting(meeting: Meeting) -> list[Event]:
    """The dated days of a meeting for a calendar."""
    zone, found = zone_of(meeting), []
    for day in days_of(meeting):
        if day.date is None or not day.slots:
            continue
        found.append(
            Event(
                uid=f"meeting-{meeting.public_id}-{day.number}",
                begins=datetime.combine(day.date, day.slots[0].begins, zone),
                ends=datetime.combine(day.date, day.slots[-1].ends, zone),
                title=meeting.title,
                place=meeting.place,
            )
        )
    return found
