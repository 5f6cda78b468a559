"""Impute from the territories that are most alike in everything else.

Troyanskaya et al. (2001), Bioinformatics 17: 520–525, with the distance of Dixon (1979) where
figures are missing.
"""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats, Integers

BLOCK = 4_000_000  # distances held at once
TIE = 1e-9


def means_of_neighbours(values: Floats, k: int) -> Floats:
    """Mean of the ``k`` nearest territories that have the figure, ``(indicator, territory)``.

    Computed for gaps only, NaN elsewhere and where nobody comparable has the figure. Distance of
    two territories: √ of the mean squared difference over the standardised indicators that both
    have. All that are as near as the k-th count too, so the order of territories does not matter.
    Work grows with territories × territories with gaps × indicators.
    """
    present = np.isfinite(values)
    z = standardised(values)
    out = np.full(values.shape, np.nan)
    gaps = np.flatnonzero(~present.all(axis=0))
    step = max(1, BLOCK // max(values.shape[1], 1))
    for start in range(0, gaps.size, step):
        here = gaps[start : start + step]
        distance = _distances(z, present.astype(float), here)
        for i in np.flatnonzero(~present[:, here].all(axis=1)):
            lines = np.flatnonzero(~present[i, here])
            donors = np.flatnonzero(present[i])
            if donors.size:
                near = distance[np.ix_(lines, donors)]
                out[i, here[lines]] = _mean_of_nearest(near, values[i, donors], k)
    return out


def standardised(values: Floats) -> Floats:
    """(x − mean) / standard deviation, 0 where missing or constant."""
    present = np.isfinite(values)
    n = np.maximum(present.sum(axis=-1, keepdims=True), 1)
    d = np.where(present, values, 0.0)
    d = np.where(present, d - d.sum(axis=-1, keepdims=True) / n, 0.0)
    sd = np.sqrt((d * d).sum(axis=-1, keepdims=True) / n)
    out: Floats = np.divide(d, sd, out=np.zeros(d.shape), where=sd > 0)
    return out


def _distances(z: Floats, present: Floats, here: Integers) -> Floats:
    """Mean squared difference of some territories from all; infinite where nothing is shared."""
    square = z * z  # z is 0 where missing, so the products below leave missing figures out
    total = square[:, here].T @ present - 2 * z[:, here].T @ z + present[:, here].T @ square
    common = present[:, here].T @ present
    out = np.full(total.shape, np.inf)
    np.divide(total, common, out=out, where=common > 0)
    nearest: Floats = np.maximum(out, 0.0)
    return nearest


def _mean_of_nearest(distance: Floats, figures: Floats, k: int) -> Floats:
    """Mean figure of the k nearest donors of each line; NaN where no donor is comparable."""
    place = min(k, distance.shape[1]) - 1
    farthest = np.partition(distance, place, axis=1)[:, place : place + 1]
    chosen = (distance <= farthest + TIE) & np.isfinite(distance)
    with np.errstate(invalid="ignore"):
        out: Floats = (chosen * figures).sum(axis=1) / chosen.sum(axis=1)
    return out
