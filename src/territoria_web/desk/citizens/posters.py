"""To print: the form on paper with lines for signatures, and the poster with its QR code."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.queries.qr import qr_svg
from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.library.languages import name_of_language
from territoria_web.library.saying import said_in
from territoria_web.listen.models import Forum
from territoria_web.listen.queries.need_themes import need_themes
from territoria_web.people.links import origin_of
from territoria_web.territories.queries import territory_name

LINES = range(15)  # for signatures


@login_required
@require_safe
def sheet(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The form on paper, in each language of the forum."""
    forum = opened(request, public_id)
    spoken = _spoken(request, forum)
    with said_in(spoken):
        told = {"themes": list(need_themes().values()), "lines": LINES}
        told["districts"] = [one["name"] for one in forum.districts]
    return _printed(
        request, forum, spoken, "desk/citizens/sheet.html", _("The form on paper"), told
    )


@login_required
@require_safe
def poster(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The poster: what is asked, the code, the address to type."""
    forum = opened(request, public_id)
    spoken = _spoken(request, forum)
    with said_in(spoken):
        link = origin_of(request) + reverse("guest:voice-need", args=[forum.code])
        told = {"link": link, "code": qr_svg(link, title=_("Code that opens the form"))}
    return _printed(request, forum, spoken, "desk/citizens/poster.html", _("Poster"), told)


def _spoken(request: HttpRequest, forum: Forum) -> str:
    """The language that is asked for, else the one of the page, among those of the forum."""
    held = forum.languages or [get_language() or "en"]
    asked = request.GET.get("language") or get_language()
    return str(asked if asked in held else held[0])


def _printed(
    request: HttpRequest,
    forum: Forum,
    spoken: str,
    template: str,
    title: str,
    told: dict[str, Any],
) -> HttpResponse:
    with said_in(spoken):
        told["place"] = territory_name(forum.cycle.territory)
    held = [
        (name_of_language(code), f"?language={code}", code == spoken) for code in forum.languages
    ]
    return show_citizens(
        request,
        forum,
        "citizens",
        template,
        title=title,
        finding=_("Print this page; only the form itself comes out on paper."),
        facts={**told, "spoken": spoken, "in_languages": held},
        below=((_("Citizens"), reverse("desk:citizens", args=[forum.cycle.public_id])),),
    )
