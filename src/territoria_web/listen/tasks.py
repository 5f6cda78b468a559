"""Work of every day: what is too old is erased, authors are asked whether it is solved."""

from __future__ import annotations

import logging
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue, report_progress
from territoria_web.listen.services.need_letters import ask_authors
from territoria_web.listen.services.retention import forget_the_old

log = logging.getLogger(__name__)
KIND: Final = "listen-daily"
AT: Final = time(4, 30)  # when nobody sleeps worse for it
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
    report_progress(job=job, done=0, of=2)
    forgotten = forget_the_old(today=now.date())
    report_progress(job=job, done=1, of=2)
    return {"forgotten": forgotten, "asked": _ask()}


def _enqueue(when: datetime) -> Job:
    """One for a day, however many ask for it."""
    return enqueue(kind=KIND, key=_key(when), not_before=when)


def _key(when: datetime) -> str:
    return f"{KIND} {when:%Y-%m-%d}"


def _ask() -> int | None:
    """Authors, by letters with links; None where the site does not know its own address. They are
    asked once it does, and find the question on the page of their own meanwhile.
    """
    if not settings.ORIGIN:
        log.warning("authors of needs are not asked by letter: TERRITORIA_ORIGIN is not set")
        return None
    return ask_authors(origin=settings.ORIGIN)
