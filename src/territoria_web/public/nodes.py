"""A node of a framework: what it means, all territories' scores on it, advice and practices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.pictures.picture import Label
from territoria.pictures.ranking import RankedRow, ranking
from territoria_web.library.saying import numeral_of, ranged
from territoria_web.measure.models import Assessment, Score
from territoria_web.measure.queries.framework_trees import (
    OpenedFramework,
    TreeNode,
    advice_on,
    factors_below,
    opened_framework,
    practices_on,
    related_nodes,
)
from territoria_web.measure.queries.scores import scores_of
from territoria_web.public.derivation_links import explain_url
from territoria_web.public.drawn import drawn_once
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.territories.queries import territory_name

SHOWN = 12
EACH_END = 6
HEAD = (
    "territory", "name", "value", "low", "high", "rank", "rank_low", "rank_high", "of", "known",
    "bound", "coverage", "period", "address",
)  # fmt: skip


def node(request: HttpRequest, framework: str, node: str) -> Page:
    """``frameworks/<framework>/<node>/``."""
    opened = opened_framework(framework)
    found = opened.node(node)
    scores = scores_of(opened.assessment, node) if opened.assessment else []
    title = found.node.title.say()
    return Page(
        template="public/frameworks/node.html",
        title=title,
        finding=_finding(found, scores),
        facts={
            "opened": opened,
            "found": found,
            "node": found.node,
            "children": [
                (c.node, c.share, c.scored, _address(opened, c.node.id))
                for c in opened.nodes
                if c.parent == node
            ],
            "above": opened.node(found.parent).node if found.parent else None,
            **_pictures(opened, title, scores),
            "explain": explain_url(),
            **_elsewhere(opened, found),
            "links": _links(opened, node),
        },
        table=Table(
            f"scores-{framework}-{node}",
            HEAD,
            LaterRows(lambda: _rows(opened.assessment, scores)),
        ),
        data={"framework": framework, "edition": opened.framework.edition, "node": node},
        crumbs=_crumbs(opened, found),
    )


def _finding(found: TreeNode, scores: Sequence[Score]) -> str:
    if not found.scored:
        return _(
            "No published figure speaks of this yet: every territory is unknown here, and only a "
            "survey can tell."
        )
    known = sorted(s.value for s in scores if s.value is not None)
    low, high = known[len(known) // 10], known[-1 - len(known) // 10]
    return ngettext(
        "%(count)d of %(all)d territories has a score here.",
        "%(count)d of %(all)d territories have a score here; most lie between %(low)s and %(high)s of 100.",
        len(known),
    ) % {
        "count": len(known),
        "all": len(scores),
        "low": numeral_of(low),
        "high": numeral_of(high),
    }


def _pictures(opened: OpenedFramework, title: str, scores: Sequence[Score]) -> dict[str, Any]:
    if not opened.assessment or not any(s.value is not None for s in scores):
        return {}
    ends = tuple(_ranked(opened.assessment, s) for s in _ends(scores))
    said = _("Score with its range; the place is printed as a range too.")

    def drawn(key: str, width: int) -> Any:
        return drawn_once(ranking, key, title, said, ends, _("score, 0 to 100"), width=width)

    return {"picture": drawn("scores", 640), "narrow": drawn("scores-slim", 360), "ends": EACH_END}


def _ends(scores: Sequence[Score]) -> Sequence[Score]:
    """The first and the last; the table and the map have them all."""
    known = [s for s in scores if s.value is not None]
    return known if len(known) <= 2 * EACH_END else [*known[:EACH_END], *known[-EACH_END:]]


def _ranked(assessment: Assessment, s: Score) -> RankedRow:
    key = s.territory.key
    place = "" if s.rank_low is None else f"{s.rank_low}–{s.rank_high}"
    return RankedRow(
        territory_name(s.territory),
        s.value,
        s.low,
        s.high,
        Label(ranged(s.value, s.low, s.high), assessment.address("score", key, s.node)),
        Label(place, assessment.address("rank", key, s.node)),
    )


def _rows(assessment: Assessment | None, scores: Sequence[Score]) -> list[tuple[Any, ...]]:
    return [_row(assessment, s) for s in scores] if assessment else []


def _row(assessment: Assessment, s: Score) -> tuple[Any, ...]:
    return (
        s.territory.code,
        territory_name(s.territory),
        *(getattr(s, name) for name in HEAD[2:-1]),
        assessment.address("score", s.territory.key, s.node),
    )


def _elsewhere(opened: OpenedFramework, found: TreeNode) -> dict[str, Any]:
    """Advice and practices about it, and the same theme in other frameworks."""
    below = factors_below(opened, found.node.id)
    advice, practices = advice_on(below), practices_on(below)
    kin = related_nodes(found.node.id)
    return {
        "advice": [
            (r.what, r.role, reverse("public:recommendation", args=[r.id])) for r in advice[:SHOWN]
        ],
        "practices": [
            (p.title, p.place, reverse("public:practice", args=[p.id])) for p in practices[:SHOWN]
        ],
        "more_advice": len(advice) - SHOWN,
        "more_practices": len(practices) - SHOWN,
        "kin": [
            (f.title, n.title, reverse("public:framework-node", args=[f.id, n.id])) for f, n in kin
        ],
    }


def _links(opened: OpenedFramework, node: str) -> list[tuple[str, str]]:
    if not opened.assessment or not opened.node(node).scored:
        return []
    show = f"{opened.framework.id}:{node}"
    return [
        (_("All territories on the map"), f"{reverse('public:map')}?{urlencode({'show': show})}"),
        (
            _("All territories in order, with their ranges"),
            f"{reverse('public:explore')}?{urlencode({'i': show, 'view': 'ranking'})}",
        ),
    ]


def _address(opened: OpenedFramework, node: str) -> str:
    return reverse("public:framework-node", args=[opened.framework.id, node])


def _crumbs(opened: OpenedFramework, found: TreeNode) -> tuple[Crumb, ...]:
    text = opened.framework
    way = [
        Crumb(_("Frameworks"), reverse("public:frameworks")),
        Crumb(text.title.say(), reverse("public:framework", args=[text.id])),
    ]
    if found.parent:
        above = opened.node(found.parent).node
        way.append(Crumb((above.short or above.title).say(), _address(opened, above.id)))
    return tuple(way)
