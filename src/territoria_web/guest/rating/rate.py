"""Rating a service: one page, one press on *send*, thanks. No cookie says who it was."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.guest.rating.form import RatingForm, form_for
from territoria_web.guest.voice.frame import dwell_of, show_voice, with_forum
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.queries.services_offered import service_by_code, service_name
from territoria_web.listen.rating_rules import channel_in, takes_ratings
from territoria_web.listen.services.ratings import CameIn, rate_service, refuse_unless_rated


@takes_form
@with_forum
def rate(request: HttpRequest, forum: Forum, service: str) -> HttpResponse:
    """The questions; what was sent counts once."""
    held = service_by_code(forum, service)
    if not _is_rated(held):
        return _closed(request, forum, held)
    form = form_for(request, held)
    if request.method == "POST" and form.is_valid() and _kept(request, held, form):
        return redirect("guest:rated", forum.code, held.code)
    return show_voice(
        request,
        forum,
        "guest/rating/rate.html",
        title=service_name(held),
        finding=_("Two questions, half a minute, no name. Your answer is counted with all others."),
        facts={"form": form, "service": held, "figures": _figures_at(forum, held)},
        status=422 if form.errors else 200,
    )


def _is_rated(service: Service) -> bool:
    try:
        refuse_unless_rated(service)
    except ValidationError:
        return False
    return takes_ratings(service)


def _kept(request: HttpRequest, service: Service, form: RatingForm) -> bool:
    told = form.cleaned_data
    try:
        rate_service(
            service=service,
            judged=form.judged(),
            channel=channel_in(told["by"]),
            nonce=told["nonce"].hex,
            came=CameIn(dwell_of(request), bool(told["website"])),
        )
    except ValidationError as refused:
        form.add_error(None, ValidationError(refused.messages))
        return False
    return True


@require_safe
@with_forum
def rated(request: HttpRequest, forum: Forum, service: str) -> HttpResponse:
    """Thanks, and where the figures are."""
    held = service_by_code(forum, service)
    return show_voice(
        request,
        forum,
        "guest/rating/rated.html",
        title=_("Thank you. Your rating has arrived."),
        finding=_(
            "It is counted without your name. Figures change when five more people have rated."
        ),
        facts={"service": held, "name": service_name(held), "figures": _figures_at(forum, held)},
    )


def _closed(request: HttpRequest, forum: Forum, service: Service) -> HttpResponse:
    return show_voice(
        request,
        forum,
        "guest/rating/closed.html",
        title=_("%(service)s is not rated now") % {"service": service_name(service)},
        finding=_("What people said before stays readable."),
        facts={"figures": _figures_at(forum, service)},
        status=410,
    )


def _figures_at(forum: Forum, service: Service) -> str:
    return reverse("public:service", args=[forum.code, service.code])
