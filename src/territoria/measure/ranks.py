"""Ranks as they are shown: competition ranks, 1 = best, ties with a tolerance."""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats
from territoria.measure.moments import BLOCK

TOLERANCE = 1e-9


def descending_ranks(scores: Floats) -> Floats:
    """Rank over the last axis: 1 + how many are better. NaN scores have no rank.

    Neighbours in order that differ by at most the tolerance share the better rank.
    """
    rows = scores.reshape(-1, scores.shape[-1])
    ranks = np.empty(rows.shape)
    step = max(1, BLOCK // max(rows.shape[-1], 1))
    for start in range(0, len(rows), step):
        _rank_block(rows[start : start + step], ranks[start : start + step])
    return ranks.reshape(scores.shape)


def _rank_block(rows: Floats, ranks: Floats) -> None:
    """Ranks of rows that fit the processor's cache, written into ``ranks``, contiguous."""
    turned = -rows
    order = np.argsort(turned, axis=-1)  # NaN sorts last
    order += (np.arange(len(rows)) * rows.shape[-1])[:, None]
    ordered = turned.reshape(-1)[order]
    apart = np.ones(ordered.shape, dtype=bool)
    np.greater(ordered[:, 1:] - ordered[:, :-1], TOLERANCE, out=apart[:, 1:])
    position = np.arange(1, rows.shape[-1] + 1, dtype=np.int32)
    flat = ranks.reshape(-1)
    if apart.all():  # nobody ties: the place is the rank
        flat[order] = position
    else:
        flat[order] = np.maximum.accumulate(np.where(apart, position, np.int32(0)), axis=-1)
    flat[~np.isfinite(turned).reshape(-1)] = np.nan
