"""The projects of a network: state, who leads, what is late or silent, what waits for an answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.act.queries.project_standing import Standing, all_standing_on
from territoria_web.act.queries.projects import projects_of
from territoria_web.act.rules.projects import STATE_NAMES, State, is_returned
from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.people.models import Organisation
from territoria_web.people.queries import open_network, role_in_network


@login_required
@require_safe
def projects(request: HttpRequest, network: UUID) -> HttpResponse:
    """All of them; proposals that wait for the office first."""
    held = open_network(request.user, network)
    office = is_office(role_in_network(request.user, held))
    rows = all_standing_on(projects_of(held), timezone.localdate())
    rows.sort(key=_turn)
    return show_network(
        request,
        held,
        "projects",
        "desk/projects/listing.html",
        office=office,
        title=_("Projects"),
        finding=_finding(rows),
        facts={"rows": [_row(one, held) for one in rows]},
    )


def _turn(one: Standing) -> tuple[bool, bool, bool]:
    waits = one.project.state == State.PROPOSED and not is_returned(one.project)
    return (not waits, not (one.is_overdue or one.is_silent), not one.is_alive)


def _finding(rows: Sequence[Standing]) -> str:
    alive = sum(one.is_alive for one in rows)
    said = ngettext("%(count)d project is under way.", "%(count)d projects are under way.", alive)
    found = [said % {"count": alive}]
    waiting = sum(_turn(one)[0] is False for one in rows)
    if waiting:
        told = ngettext(
            "%(count)d proposal waits for the office.",
            "%(count)d proposals wait for the office.",
            waiting,
        )
        found.append(told % {"count": waiting})
    late = sum(one.is_overdue for one in rows)
    if late:
        told = ngettext("%(count)d is overdue.", "%(count)d are overdue.", late)
        found.append(told % {"count": late})
    silent = sum(one.is_silent for one in rows)
    if silent:
        told = ngettext("%(count)d is silent.", "%(count)d are silent.", silent)
        found.append(told % {"count": silent})
    return " ".join(found) if rows else _("This network has no project yet.")


def _row(one: Standing, network: Organisation) -> dict[str, Any]:
    project = one.project
    return {
        "project": project,
        "standing": one,
        "state": STATE_NAMES[State(project.state)],
        "returned": is_returned(project),
        "asking": getattr(project, "asking", 0),
        "url": reverse("desk:project", args=[network.public_id, project.public_id]),
    }
