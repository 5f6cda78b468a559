"""Who could be a partner: of a city at its desk, of a project at its network's desk; one press invites."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.act.models import Partner, Project
from territoria_web.act.queries.partner_finding import (
    Found,
    contacts_in,
    partners_for,
    partners_for_project,
)
from territoria_web.act.queries.partner_words import said_candidates
from territoria_web.act.queries.projects import open_project, partnerships_of
from territoria_web.act.rules.projects import OFFICE, Doer, by_office, by_partner, may_do
from territoria_web.act.services.suggested import invite_suggested
from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.desk.tried import seen_in, tell_refused
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.library.saying import colon
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_cycle, role_in_network
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import territory_at

LEADS = "lead projects"
MOST_SHOWN = 30


def _facts(found: Found) -> dict[str, Any]:
    return {
        "both": said_candidates(found, found.both[:MOST_SHOWN]),
        "one_way": said_candidates(found, found.one_way[:MOST_SHOWN]),
        "more": max(0, len(found.both) - MOST_SHOWN) + max(0, len(found.one_way) - MOST_SHOWN),
        "untold": found.untold,
        "others": found.others,
    }


def _finding(found: Found) -> str:
    if not found.both and not found.one_way:
        return _("Nobody can be proposed yet: no published figure or sector gives a reason.")
    if not found.both:
        return _one_way_alone(found)
    both = ngettext(
        "%(count)d city and you could gain from each other.",
        "%(count)d cities and you could gain from each other.",
        len(found.both),
    )
    one_way = ngettext(
        "With %(count)d more it goes one way.",
        "With %(count)d more it goes one way.",
        len(found.one_way),
    )
    said = [both % {"count": len(found.both)}]
    return " ".join([*said, one_way % {"count": len(found.one_way)}] if found.one_way else said)


def _one_way_alone(found: Found) -> str:
    return f"{_('One way only')}{colon()}{len(found.one_way)}."


# ── of a city ─────────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def city(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Cities of its networks, and those that named their sectors as it did."""
    cycle = open_cycle(request.user, public_id, stage="act")
    found = partners_for(cycle.territory)
    told = rights(cycle, "act", LEADS)
    led = _led_by(cycle) if told["may_lead_projects"] else []
    return show_stage(
        request,
        cycle,
        "act",
        "desk/sectors/city_partners.html",
        title=_("Who could be your partner?"),
        finding=_finding(found),
        facts={
            **_facts(found),
            "projects": led,
            "contacts": _contacts(led),
            "invite": reverse("desk:act-partners-invite", args=[cycle.public_id]),
            **told,
        },
        below=((_("Projects"), reverse("desk:act", args=[cycle.public_id])),),
    )


def _led_by(cycle: Cycle) -> list[Project]:
    """The projects that the territory leads, and to which somebody can be invited now."""
    rows = partnerships_of(cycle.territory)
    return [p.project for p in rows if may_do("invite", p.project.state, by_partner(p).standing)]


def _contacts(projects: list[Project]) -> set[int]:
    networks = {one.network_id: one.network for one in projects}
    return {pk for network in networks.values() for pk in contacts_in(network)}


@login_required
@require_POST
def invite_by_city(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Ask a city to join a project that this one leads."""
    cycle = open_cycle(request.user, public_id, stage="act", verb=LEADS)
    user, asked = account_of(request), request.POST.get("project", "")
    project = next((p for p in _led_by(cycle) if str(p.public_id) == asked), None)
    if project is None:
        raise Http404
    partner = project.partners.get(territory=cycle.territory, role=Partner.Role.LEAD)
    _invite(request, project, by_partner(partner, user), project.edit)
    return redirect("desk:act-partners", cycle.public_id)


# ── of a project ──────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def project(request: HttpRequest, network: UUID, project: UUID) -> HttpResponse:
    """Cities that fit those of a project."""
    held = open_project(request.user, network, project)
    office = is_office(role_in_network(request.user, held.network))
    found = partners_for_project(held)
    may = office and may_do("invite", held.state, OFFICE)
    return show_network(
        request,
        held.network,
        "projects",
        "desk/sectors/project_partners.html",
        office=office,
        title=_("Who could join?"),
        finding=_project_finding(found),
        facts={
            **_facts(found),
            "project": held,
            "contacts": contacts_in(held.network) if may else set(),
            "invite": reverse("desk:project-partners-invite", args=[network, project]),
        },
        below=(
            (_("Projects"), reverse("desk:projects", args=[network])),
            (held.title, reverse("desk:project", args=[network, project])),
        ),
    )


def _project_finding(found: Found) -> str:
    if not found.both and not found.one_way:
        return _("Nobody can be proposed yet: no published figure or sector gives a reason.")
    if not found.both:
        return _one_way_alone(found)
    said = ngettext(
        "%(count)d city and those in the project could gain from each other.",
        "%(count)d cities and those in the project could gain from each other.",
        len(found.both),
    )
    return said % {"count": len(found.both)}


@login_required
@require_POST
def invite_by_office(request: HttpRequest, network: UUID, project: UUID) -> HttpResponse:
    """Ask a city to join."""
    held = open_project(request.user, network, project, "run projects")
    _invite(request, held, by_office(account_of(request), held.network), seen_in(request))
    return redirect("desk:project-partners", network, project)


def _invite(request: HttpRequest, project: Project, doer: Doer, seen: int) -> None:
    place: Territory = territory_at(request.POST.get("territory", ""))
    try:
        row = invite_suggested(
            project=project, doer=doer, territory=place, seen=seen, origin=origin_of(request)
        )
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        said = _("%(name)s was asked to join “%(title)s”. A letter is on its way.")
        messages.success(request, said % {"name": row.name, "title": project.title})
