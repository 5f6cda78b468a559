"""Work of every day: a job for each day, put down by the one before it, so that a day that fails is not
the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db.models import Q
from django.utils import timezone

from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.jobs.services import enqueue


@dataclass(frozen=True)
class Daily:
    """A kind of job, and when it runs, in the time of the site."""

    kind: str
    at: time

    def begin(self) -> Job:
        """At the start of a site: the job of today, unless it is done, or one waits or runs already."""
        now = timezone.localtime()
        done = Q(key=self._key(now), state=Job.State.DONE)
        held = Job.objects.filter(done | Q(state__in=UNFINISHED), kind=self.kind).first()
        return held or self._put_down(now)

    def put_down_next(self) -> Job:
        """The job of tomorrow, before anything of today is done."""
        now = timezone.localtime()
        tomorrow = now.date() + timedelta(days=1)
        return self._put_down(datetime.combine(tomorrow, self.at, tzinfo=now.tzinfo))

    def _put_down(self, when: datetime) -> Job:
        """One for a day, however many ask for it."""
        return enqueue(kind=self.kind, key=self._key(when), not_before=when)

    def _key(self, when: datetime) -> str:
        return f"{self.kind} {when:%Y-%m-%d}"
