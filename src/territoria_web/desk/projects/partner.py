"""One project at the desk of a city that is in it: its deeds, and the actions of the own plan."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from territoria_web.act.deeds.table import DEEDS, done
from territoria_web.act.deeds.target import Target, thing_of
from territoria_web.act.deeds.work import work_of
from territoria_web.act.models import Partner
from territoria_web.act.queries.project_standing import finding_of, standing_on
from territoria_web.act.queries.projects import partner_of, project_with_all
from territoria_web.act.rules.projects import GONE, Doer, by_partner, may_do
from territoria_web.act.services.project_actions import link_actions
from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_cycle
from territoria_web.people.rules import role_may
from territoria_web.plan.models import Action
from territoria_web.plan.queries.plans import plan_of
from territoria_web.territories.models import Cycle

LEADS = "lead projects"


def _doer(request: HttpRequest, cycle: Cycle, partner: Partner) -> Doer:
    """The team for its territory; whoever only reads along may do nothing."""
    user = account_of(request)
    if any(role_may(role, "act", LEADS) for role in cycle.opened_as):
        return by_partner(partner, user)
    return Doer(GONE, partner.name, partner, user)


@login_required
@require_safe
def project(request: HttpRequest, public_id: UUID, project: UUID) -> HttpResponse:
    """How it stands, and what the team can do."""
    cycle = open_cycle(request.user, public_id, stage="act")
    partner = partner_of(cycle, project)
    held, today = project_with_all(partner.project), timezone.localdate()
    doer = _doer(request, cycle, partner)

    def at(deed: str, thing: UUID | None) -> str:
        return where(cycle, project, deed, thing)

    facts: dict[str, Any] = {
        **work_of(held, doer, today, at),
        "partner": partner,
        "public": reverse("public:project", args=[project]) if held.opened else "",
        "linked": held.actions.filter(plan__cycle=cycle).order_by("number"),
        "may_link": may_do("actions", held.state, doer.standing),
        **rights(cycle, "act", LEADS),
    }
    return _shown(
        request,
        cycle,
        "desk/projects/partner.html",
        title=held.title,
        finding=finding_of(standing_on(held, today)),
        facts=facts,
    )


def where(cycle: Cycle, project: UUID, deed: str, thing: UUID | None) -> str:
    """The address of a deed."""
    parts = [cycle.public_id, project, deed]
    if thing is None:
        return reverse("desk:act-deed", args=parts)
    return reverse("desk:act-deed-on", args=[*parts, thing])


@login_required
@takes_form
def deed(
    request: HttpRequest, public_id: UUID, project: UUID, deed: str, thing: UUID | None = None
) -> HttpResponse:
    """A deed of the team as a form."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=LEADS)
    partner = partner_of(cycle, project)
    if deed not in DEEDS:
        raise Http404
    held, doer = partner.project, _doer(request, cycle, partner)
    found = thing_of(held, DEEDS[deed].about, thing, doer)
    back = reverse("desk:act-project", args=[public_id, project])
    if request.method != "POST" and not may_do(deed, held.state, doer.standing):
        messages.error(request, _("This cannot be done now. What can be done is shown here."))
        return redirect(back)
    target = Target(held, doer, timezone.localdate(), found)
    data = request.POST if request.method == "POST" else None
    form = done(deed, target, data, origin=origin_of(request))
    if form is None:
        messages.success(request, str(DEEDS[deed].told))
        return redirect("desk:act", public_id) if _is_out(partner) else redirect(back)
    return _shown(
        request,
        cycle,
        "desk/projects/partner_deed.html",
        title=str(DEEDS[deed].title),
        finding=held.title,
        facts={"form": form, "deed": DEEDS[deed], "back": back, **target.about},
        status=422 if form.errors else 200,
        below=((held.title, back),),
    )


def _is_out(partner: Partner) -> bool:
    partner.refresh_from_db(fields=["state"])
    return partner.state in (Partner.State.LEFT, Partner.State.DECLINED)


# ── actions of the own plan ───────────────────────────────────────────────────────────────────


class ActionsForm(forms.Form):
    """Which actions of the plan belong to the project."""

    actions = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Actions of your plan that belong to it"),
        coerce=UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Any, *, actions: list[Action], chosen: list[UUID]) -> None:
        super().__init__(data, initial={"actions": chosen})
        field = self.fields["actions"]
        assert isinstance(field, forms.TypedMultipleChoiceField)
        field.choices = [(a.public_id, f"{a.number} {a.title}") for a in actions]


@login_required
@takes_form
def actions(request: HttpRequest, public_id: UUID, project: UUID) -> HttpResponse:
    """Tick the actions; both pages show the other."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=LEADS)
    partner = partner_of(cycle, project)
    held, plan = partner.project, plan_of(cycle)
    rows = list(plan.actions.exclude(state=Action.State.DROPPED)) if plan else []
    chosen = list(held.actions.filter(plan=plan).values_list("public_id", flat=True))
    data = request.POST if request.method == "POST" else None
    form = ActionsForm(data, actions=rows, chosen=chosen)
    back = reverse("desk:act-project", args=[public_id, project])
    if plan and form.is_bound and form.is_valid():
        try:
            told = {"plan": plan, "actions": form.cleaned_data["actions"]}
            link_actions(project=held, doer=_doer(request, cycle, partner), **told)
            messages.success(
                request, _("Kept. The project’s page shows them once the plan is adopted.")
            )
            return redirect(back)
        except ValidationError as refused:
            put_beside(form, refused)
    return _shown(
        request,
        cycle,
        "desk/projects/actions.html",
        title=_("Actions of your plan"),
        finding=held.title,
        facts={"form": form, "any": bool(rows), "back": back},
        status=422 if form.errors else 200,
        below=((held.title, back),),
    )


def _shown(
    request: HttpRequest,
    cycle: Cycle,
    template: str,
    *,
    below: tuple[tuple[str, str], ...] = (),
    **told: Any,
) -> HttpResponse:
    crumbs = ((_("Projects"), reverse("desk:act", args=[cycle.public_id])), *below)
    return show_stage(request, cycle, "act", template, below=crumbs, **told)
