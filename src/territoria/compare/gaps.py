"""Gaps: how far from the better quarter of the peers, and how sure we are that it is there.

``g = direction · (T − value) / IQR of the peers``, T their 75th percentile (target rule T1); P(gap > 0) and the range come from drawing
the figures within their errors, the weights and methods of the scores, and the set of peers itself.
The words *above*, *about the same*, *below* compare with the peers' median, not with the target.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from territoria.compare.targets import QUANTILE, quantile
from territoria.measure.frame import Booleans, Floats

FIRM_GAP = 0.6
NO_GAP = 0.4
FEWEST_PEERS = 3
MIDDLE_LEVEL = 50.0  # the third of the five levels of a question
ONE_LEVEL = 25.0
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
    def said(self) -> bool:
        """It is the gap to the middle level of a survey, not to peers."""
        return self.size is not None and self.peers_known == 0

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
    node: str,
    value: float,
    direction: float,
    peers: Floats,
    mine: Floats,
    theirs: Floats,
) -> Gap:
    """The gap of a figure to the level that the better quarter of the peers reach (T1).

    ``peers``: values of the firm and likely peers. ``mine[draw]`` and ``theirs[draw, peer]`` are
    values within their errors, ``theirs`` those of the peers of each draw (``among``). The pace
    that would make the target realistic plays no part: slow peers do not make a gap smaller.
    """
    turned = _gap(node, direction * value, direction * peers, direction * mine, direction * theirs)
    if turned.size is None:
        return turned
    ends = sorted((direction * (turned.peer_low or 0.0), direction * (turned.peer_high or 0.0)))
    return replace(
        turned,
        value=value,
        peer_median=direction * (turned.peer_median or 0.0),
        peer_low=ends[0],
        peer_high=ends[1],
        target=direction * (turned.target or 0.0),
    )


def node_gap(node: str, value: float, peers: Floats, mine: Floats, theirs: Floats) -> Gap:
    """The gap of a score to the peers' 75th percentile; arrays as for ``indicator_gap``, the
    draws being the replications.
    """
    return _gap(node, value, peers, mine, theirs)


def _gap(node: str, value: float, peers: Floats, mine: Floats, theirs: Floats) -> Gap:
    """The gap of something of which more is better."""
    known = peers[np.isfinite(peers)]
    if not known.size:
        return unknown_gap(node, len(mine))
    low, high = np.percentile(known, [25, 75])
    scale, raw = _scale(float(high - low))
    target = float(np.percentile(known, QUANTILE))
    theirs = np.sort(theirs, axis=-1)  # once for both quantiles
    draws = (quantile(theirs, QUANTILE) - mine) / scale
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
        better=_share_above(mine, quantile(theirs, 50.0)),
        raw=raw,
        peers_known=len(known),
        draws=draws,
    )


def said_gap(node: str, value: float, mine: Floats) -> Gap:
    """The gap of a factor that only a survey tells of, in levels, to the middle of its five levels.

    ``mine[draw]``: scores of the replications. Nothing is said against peers: nobody asked theirs.
    """
    draws = (MIDDLE_LEVEL - mine) / ONE_LEVEL
    size = (MIDDLE_LEVEL - value) / ONE_LEVEL
    return replace(
        unknown_gap(node, len(mine)),
        value=value,
        target=MIDDLE_LEVEL,
        size=size,
        low=min(float(quantile(draws, 5.0)), size),
        high=max(float(quantile(draws, 95.0)), size),
        chance=float((draws[np.isfinite(draws)] > 0).mean()),
        raw=True,
        draws=draws,
    )


def sound_in_draws(inclusion: Booleans, sound: Sequence[int]) -> Booleans:
    """The peers of each draw: those firm and likely ones that are among its nearest.

    Where fewer than three are, all firm and likely ones stand in, so that no draw compares with
    one or two places.
    """
    mask = np.zeros(inclusion.shape[1], dtype=bool)
    mask[list(sound)] = True
    chosen = inclusion & mask
    few = chosen.sum(axis=1) < FEWEST_PEERS
    chosen[few] = mask
    return chosen


def among(universe: Floats, chosen: Booleans) -> Floats:
    """Values of the peers of each draw, ``(…, draw, peer)``, NaN where a draw has fewer.

    ``universe``: ``(…, draw, territory)``, whose draws begin again where they are fewer than those
    of ``chosen[draw, territory]``.
    """
    most = int(chosen.sum(axis=1).max())
    columns = np.argsort(~chosen, axis=1, kind="stable")[:, :most]
    draws = np.arange(len(chosen)) % universe.shape[-2]
    values = universe[..., draws[:, None], columns]
    held: Floats = np.where(np.take_along_axis(chosen, columns, axis=1), values, np.nan)
    return held


def _scale(spread: float) -> tuple[float, bool]:
    """The unit of a gap: the peers' spread, or 1 (raw units) where they do not differ."""
    return (spread, False) if spread > 0 else (1.0, True)


def _share_above(mine: Floats, other: Floats) -> float:
    """Share of the draws in which both are known; a tie counts half."""
    known = np.isfinite(mine) & np.isfinite(other)
    above, tied = mine[known] > other[known], mine[known] == other[known]
    return float(above.mean() + tied.mean() / 2)
