"""One project at a network's desk: the office works on it, members read along."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.act.deeds.table import DEEDS, done
from territoria_web.act.deeds.target import Target, thing_of
from territoria_web.act.deeds.work import work_of
from territoria_web.act.models import Project
from territoria_web.act.queries.project_standing import finding_of, standing_on
from territoria_web.act.queries.projects import open_project
from territoria_web.act.rules.projects import GONE, Doer, by_office, may_do
from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import is_office, show_network
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.people.queries import role_in_network


@login_required
@require_safe
def project(request: HttpRequest, network: UUID, project: UUID) -> HttpResponse:
    """How it stands, and what the office can do."""
    held = open_project(request.user, network, project)
    office = is_office(role_in_network(request.user, held.network))
    user = account_of(request)
    doer = by_office(user, held.network) if office else Doer(GONE, held.network.name, None, user)
    today = timezone.localdate()

    def at(deed: str, thing: UUID | None) -> str:
        return where(held, deed, thing)

    public = reverse("public:project", args=[held.public_id]) if held.opened else ""
    return _shown(
        request,
        held,
        "desk/projects/one.html",
        office=office,
        title=held.title,
        finding=finding_of(standing_on(held, today)),
        facts={**work_of(held, doer, today, at), "public": public},
    )


def where(held: Project, deed: str, thing: UUID | None) -> str:
    """The address of a deed."""
    parts = [held.network.public_id, held.public_id, deed]
    if thing is None:
        return reverse("desk:project-deed", args=parts)
    return reverse("desk:project-deed-on", args=[*parts, thing])


@login_required
@takes_form
def deed(
    request: HttpRequest, network: UUID, project: UUID, deed: str, thing: UUID | None = None
) -> HttpResponse:
    """A deed of the office as a form."""
    held = open_project(request.user, network, project, "run projects")
    if deed not in DEEDS:
        raise Http404
    doer = by_office(account_of(request), held.network)
    found = thing_of(held, DEEDS[deed].about, thing, doer)
    back = reverse("desk:project", args=[network, project])
    if request.method != "POST" and not may_do(deed, held.state, doer.standing):
        messages.error(request, _("This cannot be done now. What can be done is shown here."))
        return redirect(back)
    target = Target(held, doer, timezone.localdate(), found)
    data = request.POST if request.method == "POST" else None
    form = done(deed, target, data, origin=origin_of(request))
    if form is None:
        messages.success(request, str(DEEDS[deed].told))
        return redirect(back)
    return _shown(
        request,
        held,
        "desk/projects/deed.html",
        office=True,
        title=str(DEEDS[deed].title),
        finding=held.title,
        facts={"form": form, "deed": DEEDS[deed], "back": back, **target.about},
        status=422 if form.errors else 200,
        below=((held.title, back),),
    )


def _shown(
    request: HttpRequest,
    held: Project,
    template: str,
    *,
    facts: dict[str, Any],
    below: tuple[tuple[str, str], ...] = (),
    **told: Any,
) -> HttpResponse:
    here = reverse("desk:projects", args=[held.network.public_id])
    crumbs = ((_("Projects"), here), *below)
    return show_network(
        request, held.network, "projects", template, facts=facts, below=crumbs, **told
    )
