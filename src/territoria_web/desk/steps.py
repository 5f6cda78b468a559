"""One step of a cycle: who is responsible, when, what is missing, and beginning or ending it."""

from __future__ import annotations

from collections.abc import Mapping
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
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from territoria_web.desk.cycle import pages_of, said_of
from territoria_web.desk.guards import account_of, safe_next
from territoria_web.desk.tried import posted
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.invite.models import Step
from territoria_web.invite.queries.steps import open_step, those_who_may_own
from territoria_web.invite.rules import STATE_NAMES, STEP_NAMES, is_late, may_begin
from territoria_web.invite.services.steps import begin_step, open_step_again, plan_step
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.services.endings import end_step, leave_step_out
from territoria_web.people.models import User
from territoria_web.people.queries import open_cycle
from territoria_web.plan.queries.progress import Progress, progress_of
from territoria_web.territories.models import Cycle


class StepForm(forms.Form):
    """Who is responsible for a step, and when."""

    owner = forms.ModelChoiceField(
        label=gettext_lazy("Who is responsible"),
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
        owner.queryset = those_who_may_own(cycle)


NEEDED: Mapping[str, Promise] = {
    Step.State.AHEAD: gettext_lazy("Needed to leave it out."),
    Step.State.OPEN: gettext_lazy("Needed to leave it out, or where something is still missing."),
    Step.State.DONE: gettext_lazy("Needed to open it once more."),
    Step.State.LEFT_OUT: gettext_lazy("Needed to open it once more."),
}


class ReasonForm(forms.Form):
    """Why a step ends, is left out, or is opened once more; says for what it is needed."""

    reason = forms.CharField(
        label=gettext_lazy("Reason"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, state: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kept = _("It is kept, and printed where the step is told of.")
        self.fields["reason"].help_text = f"{NEEDED[state]} {kept}"


@login_required
@takes_form
def step(request: HttpRequest, public_id: UUID, number: UUID) -> HttpResponse:
    """A step: who is responsible, when, and how far it is."""
    writes = request.method == "POST"
    held = open_cycle(request.user, public_id, verb="run steps" if writes else "see")
    one = open_step(held, number)
    form = StepForm(posted(request), cycle=held, initial=_standing(one))
    if writes and form.is_valid():
        try:
            plan_step(by=account_of(request), step=one, **form.cleaned_data)
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            messages.success(request, _("Owner and dates are kept."))
            return redirect("desk:cycle", held.public_id)
    return _step_page(request, held, one, form, ReasonForm(state=one.state))


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
            "pages": pages_of(held, one),
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
    form = ReasonForm(request.POST, state=one.state)
    if form.is_valid():
        reason = form.cleaned_data["reason"]
        try:
            _turned(by, held, one, verb, reason)
        except ValidationError as refused:
            form.add_error("reason", refused)
        else:
            messages.success(request, _("The step is changed."))
            return redirect(safe_next(request) or reverse("desk:cycle", args=[held.public_id]))
    return _step_page(request, held, one, StepForm(cycle=held, initial=_standing(one)), form)


def _turned(by: User, held: Cycle, one: Step, verb: str, reason: str) -> None:
    if verb == "begin":
        begin_step(by=by, step=one)
    elif verb == "end":
        missing = bool(missing_of(progress_of(held), one))
        end_step(by=by, step=one, missing=missing, reason=reason)
    elif verb == "leave-out":
        leave_step_out(by=by, step=one, reason=reason)
    else:
        open_step_again(by=by, step=one, reason=reason)


def _standing(one: Step) -> dict[str, Any]:
    owner = one.owner.public_id if one.owner else None
    return {"owner": owner, "begins": one.begins, "due": one.due}
