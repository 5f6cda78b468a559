"""Dominance: which territories the replications tell apart.

One territory is clearly above another when it scores higher in at least ``firm`` of the
replications. Source: Handbook (2008), step 7; the threshold is ours.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Booleans, Floats, Integers
from territoria.measure.uncertainty import Replications

MOST = 1_000  # territories of which all pairs are counted


@dataclass(frozen=True, eq=False)
class Dominance:
    """Rank ranges and neighbours of one node.

    ``ranks``, ``low``, ``high``: nominal rank and its 5–95 % range, ``[territory]``. ``order``:
    columns of the scored territories, best first. ``share_above[n]``: how often number n in that
    order scores above number n + 1. ``pairs``: all pairs of scored territories. ``clear_pairs``:
    those that are clearly ordered, None above 1,000 territories, where they are not counted.
    ``runs``: replications, of which ``excluded`` were refused by a method, for the ``reasons``.
    """

    node: str
    ranks: Floats
    low: Floats
    high: Floats
    order: Integers
    share_above: Floats
    firm: float
    pairs: int
    clear_pairs: int | None
    runs: int
    excluded: int
    reasons: Mapping[str, int]

    @property
    def cannot_be_told_apart(self) -> Booleans:
        """Neighbours in rank that are not clearly ordered, ``[neighbour]``."""
        unclear: Booleans = self.share_above < self.firm
        return unclear

    @property
    def widths(self) -> Floats:
        """Width of each rank range in places, ``[territory]``."""
        places: Floats = self.high - self.low
        return places


def dominance(replications: Replications, node_id: str, *, firm: float = 0.9) -> Dominance:
    """Rank ranges, neighbours and pairs of one node."""
    nominal = replications.nominal
    ranks = nominal.ranks[nominal.tree.index(node_id)]
    low, high = replications.rank_ranges(node_id)
    order = np.argsort(ranks, kind="stable")[: int(np.isfinite(ranks).sum())]
    scores = replications.of(node_id)
    return Dominance(
        node=node_id,
        ranks=ranks,
        low=low,
        high=high,
        order=order,
        share_above=_ahead_of_next(scores, order),
        firm=firm,
        pairs=len(order) * (len(order) - 1) // 2,
        clear_pairs=_clear(replications, node_id, order, firm) if len(order) <= MOST else None,
        runs=len(scores),
        excluded=int(replications.excluded.sum()),
        reasons=replications.reasons,
    )


def _ahead_of_next(scores: Floats, order: Integers) -> Floats:
    """How often each in the order scores above the next, of the replications that score both.

    Ties count half. One replication at a time, since all at once would not fit in memory.
    """
    ahead, known = np.zeros((2, max(len(order) - 1, 0)))
    for row in scores:
        better = row[order[:-1]] - row[order[1:]]
        ahead += (better > 0) + (better == 0) / 2
        known += np.isfinite(better)
    share: Floats = np.divide(ahead, known, out=np.full(len(known), np.nan), where=known > 0)
    return share


def _clear(replications: Replications, node_id: str, order: Integers, firm: float) -> int:
    """Pairs of which one is above the other in at least ``firm`` of the replications."""
    count = 0
    for n, column in enumerate(order[:-1]):
        above = replications.above(node_id, int(column))[order[n + 1 :]]
        count += int(((above >= firm) | (above <= 1 - firm)).sum())
    return count
