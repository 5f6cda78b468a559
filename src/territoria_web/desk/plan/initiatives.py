"""Which initiatives of the territory's register an action carries on."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.guards import account_of
from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.desk.workspace import show_stage
from territoria_web.invite.models import Step
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action
from territoria_web.plan.queries.initiative_links import offered_initiatives
from territoria_web.plan.queries.plans import open_action, open_plan
from territoria_web.plan.services.initiative_links import link_initiatives
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile


class InitiativesForm(forms.Form):
    """The entries of a territory's register, ticked where the action carries them on."""

    initiatives = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Initiatives that this action begins, changes or ends"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@takes_form
def initiatives(request: HttpRequest, public_id: UUID, action: UUID) -> HttpResponse:
    """Tick what this action carries on."""
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


def _link(request: HttpRequest, row: Action, form: InitiativesForm) -> None:
    link_initiatives(by=account_of(request), action=row, **form.cleaned_data)
    messages.success(request, _("Kept. Everybody sees it once the plan is adopted."))


def _form(cycle: Cycle, row: Action, data: QueryDict | None) -> InitiativesForm:
    standing = [link.initiative for link in row.initiative_links.all()]
    offered = list(offered_initiatives(cycle.territory))
    held = {one.public_id: one.title for one in (*standing, *offered)}
    ticked = [one.public_id for one in standing]
    form = InitiativesForm(data, initial={"initiatives": ticked, "seen": row.edit})
    field = form.fields["initiatives"]
    assert isinstance(field, forms.TypedMultipleChoiceField)
    field.choices = list(held.items())
    return form


def _shown(request: HttpRequest, cycle: Cycle, row: Action, form: InitiativesForm) -> HttpResponse:
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/initiatives.html",
        title=_("Initiatives that action %(number)d carries on") % {"number": row.number},
        finding=row.title,
        facts={"form": form, "action": row, "offered": bool(form["initiatives"].subwidgets)},
        below=back_to_plan(cycle),
        status=422 if form.errors else 200,
        step=Step.Kind.BRIEFING,
    )
