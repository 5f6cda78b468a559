"""Adopting the plan, and looking at what was adopted."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.plan.forms import AdoptForm
from territoria_web.desk.plan.overview import back_to_plan
from territoria_web.desk.tried import posted
from territoria_web.desk.workspace import show_stage
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Plan
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.plans import actions_of, open_plan, state_of
from territoria_web.plan.queries.said import said_actions, said_changes
from territoria_web.plan.queries.standing import standing_in
from territoria_web.plan.queries.versions import (
    Body,
    body_of,
    changes_between,
    frame_changes,
    version_at,
    versions_of,
)
from territoria_web.plan.queries.waves import laid_out
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.territories.models import Cycle


@login_required
@takes_form
def adopt(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What would be adopted, against what was; then adopt it with a reason."""
    cycle = open_cycle(request.user, public_id, stage="plan", verb="adopt")
    held = open_plan(cycle)
    actions, versions = actions_of(held), versions_of(held)
    ground = ground_of(cycle, (a.indicator for a in actions))
    last = versions[0].body if versions else None
    body, seen = body_of(held, actions, ground, last), state_of(held, actions)
    data = posted(request)
    form = AdoptForm(data, only_outputs=body["only_outputs"], initial={"seen": seen})
    if form.is_bound and form.is_valid():
        if _adopted(request, held, form):
            return redirect("desk:plan", cycle.public_id)
        again = request.POST.copy()
        again["seen"] = seen
        form = _with_errors_of(form, AdoptForm(again, only_outputs=body["only_outputs"]))
    said = [c.said for c in laid_out(held, actions).contradictions]
    return _shown(request, cycle, form, body, last, said)


def _adopted(request: HttpRequest, held: Plan, form: AdoptForm) -> bool:
    try:
        version = adopt_plan(
            by=account_of(request), plan=held, origin=origin_of(request), **form.cleaned_data
        )
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    messages.success(
        request,
        _("Version %(number)d is adopted. Everybody can read it now.") % {"number": version.number},
    )
    return True


def _with_errors_of(form: AdoptForm, fresh: AdoptForm) -> AdoptForm:
    """The same words against the plan as it stands now, with what was refused."""
    fresh.is_valid()
    for name, wrong in form.errors.items():
        fresh.add_error(None if name == "__all__" else name, list(wrong))
    return fresh


def _shown(
    request: HttpRequest,
    cycle: Cycle,
    form: AdoptForm,
    body: Body,
    last: Body | None,
    contradictions: list[str],
) -> HttpResponse:
    standing = standing_in(body)
    changed = changes_between(last, body)
    own = [a for a in standing.actions if a.baseline_source and not a.baseline_public]
    told = {"named": len(standing.named), "of": len(standing.actions)}
    said = ngettext(
        "%(named)d of %(of)d action has owner and end date.",
        "%(named)d of %(of)d actions have owner and end date.",
        len(standing.actions),
    )
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/adopt.html",
        title=_("Adopt the plan"),
        finding=said % told if standing.actions else _("There is nothing to adopt yet."),
        facts={
            "form": form,
            "first": last is None,
            "changed": said_actions(changed) if last else [],
            "frame": said_changes(frame_changes(last, body)),
            "standing": standing,
            "own": [a for a in own if a.baseline_source.startswith("observation:")],
            "contradictions": contradictions,
        },
        below=back_to_plan(cycle),
        status=422 if form.errors else 200,
    )


@login_required
@require_safe
def version(request: HttpRequest, public_id: UUID, number: int) -> HttpResponse:
    """An adopted version: its reason, and what it changed."""
    cycle = open_cycle(request.user, public_id, stage="plan")
    held = open_plan(cycle)
    row = version_at(held, number)
    before: Any = held.versions.filter(number=number - 1).first()
    old = before.body if before else None
    return show_stage(
        request,
        cycle,
        "plan",
        "desk/plan/version.html",
        title=_("Version %(number)d of the plan") % {"number": number},
        facts={
            "version": row,
            "standing": standing_in(row.body, row.number, row.made, row.reason),
            "first": before is None,
            "changed": said_actions(changes_between(old, row.body)) if before else [],
            "frame": said_changes(frame_changes(old, row.body)),
        },
        below=back_to_plan(cycle),
    )
