"""Where a territory stands: its peers, gaps, targets, trends, and the advice to it."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from territoria_web.api.problems import Fault, Refused
from territoria_web.api.schemas.places import (
    AdvisedOut,
    GapsOut,
    PeersOut,
    TargetsOut,
    TrendsOut,
)
from territoria_web.api.selection import assessment_named, named
from territoria_web.compare.models import Comparison
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.recommend.queries.advised import advice_to
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territories_at, territory_at, territory_name

router = Router(tags=["standing"])


class InFramework(Schema):
    """In which framework."""

    framework: str = Field(
        "blueprint", max_length=64, description=gettext_noop("id of the framework")
    )


class AdviceFilter(InFramework):
    """Which advice."""

    role: str = Field("", max_length=8, description=gettext_noop("only for this role, e.g. MAY"))
    shown: bool = Field(False, description=gettext_noop("only what the pages show first"))


@router.get("/territories/{code}/peers", response=PeersOut, summary=gettext_noop("Who is alike"))
def peers(
    request: HttpRequest,
    code: str,
    filters: Query[InFramework],
    among: Literal["all", "home", "abroad"] = "all",
) -> Any:
    """The structural peers: alike in size, age, economy; never chosen by what is scored."""
    assessment, territory, held = _compared(filters, code)
    found = held.body[{"all": "peers"}.get(among, among)]
    members = found["members"] if found else []
    names = {t.code: territory_name(t) for t in territories_at([m["code"] for m in members])}
    return {
        "territory": territory.code,
        "framework": assessment.framework,
        "among": among,
        "comparable": held.comparable,
        "isolated": found["isolated"] if found else None,
        "draws": held.body["draws"],
        "peers": [{**m, "name": names[m["code"]]} for m in members],
    }


@router.get(
    "/territories/{code}/gaps", response=GapsOut, summary=gettext_noop("Distances to the peers")
)
def gaps(request: HttpRequest, code: str, filters: Query[InFramework]) -> Any:
    """On every node and indicator: level of the peers, distance with range, how sure it is."""
    return _items(filters, code, "gaps", "gap", "node")


@router.get(
    "/territories/{code}/targets", response=TargetsOut, summary=gettext_noop("Levels within reach")
)
def targets(request: HttpRequest, code: str, filters: Query[InFramework]) -> Any:
    """What a quarter of the peers reach, and how many kept the pace that it takes."""
    return _items(filters, code, "targets", "target", "indicator")


@router.get(
    "/territories/{code}/trends", response=TrendsOut, summary=gettext_noop("Directions over years")
)
def trends(request: HttpRequest, code: str, filters: Query[InFramework]) -> Any:
    """The slope of each indicator with its range; *no clear direction* where 0 is within it."""
    return _items(filters, code, "trends", "trend", "indicator")


@router.get(
    "/territories/{code}/advice", response=AdvisedOut, summary=gettext_noop("Advice to a territory")
)
def advice(
    request: HttpRequest,
    code: str,
    filters: Query[AdviceFilter],
) -> Any:
    """What is advised here, in order, with reasons; and what was left out, with reasons."""
    named(filters.role, library().roles, "role")
    assessment, territory = assessment_named(filters.framework), territory_at(code)
    held = advice_to(assessment, territory)
    if held is None:
        raise _not_yet(territory)
    texts = library().recommendations
    return {
        "territory": territory.code,
        "framework": assessment.framework,
        "items": [
            {
                **a,
                "what": texts[a["id"]].what.say() if a["id"] in texts else a["id"],
                "practices": [f["practice"] for f in a["fits"]],
                "address": assessment.address("robust", territory.key, a["id"]),
            }
            for a in held.body["advice"]
            if filters.role in ("", a["role"]) and (a["shown"] or not filters.shown)
        ],
        "left_out": held.body["rejected"],
    }


def _compared(filters: InFramework, code: str) -> tuple[Assessment, Territory, Comparison]:
    assessment, territory = assessment_named(filters.framework), territory_at(code)
    held = comparison_of(assessment, territory)
    if held is None:
        raise _not_yet(territory)
    return assessment, territory, held


def _not_yet(territory: Territory) -> Refused:
    what = _("This territory is not compared in this framework yet.")
    mend = _("Ask for the framework blueprint, and for a region rather than a country.")
    return Refused(404, Fault(territory.code, what, mend))


def _items(filters: InFramework, code: str, kept: str, kind: str, name: str) -> dict[str, Any]:
    assessment, territory, held = _compared(filters, code)
    return {
        "territory": territory.code,
        "framework": assessment.framework,
        "items": [
            {**fields, name: node, "address": assessment.address(kind, territory.key, node)}
            for node, fields in held.body[kept].items()
        ],
    }
