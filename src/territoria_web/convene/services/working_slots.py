"""The first rounds of groups of a meeting, taken from its programme; they move with their day."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from zoneinfo import ZoneInfo

from territoria_web.convene.models import Slot, WorkingMeeting
from territoria_web.convene.queries.agenda import date_of, start_of, zone_of
from territoria_web.convene.queries.working_days import rounds_of
from territoria_web.convene.working_rules import MOST_SLOTS, holds_barcamp

# day → when it began, without zone; and the zone
Starts = tuple[Mapping[int, datetime], ZoneInfo]


def make_first_slots(*, meeting: WorkingMeeting) -> int:
    """A row for each phase in which groups meet, where there is none yet; says how many."""
    if not holds_barcamp(meeting) or meeting.slots.exists():
        return 0
    rows = [
        Slot(meeting=meeting, number=number, title=title, begins=begins, ends=ends)
        for number, (title, begins, ends) in enumerate(rounds_of(meeting)[:MOST_SLOTS], start=1)
    ]
    return len(Slot.objects.bulk_create(rows))


def starts_of(meeting: WorkingMeeting) -> Starts:
    """When each dated day begins."""
    held = {int(day): date_of(meeting, int(day)) for day in meeting.days}
    begun = {d: datetime.combine(on, start_of(meeting, d)) for d, on in held.items() if on}
    return begun, zone_of(meeting)


def move_slots(*, meeting: WorkingMeeting, before: Starts) -> None:
    """Move each round by as much as its day has moved; ``before``: when days began until now."""
    after = starts_of(meeting)
    if after == before:
        return
    for slot in meeting.slots.all():
        moved = [_moved(moment, before, after) for moment in (slot.begins, slot.ends)]
        slot.begins, slot.ends = moved
        slot.save(update_fields=["begins", "ends"])


def _moved(moment: datetime, before: Starts, after: Starts) -> datetime:
    """The same time of the same day of the meeting; where it was on none of them, it stays."""
    local = moment.astimezone(before[1]).replace(tzinfo=None)
    days = [day for day, begun in before[0].items() if begun.date() == local.date()]
    if not days or days[0] not in after[0]:
        return moment
    return (after[0][days[0]] + (local - before[0][days[0]])).replace(tzinfo=after[1])
