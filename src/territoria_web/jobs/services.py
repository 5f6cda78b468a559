"""Writing about jobs: making, leasing, reporting, ending. Each write is one short transaction."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, QuerySet, When
from django.utils import timezone

from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import unfinished
from territoria_web.jobs.stopping import stopping
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle


def lease() -> timedelta:
    """How long a worker may be silent before it is taken for dead."""
    return timedelta(seconds=settings.JOB_LEASE)


class Cancelled(Exception):
    """Someone asked to stop this job."""


class MadeWay(Exception):
    """A long job of the house stepped aside for one whose turn is before; it goes on afterwards."""


class LeaseLost(Exception):
    """Another worker holds this job now; whoever sees this stops without writing."""


def enqueue(
    *,
    kind: str,
    arguments: dict[str, Any] | None = None,
    by: User | None = None,
    cycle: Cycle | None = None,
    key: str = "",
    not_before: datetime | None = None,
    deed: str = "",
    told: dict[str, Any] | None = None,
) -> Job:
    """A new job; of jobs with the same key one is waiting or running at a time.

    ``deed`` is what the journal calls asking for it (a new one only), ``told`` what it says of it;
    empty where the journal has a line on what the job follows from.
    """
    new = Job(
        kind=kind,
        arguments=arguments or {},
        made_by=by,
        cycle=cycle,
        key=key,
        not_before=not_before,
    )
    try:
        return _made_or_held(new, deed, told)
    except Job.DoesNotExist:  # it ended between the two looks
        return _made_or_held(new, deed, told)


def _made_or_held(new: Job, deed: str, told: dict[str, Any] | None) -> Job:
    try:
        with transaction.atomic():
            new.save(force_insert=True)
            if deed:
                _write_line(new, who=new.made_by, what=deed, after=told)
            return new
    except IntegrityError:
        return unfinished(new.key).get()


def claim_job(*, worker: str, now: datetime | None = None) -> Job | None:
    """Lease the oldest job that waits, or that a dead worker left; None where there is none.
    Those of teams come first: however many visitors ask for something, no team waits for them.
    The house's own come last, in the order of the setting ``JOB_TURNS``.

    A job that was left as often as it may be tried is ended as failed; one that should have stopped
    is ended as stopped.
    """
    now = now or timezone.now()
    left = Q(state=Job.State.RUNNING, leased_until__lt=now)
    Job.objects.filter(left, cancel_asked=True).update(
        state=Job.State.CANCELLED, ended=now, leased_until=None
    )
    Job.objects.filter(left, attempt__gte=F("attempts")).update(
        state=Job.State.FAILED, ended=now, problems=[LEFT], worker=""
    )
    asked = (_ready(now) | Job.objects.filter(left)).alias(turn=_turn())
    for job in asked.order_by("turn", "made", "pk")[:5]:
        taken = Job.objects.filter(
            pk=job.pk, state=job.state, attempt=job.attempt, worker=job.worker
        ).update(
            state=Job.State.RUNNING,
            worker=worker,
            attempt=job.attempt + 1,
            leased_until=now + lease(),
            started=job.started or now,
        )
        if taken:
            job.refresh_from_db()
            return job
    return None


def _ready(now: datetime) -> QuerySet[Job]:
    due = Q(not_before=None) | Q(not_before__lte=now)
    return Job.objects.filter(due, state=Job.State.WAITING)


def _turn() -> Case:
    """Whose turn it is: a team's, a visitor's, the house's."""
    of_the_house = [When(kind=kind, then=turn) for kind, turn in settings.JOB_TURNS.items()]
    return Case(When(cycle__isnull=False, then=0), *of_the_house, default=VISITORS)


VISITORS = 1
LEFT = {
    "where": "job",
    "what": "the worker died each time it was tried.",
    "mend": "Start it again; if it dies again, tell the operator.",
}


def report_progress(*, job: Job, done: int, of: int, said: str = "") -> None:
    """Say how far a job is, and renew its lease. Cancelled or LeaseLost where it should stop."""
    held = Job.objects.filter(pk=job.pk, worker=job.worker, attempt=job.attempt, state="running")
    if not held.update(done=done, of=of, said=said[:200], leased_until=timezone.now() + lease()):
        raise LeaseLost
    if held.filter(cancel_asked=True).exists():
        raise Cancelled


def make_way(*, job: Job) -> None:
    """MadeWay where somebody waits whose turn is before this job's, or the worker is to stop: a try
    that is broken off would count.

    For jobs of no team that can go on where they stopped.
    """
    if job.cycle_id is not None:
        return
    turn = settings.JOB_TURNS.get(job.kind, VISITORS)
    if stopping.is_set() or _ready(timezone.now()).alias(t=_turn()).filter(t__lt=turn).exists():
        raise MadeWay


def wait_again(*, job: Job) -> None:
    """It stepped aside: it waits as if this try had not been."""
    Job.objects.filter(pk=job.pk, worker=job.worker, attempt=job.attempt, state="running").update(
        state=Job.State.WAITING, attempt=F("attempt") - 1, worker="", leased_until=None
    )


def renew_lease(*, job: Job) -> None:
    """Say that the worker is alive, while a step takes long."""
    held = Job.objects.filter(pk=job.pk, worker=job.worker, attempt=job.attempt, state="running")
    held.update(leased_until=timezone.now() + lease())


def finish_job(*, job: Job, result: Any = None) -> None:
    """It is done; nothing is written where another worker holds it."""
    _end(job, Job.State.DONE, result=result, done=F("of"))


def fail_job(*, job: Job, problems: list[dict[str, str]]) -> None:
    """It cannot be done, and why."""
    _end(job, Job.State.FAILED, problems=problems)


def end_cancelled(*, job: Job) -> None:
    """It was stopped because someone asked."""
    _end(job, Job.State.CANCELLED)


@transaction.atomic
def cancel_job(*, by: User | None, job: Job) -> bool:
    """Ask a job to stop; one that still waits is ended at once. False where it has ended already,
    or was asked before.
    """
    held = Job.objects.filter(pk=job.pk)
    before = Job.State.WAITING
    if not held.filter(state=before).update(state=Job.State.CANCELLED, ended=timezone.now()):
        before = Job.State.RUNNING
        if not held.filter(state=before, cancel_asked=False).update(cancel_asked=True):
            return False
    after = {"kind": job.kind}
    _write_line(job, who=by, what="cancel job", before={"state": before.value}, after=after)
    return True


def _write_line(job: Job, *, who: User | None, what: str, **told: Any) -> None:
    place = job.cycle.territory if job.cycle else None
    write_entry(who=who, what=what, about=f"job {job.public_id}", territory=place, **told)


def _end(job: Job, state: str, **fields: Any) -> None:
    Job.objects.filter(
        pk=job.pk, worker=job.worker, attempt=job.attempt, state=Job.State.RUNNING
    ).update(state=state, ended=timezone.now(), leased_until=None, **fields)
