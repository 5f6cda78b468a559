"""Work of every day on mentoring: reminders, said once each; silent rounds; old addresses."""

from __future__ import annotations

import logging
from datetime import time
from typing import Any, Final

from django.conf import settings

from territoria_web.act.services.mentoring_days import (
    ask_what_it_was_worth,
    forget_people,
    remind_of_first_talks,
)
from territoria_web.act.services.mentoring_silence import end_silent_rounds
from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress

log = logging.getLogger(__name__)
DAILY: Final = Daily("mentoring-daily", time(6, 25))


def daily(job: Job) -> dict[str, Any]:
    """All of it."""
    DAILY.put_down_next()
    ended, forgotten = end_silent_rounds(origin=settings.ORIGIN), forget_people()
    report_progress(job=job, done=1, of=2)
    if not settings.ORIGIN:
        log.warning("no letters on mentoring are written: TERRITORIA_ORIGIN is not set")
        return {"ended": ended, "forgotten": forgotten, "reminded": None, "asked": None}
    origin = settings.ORIGIN
    return {
        "ended": ended,
        "forgotten": forgotten,
        "reminded": remind_of_first_talks(origin=origin),
        "asked": ask_what_it_was_worth(origin=origin),
    }
