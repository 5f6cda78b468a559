"""The sectors of excellence that cities name: by sector or by city, with what each offers and seeks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.queries.sectors import CitySectors, NamedSector, published_sectors
from territoria_web.public.page import Crumb, Page, Table

COLUMNS = (
    *("territory", "city", "nace", "sector", "proof", "proof_url", "firms", "offers", "seeks"),
    *("quotient", "reference", "year", "source", "published", "example"),
)


def sectors(request: HttpRequest) -> Page:
    """``?by=city``: by city; else by sector."""
    cities = published_sectors()
    by_city = request.GET.get("by") == "city"
    groups = _by_sector(cities)
    return Page(
        template="public/sectors.html",
        title=_("Sectors of excellence"),
        finding=_finding(cities, len(groups)),
        facts={
            "groups": [_city_group(one) for one in cities] if by_city else groups,
            "by_city": by_city,
            "tabs": [
                (_("By sector"), reverse("public:sectors"), not by_city),
                (_("By city"), f"{reverse('public:sectors')}?by=city", by_city),
            ],
        },
        table=Table("sectors", COLUMNS, [_cells(c, one) for c in cities for one in c.sectors]),
        crumbs=(Crumb(_("Network"), reverse("public:network")),),
    )


def _finding(cities: Sequence[CitySectors], sectors: int) -> str:
    real = [one for one in cities if not one.example]
    if not cities:
        return _("No city has named its sectors of excellence yet.")
    if not real:
        return _("Only invented sectors stand here yet: they show how this works.")
    said = ngettext(
        "%(count)d city names what it is strong in, what it offers and what it seeks.",
        "%(count)d cities name what they are strong in, what they offer and what they seek.",
        len(real),
    )
    return said % {"count": len(real)}


def _by_sector(cities: Sequence[CitySectors]) -> list[dict[str, Any]]:
    """One group a sector, divisions in their order, then emerging fields by name."""
    found: dict[tuple[bool, str], dict[str, Any]] = {}
    for city in cities:
        for one in city.sectors:
            key = (not one.code, one.field)
            group = found.setdefault(key, {"name": one.name, "code": one.code, "rows": []})
            group["rows"].append(_row(city, one, city.name))
    return [found[key] for key in sorted(found)]


def _city_group(city: CitySectors) -> dict[str, Any]:
    rows = [_row(city, one, one.name) for one in city.sectors]
    told = {"anchor": city.territory.code, "url": _territory(city)}
    return {"name": city.name, "code": "", "rows": rows, **told}


def _row(city: CitySectors, one: NamedSector, name: str) -> dict[str, Any]:
    return {
        "name": name,
        "one": one,
        "url": _territory(city),
        "example": city.example,
    }


def _territory(city: CitySectors) -> str:
    return reverse("public:territory", args=[city.territory.code])


def _cells(city: CitySectors, one: NamedSector) -> tuple[object, ...]:
    row, quotient = one.row, one.quotient
    measured = (
        (round(quotient.value, 4), quotient.reference, quotient.year, quotient.source)
        if quotient
        else (None,) * 4
    )
    since = city.list.published
    published = localdate(since).isoformat() if since else None
    told = (row.proof, row.proof_url, row.firms, row.offers, row.seeks)
    head = (city.territory.code, city.name, one.code, one.name)
    return (*head, *told, *measured, published, city.example)
