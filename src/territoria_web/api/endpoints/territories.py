"""Territories: all, one, and as points on a map with their scores."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from territoria_web.api.answers import Listed, Paging, Shape, listed
from territoria_web.api.schemas.places import TerritoryOut
from territoria_web.api.selection import assessment_named, country_named, named
from territoria_web.measure.queries.rows import score_rows
from territoria_web.people.links import absolute
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import (
    search_territories,
    territories_at,
    territory_at,
    territory_name,
)

router = Router(tags=["territories"])
FOUND = 50


class TerritoryFilter(Schema):
    """Which territories."""

    q: str = Field(
        "",
        max_length=100,
        description=gettext_noop("name in any language, or code; typos are forgiven"),
    )
    level: int | None = Field(None, ge=0, le=9, description=gettext_noop("0 country, 2 NUTS 2"))
    country: str = Field("", max_length=8, description=gettext_noop("code of the country"))
    framework: str = Field(
        "",
        max_length=64,
        description=gettext_noop("GeoJSON only: points carry scores of this framework"),
    )
    node: str = Field(
        "overall", max_length=64, description=gettext_noop("GeoJSON only: of this node")
    )


@router.get("/territories", response=Listed[TerritoryOut], summary=gettext_noop("Find territories"))
def territories(
    request: HttpRequest,
    filters: Query[TerritoryFilter],
    page: Query[Paging],
    format: Literal["json", "csv", "geojson"] = "json",
) -> Any:
    """All territories, or those that a name or code may mean, the best match first."""
    rows = _found(filters)

    def points(cut: Sequence[Territory]) -> dict[str, Any]:
        return _points(cut, filters)

    shape = Shape("territories", TerritoryOut, lambda t: as_row(request, t), geojson=points)
    return listed(request, rows, page, format, shape)


@router.get("/territories/{code}", response=TerritoryOut, summary=gettext_noop("One territory"))
def territory(request: HttpRequest, code: str) -> Any:
    """The territory of a code, as `FRE1` or `FRE1@2021`."""
    return as_row(request, territory_at(code))


def _found(filters: TerritoryFilter) -> Any:
    country = country_named(filters.country)
    if filters.q.strip():
        codes = [m.territory.code for m in search_territories(filters.q, FOUND)]
        return [
            t
            for t in territories_at(codes)
            if (filters.level is None or t.level == filters.level)
            and (not country or t.country == country)
        ]
    rows = Territory.objects.order_by("level", "code")
    rows = rows.filter(country=country) if country else rows
    return rows if filters.level is None else rows.filter(level=filters.level)


def as_row(request: HttpRequest, t: Territory) -> dict[str, Any]:
    """A territory as plain data."""
    fields = ("code", "version", "name", "level", "parent", "country", "population")
    return {
        **{name: getattr(t, name) for name in (*fields, "area_km2", "longitude", "latitude")},
        "name_here": territory_name(t),
        "page": absolute(request, reverse("public:territory", args=[t.code])),
    }


def _points(cut: Sequence[Territory], filters: TerritoryFilter) -> dict[str, Any]:
    scores = _scores(filters, [t.code for t in cut])
    return {
        "type": "FeatureCollection",
        "features": [
            {
                "type": "Feature",
                "id": t.code,
                "geometry": None
                if t.longitude is None
                else {"type": "Point", "coordinates": [t.longitude, t.latitude]},
                "properties": {
                    "code": t.code,
                    "version": t.version,
                    "name": territory_name(t),
                    "country": t.country,
                    "level": t.level,
                    **({} if scores is None else scores.get(t.code, UNKNOWN)),
                },
            }
            for t in cut
        ],
    }


UNKNOWN = {"value": None, "low": None, "high": None}


def _scores(filters: TerritoryFilter, codes: list[str]) -> dict[str, dict[str, Any]] | None:
    if not filters.framework:
        return None
    assessment = assessment_named(filters.framework)
    nodes = [n for (n,) in assessment.scores.values_list("node").distinct()]
    wanted = named(filters.node, nodes, "node")[:1]
    rows = score_rows(assessment, nodes=wanted, codes=codes)
    return {
        s.territory.code: {"node": s.node, "value": s.value, "low": s.low, "high": s.high}
        for s in rows
    }
