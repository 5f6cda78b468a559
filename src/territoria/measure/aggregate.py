"""Aggregate: the children of a node become its score.

A method takes ``children[..., child, territory]`` and ``weights[..., child]`` and returns
``[..., territory]``; leading axes (replications) broadcast. Weights are relative; missing children
drop out and the others' weights are re-scaled; where all are missing the score is missing. A method
that refuses some values says which. Formulas: docs/methods/measure.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.benefit_of_the_doubt import benefit_of_the_doubt
from territoria.measure.frame import Floats
from territoria.measure.mazziotta_pareto import adjusted_mazziotta_pareto, mazziotta_pareto
from territoria.measure.outranking import copeland
from territoria.measure.weighted_mean import weighted_mean

HALF = 1e-12  # of the weight: what cumulated shares may miss the half by


def arithmetic_mean(children: Floats, weights: Floats) -> Floats:
    """Σ w·x / Σ w. A strong child makes up for a weak one."""
    return weighted_mean(children, weights)


def geometric_mean(
    children: Floats,
    weights: Floats,
    *,
    clip_lower: float | None = None,
    clip_upper: float | None = None,
) -> Floats:
    """exp(Σ w·ln x / Σ w): weakness counts more. Refused on x ≤ 0 unless clipped above 0.

    A child that weighs nothing may have any value.
    """
    if clip_lower is not None or clip_upper is not None:
        children = np.clip(children, clip_lower, clip_upper)
    children = _positive(children, weights, "geometric-mean", ", or give clip_lower")
    out: Floats = np.exp(weighted_mean(np.log(children), weights))
    return out


def harmonic_mean(children: Floats, weights: Floats) -> Floats:
    """Σ w / Σ (w / x): the weakest child that weighs anything rules. Refused on x ≤ 0."""
    children = _positive(children, weights, "harmonic-mean")
    out: Floats = 1.0 / weighted_mean(1.0 / children, weights)
    return out


def power_mean(children: Floats, weights: Floats, *, exponent: float = 0.5) -> Floats:
    """(Σ w·x^p / Σ w)^(1/p) with p = ``exponent``; the geometric mean where p = 0.

    1 is the arithmetic, −1 the harmonic mean; the lower p, the more weakness counts (Handbook,
    step 6). Refused on x < 0 (p > 0 and not 1) or x ≤ 0 (p ≤ 0).
    """
    if exponent == 1:
        return weighted_mean(children, weights)
    if exponent <= 0 or (children < 0).any():
        children = _positive(children, weights, "power-mean")
    if exponent == 0:
        return geometric_mean(children, weights)
    # powers of shares of the largest (smallest where p < 0) neither overflow nor vanish
    pick = np.fmax if exponent > 0 else np.fmin
    level = pick.reduce(children, axis=-2, keepdims=True)
    level = np.where(level > 0, level, 1.0)
    mean = weighted_mean((children / level) ** exponent, weights)
    out: Floats = mean ** (1.0 / exponent) * level[..., 0, :]
    return out


def median(children: Floats, weights: Floats) -> Floats:
    """Weighted median: half of the weight lies on either side.

    The first child, from below, at which the cumulated weight passes half; where it reaches half
    exactly, the mean of that child and the next. With equal weights this is the common median.
    Missing where the children that are there weigh nothing.
    """
    shape = (*np.broadcast_shapes(children.shape[:-2], weights.shape[:-1]), *children.shape[-2:])
    values = np.broadcast_to(children, shape)
    order = np.argsort(values, axis=-2)  # missing ones come last
    values = np.take_along_axis(values, order, axis=-2)
    shares = np.take_along_axis(np.broadcast_to(weights[..., None], shape), order, axis=-2)
    shares = np.where(np.isfinite(values), shares, 0.0)
    reached = np.cumsum(shares, axis=-2)
    total = reached[..., -1:, :]
    slack = HALF * total
    low = np.argmax(reached >= total / 2 - slack, axis=-2)[..., None, :]
    high = np.argmax(reached > total / 2 + slack, axis=-2)[..., None, :]
    middle = np.take_along_axis(values, low, axis=-2) + np.take_along_axis(values, high, axis=-2)
    out: Floats = np.where(total > 0, middle / 2, np.nan)[..., 0, :]
    return out


def inverted_geometric(children: Floats, weights: Floats, *, top: float = 10.0) -> Floats:
    """The geometric mean seen from above, where a high value is the trouble (INFORM, JRC).

    (top − G) / (top − 1) · top with G the geometric mean of (top − x) / top · (top − 1) + 1, which
    runs from 1 (x = top) to top (x = 0). With ``top`` 10 this is INFORM's
    (10 − GEOMEAN((10 − x) / 10 · 9 + 1)) / 9 · 10. Refused on values outside 0 to ``top``.
    """
    if not top > 1:
        what = f"inverted-geometric cannot have a scale up to {top:g}."
        raise MethodError(Problem("aggregate", what, "Give a top above 1."))
    outside = int(((children < -1e-9 * top) | (children > top * (1 + 1e-9))).sum())
    if outside:
        what = f"inverted-geometric needs values from 0 to {top:g}, and {outside} are outside."
        raise MethodError(Problem("aggregate", what, "Normalise onto that range, or give top."))
    turned = (top - children) / top * (top - 1) + 1
    out: Floats = (top - np.exp(weighted_mean(np.log(turned), weights))) / (top - 1) * top
    return out


METHODS: dict[str, Callable[..., Any]] = {
    "arithmetic-mean": arithmetic_mean,
    "geometric-mean": geometric_mean,
    "harmonic-mean": harmonic_mean,
    "power-mean": power_mean,
    "median": median,
    "mazziotta-pareto": mazziotta_pareto,
    "adjusted-mazziotta-pareto": adjusted_mazziotta_pareto,
    "inverted-geometric": inverted_geometric,
    "copeland": copeland,
    "benefit-of-the-doubt": benefit_of_the_doubt,
}


def _positive(children: Floats, weights: Floats, name: str, otherwise: str = "") -> Floats:
    """The children, all above 0; one that is not is missing if it weighs nothing, else refused."""
    low = children <= 0
    if not low.any():
        return children
    counted = low & (weights[..., None] > 0)
    if counted.any():
        what = f"{name} needs values above 0, and {int(counted.sum())} are not."
        mend = f"Normalise onto a range above 0{otherwise}."
        raise MethodError(Problem("aggregate", what, mend))
    return np.where(low, np.nan, children)
