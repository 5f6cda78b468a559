"""The weighted mean of children, the ground of every compensatory aggregation."""

from __future__ import annotations

import numpy as np

from territoria.measure.frame import Floats

SUM = "...c,...ct->...t"  # not by BLAS, whose last digit may depend on the number of threads


def weighted_mean(values: Floats, weights: Floats) -> Floats:
    """Σ w·x / Σ w over what is present: ``values[..., child, territory]``, ``weights[..., child]``.

    Leading axes broadcast. NaN where every child is missing or weighs nothing.
    """
    with np.errstate(invalid="ignore"):
        total: Floats = np.einsum(SUM, weights, values)
    if np.isfinite(total).all():  # a missing child would have spread into its sum
        with np.errstate(invalid="ignore", divide="ignore"):  # 0 / 0 is missing
            out: Floats = total / weights.sum(axis=-1)[..., None]
        return out
    present = np.isfinite(values)
    total = np.einsum(SUM, weights, np.where(present, values, 0.0))
    counted = np.einsum(SUM, weights, present.astype(float))
    mean: Floats = np.divide(total, counted, out=np.full(total.shape, np.nan), where=counted > 0)
    return mean
