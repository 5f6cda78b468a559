"""Work of every day: who owes news is asked, who follows a plan is told, old addresses are erased."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue, report_progress
from territoria_web.track.services.followers import drop_unconfirmed, write_digests
from territoria_web.track.services.stewards import ask_stewards

log = logging.getLogger(__name__)
KIND: Final = "track-daily"
AT: Final = time(6, 0)  # so that letters lie there when people begin their day
UNFINISHED: Final = (Job.State.WAITING, Job.State.RUNNING)


def begin_daily() -> Job:
    """At the start of a site: the job of today, unless it is done, or one waits or runs already."""
    now = timezone.localtime()
    done = Q(key=_key(now), state=Job.State.DONE)
    held = Job.objects.filter(done | Q(state__in=UNFINISHED), kind=KIND).first()
    return held or _enqueue(now)


def daily(job: Job) -> dict[str, Any]:
    """All of it; first the next day is put down, so that a day that fails is not the last."""
    now = timezone.localtime()
    _enqueue(datetime.combine(now.date() + timedelta(days=1), AT, tzinfo=now.tzinfo))
    dropped = drop_unconfirmed()
    report_progress(job=job, done=1, of=2)
    return {"dropped": dropped, **_write()}


def _write() -> dict[str, Any]:
    """Letters with links; none where the site does not know its own address. They go out once it does."""
    if not settings.ORIGIN:
        log.warning("no letters on promises are written: TERRITORIA_ORIGIN is not set")
        return {"asked": None, "digests": None}
    origin = settings.ORIGIN
    return {"asked": ask_stewards(origin=origin), "digests": write_digests(origin=origin)}


def _enqueue(when: datetime) -> Job:
    """One for a day, however many ask for it."""
    return enqueue(kind=KIND, key=_key(when), not_before=when)


def _key(when: datetime) -> str:
    return f"{KIND} {when:%Y-%m-%d}"
