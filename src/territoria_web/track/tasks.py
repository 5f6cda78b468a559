"""Work of every day: who owes news is asked, who follows a plan is told, old addresses are erased."""

from __future__ import annotations

import logging
from datetime import time
from typing import Any, Final

from django.conf import settings

from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.track.services.followers import drop_unconfirmed, write_digests
from territoria_web.track.services.stewards import ask_stewards, forget_stewards

log = logging.getLogger(__name__)
DAILY: Final = Daily("track-daily", time(6, 0))  # letters lie there when people begin their day


def daily(job: Job) -> dict[str, Any]:
    """All of it."""
    DAILY.put_down_next()
    dropped, forgotten = drop_unconfirmed(), forget_stewards()
    report_progress(job=job, done=1, of=2)
    return {"dropped": dropped, "forgotten": forgotten, **_write()}


def _write() -> dict[str, Any]:
    """Letters with links; none where the site does not know its own address. They go out once it does."""
    if not settings.ORIGIN:
        log.warning("no letters on promises are written: TERRITORIA_ORIGIN is not set")
        return {"asked": None, "digests": None}
    origin = settings.ORIGIN
    return {"asked": ask_stewards(origin=origin), "digests": write_digests(origin=origin)}
