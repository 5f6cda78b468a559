"""What an import found: rows as they would be, and cells that are refused."""

from __future__ import annotations

from dataclasses import dataclass

from territoria_web.plan.models import Action
from territoria_web.plan.rules import Draft

NEW, CHANGED, SAME = "new", "changed", "same"


@dataclass(frozen=True)
class CellFault:
    """What cannot be taken: where (sheet, row, column; 0 and "" where it is the whole), and how to
    mend it.
    """

    sheet: str
    row: int
    column: str
    what: str


@dataclass(frozen=True)
class FieldChange:
    """A field before and after, as it stands in a cell."""

    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Planned:
    """One action as it would be. ``action`` is None for a new one."""

    kind: str
    row: int
    title: str
    draft: Draft
    action: Action | None
    changes: tuple[FieldChange, ...] = ()


@dataclass(frozen=True)
class Import:
    """All that a file would do. ``absent``: actions of the plan that it does not name; they stay."""

    planned: tuple[Planned, ...]
    faults: tuple[CellFault, ...]
    unknown: tuple[str, ...]
    absent: tuple[Action, ...]

    def of(self, kind: str) -> list[Planned]:
        """Those of a kind."""
        return [p for p in self.planned if p.kind == kind]

    @property
    def worth_taking(self) -> bool:
        """Whether anything would change, and nothing is refused."""
        return not self.faults and any(p.kind != SAME for p in self.planned)
