"""Asking the sources of city operation, every five minutes those whose time has come."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import QuerySet
from django.utils import timezone

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue, make_way, report_progress
from territoria_web.track.models import Gauge
from territoria_web.track.queries.gauges import due_gauges
from territoria_web.track.services.gauges import read_gauge

KIND: Final = "read-gauges"
EVERY: Final = timedelta(minutes=5)


def begin_reading() -> None:
    """From now on, unless nothing is to be read, or a turn waits already."""
    if _is_needed() and not _waiting().exists():
        _put_down(timezone.now())


def read_all(job: Job) -> dict[str, Any]:
    """Ask each source whose time has come; first the next turn is put down, once: a turn that made way,
    or whose worker died, comes here again.
    """
    now = timezone.now()
    if not _is_needed():
        return {"read": 0}
    if not _waiting().exists():
        _put_down(now + EVERY)
    due = due_gauges(now)
    for number, gauge in enumerate(due):
        report_progress(job=job, done=number, of=len(due))
        make_way(job=job)
        read_gauge(gauge=gauge)
    return {"read": len(due)}


def _is_needed() -> bool:
    return Gauge.objects.filter(is_on=True).exclude(kind=Gauge.Kind.BY_HAND).exists()


def _waiting() -> QuerySet[Job]:
    return Job.objects.filter(kind=KIND, state=Job.State.WAITING)


def _put_down(when: datetime) -> None:
    enqueue(kind=KIND, key=f"{KIND} {when:%Y-%m-%d %H:%M}", not_before=when)
