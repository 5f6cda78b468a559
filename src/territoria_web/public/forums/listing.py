"""All places that hear their people here, and one's own to be found by its code."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.listen.queries.forums import all_forums
from territoria_web.listen.voice_rules import is_taking
from territoria_web.public.page import Page, Table
from territoria_web.territories.queries import territory_name

HEAD = ("territory", "code", "open", "needs", "example", "address")


def forums(request: HttpRequest) -> Page:
    """``forum/``."""
    held = all_forums()
    real = sum(not one.cycle.example for one in held)
    said = ngettext(
        "%(count)d place hears its people here.", "%(count)d places hear their people here.", real
    )
    nobody = _("No place hears its people here yet. An invented one shows how it goes.")
    return Page(
        template="public/forums/listing.html",
        title=_("What people say"),
        finding=said % {"count": real} if real else nobody,
        facts={"rows": [_row(one) for one in held]},
        table=Table("forums", HEAD, [_line(one) for one in held]),
    )


def _row(one: Any) -> dict[str, Any]:
    return {
        "name": territory_name(one.cycle.territory),
        "title": one.cycle.title,
        "url": reverse("public:forum", args=[one.code]),
        "is_open": is_taking(one),
        "example": one.cycle.example,
        "needs": one.public,
    }


def _line(one: Any) -> tuple[Any, ...]:
    place, address = one.cycle.territory.key, reverse("public:forum", args=[one.code])
    return (place, one.code, is_taking(one), one.public, one.cycle.example, address)
