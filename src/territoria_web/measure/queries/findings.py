"""Findings of the pre-assessment, by the nodes of the framework: what stands, and what is bare."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from territoria.model import DocumentTemplate, Node, Words
from territoria_web.invite.call_rules import GROUP_NAMES as GROUP_NAMES
from territoria_web.library.queries import library
from territoria_web.measure.models import Finding
from territoria_web.measure.queries.team_releases import cycle_framework
from territoria_web.territories.models import Cycle

WEIGHT_NAMES: Final[Mapping[str, Promise]] = {
    Finding.Weight.STRENGTH: _("Strength"),
    Finding.Weight.WEAKNESS: _("Weakness"),
    Finding.Weight.OPPORTUNITY: _("Opportunity"),
    Finding.Weight.THREAT: _("Threat"),
    Finding.Weight.OPEN: _("Open question"),
}
EVIDENCE_NAMES: Final[Mapping[str, Promise]] = {
    Finding.Evidence.DOCUMENT: _("Document"),
    Finding.Evidence.INTERVIEW: _("Interview"),
    Finding.Evidence.OBSERVATION: _("Seen on the spot"),
    Finding.Evidence.FIGURE: pgettext_lazy("in a table", "Figure"),
}
CONFIDENCE_NAMES: Final[Mapping[str, Promise]] = {
    Finding.Confidence.HIGH: pgettext_lazy("confidence", "High"),
    Finding.Confidence.MEDIUM: pgettext_lazy("confidence", "Medium"),
    Finding.Confidence.LOW: pgettext_lazy("confidence", "Low"),
}
VISIT: Final = "pre-assessment-visit"
GUIDE: Final = "interview-guide"

HEAD: Final = (
    *("framework", "node", "node_title", "statement", "weight", "evidence", "source"),
    *("group", "confidence", "noted_on"),
)


@dataclass(frozen=True)
class NodeFindings:
    """A node of the framework with what was found on it. ``depth``: 0 for a dimension."""

    node: str
    title: Words
    depth: int
    factor: bool
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Covered:
    """All nodes in the order of the framework. ``elsewhere``: on nodes that it does not have."""

    nodes: tuple[NodeFindings, ...]
    elsewhere: tuple[Finding, ...]

    @property
    def count(self) -> int:
        """How many findings stand."""
        return sum(len(n.findings) for n in self.nodes) + len(self.elsewhere)

    @property
    def factors(self) -> tuple[NodeFindings, ...]:
        """The factors, which a visit should say something about."""
        return tuple(n for n in self.nodes if n.factor)

    @property
    def bare(self) -> tuple[NodeFindings, ...]:
        """Factors on which nothing was noted."""
        return tuple(n for n in self.factors if not n.findings)

    @property
    def heard(self) -> frozenset[str]:
        """The actor groups that some finding comes from."""
        held = [*self.elsewhere, *(f for n in self.nodes for f in n.findings)]
        return frozenset(f.group for f in held if f.group)

    @property
    def unheard(self) -> tuple[str, ...]:
        """The actor groups that none comes from."""
        return tuple(str(name) for key, name in GROUP_NAMES.items() if key not in self.heard)


def findings_of(cycle: Cycle) -> QuerySet[Finding]:
    """The findings that stand, oldest first on each node."""
    return Finding.objects.filter(cycle=cycle, taken_back=None)


def covered(cycle: Cycle) -> Covered:
    """The findings that stand, on the nodes of the cycle's framework; one query."""
    held: dict[str, list[Finding]] = {}
    for finding in findings_of(cycle).select_related("by"):
        known = finding.framework == cycle.framework
        held.setdefault(finding.node if known else "", []).append(finding)
    nodes = tuple(
        NodeFindings(node.id, node.title, depth, factor, tuple(held.pop(node.id, ())))
        for node, depth, factor in nodes_asked(cycle)
    )
    return Covered(nodes, tuple(f for rest in held.values() for f in rest))


def nodes_asked(cycle: Cycle) -> Sequence[tuple[Node, int, bool]]:
    """The nodes of the cycle's framework that findings and policies are about, in its order.

    Each with its depth, and whether nothing but indicators stands below it.
    """
    found: list[tuple[Node, int, bool]] = []

    def visit(nodes: Sequence[Node], depth: int) -> None:
        for node in nodes:
            found.append((node, depth, not node.nodes))
            visit(node.nodes, depth + 1)

    visit(cycle_framework(cycle).nodes, 0)
    return found


def node_choices(cycle: Cycle) -> list[tuple[str, str]]:
    """The nodes as a form offers them, those below one another set in."""
    return [
        (node.id, "\u2003" * depth + str(node.title.say()))
        for node, depth, _factor in nodes_asked(cycle)
    ]


def open_finding(cycle: Cycle, public_id: UUID) -> Finding:
    """A finding of this cycle that stands; 404 for anything else."""
    found = findings_of(cycle).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    found.cycle = cycle
    return found


def finding_rows(cycle: Cycle) -> list[tuple[Any, ...]]:
    """The findings as a table; nobody's name is in it."""
    titles = {node.id: node.title.say() for node, _depth, _factor in nodes_asked(cycle)}
    return [
        (
            *(f.framework, f.node, titles.get(f.node, ""), f.statement, f.weight, f.evidence),
            *(f.source, f.group, f.confidence, f.noted_on.isoformat()),
        )
        for f in findings_of(cycle)
    ]


def visit_guide() -> DocumentTemplate | None:
    """The programme of the visit with its interview guide; None where the library has none."""
    return library().templates.get(VISIT)
