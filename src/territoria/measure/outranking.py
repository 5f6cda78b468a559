"""Outranking: pairs of territories are compared indicator by indicator; only order counts.

Copeland (1951), in the form of Saari & Merlin (1996), Economic Theory 8: 51–76, as composite
indicators use it (Munda & Nardo 2009, Applied Economics 41: 1513–1523).
"""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats

TOLERANCE = 1e-9
BLOCK = 262_144  # pairs compared at once


def outranking_matrix(values: Floats, weights: Floats) -> Floats:
    """O[i, j]: share of weight of the indicators in which territory i is better than j.

    ``values[indicator, territory]``, higher better; ``weights[indicator]`` ≥ 0. Ties count half.
    Shares are of the indicators that both have, so O[i, j] + O[j, i] = 1; NaN where two share
    none. The diagonal is 0.
    """
    count = values.shape[1]
    out = np.empty((count, count))
    step = max(1, BLOCK // max(count, 1))
    for start in range(0, count, step):
        here = slice(start, start + step)
        net, common = _net_preference(values, weights, here, slice(None))
        with np.errstate(invalid="ignore", divide="ignore"):
            out[here] = 0.5 + 0.5 * net / common
    np.fill_diagonal(out, 0.0)
    return out


def copeland_scores(values: Floats, weights: Floats) -> Floats:
    """How many territories one outranks, less how many outrank it: Σ_j sign(O[i, j] − 0.5).

    ``values[indicator, territory]``, ``weights[indicator]`` → ``[territory]``. A pair within 1e-9
    of 0.5, or that shares no indicator, is a draw. NaN for a territory without any indicator. The
    order of the territories does not matter. Time grows with territories² × indicators; memory
    does not, because pairs are taken in blocks.
    """
    used = weights > 0
    values, weights = values[used], weights[used]
    count = values.shape[1]
    score = np.zeros(count)
    step = max(1, BLOCK // max(count, 1))
    for start in range(0, count, step):
        stop = min(start + step, count)
        net, common = _net_preference(values, weights, slice(start, stop), slice(start, None))
        won = (net > 2 * TOLERANCE * common).view(np.int8)
        won = won - (net < -2 * TOLERANCE * common).view(np.int8)
        score[start:stop] += won.sum(axis=1, dtype=np.intp)
        score[stop:] -= won[:, stop - start :].sum(axis=0, dtype=np.intp)  # the other half
    score[~np.isfinite(values).any(axis=0)] = np.nan
    return score


def copeland(children: Floats, weights: Floats) -> Floats:
    """Copeland score of each territory, ``[..., territory]``; leading axes broadcast."""
    lead = np.broadcast_shapes(children.shape[:-2], weights.shape[:-1])
    values = np.broadcast_to(children, (*lead, *children.shape[-2:]))
    shares = np.broadcast_to(weights, (*lead, weights.shape[-1]))
    out = np.empty((*lead, children.shape[-1]))
    for at in np.ndindex(lead):
        out[at] = copeland_scores(values[at], shares[at])
    return out


def _net_preference(
    values: Floats, weights: Floats, rows: slice, columns: slice
) -> tuple[Floats, Floats]:
    """Weight for the row's territory less weight for the column's, and the weight both have.

    Indicators of equal weight are counted in whole numbers, which is exact and fast.
    """
    ours, theirs = values[:, rows, None], values[:, None, columns]
    shape = (ours.shape[1], theirs.shape[2])
    net = np.zeros(shape)
    better, worse = np.empty(shape, dtype=bool), np.empty(shape, dtype=bool)
    for weight in np.unique(weights):
        tally = np.zeros(shape, dtype=np.int16)
        for i in np.flatnonzero(weights == weight):
            np.greater(ours[i], theirs[i], out=better)  # a missing figure is neither
            np.less(ours[i], theirs[i], out=worse)
            tally += np.subtract(better.view(np.int8), worse.view(np.int8))
        net += weight * tally
    present = np.isfinite(values)
    if present.all():
        return net, np.full((1, 1), weights.sum())
    known = present.astype(float)
    return net, (known[:, rows] * weights[:, None]).T @ known[:, columns]
