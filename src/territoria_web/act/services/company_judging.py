"""Arrangements of talks before their judge: as they were worked out, and as things stand now."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from territoria_web.act.models import CompanyDay, Schedule
from territoria_web.act.queries.company_schedules import Asked, asked_of

if TYPE_CHECKING:
    from territoria.act.matchmaking import Arrangement

log = logging.getLogger(__name__)


def refuse_faulty_arrangement(day: CompanyDay, asked: Asked, found: Arrangement) -> None:
    """ValidationError with all that does not hold in what was worked out; ``day`` as it was read then."""
    from territoria.act.matchmaking import judge_arrangement

    judged = judge_arrangement(
        found,
        asked.parties,
        asked.wishes,
        slots=len(day.slots),
        tables=day.tables,
        pins=asked.pins,
        closed=asked.closed,
        forbidden=asked.forbidden,
    )
    if judged.faults:
        raise ValidationError(list(judged.faults))


def faults_now(schedule: Schedule, now: datetime) -> tuple[str, ...]:
    """Why the talks of a schedule cannot be held as companies, tables and slots are now; what they are
    worth is not judged again. Written to the log as well: companies have numbers there, no names.
    """
    from territoria.act.matchmaking import Meeting, judge_meetings

    day, asked = schedule.day, asked_of(schedule.day, now)
    meetings = [
        Meeting(str(one["a"]), str(one["b"]), one["slot"] + 1, one["table"], 0)
        for one in schedule.meetings
    ]
    faults = judge_meetings(
        meetings,
        asked.parties,
        asked.wishes,
        slots=len(day.slots),
        tables=day.tables,
        pins=asked.pins,
        closed=asked.closed,
        forbidden=asked.forbidden,
    )
    for fault in faults:
        log.warning("schedule %s of day %s: %s", schedule.number, day.public_id, fault)
    return faults
