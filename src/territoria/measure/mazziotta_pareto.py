"""Mazziotta–Pareto: the mean, less (or more) a penalty for being uneven.

M ± S²/M with M the mean and S the standard deviation of a territory's children. De Muro, Mazziotta
& Pareto (2011), Social Indicators Research 104: 1–18 (MPI); Mazziotta & Pareto (2016), Social
Indicators Research 127: 983–1003 (adjusted, AMPI).
"""

from __future__ import annotations

from typing import Literal

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Floats
from territoria.measure.weighted_mean import weighted_mean

Direction = Literal["negative", "positive"]


def mazziotta_pareto(
    children: Floats,
    weights: Floats,
    *,
    direction: Direction = "negative",
    standardise: bool = False,
) -> Floats:
    """MPI: M − S²/M where more is better (``negative`` penalty), M + S²/M where more is worse.

    Children are expected as z-scores with mean 100 and standard deviation 10, which is what
    ``z-score`` with ``mean=100 sd=10`` gives; ``standardise`` puts each child on that scale first
    (over its territories, with n, as the authors do). MethodError where a mean is not above 0.
    """
    return _penalised(_standardised(children) if standardise else children, weights, direction)


def adjusted_mazziotta_pareto(
    children: Floats,
    weights: Floats,
    *,
    direction: Direction = "negative",
    lower: float = 70.0,
    upper: float = 130.0,
) -> Floats:
    """AMPI: the same penalty on children of a scale from 70 to 130, so that bounds may be frozen.

    ``lower`` and ``upper`` are the ends of the scale on which the children come. The children are
    put onto 70 to 130, where the penalty is taken, and the score goes back onto ``lower`` to
    ``upper``: so a node above finds it on the scale that it expects. With ``min-max lower=70
    upper=130`` nothing moves. MethodError where a mean is not above 0 (on 70 to 130), or
    ``lower`` is not below ``upper``.
    """
    if not lower < upper:
        what = f"adjusted-mazziotta-pareto has no scale between {lower:g} and {upper:g}."
        raise MethodError(Problem("aggregate", what, "Give a lower end below the upper one."))
    ratio = (upper - lower) / 60.0
    score = _penalised(70.0 + (children - lower) / ratio, weights, direction, "adjusted-")
    out: Floats = lower + (score - 70.0) * ratio
    return out


def _penalised(children: Floats, weights: Floats, direction: Direction, form: str = "") -> Floats:
    mean = weighted_mean(children, weights)
    if (mean <= 0).any():
        what = f"{form}mazziotta-pareto needs means above 0, and {int((mean <= 0).sum())} are not."
        mend = "Normalise onto mean 100 and sd 10, or onto 70 to 130."
        raise MethodError(Problem("aggregate", what, mend))
    variance = weighted_mean((children - mean[..., None, :]) ** 2, weights)
    penalty = variance / mean
    out: Floats = mean - penalty if direction == "negative" else mean + penalty
    return out


def _standardised(children: Floats) -> Floats:
    """100 + 10·(x − mean) / sd over the territories; 100 where a child has no spread."""
    present = np.isfinite(children)
    n = np.maximum(present.sum(axis=-1, keepdims=True), 1)
    mean = np.where(present, children, 0.0).sum(axis=-1, keepdims=True) / n
    d = children - mean
    sd = np.sqrt(np.where(present, d * d, 0.0).sum(axis=-1, keepdims=True) / n)
    flat = sd <= 1e-12 * np.abs(mean)
    z = np.where(flat & present, 0.0, d / np.where(flat, 1.0, sd))
    out: Floats = 100.0 + 10.0 * z
    return out
