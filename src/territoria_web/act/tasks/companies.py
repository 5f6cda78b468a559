"""Long and daily work on company days: arranging talks; letters; addresses that are kept no longer."""

from __future__ import annotations

import logging
from datetime import time
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_schedules import asked_of
from territoria_web.act.services.company_daily import (
    ask_what_became,
    forget_companies,
    tell_waiting_requests,
)
from territoria_web.act.services.company_schedules import keep_schedule
from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.people.models import User

log = logging.getLogger(__name__)
DAILY: Final = Daily("companies-daily", time(6, 20))  # after the letters on projects
EFFORT: Final = 60  # rounds of search: some seconds for a large day, none where it is proven


def arrange_talks(job: Job) -> dict[str, Any]:
    """A draft from the talks that are agreed now; nothing where the day is gone."""
    from territoria.act.matchmaking import arrange_meetings

    told = job.arguments
    day = CompanyDay.objects.filter(public_id=told["day"]).first()
    if day is None or not day.slots:
        return {"day": told["day"]}
    report_progress(job=job, done=0, of=2)
    keep = bool(told.get("keep"))
    asked = asked_of(day, timezone.now(), keep=keep)
    found = arrange_meetings(
        asked.parties,
        asked.wishes,
        slots=len(day.slots),
        tables=day.tables,
        pins=asked.pins,
        closed=asked.closed,
        forbidden=asked.forbidden,
        seed=int(told.get("seed", 1)),
        effort=EFFORT,
    )
    report_progress(job=job, done=1, of=2)
    by = User.objects.filter(pk=told.get("by")).first()
    kept = keep_schedule(day=day, asked=asked, found=found, by=by, kept=keep)
    report_progress(job=job, done=2, of=2)
    return {"day": told["day"], "version": kept.number}


def daily(job: Job) -> dict[str, Any]:
    """All that is due."""
    DAILY.put_down_next()
    forgotten = forget_companies()
    report_progress(job=job, done=1, of=2)
    if not settings.ORIGIN:
        log.warning("no letters on company days are written: TERRITORIA_ORIGIN is not set")
        return {"forgotten": forgotten, "requests": None, "after": None}
    origin = settings.ORIGIN
    return {
        "forgotten": forgotten,
        "requests": tell_waiting_requests(origin=origin),
        "after": ask_what_became(origin=origin),
    }
