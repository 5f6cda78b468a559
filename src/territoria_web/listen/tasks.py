"""Work of every day: what is too old is erased, authors are asked whether it is solved, self-checks are
put together anew.
"""

from __future__ import annotations

import logging
from datetime import time
from typing import Any, Final

from django.conf import settings
from django.utils import timezone

from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress
from territoria_web.listen.services.check_looks import renew_check_looks
from territoria_web.listen.services.need_letters import ask_authors
from territoria_web.listen.services.retention import forget_the_old

log = logging.getLogger(__name__)
DAILY: Final = Daily("listen-daily", time(4, 30))  # when nobody sleeps worse for it


def daily(job: Job) -> dict[str, Any]:
    """All of it."""
    DAILY.put_down_next()
    report_progress(job=job, done=0, of=3)
    forgotten = forget_the_old(today=timezone.localdate())
    report_progress(job=job, done=1, of=3)
    looks = renew_check_looks()
    report_progress(job=job, done=2, of=3)
    return {"forgotten": forgotten, "looks": looks, "asked": _ask()}


def _ask() -> int | None:
    """Authors, by letters with links; None where the site does not know its own address. They are
    asked once it does, and find the question on the page of their own meanwhile.
    """
    if not settings.ORIGIN:
        log.warning("authors of needs are not asked by letter: TERRITORIA_ORIGIN is not set")
        return None
    return ask_authors(origin=settings.ORIGIN)
