"""Two results side by side: who moved when the method, the data or the framework changed.

Territories are matched by key; those that only one result has are named, not dropped.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.audit.correlations import spearman
from territoria.measure.frame import Floats
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import Scores
from territoria.measure.tree import OVERALL


@dataclass(frozen=True, eq=False)
class Comparison:
    """Territories of both results, by their rank in the first; arrays ``[territory]``.

    ``rank_change`` is positive for a territory that climbed. ``only_before`` and ``only_after``
    name the others. Ranks are those inside each full result.
    """

    territories: tuple[str, ...]
    scores_before: Floats
    scores_after: Floats
    ranks_before: Floats
    ranks_after: Floats
    only_before: tuple[str, ...]
    only_after: tuple[str, ...]

    @property
    def score_change(self) -> Floats:
        """Score after minus score before; only of meaning where both have one scale."""
        change: Floats = self.scores_after - self.scores_before
        return change

    @property
    def rank_change(self) -> Floats:
        """Places climbed (positive) or lost (negative)."""
        change: Floats = self.ranks_before - self.ranks_after
        return change

    @property
    def mean_shift(self) -> float:
        """Mean of the places moved, up or down; NaN where nobody has two ranks."""
        moved = np.abs(self.rank_change[np.isfinite(self.rank_change)])
        return float(moved.mean()) if moved.size else float("nan")

    @property
    def rank_correlation(self) -> float:
        """Spearman's ρ of the two lists of scores."""
        return float(spearman(self.scores_before, self.scores_after))


def compare_scores(
    before: tuple[Sequence[str], Floats], after: tuple[Sequence[str], Floats]
) -> Comparison:
    """Compare two lists of scores, each with the keys of its territories.

    MethodError where a key stands twice in one list.
    """
    (names_before, scores_before), (names_after, scores_after) = before, after
    problems = [
        Problem("compare", f"the territory {key} stands twice.", "Give each territory once.")
        for names in (names_before, names_after)
        for key, times in sorted(Counter(names).items())
        if times > 1
    ]
    if problems:
        raise MethodError(problems)
    where_before = {key: n for n, key in enumerate(names_before)}
    where_after = {key: n for n, key in enumerate(names_after)}
    ranks_before, ranks_after = descending_ranks(scores_before), descending_ranks(scores_after)
    both = [key for key in names_before if key in where_after]
    first = np.array([where_before[key] for key in both], dtype=np.intp)
    order = np.argsort(ranks_before[first], kind="stable")
    first = first[order]
    both = [both[n] for n in order]
    second = np.array([where_after[key] for key in both], dtype=np.intp)
    return Comparison(
        territories=tuple(both),
        scores_before=scores_before[first],
        scores_after=scores_after[second],
        ranks_before=ranks_before[first],
        ranks_after=ranks_after[second],
        only_before=tuple(k for k in names_before if k not in where_after),
        only_after=tuple(k for k in names_after if k not in where_before),
    )


def compare_results(before: Scores, after: Scores, node_id: str = OVERALL) -> Comparison:
    """Compare two results on one node that both have; KeyError where one has not."""
    return compare_scores(
        ([t.key for t in before.cut.territories], before.of(node_id)),
        ([t.key for t in after.cut.territories], after.of(node_id)),
    )
