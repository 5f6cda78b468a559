"""Ranks as they are shown: competition ranks, 1 = best, ties with a tolerance."""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats

TOLERANCE = 1e-9


def descending_ranks(scores: Floats) -> Floats:
    """Rank over the last axis: 1 + how many are better. NaN scores have no rank.

    Neighbours in order that differ by at most the tolerance share the better rank.
    """
    shape = scores.shape
    turned = -scores.reshape(-1, shape[-1])
    order = np.argsort(turned, axis=-1)  # NaN sorts last
    flat = order + (np.arange(len(order)) * shape[-1])[:, None]
    ordered = turned.ravel()[flat]
    apart = np.ones(ordered.shape, dtype=bool)
    np.greater(ordered[:, 1:] - ordered[:, :-1], TOLERANCE, out=apart[:, 1:])
    position = np.arange(1, shape[-1] + 1, dtype=np.int32)
    ranks = np.empty(turned.size)
    if apart.all():  # nobody ties: the place is the rank
        ranks[flat] = position
    else:
        ranks[flat] = np.maximum.accumulate(np.where(apart, position, np.int32(0)), axis=-1)
    ranks[~np.isfinite(turned).ravel()] = np.nan
    return ranks.reshape(shape)
