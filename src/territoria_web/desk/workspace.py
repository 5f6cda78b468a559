"""What all pages of a team's workspace share: its stages as steps, crumbs, a job under way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.desk.frame import show
from territoria_web.desk.step_notice import step_notice, step_of
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED, jobs_of
from territoria_web.library.saying import clock, day
from territoria_web.people.rules import role_may
from territoria_web.territories.models import Cycle
from territoria_web.territories.queries import territory_name


def show_stage(
    request: HttpRequest,
    cycle: Cycle,
    stage: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
    below: tuple[tuple[str, str], ...] = (),
    step: str | None = None,
) -> HttpResponse:
    """A page of a team's cycle, with the way back; ``below``: crumbs between stage and page;
    ``step``: during which step it takes work; None: a page with a form asks its stage.
    """
    place = territory_name(cycle.territory)
    crumbs = (
        (_("Your desk"), reverse("desk:home")),
        (place, reverse("desk:cycle", args=[cycle.public_id])),
    )
    told = {
        "cycle": cycle,
        "place": place,
        "stages": [(name, url, key == stage) for key, name, url in stages_of(cycle)],
        "explain": explain_prefix(cycle),
        "step_notice": step_notice(cycle, step_of(stage, facts or {}) if step is None else step),
        **(facts or {}),
    }
    return show(
        request,
        template,
        title=title,
        finding=finding,
        facts=told,
        crumbs=crumbs + below,
        status=status,
    )


def stages_of(cycle: Cycle) -> list[tuple[str, str, str]]:
    """Key, name and address of the pages of a cycle."""
    names = {
        "cycle": _("Overview"),
        "listen": _("Survey"),
        "citizens": _("Citizens"),
        "measure": _("Measure"),
        "compare": _("Compare"),
        "findings": _("Pre-assessment"),
        "convene": _("Workshop"),
        "recommend": _("Advice"),
        "plan": _("Plan"),
        "act": _("Projects"),
        "track": _("Progress"),
        "learn": _("Lessons"),
        "papers": _("Papers"),
    }
    return [
        (key, name, reverse(f"desk:{key}", args=[cycle.public_id])) for key, name in names.items()
    ]


def explain_prefix(cycle: Cycle) -> str:
    """Before the address of a number: where it is explained to this team."""
    return f"{reverse('desk:explain', args=[cycle.public_id])}?number="


def explained_at(cycle: Cycle, address: str) -> str:
    """Where a number is explained to this team; empty where it has no address."""
    return explain_prefix(cycle) + quote(address, safe="") if address else ""


def latest_job(cycle: Cycle, *kinds: str) -> dict[str, Any] | None:
    """The latest job of these kinds as ``parts/job.html`` shows it; None where there is none, or
    where it is done.
    """
    job = jobs_of(cycle).filter(kind__in=kinds).first()
    if job is None or job.state in (Job.State.DONE, Job.State.CANCELLED):
        return None
    return job_facts(job, cycle)


def job_facts(job: Job, cycle: Cycle) -> dict[str, Any]:
    """How far a job is, and where that is told."""
    held = [cycle.public_id, job.public_id]
    return {
        "row": job,
        "title": kind_name(job.kind),
        "note": note_of(job),
        "url": reverse("desk:job", args=held),
        "running": job.state in UNFINISHED,
        "fragment": reverse("desk:job-progress", args=held) if job.state in UNFINISHED else "",
    }


def kind_name(kind: str) -> str:
    """What a kind of job is called."""
    names = {
        "observe-survey": _("Taking over what the survey says"),
        "assess-own": _("Working out your own assessment"),
        "diagnose-one": _("Working out peers, gaps and advice"),
        "make-example": _("Making the example"),
        "diagnose": _("Diagnosing all territories"),
        "briefing": _("Writing a briefing"),
        "count-budget": _("Closing and counting a vote on a budget"),
        "synthesis": _("Writing a synthesis report"),
        "timetable": _("Making the timetable of a BarCamp"),
        "company-talks": _("Arranging the talks of a company day"),
        "opinions": _("Working out what a conversation came to"),
        "rating-look": _("Counting ratings of a service"),
        "listen-daily": _("What is due every day of needs"),
        "track-daily": _("What is due every day of promises"),
        "meetings-daily": _("What is due every day of working meetings"),
        "projects-daily": _("What is due every day of projects"),
        "companies-daily": _("What is due every day of company days"),
        "mentoring-daily": _("What is due every day of mentoring"),
        "read-gauges": _("Reading figures of city operation"),
        "write-pages": _("Writing public pages ahead of their readers"),
        "follow-feeds": _("Fetching the feeds of other installations"),
        "fetch-feed": _("Fetching a feed of another installation"),
    }
    return names.get(kind, kind)


def note_of(job: Job) -> str:
    """How a job stands, in a sentence."""
    said = {
        Job.State.WAITING: _("It waits for its turn. You can leave this page."),
        Job.State.RUNNING: job.said or _("It runs. You can leave this page."),
        Job.State.DONE: _("It is done."),
        Job.State.FAILED: _("It failed; nothing was lost."),
        Job.State.CANCELLED: _("It was stopped."),
    }
    if job.cancel_asked and job.state == Job.State.RUNNING:
        return _("It stops at the next step.")
    if job.state == Job.State.WAITING and job.not_before and job.not_before > timezone.now():
        when = {"day": day(job.not_before), "hour": clock(timezone.localtime(job.not_before))}
        return _("It begins on %(day)s at %(hour)s.") % when
    return said[Job.State(job.state)]


def rights(cycle: Cycle, stage: str, *verbs: str) -> dict[str, bool]:
    """What whoever opened the cycle may do in a stage, by verb with ``_`` for blanks."""
    return {
        f"may_{verb.replace(' ', '_')}": any(
            role_may(role, stage, verb) for role in cycle.opened_as
        )
        for verb in verbs
    }
