"""Ranks of very many territories by counting instead of sorting.

Scores fall into equal buckets between the lowest and the highest. A rank is 1 + the territories in
better buckets + half of the others in the same one, so it is off by less than half of what its
bucket holds. Exact ranks: ``ranks.descending_ranks``.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from territoria.measure.frame import Floats

BUCKETS = 1 << 14
EXACT_BELOW = 20_000  # territories: below, sorting is as quick

Singles = NDArray[np.float32]


def bucket_ranks(scores: Floats | Singles) -> Singles:
    """Ranks over the last axis of finite scores ``(replication, territory)``, 1 = best."""
    ranks = np.empty(scores.shape, dtype=np.float32)
    middle = np.empty(BUCKETS, dtype=np.float32)
    for row, out in zip(scores, ranks, strict=True):
        high, low = row.max(), row.min()
        if high == low:
            out[:] = (len(row) + 1) / 2
            continue
        turned = high - row
        turned *= (BUCKETS - 1) / (high - low)
        bucket = turned.astype(np.intp)  # 0: the best
        count = np.bincount(bucket, minlength=BUCKETS)
        middle[:] = np.cumsum(count) - (count - 1) / 2
        np.take(middle, bucket, out=out, mode="clip")
    return ranks
