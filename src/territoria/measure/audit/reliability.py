"""Reliability: how well a node's children agree, by Cronbach's α.

α = k² · mean(off-diagonal covariance) / Σ covariance, for k children. It can be negative where the
children disagree. Source: Cronbach (1951).
"""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Booleans, Floats


def covariances(rows: Floats, *, complete: bool = False) -> Floats:
    """Sample covariances (n − 1) of ``rows[row, territory]``, ``(row, row)``.

    Each pair over the territories it has in common, or all over the ``complete`` territories only.
    NaN where fewer than 2 are left.
    """
    if complete:
        rows = rows[:, np.isfinite(rows).all(axis=0)]
    present = np.isfinite(rows)
    out = np.full((len(rows), len(rows)), np.nan)
    for i in range(len(rows)):
        both = present & present[i]
        n = both.sum(axis=-1)
        d = _deviations(np.broadcast_to(rows[i], rows.shape), both) * _deviations(rows, both)
        out[i] = np.where(n > 1, d.sum(axis=-1) / np.maximum(n - 1, 1), np.nan)
    return out


def cronbach_alpha(children: Floats, *, complete: bool = False) -> float:
    """α of ``children[child, territory]``; NaN with fewer than 2 children or without spread."""
    return _alpha(covariances(children, complete=complete))


def alpha_without_each(children: Floats, *, complete: bool = False) -> Floats:
    """α of the others when each child is left out, ``[child]``; NaN where fewer than 2 remain."""
    matrix = covariances(children, complete=complete)
    return np.array(
        [_alpha(np.delete(np.delete(matrix, n, axis=0), n, axis=1)) for n in range(len(children))]
    )


def _alpha(matrix: Floats) -> float:
    k = len(matrix)
    total = matrix.sum()
    if k < 2 or not total > 0:
        return float("nan")
    between = (total - np.trace(matrix)) / (k * (k - 1))
    return float(k * k * between / total)


def _deviations(rows: Floats, both: Booleans) -> Floats:
    n = np.maximum(both.sum(axis=-1, keepdims=True), 1)
    mean = np.where(both, rows, 0.0).sum(axis=-1, keepdims=True) / n
    return np.where(both, rows - mean, 0.0)
