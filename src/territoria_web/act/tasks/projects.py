"""Work of every day on projects: letters before exchanges and on overdue products, old addresses."""

from __future__ import annotations

import logging
from datetime import time
from typing import Any, Final

from django.conf import settings

from territoria_web.act.services.editions import freeze_due_editions
from territoria_web.act.services.project_days import (
    announce_exchanges,
    ask_for_products,
    forget_partners,
)
from territoria_web.jobs.daily import Daily
from territoria_web.jobs.models import Job
from territoria_web.jobs.services import report_progress

log = logging.getLogger(__name__)
DAILY: Final = Daily("projects-daily", time(6, 10))  # beside the letters on promises


def daily(job: Job) -> dict[str, Any]:
    """All of it."""
    DAILY.put_down_next()
    forgotten, frozen = forget_partners(), freeze_due_editions()
    report_progress(job=job, done=1, of=2)
    if not settings.ORIGIN:
        log.warning("no letters on projects are written: TERRITORIA_ORIGIN is not set")
        return {"forgotten": forgotten, "frozen": frozen, "announced": None, "overdue": None}
    origin = settings.ORIGIN
    return {
        "forgotten": forgotten,
        "frozen": frozen,
        "announced": announce_exchanges(origin=origin),
        "overdue": ask_for_products(origin=origin),
    }
