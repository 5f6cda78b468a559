"""All services of a forum: what is shown of each, what waits to be read; a new one; all as a table."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.services.offer_form import ServiceForm
from territoria_web.desk.files import CSV, as_file
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.library.csv_text import as_csv
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import numeral_of, percent
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.queries.rating_looks import ServiceFigures, figures_of
from territoria_web.listen.queries.rating_rows import HEAD, rows_of
from territoria_web.listen.queries.services_offered import service_name, services_for_team
from territoria_web.listen.services.services_offered import offer_service

HERE = "citizens-services"


def crumb(forum: Forum) -> tuple[str, str]:
    """The way back to all services."""
    return _("Services"), reverse(f"desk:{HERE}", args=[forum.cycle.public_id])


def at(forum: Forum, name: str, service: Service) -> str:
    """The address of a page of a service."""
    return reverse(f"desk:{name}", args=[forum.cycle.public_id, service.public_id])


@login_required
@require_safe
def services(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list."""
    forum = opened(request, public_id)
    shown = figures_of(forum)
    by_service = {one.service.pk: one for one in shown.services}
    held = services_for_team(forum)
    unread = sum(new for _service, _came, _odd, new in held)
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/services/listing.html",
        title=_("Services and their ratings"),
        finding=_finding(len(held), unread),
        facts={
            "rows": [
                _row(forum, one, came, odd, new, by_service[one.pk]) for one, came, odd, new in held
            ],
            "who": shown.who,
            "public": reverse("public:services", args=[forum.code]),
        },
    )


def _finding(services: int, unread: int) -> str:
    if not services:
        return _("No service can be rated yet.")
    said = ngettext("%(count)d service is offered.", "%(count)d services are offered.", services)
    if not unread:
        return said % {"count": services}
    wait = ngettext(
        "%(count)d comment waits to be read.", "%(count)d comments wait to be read.", unread
    )
    return f"{said % {'count': services}} {wait % {'count': unread}}"


def _row(
    forum: Forum, one: Service, came: int, odd: int, unread: int, figures: ServiceFigures
) -> dict[str, Any]:
    held = figures.rated
    return {
        "name": service_name(one),
        "url": at(forum, "citizens-service", one),
        "comments": at(forum, "citizens-service-comments", one),
        "office": one.office,
        "open": one.is_open,
        "came": numeral_of(came),
        "odd": odd,
        "shown": numeral_of(figures.n),
        "solved": percent(held.solved.share) if held else "–",
        "satisfied": percent(held.satisfied.share) if held else "–",
        "unread": unread,
    }


@login_required
@takes_form
def new(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Offer a service."""
    forum = opened(request, public_id, "prepare")
    initial = {"office": forum.office}
    form = ServiceForm(posted(request), forum=forum, made=False, initial=initial)
    if form.is_bound and form.is_valid():
        try:
            service = offer_service(by=account_of(request), forum=forum, offer=form.offer())
        except ValidationError as refused:
            put_beside(form, refused)
        else:
            messages.success(request, _("It can be rated now. Print its poster."))
            return redirect(at(forum, "citizens-service", service))
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/services/form.html",
        title=_("Offer a service for rating"),
        finding=_("It gets a QR code to hang up and a widget for your website."),
        facts={"form": form, "button": _("Offer it")},
        status=422 if form.errors else 200,
        below=(crumb(forum),),
    )


@login_required
@require_safe
def export(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All that is shown of all services as one table; nothing in it is about fewer than five people."""
    forum = opened(request, public_id)
    text = as_csv(HEAD, rows_of(forum))
    return as_file(text, CSV, f"ratings-{forum.code}.csv")
