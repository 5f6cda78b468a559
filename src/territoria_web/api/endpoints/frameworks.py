"""Frameworks and indicators: what is measured, and how it becomes a score."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_noop
from ninja import Field, Query, Router, Schema

from territoria_web.api.answers import Listed, Paging, Shape, listed
from territoria_web.api.schemas.texts import FrameworkOut, IndicatorOut, TreeOut
from territoria_web.api.selection import named
from territoria_web.library.queries import library
from territoria_web.measure.queries.framework_trees import (
    OpenedFramework,
    TreeNode,
    opened_framework,
    public_assessments,
)
from territoria_web.measure.queries.indicator_texts import (
    Coverage,
    coverage_of_all,
    indicator_at,
    indicators_by,
    themes_of_indicators,
)
from territoria_web.measure.queries.recipes import recipe_in_words
from territoria_web.measure.queries.release_pages import reference_in_use
from territoria_web.people.links import absolute

router = Router(tags=["frameworks and indicators"])


class IndicatorFilter(Schema):
    """Which indicators."""

    q: str = Field("", max_length=100, description=gettext_noop("words of name or definition"))
    theme: str = Field("", max_length=64, description=gettext_noop("theme"))
    role: str = Field(
        "", max_length=16, description=gettext_noop("scored, structural, validation or context")
    )
    framework: str = Field(
        "", max_length=64, description=gettext_noop("only indicators that it scores")
    )


@router.get("/frameworks", response=Listed[FrameworkOut], summary=gettext_noop("All frameworks"))
def frameworks(
    request: HttpRequest, page: Query[Paging], format: Literal["json", "csv"] = "json"
) -> Any:
    """The frameworks that are opened on the public data."""
    assessments = public_assessments()
    rows = [opened_framework(f, assessments) for f in assessments]
    shape = Shape("frameworks", FrameworkOut, lambda o: _framework(request, o))
    return listed(request, rows, page, format, shape)


@router.get(
    "/frameworks/{framework}", response=TreeOut, summary=gettext_noop("One framework as a tree")
)
def framework(request: HttpRequest, framework: str) -> Any:
    """Its nodes, indicators, weights, recipe, and what is varied for the ranges."""
    opened = opened_framework(framework)
    text = opened.framework
    return {
        **_framework(request, opened),
        "tree": [_node(request, opened, n) for n in opened.nodes],
        "recipe": text.recipe.model_dump(mode="json"),
        "uncertainty": text.uncertainty.model_dump(mode="json"),
        "in_words": recipe_in_words(text.recipe),
    }


@router.get("/indicators", response=Listed[IndicatorOut], summary=gettext_noop("All indicators"))
def indicators(
    request: HttpRequest,
    filters: Query[IndicatorFilter],
    page: Query[Paging],
    format: Literal["json", "csv"] = "json",
) -> Any:
    """Their texts, sources, and for how many territories there are figures."""
    named(filters.theme, themes_of_indicators(), "theme")
    named(filters.role, ("scored", "structural", "validation", "context"), "role")
    named(filters.framework, library().frameworks, "framework")
    found = indicators_by(**filters.dict())
    coverage = coverage_of_all(reference_in_use())
    shape = Shape(
        "indicators", IndicatorOut, lambda i: _indicator(request, i, coverage.get(i.id, NONE))
    )
    return listed(request, found, page, format, shape)


@router.get("/indicators/{indicator}", response=IndicatorOut, summary=gettext_noop("One indicator"))
def indicator(request: HttpRequest, indicator: str) -> Any:
    """Its whole text and its coverage."""
    coverage = coverage_of_all(reference_in_use())
    return _indicator(request, indicator_at(indicator), coverage.get(indicator, NONE))


NONE = Coverage()


def _indicator(request: HttpRequest, i: Any, coverage: Coverage) -> dict[str, Any]:
    words = ("name", "short", "definition", "unit_of_measure", "caveats")
    plain = ("id", "direction", "role", "chain", "theme", "level")
    return {
        **{name: getattr(i, name) for name in plain},
        **{name: getattr(i, name).say() for name in words},
        "publisher": i.source.publisher,
        "dataset": i.source.dataset,
        "licence": i.source.licence,
        "territories": coverage.territories,
        "first": coverage.first,
        "last": coverage.last,
        "page": absolute(request, reverse("public:indicator", args=[i.id])),
    }


def _framework(request: HttpRequest, opened: OpenedFramework) -> dict[str, Any]:
    text, assessment = opened.framework, opened.assessment
    return {
        "id": text.id,
        "edition": text.edition,
        "title": text.title.say(),
        "summary": text.summary.say(),
        "level": text.level,
        "reference_year": text.reference_year,
        "nodes": len(opened.nodes),
        "indicators": len({b.indicator for b in text.bindings()}),
        "data": assessment.data if assessment else "",
        "plan": assessment.plan_digest if assessment else "",
        "page": absolute(request, reverse("public:framework", args=[text.id])),
    }


def _node(request: HttpRequest, opened: OpenedFramework, n: TreeNode) -> dict[str, Any]:
    node = n.node
    address = reverse("public:framework-node", args=[opened.framework.id, node.id])
    return {
        "id": node.id,
        "parent": n.parent,
        "kind": node.kind,
        "title": node.title.say(),
        "meaning": node.meaning.say() if node.meaning else "",
        "weight": n.share,
        "scored": n.scored,
        "indicators": [
            {
                "indicator": b.binding.indicator,
                "weight": b.share,
                "minimum": b.binding.minimum,
                "maximum": b.binding.maximum,
            }
            for b in n.indicators
        ],
        "questions": [question for question, _ in n.questions],
        "page": absolute(request, address),
    }
