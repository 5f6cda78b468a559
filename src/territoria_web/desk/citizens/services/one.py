"""One service: its figures, how to hang it up, its names and its question; closed and opened again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.queries.qr import qr_svg
from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.desk.citizens.services.listing import HERE, at, crumb
from territoria_web.desk.citizens.services.offer_form import ServiceForm, initial_of
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import name_of_language
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import said_in
from territoria_web.listen.models import Forum, Service
from territoria_web.listen.queries.rating_looks import one_of
from territoria_web.listen.queries.rating_words import breakdown, finding_of, key_of
from territoria_web.listen.queries.services_offered import (
    comments_counted,
    open_service_of,
    question_of,
    service_name,
)
from territoria_web.listen.rating_rules import SOLVED_WORDS
from territoria_web.listen.services.services_offered import change_service, set_service_open
from territoria_web.people.links import origin_of
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile


@login_required
@takes_form
def service(request: HttpRequest, public_id: UUID, service: UUID) -> HttpResponse:
    """Look at it, change it, close it."""
    posting = request.method == "POST"
    forum = opened(request, public_id, "prepare" if posting else "see")
    held = open_service_of(forum, service)
    if posting and "is_open" in request.POST:
        return _turned(request, forum, held)
    form = _form(forum, held, posted(request))
    if posting and form.is_valid():
        try:
            if tried(form, lambda: _change(request, held, form)):
                return redirect(at(forum, "citizens-service", held))
        except ChangedMeanwhile as refused:
            held = open_service_of(forum, service)
            form = _form(forum, held, seen_anew(request, held.edit))
            put_beside(form, refused)
    return _shown(request, forum, held, form)


def _form(forum: Forum, held: Service, data: QueryDict | None) -> ServiceForm:
    return ServiceForm(data, forum=forum, made=True, initial=initial_of(held))


def _shown(request: HttpRequest, forum: Forum, held: Service, form: ServiceForm) -> HttpResponse:
    figures = one_of(forum, held)
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/services/one.html",
        title=service_name(held),
        finding=finding_of(figures),
        facts={
            "form": form,
            "service": held,
            "figures": figures,
            "key": key_of(figures),
            **breakdown(figures),
            **_links(request, forum, held),
            "unread": comments_counted(held).get("new", 0),
        },
        status=422 if form.errors else 200,
        below=(crumb(forum),),
    )


def _links(request: HttpRequest, forum: Forum, held: Service) -> dict[str, str]:
    """Where it is rated, and what to copy into another website."""
    origin, parts = origin_of(request), [forum.code, held.code]
    names = ("poster", "comments", "enter", "import")
    return {
        **{f"{name}_url": at(forum, f"citizens-service-{name}", held) for name in names},
        "link": origin + reverse("guest:rate", args=parts),
        "widget": origin + reverse("public:service-widget", args=parts),
        "public": reverse("public:service", args=parts),
    }


def _change(request: HttpRequest, held: Service, form: ServiceForm) -> None:
    told = form.cleaned_data
    before = held.instrument
    change_service(
        by=account_of(request),
        service=held,
        offer=form.offer(),
        seen=told["seen"] or 0,
        asked_otherwise=told["asked_otherwise"],
    )
    if held.instrument == before:
        messages.success(request, _("It is kept."))
    else:
        messages.success(
            request, _("It is kept. A new series begins; what was said before stays on its own.")
        )


def _turned(request: HttpRequest, forum: Forum, held: Service) -> HttpResponse:
    is_open = request.POST["is_open"] == "1"
    try:
        set_service_open(by=account_of(request), service=held, is_open=is_open)
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        said = _("It can be rated again.") if is_open else _("It takes no more ratings.")
        messages.success(request, said)
    return redirect(at(forum, "citizens-service", held))


# ── the poster ────────────────────────────────────────────────────────────────────────────────


@login_required
@require_safe
def poster(request: HttpRequest, public_id: UUID, service: UUID) -> HttpResponse:
    """A page to print and hang up, in each language of the forum."""
    forum = opened(request, public_id)
    held = open_service_of(forum, service)
    asked = request.GET.get("in", "")
    first = get_language() or "en"
    own = first if first in forum.languages else next(iter(forum.languages), first)
    spoken = asked if asked in forum.languages else own
    here = at(forum, "citizens-service-poster", held)
    return show_citizens(
        request,
        forum,
        HERE,
        "desk/citizens/services/poster.html",
        title=_("Poster: %(service)s") % {"service": service_name(held)},
        facts={
            "poster": _poster(request, forum, held, spoken),
            "tabs": [
                (name_of_language(code), f"{here}?in={code}", code == spoken)
                for code in forum.languages
            ],
        },
        below=(crumb(forum), (service_name(held), at(forum, "citizens-service", held))),
    )


def _poster(request: HttpRequest, forum: Forum, held: Service, spoken: str) -> dict[str, Any]:
    """What stands on it, in that language."""
    with said_in(spoken):
        link = origin_of(request) + reverse("guest:rate", args=[forum.code, held.code])
        return {
            "language": spoken,
            "place": territory_name(forum.cycle.territory),
            "name": service_name(held),
            "asks": _("How was it? Tell us in half a minute."),
            "question": question_of(held) or _("Was it solved?"),
            "answers": " · ".join(map(str, SOLVED_WORDS.values())),
            "how": _("Hold the camera of your phone to the square, or type the address. No name."),
            "code": qr_svg(f"{link}?by=qr", title=service_name(held)),
            "link": link,
            "office": forum.office,
        }
