"""Which needs of people an action answers."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.desk.guards import account_of
from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.desk.workspace import show_stage
from territoria_web.invite.models import Step
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action
from territoria_web.plan.queries.need_links import SupportedNeed, offered_needs
from territoria_web.plan.queries.plans import open_action, open_plan
from territoria_web.plan.services.need_links import link_needs
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

MOST = 200  # needs on the page: the most supported ones, and all that are ticked


class NeedsForm(forms.Form):
    """The needs of a cycle, ticked where the action answers them."""

    needs = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Needs that this action answers"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@takes_form
def needs(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Tick what this action answers; their authors are told once the plan is adopted."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="plan")
    row = open_action(open_plan(cycle), action)
    form = _form(cycle, row, posted(request))
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _link(request, row, form)):
                return redirect("desk:plan-action", cycle.public_id, row.public_id)
        except ChangedMeanwhile as refused:
            row = open_action(open_plan(cycle), action)
            form = _form(cycle, row, seen_anew(request, row.edit))
            put_beside(form, refused)
    return _shown(request, cycle, row, form)


def _link(request: HttpRequest, row: Action, form: NeedsForm) -> None:
    link_needs(by=account_of(request), action=row, **form.cleaned_data)
    messages.success(request, _("Kept. Who asked for it is told once the plan is adopted."))


def _form(cycle: Cycle, row: Action, data: QueryDict | None) -> NeedsForm:
    standing = [link.need for link in row.need_links.all()]
    offered = list(offered_needs(cycle)[:MOST])
    known = {need.pk for need in offered}
    form = NeedsForm(data, initial={"needs": [n.public_id for n in standing], "seen": row.edit})
    field = form.fields["needs"]
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = [
        *((n.public_id, f"{n.number} {n.title}") for n in standing if n.pk not in known),
        *((n.public_id, _supported(n)) for n in offered),
    ]
    return form


def _supported(need: SupportedNeed) -> str:
    if not need.people:
        return f"{need.number} {need.title}"
    said = ngettext("%(count)d support", "%(count)d supports", need.people)
    return f"{need.number} {need.title} ({said % {'count': need.people}})"


def _shown(request: HttpRequest, cycle: Cycle, row: Action, form: NeedsForm) -> HttpResponse:
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/needs.html",
        title=_("Needs that action %(number)d answers") % {"number": row.number},
        finding=row.title,
        facts={"form": form, "action": row, "offered": bool(form["needs"].subwidgets)},
        below=back_to_plan(cycle),
        status=422 if form.errors else 200,
        step=Step.Kind.BRIEFING,
    )
