"""Gaps: how far from the target, in spreads of the peers, and how sure we are that it is there.

``g = direction · (target − value) / IQR of the peers``; P(gap > 0) and the range come from drawing
the figures within their errors, the weights and methods of the scores, and the set of peers itself.
The words *above*, *about the same*, *below* compare with the peers' median, not with the target.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from zlib import crc32

import numpy as np

from territoria.compare.targets import QUANTILE, Target, better_quantile, quantile
from territoria.measure.frame import Booleans, Floats

FIRM_GAP = 0.6
NO_GAP = 0.4
DEAD_BAND = (0.2, 0.8)

Word = Literal["above", "level", "below", "unknown"]
Class = Literal["act", "unblock", "watch", "keep", "cannot-tell"]


@dataclass(frozen=True)
class Gap:
    """The gap of one node or indicator.

    ``size`` with ``low``–``high`` in peer spreads (in raw units where ``raw`` because the peers do
    not differ); ``chance`` = P(gap > 0); ``better`` = P(better than the peers' median). All None
    where there is no value. ``draws`` keeps the size in every draw.
    """

    node: str
    value: float | None
    peer_median: float | None
    peer_low: float | None
    peer_high: float | None
    target: float | None
    size: float | None
    low: float | None
    high: float | None
    chance: float | None
    better: float | None
    raw: bool
    peers_known: int
    draws: Floats

    @property
    def word(self) -> Word:
        """Against the peers, with a dead band in the middle."""
        if self.better is None:
            return "unknown"
        if self.better > DEAD_BAND[1]:
            return "above"
        return "below" if self.better < DEAD_BAND[0] else "level"

    @property
    def firm(self) -> bool:
        """There is a gap, and we are sure enough to act on it."""
        return self.chance is not None and self.chance >= FIRM_GAP

    def kind(self, *, blocked: bool = False) -> Class:
        """The class of the gap board. Importance not yet asked does not block acting."""
        if self.chance is None or NO_GAP <= self.chance < FIRM_GAP:
            return "cannot-tell"
        if self.chance < NO_GAP:
            return "keep"
        return "unblock" if blocked else "act"


def unknown_gap(node: str, draws: int) -> Gap:
    """The gap of something that has no value: not zero, not average, unknown."""
    return Gap(
        node=node,
        value=None,
        peer_median=None,
        peer_low=None,
        peer_high=None,
        target=None,
        size=None,
        low=None,
        high=None,
        chance=None,
        better=None,
        raw=False,
        peers_known=0,
        draws=np.full(draws, np.nan),
    )


def indicator_gap(
    target: Target,
    direction: float,
    peers: Floats,
    mine: Floats,
    universe: Floats,
    chosen: Booleans,
) -> Gap:
    """The gap of an indicator against its target.

    ``peers``: values of the firm and likely peers. ``mine[draw]`` and ``universe[draw, territory]``
    are values within their errors; ``chosen[draw, territory]`` the peers of each draw.
    """
    known = peers[np.isfinite(peers)]
    low, high = np.percentile(known, [25, 75])
    scale, raw = _scale(float(high - low))
    drawn = among(universe, chosen)
    distance = direction * (better_quantile(drawn, direction) - mine)
    if target.pace is not None:
        distance = np.minimum(distance, drawn_pace(target, len(mine)) * target.horizon)
    draws = distance / scale
    better = _share_above(direction * mine, direction * quantile(drawn, 50.0))
    size = direction * (target.value - target.baseline) / scale
    if target.label == "reached":
        size = direction * (target.quartile - target.baseline) / scale
    return Gap(
        node=target.indicator,
        value=target.baseline,
        peer_median=target.median,
        peer_low=float(low),
        peer_high=float(high),
        target=target.value,
        size=float(size),
        low=min(float(quantile(draws, 5.0)), float(size)),
        high=max(float(quantile(draws, 95.0)), float(size)),
        chance=float((draws[np.isfinite(draws)] > 0).mean()),
        better=better,
        raw=raw,
        peers_known=len(known),
        draws=draws,
    )


def node_gap(
    node: str,
    value: float,
    peers: Floats,
    mine: Floats,
    universe: Floats,
    chosen: Booleans,
) -> Gap:
    """The gap of a score against the peers' 75th percentile (composites have no pace or trend).

    ``mine[draw]`` and ``universe[draw, territory]`` are scores of the replications.
    """
    known = peers[np.isfinite(peers)]
    if not known.size:
        return unknown_gap(node, len(mine))
    low, high = np.percentile(known, [25, 75])
    scale, raw = _scale(float(high - low))
    target = float(np.percentile(known, QUANTILE))
    drawn = among(universe, chosen)
    draws = (better_quantile(drawn, 1.0) - mine) / scale
    size = (target - value) / scale
    return Gap(
        node=node,
        value=value,
        peer_median=float(np.median(known)),
        peer_low=float(low),
        peer_high=float(high),
        target=target,
        size=float(size),
        low=min(float(quantile(draws, 5.0)), float(size)),
        high=max(float(quantile(draws, 95.0)), float(size)),
        chance=float((draws[np.isfinite(draws)] > 0).mean()),
        better=_share_above(mine, quantile(drawn, 50.0)),
        raw=raw,
        peers_known=len(known),
        draws=draws,
    )


def among(universe: Floats, chosen: Booleans) -> Floats:
    """Values of the peers of each draw, ``(draw, peer)``, NaN where a draw has fewer."""
    most = int(chosen.sum(axis=1).max())
    columns = np.argsort(~chosen, axis=1, kind="stable")[:, :most]
    values = np.take_along_axis(universe, columns, axis=1)
    held: Floats = np.where(np.take_along_axis(chosen, columns, axis=1), values, np.nan)
    return held


def drawn_pace(target: Target, draws: int) -> Floats:
    """The 75th percentile of the peers' paces when the peers are drawn again, never negative."""
    paces = np.array(target.paces)
    random = np.random.default_rng(crc32(target.indicator.encode()))
    again = paces[random.integers(len(paces), size=(draws, len(paces)))]
    return np.maximum(quantile(again, QUANTILE), 0.0)


def _scale(spread: float) -> tuple[float, bool]:
    """The unit of a gap: the peers' spread, or 1 (raw units) where they do not differ."""
    return (spread, False) if spread > 0 else (1.0, True)


def _share_above(mine: Floats, other: Floats) -> float:
    """Share of the draws in which both are known; a tie counts half."""
    known = np.isfinite(mine) & np.isfinite(other)
    above, tied = mine[known] > other[known], mine[known] == other[known]
    return float(above.mean() + tied.mean() / 2)
