"""The two doors to the advice: what it is about, and who the reader is."""

from __future__ import annotations

from functools import lru_cache

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.public.advice.rows import (
    asked_advice,
    finding_of,
    keep_of,
    rows_of,
    table_of,
)
from territoria_web.public.asked_territory import asked_region
from territoria_web.public.page import Page
from territoria_web.recommend.queries.advice_texts import (
    all_advice,
    counts_by_node,
    counts_by_role,
    roles_by_group,
)
from territoria_web.recommend.queries.nodes import NodeEntry, framework_trees


def index(request: HttpRequest) -> Page:
    """Both doors; with a territory the first five of its advice before them."""
    region = asked_region(request)
    found = asked_advice(region)
    rows = rows_of(all_advice(), found)
    roles = counts_by_role()
    return Page(
        template="public/advice/index.html",
        title=_("Advice for {place}").format(place=found.similar.name) if found else _("Advice"),
        finding=finding_of(rows, found) if found else _general(),
        facts={
            "found": found,
            "region": region,
            "first": [r for r in rows if r.here and r.here.shown],
            "trees": _trees(get_language() or "en"),
            "groups": [(g, [(r, roles[r.id]) for r in held]) for g, held in roles_by_group()],
            "keep": keep_of(found),
        },
        table=table_of(rows),
    )


@lru_cache
def _trees(lang: str) -> list[tuple[str, list[tuple[NodeEntry, int, str]]]]:
    """Each framework with its nodes that advice exists for: how much, and the address."""
    counts = counts_by_node()
    return [
        (title, [(n, counts[n.id], _address(n)) for n in held if counts[n.id]])
        for _name, title, held in framework_trees()
    ]


def _address(node: NodeEntry) -> str:
    return reverse("public:advice-factor", args=[node.framework, node.id])


def _general() -> str:
    return _(
        "{count} pieces of advice, each for one role, with what is known of its effect, what it takes, "
        "when it is not advisable, and what would change it."
    ).format(count=len(all_advice()))
