"""The rank among peers, when nobody knows for sure who the peers are.

Each replication of the scores meets one draw of the peers, so the range holds both doubts: how good
everyone is, and whom to compare with.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.compare.peers import PeerSet
from territoria.errors import DataError, Problem
from territoria.measure.frame import Booleans, Floats
from territoria.measure.percentiles import HIGH, LOW, MIDDLE, percentiles_of
from territoria.measure.ranks import TOLERANCE
from territoria.measure.uncertainty import Replications


@dataclass(frozen=True)
class PeerRank:
    """5–95 % range (whole places, outwards) and median of a rank among ``of`` territories: the peers
    and the territory itself. ``replications``: how many could be counted.
    """

    node: str
    low: int
    median: float
    high: int
    of: int
    replications: int


def rank_among_peers(peers: PeerSet, replications: Replications, node: str) -> PeerRank:
    """The rank of ``peers.territory`` among the peers of each draw, 1 = best, ties share the better.

    A peer without a score in a replication is left out of it. DataError where the territory itself
    is not scored on this node.
    """
    cut = replications.nominal.cut
    mine = cut.column(peers.territory.key)
    scores = replications.of(node)[~replications.excluded]
    if not np.isfinite(scores[:, mine]).any():
        where = f"{peers.territory.code} on {node}"
        raise DataError(Problem(where, "it has no score.", "See the coverage of the node."))
    chosen = _columns(peers, replications)
    draws = chosen[np.arange(len(scores)) % len(chosen)]
    better = (scores > scores[:, [mine]] + TOLERANCE) & draws
    ranks: Floats = np.where(np.isfinite(scores[:, mine]), 1.0 + better.sum(axis=1), np.nan)
    low, median, high = (float(p[0]) for p in percentiles_of(ranks[:, None], (LOW, MIDDLE, HIGH)))
    return PeerRank(
        node=node,
        low=int(np.floor(low)),
        median=median,
        high=int(np.ceil(high)),
        of=1 + int(peers.inclusion.sum(axis=1).max()),
        replications=int(np.isfinite(ranks).sum()),
    )


def _columns(peers: PeerSet, replications: Replications) -> Booleans:
    """Draws of the peers in the columns of the scores, ``(draw, territory)``."""
    place = {t.key: n for n, t in enumerate(peers.space.cut.territories)}
    known = [place.get(t.key) for t in replications.nominal.cut.territories]
    out = np.zeros((len(peers.inclusion), len(known)), dtype=bool)
    for column, source in enumerate(known):
        if source is not None:
            out[:, column] = peers.inclusion[:, source]
    return out
