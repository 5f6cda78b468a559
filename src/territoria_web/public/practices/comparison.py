"""Comparative analysis across the cases: what was tried for a factor, and what is known of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.public.grade_mark import grade_mark
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.practices.regions import region_rows
from territoria_web.public.prose import inline
from territoria_web.recommend.queries.advice_texts import advice_on
from territoria_web.recommend.queries.comparative import (
    Case,
    Coverage,
    cases_of,
    coverage,
    finding_of,
    grade_counts,
    laid_out,
    shared,
)
from territoria_web.recommend.queries.evidence_gaps import gaps_in_evidence
from territoria_web.recommend.queries.nodes import (
    NodeEntry,
    all_nodes,
    framework_of_node,
    framework_trees,
    kin_of,
    node_at,
)
from territoria_web.recommend.queries.practices import all_practices
from territoria_web.recommend.queries.wording import grade_short

HEADINGS = ("context", "done", "result", "cost", "needs", "difficulties")
INDEX = ("framework", "node", "title", "central", "touched", "small", "wrong", "compared", "costed")


def comparison(request: HttpRequest) -> Page:
    """All factors with counts; or the cases of one, side by side."""
    factor = request.GET.get("factor", "").strip()
    if not factor:
        return _index(request.GET.get("framework", "").strip())
    framework = request.GET.get("framework", "").strip() or framework_of_node(factor)
    return _of_node(node_at(framework, factor))


def _index(framework: str) -> Page:
    rows = [r for r in coverage() if framework in ("", r.node.framework)]
    trees = [
        (title, [r for r in rows if r.node.framework == name])
        for name, title, _nodes in framework_trees(framework)
    ]
    return Page(
        template="public/practices/comparison_index.html",
        title=_("Comparative analysis of the practices"),
        finding=_(
            "{all} practices laid side by side, factor by factor: what was tried, where, at what "
            "cost, with what evidence, and what went wrong."
        ).format(all=len(all_practices())),
        crumbs=(Crumb(_("Practices"), reverse("public:practices")),),
        facts={"trees": [(t, [(r, address_of(r.node)) for r in held]) for t, held in trees]},
        table=Table("coverage", (*INDEX, "best_grade"), [_index_cells(r) for r in rows]),
    )


def address_of(node: NodeEntry) -> str:
    """The address of the comparison on a node."""
    query = urlencode({"framework": node.framework, "factor": node.id})
    return f"{reverse('public:comparison')}?{query}"


def _index_cells(r: Coverage) -> tuple[object, ...]:
    own = (r.node.framework, r.node.id, r.node.short)
    return (*own, r.central, r.touched, r.small, r.wrong, r.compared, r.costed, r.grade)


def _of_node(node: NodeEntry) -> Page:
    cases = laid_out(node)
    entries = [c.entry for c in cases]
    return Page(
        template="public/practices/comparison.html",
        title=_("{factor}: what was tried").format(factor=node.short),
        finding=finding_of(entries),
        crumbs=(
            Crumb(_("Practices"), reverse("public:practices")),
            Crumb(_("Comparative analysis"), reverse("public:comparison")),
        ),
        facts={
            "node": node,
            "rows": [_row(c) for c in cases],
            "grades": [(grade_mark(g), n) for g, n in grade_counts(entries)],
            "shared": shared(entries),
            "wrong": [_row(c) for c in cases if c.entry.went_wrong],
            "gaps": gaps_in_evidence(entries),
            "regions": region_rows(entries),
            "kin": _kin(node),
            "advice": len(advice_on(node.id)),
        },
        table=Table("cases", COLUMNS, [_cells(c) for c in cases]),
        data=_data(node, cases),
    )


def _row(case: Case) -> Mapping[str, Any]:
    return _made(case, get_language() or "en")


@lru_cache(maxsize=2048)
def _made(case: Case, lang: str) -> Mapping[str, Any]:
    url = reverse("public:practice", args=[case.entry.id])
    return {
        "entry": case.entry,
        "url": url,
        "grade": grade_short(case.entry.grade),
        "central": case.central,
        "texts": [inline(getattr(case, h), url) for h in HEADINGS],
        "difficulties": inline(case.difficulties, url),
    }


def _kin(node: NodeEntry) -> list[tuple[NodeEntry, str, int]]:
    """The same theme in other frameworks, where it has cases."""
    held = [all_nodes()[i] for i in kin_of(node.id)]
    return [(n, address_of(n), len(found)) for n in held if (found := cases_of(n))]


COLUMNS = (
    "id",
    "title",
    "place",
    "country",
    "population_class",
    "years",
    "central",
    "grade",
    "went_wrong",
    "cost_known",
    "form",
    "roles",
    "lesson",
    *HEADINGS,
)


def _cells(c: Case) -> Sequence[object]:
    e = c.entry
    own = (e.id, e.title, e.place, e.country or None, e.population, e.years, c.central, e.grade)
    more = (e.went_wrong, e.cost, e.form or None, " ".join(e.roles), e.lesson)
    return (*own, *more, *(getattr(c, h) for h in HEADINGS))


def _data(node: NodeEntry, cases: Sequence[Case]) -> dict[str, Any]:
    entries = [c.entry for c in cases]
    return {
        "framework": node.framework,
        "factor": node.id,
        "grades": dict(grade_counts(entries)),
        "shared": {h: {c.label: c.count for c in counts} for h, counts in shared(entries)},
        "gaps_in_evidence": list(gaps_in_evidence(entries)),
    }
