"""Aggregate: the children of a node become its score.

A method takes ``children[..., child, territory]`` and ``weights[..., child]`` and returns
``[..., territory]``. Weights are relative; missing children drop out and the others' weights are
re-scaled; where all are missing the score is missing. A method that refuses some values says which.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Floats


def _weighted_mean(values: Floats, weights: Floats) -> Floats:
    present = np.isfinite(values)
    if present.all():
        total: Floats = np.matmul(weights[..., None, :], values)[..., 0, :]
        out: Floats = total / weights.sum(axis=-1)[..., None]
        return out
    w = weights[..., None, :]
    total = np.matmul(w, np.where(present, values, 0.0))[..., 0, :]
    counted = np.matmul(w, present.astype(float))[..., 0, :]
    mean: Floats = np.divide(total, counted, out=np.full(total.shape, np.nan), where=counted > 0)
    return mean


def arithmetic_mean(children: Floats, weights: Floats) -> Floats:
    """Σ w·x / Σ w. A strong child makes up for a weak one."""
    return _weighted_mean(children, weights)


def geometric_mean(
    children: Floats,
    weights: Floats,
    *,
    clip_lower: float | None = None,
    clip_upper: float | None = None,
) -> Floats:
    """exp(Σ w·ln x / Σ w): weakness counts more. Refused on x ≤ 0 unless clipped above 0."""
    if clip_lower is not None or clip_upper is not None:
        children = np.clip(children, clip_lower, clip_upper)
    _demand_positive(children, "geometric-mean")
    out: Floats = np.exp(_weighted_mean(np.log(children), weights))
    return out


def harmonic_mean(children: Floats, weights: Floats) -> Floats:
    """Σ w / Σ (w / x): the weakest child rules. Refused on x ≤ 0."""
    _demand_positive(children, "harmonic-mean")
    out: Floats = 1.0 / _weighted_mean(1.0 / children, weights)
    return out


METHODS: dict[str, Callable[..., Any]] = {
    "arithmetic-mean": arithmetic_mean,
    "geometric-mean": geometric_mean,
    "harmonic-mean": harmonic_mean,
}


def _demand_positive(children: Floats, name: str) -> None:
    if (children <= 0).any():
        raise MethodError(
            Problem(
                "aggregate",
                f"{name} needs values above 0, and {int((children <= 0).sum())} are not.",
                "Normalise onto a range above 0, or give clip_lower.",
            )
        )
