"""A cycle at a glance: its four steps with owner, dates and state, and what each of them holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import job_facts, rights, show_stage, stages_of
from territoria_web.invite.models import Step
from territoria_web.invite.queries.steps import open_step
from territoria_web.invite.rules import STATE_NAMES, STEP_NAMES, is_late, may_begin
from territoria_web.invite.services.steps import (
    begin_step,
    close_cycle,
    end_step,
    leave_step_out,
    open_step_again,
    plan_step,
)
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.people.links import absolute
from territoria_web.people.models import User
from territoria_web.people.queries import open_cycle, team_of
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
        "pages": _pages(far.cycle, step),
        "url": reverse("desk:step", args=[far.cycle.public_id, step.public_id]),
    }


def _pages(held: Cycle, step: Step) -> list[tuple[str, str]]:
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
    return _("%(held)s of %(meetings)s meetings were held.") % {
        "held": far.held,
        "meetings": far.meetings,
    }


def _briefed(far: Progress) -> str:
    return _("%(decided)s pieces of advice are decided; the plan has %(actions)s actions.") % {
        "decided": far.decided,
        "actions": far.actions,
    }


# ── one step ──────────────────────────────────────────────────────────────────────────────────


class StepForm(forms.Form):
    """Who sees to a step, and when."""

    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who sees to it"),
        queryset=User.objects.none(),
        required=False,
        to_field_name="public_id",
        empty_label=gettext_lazy("Nobody yet"),
    )
    begins = forms.DateField(
        label=gettext_lazy("Begins"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    due = forms.DateField(
        label=gettext_lazy("Due"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)
        members = team_of(cycle.territory).values("user")
        owner.queryset = User.objects.filter(pk__in=members).order_by("name", "email")


class ReasonForm(forms.Form):
    """Why a step ends, is left out, or is opened once more."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kept, and printed where the step is told of."),
    )


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest, public_id: UUID, number: UUID) -> HttpResponse:
    """A step: who sees to it, when, and how far it is."""
    writes = request.method == "POST"
    held = open_cycle(request.user, public_id, verb="run steps" if writes else "see")
    one = open_step(held, number)
    initial = {
        "owner": one.owner.public_id if one.owner else None,
        "begins": one.begins,
        "due": one.due,
    }
    form = StepForm(request.POST if writes else None, cycle=held, initial=initial)
    if writes and form.is_valid():
        try:
            plan_step(by=account_of(request), step=one, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Owner and dates are kept."))
            return redirect("desk:cycle", held.public_id)
    return _step_page(request, held, one, form, ReasonForm())


def _step_page(
    request: HttpRequest, held: Cycle, one: Step, form: StepForm, reason: ReasonForm
) -> HttpResponse:
    far = progress_of(held)
    return show_stage(
        request,
        held,
        "cycle",
        "desk/step.html",
        title=str(STEP_NAMES[one.kind]),
        finding=said_of(far, one),
        facts={
            "step": one,
            "state": STATE_NAMES[one.state],
            "form": form,
            "reason": reason,
            "pages": _pages(held, one),
            "missing": missing_of(far, one),
            "late": is_late(one, timezone.localdate()),
            "may_begin": may_begin(far.steps, one),
            **rights(held, "territory", "run steps"),
        },
        status=422 if form.errors or reason.errors else 200,
    )


def missing_of(far: Progress, one: Step) -> list[str]:
    """What a step should hold before it ends."""
    held = {
        Step.Kind.SURVEY: [(far.answered >= 20, _("Fewer than 20 people have answered."))],
        Step.Kind.PREASSESSMENT: [
            (far.findings > 0, _("No finding is noted.")),
            (far.policies > 0, _("The inventory of policies is empty.")),
            (
                far.papers.get("assessment-report") == "published",
                _("The assessment report is not published."),
            ),
        ],
        Step.Kind.WORKSHOP: [
            (far.held > 0, _("No meeting was held.")),
            (
                far.papers.get("proceedings-report") == "published",
                _("The proceedings are not published."),
            ),
        ],
        Step.Kind.BRIEFING: [
            (far.versions > 0, _("The action plan was not adopted.")),
            (
                far.papers.get("policy-briefing") == "published",
                _("The policy briefing is not published."),
            ),
        ],
    }
    return [said for there, said in held[Step.Kind(one.kind)] if not there]


@login_required
@require_POST
def turn(request: HttpRequest, public_id: UUID, number: UUID, verb: str) -> HttpResponse:
    """Begin a step, end it, leave it out, or open it once more."""
    held = open_cycle(request.user, public_id, verb="run steps")
    one, by = open_step(held, number), account_of(request)
    form = ReasonForm(request.POST)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            if verb == "begin":
                begin_step(by=by, step=one)
            elif verb == "end":
                missing = bool(missing_of(progress_of(held), one))
                end_step(by=by, step=one, missing=missing, reason=reason)
            elif verb == "leave-out":
                leave_step_out(by=by, step=one, reason=reason)
            else:
                open_step_again(by=by, step=one, reason=reason)
        except ValidationError as refused:
            form.add_error("reason", refused)
        else:
            messages.success(request, _("The step is changed."))
            return redirect("desk:cycle", held.public_id)
    initial = {
        "owner": one.owner.public_id if one.owner else None,
        "begins": one.begins,
        "due": one.due,
    }
    return _step_page(request, held, one, StepForm(cycle=held, initial=initial), form)


@login_required
@require_POST
def close(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Close a cycle whose steps have all ended."""
    held = open_cycle(request.user, public_id, verb="run steps")
    try:
        close_cycle(by=account_of(request), cycle=held, today=timezone.localdate())
    except ValidationError as refused:
        messages.error(request, refused.messages[0])
    else:
        messages.success(request, _("The cycle is closed."))
    return redirect("desk:cycle", held.public_id)
