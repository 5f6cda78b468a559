"""Long work of a team: the list, one job with its progress, stopping it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import job_facts, show_stage
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED, jobs_of, open_job
from territoria_web.jobs.services import cancel_job
from territoria_web.people.queries import Visitor, may, open_cycle
from territoria_web.territories.models import Cycle

LATEST = 50
# what each kind needs somebody to be allowed to, so that they may stop it
STOPPERS = {
    "assess-own": ("measure", "assess"),
    "diagnose-one": ("recommend", "judge"),
    "briefing": ("recommend", "write documents"),
}
AFTER = {
    "assess-own": "desk:measure",
    "diagnose-one": "desk:recommend",
    "briefing": "desk:documents",
}


@login_required
@require_safe
def jobs(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The long work of a team, latest first."""
    cycle = open_cycle(request.user, public_id)
    rows = list(jobs_of(cycle).select_related("made_by")[:LATEST])
    unfinished = sum(job.state in UNFINISHED for job in rows)
    finding = ngettext(
        "%(count)d job waits or runs.", "%(count)d jobs wait or run.", unfinished
    ) % {"count": unfinished}
    return show_stage(
        request,
        cycle,
        "jobs",
        "desk/jobs.html",
        title=_("Work in the background"),
        finding=finding if unfinished else _("Nothing waits or runs."),
        facts={"rows": [job_facts(job, cycle) for job in rows]},
    )


@login_required
@require_safe
def job(request: HttpRequest, public_id: UUID, number: UUID) -> HttpResponse:
    """How far a job is, what went wrong, where it leads."""
    cycle, held = _opened(request.user, public_id, number)
    return show_stage(
        request,
        cycle,
        "jobs",
        "desk/job.html",
        title=job_facts(held, cycle)["title"],
        facts=_facts(request.user, held, cycle),
        below=((_("Work in the background"), reverse("desk:jobs", args=[cycle.public_id])),),
    )


@login_required
@require_safe
def progress(request: HttpRequest, public_id: UUID, number: UUID) -> HttpResponse:
    """The part of a job's page that changes while it runs."""
    from django.shortcuts import render

    cycle, held = _opened(request.user, public_id, number)
    answer = render(request, "desk/parts/job.html", _facts(request.user, held, cycle))
    add_never_cache_headers(answer)
    return answer


@login_required
@require_POST
def stop(request: HttpRequest, public_id: UUID, number: UUID) -> HttpResponse:
    """Ask a job to stop; what it has written already stays."""
    _cycle, held = _opened(request.user, public_id, number)
    stage, verb = _stopper(held)
    cycle = open_cycle(request.user, public_id, stage=stage, verb=verb)
    if cancel_job(by=account_of(request), job=held):
        messages.success(request, _("The job is asked to stop."))
    return redirect("desk:job", cycle.public_id, held.public_id)


def _opened(user: Visitor, public_id: UUID, number: UUID) -> tuple[Cycle, Job]:
    cycle, held = open_cycle(user, public_id), open_job(user, number)
    if held.cycle_id != cycle.pk:
        raise Http404
    return cycle, held


def _stopper(job: Job) -> tuple[str, str]:
    """Stage and verb of whoever may stop a job."""
    return STOPPERS.get(job.kind, ("territory", "open"))


def _facts(user: Visitor, job: Job, cycle: Cycle) -> dict[str, Any]:
    return {
        "may_stop": may(user, *_stopper(job), cycle.territory),
        "job": job_facts(job, cycle),
        "problems": job.problems,
        "stop": reverse("desk:job-stop", args=[cycle.public_id, job.public_id]),
        "after": reverse(AFTER.get(job.kind, "desk:cycle"), args=[cycle.public_id]),
        "done": job.state == Job.State.DONE,
    }
