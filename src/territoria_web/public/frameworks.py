"""Frameworks: all of them, and each as a tree with its recipe."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.library.queries import library
from territoria_web.measure.queries.assessments import (
    ORGANISATION,
    frameworks,
    frameworks_of_organisations,
)
from territoria_web.measure.queries.framework_trees import (
    OpenedFramework,
    opened_framework,
    public_assessments,
)
from territoria_web.measure.queries.recipes import recipe_steps, uncertainty_in_words
from territoria_web.public.page import Crumb, Page, Table

HEAD = (
    "node", "parent", "kind", "title", "share", "scored", "indicator", "indicator_share", "minimum",
    "maximum", "direction",
)  # fmt: skip


def listing(request: HttpRequest) -> Page:
    """All frameworks of this installation."""
    assessments = public_assessments()
    texts = (*frameworks(), *frameworks_of_organisations())
    rows = [opened_framework(f.id, assessments) for f in texts]
    finding = ngettext(
        "One framework says what is measured and how it becomes a score.",
        "%(count)d frameworks say what is measured and how it becomes a score; each fits another question.",
        len(rows),
    ) % {"count": len(rows)}
    return Page(
        template="public/frameworks/list.html",
        title=_("Frameworks"),
        finding=finding,
        facts={"rows": [(o, *_sizes(o), scored_words(o, o.scored)) for o in rows]},
        table=Table(
            "frameworks",
            ("id", "edition", "title", "level", "nodes", "indicators", "territories", "scored"),
            [
                (o.framework.id, o.framework.edition, o.framework.title.say(), o.framework.level,
                 len(o.nodes), len({b.indicator for b in o.framework.bindings()}),
                 o.territories, o.scored)
                for o in rows
            ],
        ),
    )  # fmt: skip


def one(request: HttpRequest, framework: str) -> Page:
    """A framework as a tree, with its recipe, its doubt and its way to find peers."""
    opened = opened_framework(framework)
    text, assessment = opened.framework, opened.assessment
    return Page(
        template="public/frameworks/one.html",
        title=text.title.say(),
        finding=scored_words(opened, opened.scored),
        facts={
            "opened": opened,
            "text": text,
            "assessment": assessment,
            "organisation": text.level == ORGANISATION,
            "nodes": [_shown(opened, n) for n in opened.nodes],
            "sizes": _sizes(opened),
            "recipe": recipe_steps(text.recipe),
            "doubt": uncertainty_in_words(text.uncertainty),
            "peers": _peers(text.peers) if text.peers else None,
        },
        table=tree_table(opened),
        data={
            "framework": text.id,
            "edition": text.edition,
            "data": assessment.data if assessment else "",
            "plan": assessment.plan_digest if assessment else "",
        },
        crumbs=(Crumb(_("Frameworks"), reverse("public:frameworks")),),
    )


def scored_words(opened: OpenedFramework, scored: int) -> str:
    """For how many territories there is a score."""
    if opened.framework.level == ORGANISATION:
        return _("Firms or public bodies answer it for themselves; it scores no territory.")
    if not opened.territories:
        return _("It is not opened on the data of this site yet.")
    counts = {"scored": scored, "all": opened.territories}
    countries = opened.framework.level == "country"
    if scored == opened.territories:
        return (
            _("All %(all)d countries have an overall score.") % counts
            if countries
            else _("All %(all)d regions have an overall score.") % counts
        )
    if countries:
        return (
            ngettext(
                "%(scored)d country of %(all)d has an overall score; the others lack too many figures.",
                "%(scored)d countries of %(all)d have an overall score; the others lack too many figures.",
                scored,
            )
            % counts
        )
    return (
        ngettext(
            "%(scored)d region of %(all)d has an overall score; the others lack too many figures.",
            "%(scored)d regions of %(all)d have an overall score; the others lack too many figures.",
            scored,
        )
        % counts
    )


def _sizes(opened: OpenedFramework) -> tuple[int, int, int]:
    """Dimensions, factors, indicators."""
    dimensions = sum(n.depth == 0 for n in opened.nodes)
    indicators = {b.indicator for b in opened.framework.bindings()}
    return dimensions, len(opened.nodes) - dimensions, len(indicators)


def _shown(opened: OpenedFramework, n: Any) -> dict[str, Any]:
    return {
        "n": n,
        "node": n.node,
        "level": 3 if n.depth else 2,
        "url": reverse("public:framework-node", args=[opened.framework.id, n.node.id]),
        "unknown": not n.scored,
        "dimension": not n.depth,
    }


def _peers(preset: Any) -> dict[str, Any]:
    whole = sum(e.weight for e in preset.elements)
    return {
        "k": preset.k,
        "draws": preset.draws,
        "elements": [
            (e.title, e.weight / whole, [(v.indicator, _name(v.indicator)) for v in e.variables])
            for e in preset.elements
        ],
    }


def _name(indicator: str) -> str:
    text = library().indicators.get(indicator)
    return text.short.say() if text else indicator


def tree_table(opened: OpenedFramework) -> Table:
    """The tree as rows: one for each indicator, and one for each node without any."""
    rows: list[tuple[Any, ...]] = []
    for n in opened.nodes:
        node = n.node
        head = (node.id, n.parent, node.kind, node.title.say(), n.share, n.scored)
        for b in n.indicators:
            direction = b.text.direction if b.text else None
            rows.append(
                (
                    *head,
                    b.binding.indicator,
                    b.share,
                    b.binding.minimum,
                    b.binding.maximum,
                    direction,
                )
            )
        if not n.indicators:
            rows.append((*head, "", None, None, None, None))
    return Table(f"framework-{opened.framework.id}", HEAD, rows)
