"""City operation: what runs in a territory right now, with how old each figure is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.library.saying import colon, semicolon
from territoria_web.listen.queries.need_themes import theme_said
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.territories.queries import territory_at, territory_name
from territoria_web.track.queries.gauge_words import (
    STATE_NAMES,
    moment_said,
    said_of,
    value_said,
)
from territoria_web.track.queries.gauges import (
    AS_IT_SHOULD,
    NEVER,
    OLD,
    TOO_HIGH,
    TOO_LOW,
    Shown,
    as_kpis,
    shown_gauges,
)

HEAD = ("name", "value", "unit", "when", "low", "high", "state", "source", "licence")
FEW = 12  # values of a figure that stand on the page


def operation(request: HttpRequest, code: str) -> Page:
    """The figures of one territory; a page that says so where there are none."""
    territory = territory_at(code)
    name, held = territory_name(territory), shown_gauges(territory)
    return Page(
        template="public/operation.html",
        title=_("City operation: %(place)s") % {"place": name},
        finding=_finding(held),
        facts={
            "rows": [_row(one) for one in held],
            "kpis": reverse("public:operation-kpis", args=[territory.code]),
            "place": name,
            "example": any(one.gauge.cycle.example for one in held),
        },
        table=Table(f"operation-{territory.code}", HEAD, [_line(one) for one in held]),
        crumbs=(Crumb(name, reverse("public:territory", args=[territory.code])),),
    )


def _finding(held: Sequence[Shown]) -> str:
    if not held:
        return _("No figure of city operation is shown here yet.")
    found = Counter(one.state for one in held)
    parts = [
        (found[AS_IT_SHOULD], _("as it should be")),
        (found[TOO_LOW] + found[TOO_HIGH], _("outside of what it should be")),
        (found[OLD], _("unknown, as the last figure is old")),
        (found[NEVER], STATE_NAMES[NEVER]),
    ]
    said = ngettext("%(count)d figure", "%(count)d figures", len(held)) % {"count": len(held)}
    told = semicolon().join(f"{count} {words}" for count, words in parts if count)
    return f"{said}{colon()}{told}." if told else f"{said}."


def _row(one: Shown) -> dict[str, Any]:
    gauge = one.gauge
    return {
        "name": one.name,
        "id": gauge.public_id,
        "said": said_of(one),
        "theme": theme_said(gauge.theme),
        "office": gauge.office,
        "source": gauge.source,
        "licence": gauge.licence,
        "trouble": bool(gauge.problem),
        "values": [(moment_said(v), value_said(gauge, v.value)) for v in one.values[:FEW]],
    }


def _line(one: Shown) -> tuple[Any, ...]:
    gauge, last = one.gauge, one.last
    return (
        one.name,
        last.value if last else None,
        gauge.unit_of_measure,
        last.when.isoformat() if last else None,
        gauge.low,
        gauge.high,
        one.state,
        gauge.source,
        gauge.licence,
    )


@require_safe
def kpis(request: HttpRequest, code: str) -> HttpResponse:
    """The last values as NGSI-LD entities, for other platforms."""
    territory = territory_at(code)
    body = as_kpis(territory, shown_gauges(territory))
    answer = HttpResponse(body, content_type="application/ld+json")
    answer["Access-Control-Allow-Origin"] = "*"
    answer["Cache-Control"] = "public, max-age=60"
    return answer
