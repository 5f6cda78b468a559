"""Strengths and weaknesses: where a territory stands highest and lowest among the others.

Ranks are those of published figures in their own direction, before treatment. Imputed figures are
neither a strength nor a weakness.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Floats, Integers
from territoria.measure.ranks import descending_ranks
from territoria.measure.score import Scores


@dataclass(frozen=True)
class Standing:
    """Rank of a territory on one row: ``rank`` of ``among``, shared by ``sharing`` territories."""

    name: str
    rank: int
    among: int
    sharing: int
    value: float


@dataclass(frozen=True)
class StrengthsAndWeaknesses:
    """Best rank first in both lists, so the greatest weakness stands last."""

    strengths: tuple[Standing, ...]
    weaknesses: tuple[Standing, ...]


def strengths_and_weaknesses(
    values: Floats,
    direction: Floats,
    names: tuple[str, ...],
    column: int,
    *,
    count: int = 5,
    least_distinct: float = 0.0,
) -> StrengthsAndWeaknesses:
    """The ``count`` highest and lowest ranks of territory ``column`` in ``values[row, territory]``.

    ``direction``: +1 or −1 per row. Rows with a smaller share of different figures than
    ``least_distinct`` are left out. The lowest figure of a row is no strength and the highest no
    weakness, however many share it. Equal ranks stay in the order of the rows.
    """
    oriented = values * direction[:, None]
    ranks = descending_ranks(oriented)
    mine = oriented[:, column]
    present = np.isfinite(oriented)
    eligible = np.isfinite(mine) & (_distinct(oriented) >= least_distinct)
    low = np.where(present, oriented, np.inf).min(axis=-1)
    high = np.where(present, oriented, -np.inf).max(axis=-1)
    order = np.argsort(ranks[:, column], kind="stable")
    strong = [int(n) for n in order if eligible[n] and mine[n] > low[n]][:count]
    weak = [int(n) for n in order if eligible[n] and mine[n] < high[n] and int(n) not in strong]

    def standing(row: int) -> Standing:
        return Standing(
            name=names[row],
            rank=int(ranks[row, column]),
            among=int(present[row].sum()),
            sharing=int((ranks[row] == ranks[row, column]).sum()),
            value=float(values[row, column]),
        )

    return StrengthsAndWeaknesses(
        strengths=tuple(standing(n) for n in strong),
        weaknesses=tuple(standing(n) for n in weak[max(len(weak) - count, 0) :]),
    )


def strengths_of(scores: Scores, territory: str, *, count: int = 5) -> StrengthsAndWeaknesses:
    """Strengths and weaknesses of one territory of a result, by published figures.

    ``territory`` is its key; KeyError where the result has no such territory.
    """
    published = np.where(scores.kept, scores.values, np.nan)
    tree = scores.tree
    return strengths_and_weaknesses(
        published, tree.direction, tree.indicators, scores.cut.column(territory), count=count
    )


def summary_of(scores: Scores, territory: str) -> tuple[Standing, ...]:
    """Score and rank of one territory on every node it is scored on, children first.

    ``territory`` is its key; KeyError where the result has no such territory.
    """
    column = scores.cut.column(territory)
    return tuple(
        Standing(
            name=name,
            rank=int(ranks[column]),
            among=int(np.isfinite(ranks).sum()),
            sharing=int((ranks == ranks[column]).sum()),
            value=float(row[column]),
        )
        for name, row, ranks in zip(scores.tree.ids, scores.scores, scores.ranks, strict=True)
        if np.isfinite(row[column])
    )


def _distinct(rows: Floats) -> Floats:
    """Share of different figures among those present; 0 where there is none."""
    ordered = np.sort(rows, axis=-1)
    present = np.isfinite(ordered)
    first: Integers = np.ones(rows.shape, dtype=np.intp)
    first[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    share: Floats = (first * present).sum(axis=-1) / np.maximum(present.sum(axis=-1), 1)
    return share
