"""Lowest and highest figure over the last axis with missing values left out."""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats


def lowest(rows: Floats) -> Floats:
    """Minimum over the last axis, which is kept with length 1; NaN where nothing is present."""
    low: Floats = rows.min(axis=-1, keepdims=True)
    if not np.isfinite(low).all():  # NaN spreads: only then is the slower search needed
        low = np.fmin.reduce(np.where(np.isfinite(rows), rows, np.nan), axis=-1, keepdims=True)
    return low


def highest(rows: Floats) -> Floats:
    """Maximum over the last axis, which is kept with length 1; NaN where nothing is present."""
    high: Floats = rows.max(axis=-1, keepdims=True)
    if not np.isfinite(high).all():
        high = np.fmax.reduce(np.where(np.isfinite(rows), rows, np.nan), axis=-1, keepdims=True)
    return high
