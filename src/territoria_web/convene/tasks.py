"""Long and daily work of this room: making the timetable of a BarCamp; names that are kept no longer."""

from __future__ import annotations

from datetime import time
from typing import Any, Final

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.timetables import laid_of
from territoria_web.convene.services.timetables import Drafted, keep_draft, seat
from territoria_web.convene.services.working_retention import forget_attendees
from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.people.models import User

DAILY: Final = Daily("meetings-daily", time(4, 40))  # after what is due of needs
SEED: Final = 1  # the same meeting gets the same timetable


def make_timetable_of(job: Job) -> dict[str, Any]:
    """A draft from topics, interests and people as they stand; nothing where the meeting is gone."""
    from territoria.convene.timetable.make import make_timetable

    told = job.arguments
    meeting = WorkingMeeting.objects.filter(public_id=told["meeting"]).first()
    if meeting is None:
        return {"meeting": told["meeting"]}
    report_progress(job=job, done=0, of=3)
    laid = laid_of(meeting)
    timetable = make_timetable(laid.event, seed=SEED)
    report_progress(job=job, done=1, of=3)
    seating = seat(meeting, laid, timetable, seed=SEED)
    report_progress(job=job, done=2, of=3)
    by = User.objects.filter(pk=told.get("by")).first()
    kept = keep_draft(meeting=meeting, drafted=Drafted(laid, timetable, seating), by=by)
    report_progress(job=job, done=3, of=3)
    return {"meeting": told["meeting"], "version": kept.number}


def daily(job: Job) -> dict[str, Any]:
    """All that is due."""
    DAILY.put_down_next()
    return {"forgotten": forget_attendees()}
