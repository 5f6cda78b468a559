"""The first door: advice that raises a factor or dimension."""

from __future__ import annotations

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.public.advice.rows import (
    asked_advice,
    finding_of,
    keep_of,
    parted,
    rows_of,
    table_of,
)
from territoria_web.public.asked_territory import asked_region
from territoria_web.public.page import Crumb, Page
from territoria_web.recommend.queries.advice_texts import advice_on, counts_by_node
from territoria_web.recommend.queries.comparative import cases_of
from territoria_web.recommend.queries.nodes import all_nodes, node_at


def by_factor(request: HttpRequest, framework: str, node: str) -> Page:
    """Advice on one node of a framework."""
    held, region = node_at(framework, node), asked_region(request)
    found = asked_advice(region)
    rows = rows_of(advice_on(held.id), found)
    counts = counts_by_node()
    return Page(
        template="public/advice/list.html",
        title=_("Advice: {name}").format(name=held.short),
        finding=finding_of(rows, found),
        crumbs=(Crumb(_("Advice"), reverse("public:advice") + keep_of(found)),),
        facts={
            "node": held,
            "meaning": held.meaning,
            "below": [(all_nodes()[i], counts[i]) for i in held.below if counts[i]],
            "cases": len(cases_of(held)),
            "rows": parted(rows),
            "found": found,
            "region": region,
            "keep": keep_of(found),
        },
        table=table_of(rows),
        data={"framework": held.framework, "factor": held.id},
    )
