"""How far the diagnosis of all territories in a framework is."""

from __future__ import annotations

from dataclasses import dataclass

from territoria_web.jobs.models import Job
from territoria_web.jobs.services import enqueue
from territoria_web.measure.models import Assessment

KIND = "diagnose"


@dataclass(frozen=True)
class Wait:
    """A diagnosis that is still to come. ``failed``: it was tried and did not work."""

    done: int
    of: int
    failed: bool


def diagnosing(assessment: Assessment, first: str = "", *, again: bool = False) -> Wait:
    """The job that diagnoses an assessment, asked for where nobody has yet, or where the last was
    stopped. One that failed is tried again only where ``again`` says so: when the site starts.

    ``first``: code of the territory that comes before the others.
    """
    key = f"{KIND}:{assessment.pk}"
    last = Job.objects.filter(kind=KIND, key=key).first()
    failed = last is not None and last.state == Job.State.FAILED
    if last is None or last.state == Job.State.CANCELLED or (failed and again):
        last = enqueue(kind=KIND, arguments={"assessment": assessment.pk, "first": first}, key=key)
    return Wait(last.done, last.of, last.state == Job.State.FAILED)
