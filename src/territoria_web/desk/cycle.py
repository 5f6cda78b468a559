"""A cycle at a glance: its four steps with owner, dates and state, and what each of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import job_facts, rights, show_stage, stages_of
from territoria_web.invite.models import Step
from territoria_web.invite.rules import STATE_NAMES, STEP_NAMES, is_late
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.listen.services.endings import close_cycle
from territoria_web.people.links import absolute
from territoria_web.people.queries import open_cycle
from territoria_web.people.services import renew_calendars
from territoria_web.plan.queries.calendars import calendar_token
from territoria_web.plan.queries.progress import Progress, progress_of
from territoria_web.territories.models import Cycle
from territoria_web.territories.queries import territory_name

# The pages of the desk on which the work of a step is done.
PAGES: dict[str, tuple[str, ...]] = {
    Step.Kind.SURVEY: ("listen",),
    Step.Kind.PREASSESSMENT: ("measure", "compare", "findings"),
    Step.Kind.WORKSHOP: ("convene",),
    Step.Kind.BRIEFING: ("recommend", "plan", "papers"),
}


@login_required
@require_safe
def cycle(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where a team stands in each of the four steps, and what comes next."""
    held = open_cycle(request.user, public_id)
    today = timezone.localdate()
    far = progress_of(held)
    user = account_of(request)
    return show_stage(
        request,
        held,
        "cycle",
        "desk/cycle.html",
        title=territory_name(held.territory),
        finding=_finding(far, today),
        facts={
            "steps": [_shown(far, step, today) for step in far.steps],
            "jobs": [
                job_facts(job, held) for job in Job.objects.filter(cycle=held, state__in=UNFINISHED)
            ],
            "team": reverse("desk:team", args=[held.territory.code]),
            "public": reverse("public:territory", args=[held.territory.code]),
            "calendar": absolute(
                request, reverse("guest:calendar", args=[calendar_token(user, held)])
            ),
            "may_close": may_close(held, far.steps),
            **rights(held, "territory", "run steps"),
        },
    )


def may_close(held: Cycle, steps: Sequence[Step]) -> bool:
    """Each step is done or left out, and the cycle is still open."""
    ended = (Step.State.DONE, Step.State.LEFT_OUT)
    return held.state == Cycle.State.OPEN and bool(steps) and all(s.state in ended for s in steps)


def _finding(far: Progress, today: date) -> str:
    if far.cycle.state == Cycle.State.CLOSED:
        return _("This cycle is closed. What it holds stays as it is.")
    late = far.late(today)
    if late:
        said = ngettext(
            "%(count)d step is late: %(which)s.", "%(count)d steps are late: %(which)s.", len(late)
        )
        return said % {
            "count": len(late),
            "which": ", ".join(str(STEP_NAMES[s.kind]) for s in late),
        }
    if far.at is None:
        return _("No step is under way.")
    return _("Under way: %(step)s. %(done)s of 4 steps are done.") % {
        "step": STEP_NAMES[far.at.kind],
        "done": far.done,
    }


def _shown(far: Progress, step: Step, today: date) -> dict[str, Any]:
    mark = "done" if step.state == Step.State.DONE else "ahead"
    return {
        "row": step,
        "name": STEP_NAMES[step.kind],
        "state": STATE_NAMES[step.state],
        "mark": "current" if step is far.at else mark,
        "late": is_late(step, today),
        "said": said_of(far, step),
        "pages": pages_of(far.cycle, step),
        "url": reverse("desk:step", args=[far.cycle.public_id, step.public_id]),
    }


def pages_of(held: Cycle, step: Step) -> list[tuple[str, str]]:
    """Name and address of the pages on which the work of a step is done."""
    names = {key: (name, url) for key, name, url in stages_of(held)}
    return [names[key] for key in PAGES[step.kind] if key in names]


def said_of(far: Progress, step: Step) -> str:
    """What a step holds so far, in a sentence."""
    return {
        Step.Kind.SURVEY: _surveyed,
        Step.Kind.PREASSESSMENT: _assessed,
        Step.Kind.WORKSHOP: _convened,
        Step.Kind.BRIEFING: _briefed,
    }[Step.Kind(step.kind)](far)


def _surveyed(far: Progress) -> str:
    if not far.invited and not far.answered:
        return _("Nobody has been asked yet.")
    return _("%(answered)s answered; %(invited)s were asked by name.") % {
        "answered": far.answered,
        "invited": far.invited,
    }


def _assessed(far: Progress) -> str:
    return _(
        "%(findings)s findings, %(policies)s policies, %(points)s points of the SWOT kept."
    ) % {
        "findings": far.findings,
        "policies": far.policies,
        "points": far.swot,
    }


def _convened(far: Progress) -> str:
    if not far.meetings:
        return _("No meeting is planned yet.")
    said = ngettext(
        "%(held)s of %(meetings)s meeting was held.",
        "%(held)s of %(meetings)s meetings were held.",
        far.meetings,
    )
    return said % {"held": far.held, "meetings": far.meetings}


def _briefed(far: Progress) -> str:
    return _("%(decided)s pieces of advice are decided; the plan has %(actions)s actions.") % {
        "decided": far.decided,
        "actions": far.actions,
    }


@login_required
@require_POST
def renew_calendar(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """New addresses for one's calendars; what was given away before opens nothing more."""
    held = open_cycle(request.user, public_id)
    renew_calendars(by=account_of(request))
    messages.success(
        request,
        _("Your calendars have new addresses. Copy this one into your calendar; the old ones end."),
    )
    return redirect("desk:cycle", held.public_id)


@login_required
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close a cycle whose steps have all ended."""
    held = open_cycle(request.user, public_id, verb="run steps")
    try:
        close_cycle(by=account_of(request), cycle=held)
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("The cycle is closed."))
    return redirect("desk:cycle", held.public_id)
