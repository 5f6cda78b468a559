"""Outliers: which indicators failed the test, what treatment did, and what it cost.

The test is that of treatment: |skewness| < 2 or kurtosis < 3.5. Source: Handbook (2008), step 5.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.measure.audit.correlations import spearman
from territoria.measure.frame import Booleans, Floats, Integers
from territoria.measure.score import Scores
from territoria.measure.treat import passes, skewness_and_kurtosis


@dataclass(frozen=True, eq=False)
class Treatment:
    """One entry per indicator; moments and ranges before and after, in the unit of each table.

    ``changed`` marks the points that treatment moved, ``(indicator, territory)``; ``transformed``
    the indicators that were replaced as a whole. ``rank_correlation``: Spearman of the figures
    before and after; below 1 where points were moved onto others.
    """

    names: tuple[str, ...]
    passed_before: Booleans
    passed_after: Booleans
    skewness_before: Floats
    skewness_after: Floats
    kurtosis_before: Floats
    kurtosis_after: Floats
    range_before: Floats
    range_after: Floats
    changed: Booleans
    transformed: Booleans
    rank_correlation: Floats

    @property
    def moved(self) -> Integers:
        """How many points of each indicator were moved by winsorising."""
        count: Integers = np.where(self.transformed, 0, self.changed.sum(axis=-1))
        return count


def treatment_of(scores: Scores) -> Treatment:
    """What the treatment step of a result did."""
    before, after = scores.imputed, scores.treated
    skewness_before, kurtosis_before = skewness_and_kurtosis(before)
    skewness_after, kurtosis_after = skewness_and_kurtosis(after)
    return Treatment(
        names=scores.tree.indicators,
        passed_before=passes(before)[0],
        passed_after=passes(after)[0],
        skewness_before=skewness_before,
        skewness_after=skewness_after,
        kurtosis_before=kurtosis_before,
        kurtosis_after=kurtosis_after,
        range_before=_range(before),
        range_after=_range(after),
        changed=np.isfinite(before) & (before != after),
        transformed=_transformed(scores),
        rank_correlation=spearman(before, after),
    )


def _transformed(scores: Scores) -> Booleans:
    """Which indicators the step replaced as a whole, also where indicators have own methods."""
    details = scores.details.get("treat", {})
    marks = np.zeros(len(scores.imputed), dtype=bool)
    for part in details.get("by_rows", [{**details, "rows": range(len(marks))}]):
        if "transformed" in part:
            marks[list(part["rows"])] = part["transformed"]
    return marks


def _range(rows: Floats) -> Floats:
    """Maximum minus minimum; NaN where there is no figure."""
    present = np.isfinite(rows)
    high = np.where(present, rows, -np.inf).max(axis=-1)
    low = np.where(present, rows, np.inf).min(axis=-1)
    some = present.any(axis=-1)
    return np.where(some, np.where(some, high, 0.0) - np.where(some, low, 0.0), np.nan)
