"""What the report is about, opened once for all its chapters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import cast

from territoria.measure.audit import Audit, Finding, findings
from territoria.measure.audit.audit import NodeAudit
from territoria.measure.audit.hierarchy import Hierarchy
from territoria.measure.sensitivity import Sensitivity


@dataclass(frozen=True, eq=False)
class Subject:
    """An audit with the name and digest of the figures that it judges."""

    audit: Audit
    release: str = ""
    digest: str = ""

    @property
    def sensitivity(self) -> Sensitivity | None:
        """The sensitivity that was handed to the audit, if any."""
        return cast("Sensitivity | None", self.audit.sensitivity)

    @property
    def hierarchy(self) -> Hierarchy:
        return self.audit.hierarchy

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """All findings, the gravest first."""
        return findings(self.audit)

    def of(self, rules: Sequence[str]) -> tuple[Finding, ...]:
        """The findings of some rules, in their order."""
        return tuple(f for f in self.findings if f.rule in rules)

    def title(self, row: int) -> str:
        """Name of an indicator or node for readers."""
        return self.hierarchy.titles[row]

    @cached_property
    def judged(self) -> tuple[NodeAudit, ...]:
        """Nodes with two children or more, the whole first: a single child has no company."""
        return tuple(n for n in reversed(self.audit.nodes) if len(n.children) > 1)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Names of the territories."""
        return tuple(t.name or t.code for t in self.audit.scores.cut.territories)
