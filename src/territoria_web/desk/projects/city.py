"""The stage of projects at a team's desk: what its territory is in, and calls of others to join."""

from __future__ import annotations

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

from territoria_web.act.deeds.table import DEEDS
from territoria_web.act.models import Partner, Project
from territoria_web.act.queries.project_standing import standing_on
from territoria_web.act.queries.projects import (
    lead_in,
    networks_of_territory,
    open_calls_for,
    partnerships_of,
    public_project,
)
from territoria_web.act.rules.projects import (
    PARTNER_STATES,
    ROLE_NAMES,
    STATE_NAMES,
    State,
    may_do,
    standing_of,
)
from territoria_web.act.services.partners import join_for_territory
from territoria_web.convene.queries.working import axis_names
from territoria_web.desk.guards import account_of
from territoria_web.desk.projects.partner import where
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle

MOST_CALLS = 40


@login_required
@require_safe
def act(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """What the territory is in; what others call for; the way to propose one."""
    cycle = open_cycle(request.user, public_id, stage="act")
    today = timezone.localdate()
    mine = partnerships_of(cycle.territory)
    calls = open_calls_for(cycle.territory, today)[:MOST_CALLS]
    axes = axis_names()
    return show_stage(
        request,
        cycle,
        "act",
        "desk/projects/city.html",
        title=_("Projects with other cities"),
        finding=_finding(mine, calls),
        facts={
            "mine": [_mine(one, cycle, today) for one in mine],
            "calls": [_call(one, axes) for one in calls],
            "networks": networks_of_territory(cycle.territory),
            "confirm": DEEDS["vouch"].title,
            **rights(cycle, "act", "lead projects"),
        },
    )


def _finding(mine: list[Partner], calls: list[Project]) -> str:
    count = sum(one.state == Partner.State.AGREED and one.vouched for one in mine)
    said = ngettext(
        "Your territory is in %(count)d project.",
        "Your territory is in %(count)d projects.",
        count,
    )
    if not calls:
        none = _("No project of others takes partners at the moment.")
        return f"{said % {'count': count}} {none}"
    told = ngettext(
        "%(count)d project of others takes partners.",
        "%(count)d projects of others take partners.",
        len(calls),
    )
    return f"{said % {'count': count}} {told % {'count': len(calls)}}"


def _mine(one: Partner, cycle: Cycle, today: date) -> dict[str, Any]:
    held = standing_on(one.project, today)
    return {
        "project": one.project,
        "standing": held,
        "state": STATE_NAMES[State(one.project.state)],
        "role": ROLE_NAMES[Partner.Role(one.role)],
        "in": PARTNER_STATES[Partner.State(one.state)],
        "is_in": one.state == Partner.State.AGREED,
        "url": reverse("desk:act-project", args=[cycle.public_id, one.project.public_id]),
        "vouch": _vouch(one, cycle),
    }


def _vouch(one: Partner, cycle: Cycle) -> str:
    """Where the team says that it is really its territory that was named; empty where it did."""
    may = may_do("vouch", one.project.state, standing_of(one))
    if one.state != Partner.State.AGREED or not one.is_unconfirmed or not may:
        return ""
    return where(cycle, one.project.public_id, "vouch", one.public_id)


def _call(project: Project, axes: Any) -> dict[str, Any]:
    return {
        "project": project,
        "axis": axes.get(project.axis, ""),
        "lead": lead_in(project.agreed),  # type: ignore[attr-defined]
        "url": reverse("public:project", args=[project.public_id]),
    }


@login_required
@require_POST
def join(request: HttpRequest, public_id: UUID, project: UUID) -> HttpResponse:
    """Ask to join, in one press."""
    cycle = open_cycle(request.user, public_id, stage="act", verb="lead projects")
    held = public_project(project)
    try:
        join_for_territory(
            by=account_of(request),
            project=held,
            territory=cycle.territory,
            origin=origin_of(request),
        )
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        said = _("You asked to join “%(title)s”. The answer comes to your own address.")
        messages.success(request, said % {"title": held.title})
    return redirect("desk:act", cycle.public_id)
