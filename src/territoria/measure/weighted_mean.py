"""The weighted mean of children, the ground of every compensatory aggregation."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from territoria.errors import MethodError, Problem
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


def demand_weights(names: Sequence[str], weights: Floats) -> None:
    """MethodError, with every problem, where a weight is below 0, missing or infinite, or all are 0.

    ``weights[child]``: those of the children called ``names``.
    """
    problems = [
        Problem(f"weight of {name}", f"{weight:g} is no weight.", "Give a number of 0 or more.")
        for name, weight in zip(names, weights, strict=True)
        if not 0 <= weight < np.inf
    ]
    if not weights.any():
        problems.append(Problem("weights", "all of them are 0.", "Give at least one above 0."))
    if problems:
        raise MethodError(problems)
