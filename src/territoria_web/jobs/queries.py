"""Reading about jobs."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404

from territoria_web.jobs.models import Job
from territoria_web.people.queries import Visitor, may
from territoria_web.territories.models import Cycle

UNFINISHED = (Job.State.WAITING, Job.State.RUNNING)


def open_job(user: Visitor, public_id: UUID) -> Job:
    """A job that someone may see: one without a cycle by whoever has its number (it is drawn by
    lot), one of a team by the team.
    """
    job = Job.objects.select_related("cycle__territory").filter(public_id=public_id).first()
    if job is None:
        raise Http404
    if job.cycle is not None and not may(user, "territory", "see", job.cycle.territory):
        raise Http404
    return job


def jobs_of(cycle: Cycle) -> QuerySet[Job]:
    """The jobs of a team, latest first."""
    return Job.objects.filter(cycle=cycle)


def unfinished(key: str) -> QuerySet[Job]:
    """The job of a key that waits or runs; there is one at most."""
    return Job.objects.filter(key=key, state__in=UNFINISHED)
