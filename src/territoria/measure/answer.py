"""Answers to what-if questions: one territory before and after, or everyone.

An answer holds what was computed and looks the rest up in the pass it was asked of, when somebody
wants to know: a slider that only shows a score does not pay for the list of those it passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from territoria.measure.frame import Floats
from territoria.measure.ranks import TOLERANCE, descending_ranks
from territoria.measure.tree import OVERALL

if TYPE_CHECKING:
    from territoria.measure.what_if import WhatIf


@dataclass(frozen=True, slots=True)
class Standing:
    """Score and rank (1 = best) of one territory in one node; NaN where it has none."""

    score: float
    rank: float


@dataclass(frozen=True)
class Change:
    """One territory before and after. ``after``: its new score in every node, in tree order.

    ``everyone``: new scores ``(node, territory)`` where others may have moved too, else None.
    """

    asked: WhatIf
    column: int
    after: tuple[float, ...]
    frozen: bool
    notes: tuple[str, ...] = ()
    everyone: Floats | None = None

    @property
    def territory(self) -> str:
        """Key of the territory."""
        return self.asked.scores.cut.territories[self.column].key

    def was(self, node: str = OVERALL) -> Standing:
        """Before the change."""
        scores, row = self.asked.scores, self.asked.node(node)
        return Standing(
            float(scores.scores[row, self.column]), float(scores.ranks[row, self.column])
        )

    def becomes(self, node: str = OVERALL) -> Standing:
        """After the change."""
        row = self.asked.node(node)
        value = self.after[row]
        if self.everyone is None:
            return Standing(value, self.asked.rank_of(row, self.column, value))
        return Standing(value, float(descending_ranks(self.everyone[row])[self.column]))

    @property
    def changed(self) -> dict[str, tuple[float, float]]:
        """Nodes whose score moved by more than the ranks' tolerance: before and after."""
        before = self.asked.scores.scores[:, self.column].tolist()
        return {
            node: (b, a)
            for node, b, a in zip(self.asked.tree.ids, before, self.after, strict=True)
            if abs(a - b) > TOLERANCE or (a != a) != (b != b)
        }

    def passed(self, node: str = OVERALL) -> tuple[str, ...]:
        """Who stood better or level before and stands behind now, the best of them first."""
        return self._between(node, 1.0)

    def passed_by(self, node: str = OVERALL) -> tuple[str, ...]:
        """Who stood behind or level before and stands better now, the best of them first."""
        return self._between(node, -1.0)

    def _between(self, node: str, sign: float) -> tuple[str, ...]:
        row = self.asked.node(node)
        before = self.asked.scores.scores[row]
        after = before if self.everyone is None else self.everyone[row]
        lead_before = sign * (before[self.column] - before)
        lead_after = sign * (self.after[row] - after)
        hits = np.flatnonzero((lead_before <= TOLERANCE) & (lead_after > TOLERANCE))
        hits = hits[hits != self.column]
        ordered = hits[np.argsort(-after[hits], kind="stable")]
        return tuple(self.asked.scores.cut.territories[h].key for h in ordered)


@dataclass(frozen=True)
class Rerun:
    """Everyone after a change of weights or methods; arrays are ``(node, territory)``."""

    asked: WhatIf
    scores: Floats
    ranks: Floats
    notes: tuple[str, ...] = ()

    def of(self, territory: str) -> Change:
        """What it means for one territory."""
        column = self.asked.column(territory)
        after = tuple(self.scores[:, column].tolist())
        return Change(self.asked, column, after, False, self.notes, self.scores)

    @property
    def changed(self) -> tuple[str, ...]:
        """Nodes in which any score moved by more than the ranks' tolerance."""
        before = self.asked.scores.scores
        moved = np.abs(self.scores - before) > TOLERANCE
        moved |= np.isfinite(self.scores) != np.isfinite(before)
        return tuple(
            n
            for n, any_ in zip(self.asked.tree.ids, np.any(moved, axis=1).tolist(), strict=True)
            if any_
        )
