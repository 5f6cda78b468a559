"""``?territory=FRE1``: the territory that a page is read for, kept from page to page."""

from __future__ import annotations

from django.http import HttpRequest
from django.utils.http import urlencode

from territoria_web.recommend.queries.similar_places import Similar, similar_to


def asked_territory(request: HttpRequest) -> Similar | None:
    """The territory of the address with its peers; None where none is asked for."""
    asked = request.GET.get("territory", "").strip()
    return similar_to(asked) if asked else None


def kept(similar: Similar | None) -> str:
    """What keeps the territory in the addresses of a page: ``?territory=FRE1``, or nothing."""
    return f"?{urlencode({'territory': similar.territory.code})}" if similar else ""
