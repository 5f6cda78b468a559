"""Medians over the last axis with missing values left out."""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats


def median_of_present(rows: Floats) -> Floats:
    """Median over the last axis; NaN where nothing is present. (NaN sorts last.)"""
    ordered = np.sort(rows, axis=-1)
    count = np.isfinite(rows).sum(axis=-1)
    low = np.take_along_axis(ordered, np.maximum(count - 1, 0)[..., None] // 2, axis=-1)
    upper = (count // 2)[..., None].clip(max=rows.shape[-1] - 1)
    high = np.take_along_axis(ordered, upper, axis=-1)
    middle: Floats = np.where(count[..., None] > 0, (low + high) / 2, np.nan)[..., 0]
    return middle
