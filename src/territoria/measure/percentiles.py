"""Percentiles over replications, of those that have a value."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from territoria.measure.frame import Floats

LOW, MIDDLE, HIGH = 5.0, 50.0, 95.0


def percentiles_of(values: Floats, wanted: Sequence[float]) -> tuple[Floats, ...]:
    """Percentiles over the first axis, linear between order statistics; NaN where there is no value.

    ``values[replication, ...]`` gives one array ``[...]`` for each wanted percentile (0 to 100).
    """
    ordered = np.sort(np.moveaxis(values, 0, -1).copy(), axis=-1)  # contiguous rows sort fastest
    last = np.maximum(np.isfinite(ordered).sum(axis=-1, keepdims=True) - 1, 0)

    def at(share: float) -> Floats:
        position = share / 100 * last
        lower = np.floor(position).astype(np.intp)
        below = np.take_along_axis(ordered, lower, axis=-1)
        above = np.take_along_axis(ordered, np.minimum(lower + 1, last), axis=-1)
        part: Floats = (below + (position - lower) * (above - below))[..., 0]
        return part

    return tuple(at(share) for share in wanted)
