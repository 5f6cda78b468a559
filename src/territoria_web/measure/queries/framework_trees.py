"""Frameworks as they are shown: the tree with shares and counts, the recipe in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext as _

from territoria.errors import AddressError, Problem, did_you_mean
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import framework_of
from territoria_web.measure.queries.assessments import public_assessments as public_assessments

if TYPE_CHECKING:
    from territoria.model import Binding, Framework, Indicator, Node, Practice, Recommendation

WHOLE = "overall"


@dataclass(frozen=True)
class BoundIndicator:
    """An indicator of a node; ``share`` of the node's weight."""

    binding: Binding
    text: Indicator | None
    share: float


@dataclass(frozen=True)
class TreeNode:
    """A node in the order of the text. ``share`` of its parent's weight; ``scored``: territories."""

    node: Node
    parent: str
    depth: int
    share: float
    scored: int
    indicators: tuple[BoundIndicator, ...]
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class OpenedFramework:
    """A framework as it is opened on the public data; ``assessment`` None where it is not."""

    framework: Framework
    assessment: Assessment | None
    nodes: tuple[TreeNode, ...]
    territories: int
    scored: int

    def node(self, node_id: str) -> TreeNode:
        """The node of that id; AddressError says which are close."""
        held = {n.node.id: n for n in self.nodes}
        if node_id not in held:
            what = _("the framework %(framework)s has no part of this id.") % {
                "framework": self.framework.id
            }
            raise AddressError(Problem(node_id, what, did_you_mean(node_id, held)))
        return held[node_id]


def opened_framework(
    framework: str, assessments: Mapping[str, Assessment] | None = None
) -> OpenedFramework:
    """A framework with its tree and the number of territories that each node has a score for.

    ``assessments``: the public ones, where they are read already.
    """
    held = library().frameworks
    assessment = (public_assessments() if assessments is None else assessments).get(framework)
    if framework not in held and assessment is None:
        what = _("there is no framework of this id.")
        raise AddressError(Problem(framework, what, did_you_mean(framework, held)))
    text = frozen_framework(assessment.pk) if assessment else held[framework]
    counts = _scored(assessment.pk) if assessment else {}
    return OpenedFramework(
        text,
        assessment,
        tuple(_tree(text, counts)),
        max((of for of, _known in counts.values()), default=0),
        counts.get(WHOLE, (0, 0))[1],
    )


@lru_cache(maxsize=16)
def frozen_framework(assessment: int) -> Framework:
    """The framework's text as it was frozen when it was opened, by the assessment's key."""
    return framework_of(Assessment.objects.select_related("text").get(pk=assessment))


@lru_cache(maxsize=16)
def _scored(assessment: int) -> Mapping[str, tuple[int, int]]:
    """By node: territories, and those with a score."""
    rows = Assessment.objects.get(pk=assessment).scores.values_list("node")
    counted = rows.annotate(Count("pk"), Count("value"))
    return {node: (of, known) for node, of, known in counted}


def _tree(framework: Framework, counts: Mapping[str, tuple[int, int]]) -> list[TreeNode]:
    found: list[TreeNode] = []

    def visit(nodes: Sequence[Node], parent: str, depth: int) -> None:
        whole = sum(n.weight for n in nodes)
        for node in nodes:
            found.append(
                TreeNode(
                    node,
                    parent,
                    depth,
                    node.weight / whole,
                    counts.get(node.id, (0, 0))[1],
                    _bound(node),
                    _questions(node),
                )
            )
            visit(node.nodes, node.id, depth + 1)

    visit(framework.nodes, "", 0)
    return found


def _bound(node: Node) -> tuple[BoundIndicator, ...]:
    whole = sum(b.weight for b in node.indicators)
    texts = library().indicators
    return tuple(
        BoundIndicator(b, texts.get(b.indicator), b.weight / whole) for b in node.indicators
    )


def _questions(node: Node) -> tuple[tuple[str, str], ...]:
    texts = _all_questions()
    return tuple((q, str(texts[q])) for q in node.questions if q in texts)


@lru_cache(maxsize=1)
def _all_questions() -> Mapping[str, object]:
    banks = library().questionnaires.values()
    return {question.id: question.text for bank in banks for question in bank.questions}


# ── what hangs on a node ──────────────────────────────────────────────────────────────────────


def factors_below(opened: OpenedFramework, node_id: str) -> frozenset[str]:
    """The node itself and everything below it."""
    found = {node_id}
    for n in opened.nodes:  # parents stand before children
        if n.parent in found:
            found.add(n.node.id)
    return frozenset(found)


def advice_on(nodes: frozenset[str]) -> Sequence[Recommendation]:
    """The recommendations about any of these nodes."""
    held = library().recommendations.values()
    return sorted((r for r in held if nodes & set(r.factors)), key=lambda r: r.what.say())


def practices_on(nodes: frozenset[str]) -> Sequence[Practice]:
    """The practices that are about any of these nodes, not those that only touch them."""
    held = library().practices.values()
    return sorted((p for p in held if nodes & set(p.central)), key=lambda p: p.title.say())


def related_nodes(node_id: str) -> Sequence[tuple[Framework, Node]]:
    """Nodes of other frameworks about the same thing, by the map of themes."""
    themes = [t for t in library().themes.values() if node_id in t.factors]
    wanted = {factor for theme in themes for factor in theme.factors} - {node_id}
    return [
        (framework, node)
        for framework in library().frameworks.values()
        for node in framework.walk()
        if node.id in wanted
    ]
