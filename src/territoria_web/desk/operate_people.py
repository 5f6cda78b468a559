"""Running the house: the people, their roles, closing and reopening accounts."""

from __future__ import annotations

from uuid import UUID

from allauth.mfa.utils import is_mfa_enabled
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.frame import show
from territoria_web.desk.guards import proved_lately
from territoria_web.desk.operate import crumbs
from territoria_web.desk.tried import tell_refused
from territoria_web.people.models import User
from territoria_web.people.queries import open_house, people, person_at
from territoria_web.people.services import close_account, end_sessions
from territoria_web.people.words import role_name

ROWS = 50


@login_required
@require_safe
def people_page(request: HttpRequest) -> HttpResponse:
    """All accounts; by a part of the name or address."""
    open_house(request.user)
    asked = request.GET.get("q", "").strip()
    shown = Paginator(people(asked), ROWS).get_page(request.GET.get("page"))
    return show(
        request,
        "desk/operate/people.html",
        title=_("People"),
        finding=_("Accounts come by invitation to a team or an organisation."),
        facts={
            "rows": [(user, _roles(user)) for user in shown.object_list],
            "pages": shown,
            "asked": asked,
            "query": f"{urlencode({'q': asked})}&" if asked else "",
        },
        crumbs=crumbs(),
    )


def _roles(user: User) -> list[tuple[str, str, str]]:
    """(role, place, its address)."""
    rows = []
    for held in user.memberships.all():
        if held.territory is not None:
            url = reverse("desk:team", args=[held.territory.code])
            rows.append((role_name(held.role), held.territory.name, url))
        elif held.organisation is not None:
            url = reverse("desk:operate-organisation", args=[held.organisation.public_id])
            rows.append((role_name(held.role), held.organisation.name, url))
    return rows


def person(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Someone's account. Looking is easy; closing it asks for fresh proof."""
    return (_change if request.method == "POST" else _look)(request, public_id)


@login_required
@require_safe
def _look(request: HttpRequest, public_id: UUID) -> HttpResponse:
    open_house(request.user)
    user = person_at(public_id)
    facts = {
        "person": user,
        "roles": _roles(user),
        "has_second_factor": is_mfa_enabled(user),
        "sessions": UserSession.objects.filter(user=user).count(),
    }
    return show(
        request,
        "desk/operate/person.html",
        title=str(user),
        finding=user.email,
        facts=facts,
        crumbs=(*crumbs(), (_("People"), reverse("desk:operate-people"))),
    )


@proved_lately
@require_POST
def _change(request: HttpRequest, public_id: UUID) -> HttpResponse:
    by = open_house(request.user)
    user = person_at(public_id)
    try:
        if "close" in request.POST:
            close_account(by=by, user=user, closed=True)
            messages.success(request, _("The account is closed, and its sessions are ended."))
        elif "reopen" in request.POST:
            close_account(by=by, user=user, closed=False)
            messages.success(request, _("The account is open again."))
        elif "end_sessions" in request.POST:
            end_sessions(by=by, user=user)
            messages.success(request, _("All sessions of this account are ended."))
    except ValidationError as refused:
        tell_refused(request, refused)
    return redirect("desk:operate-person", public_id=public_id)
