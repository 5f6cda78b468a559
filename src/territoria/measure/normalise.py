"""Normalise: indicators in different units become comparable, higher always better.

A method takes ``(values, frame)``; ``values[..., indicator, territory]`` are already *oriented*:
indicators whose direction is −1 come in with the opposite sign (``orient``). Bounds and targets in
the frame are in the indicator's own unit and direction, and are turned here. A constant indicator
has no spread to normalise and becomes missing. Formulas: docs/methods/measure.md.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Floats, Frame

Result = tuple[Floats, dict[str, Any]]


def orient(values: Floats, frame: Frame) -> Floats:
    """Values with the sign turned where lower is better."""
    return values * frame.direction[:, None]


def none(values: Floats, frame: Frame) -> Result:
    """Leave oriented values as they are (they are comparable already)."""
    return values, {}


def fixed_bounds(
    values: Floats, frame: Frame, *, scale: float = 100.0, clip: bool = False
) -> Result:
    """(x − minimum) / (maximum − minimum) · scale with the edition's frozen bounds."""
    low, high = _bounds(frame)
    scaled = (values - low) / (high - low) * scale
    return (np.clip(scaled, 0.0, scale) if clip else scaled), {}


def goalposts(values: Floats, frame: Frame, *, scale: float = 1.0, clip: bool = True) -> Result:
    """Fixed bounds, truncated to the goalposts (UNDP's form)."""
    return fixed_bounds(values, frame, scale=scale, clip=clip)


def min_max(values: Floats, frame: Frame, *, lower: float = 0.0, upper: float = 100.0) -> Result:
    """(x − min) / (max − min) over the territories, onto [lower, upper]."""
    low, high = _range(values)
    return (values - low) / _spread(high - low) * (upper - lower) + lower, {}


def z_score(values: Floats, frame: Frame, *, mean: float = 0.0, sd: float = 1.0) -> Result:
    """(x − average) / standard deviation (n − 1) · sd + mean."""
    present = np.isfinite(values)
    n = present.sum(axis=-1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        average = np.where(present, values, 0.0).sum(axis=-1, keepdims=True) / n
        d = values - average
        variance = np.where(present, d * d, 0.0).sum(axis=-1, keepdims=True) / (n - 1)
    low, high = _range(values)  # a constant has no spread, whatever its mean's last digit says
    return d / np.where(low == high, np.nan, np.sqrt(variance)) * sd + mean, {}


def scaled(
    values: Floats, frame: Frame, *, lower: float = 0.0, upper: float = 100.0, factor: float = 100.0
) -> Result:
    """(x − lower) / (upper − lower) · factor with the same bounds for all indicators."""
    return (values - lower) / (upper - lower) * factor, {}


def distance_to_maximum(values: Floats, frame: Frame) -> Result:
    """1 − (max − x) / (max − min)."""
    low, high = _range(values)
    return 1.0 - (high - values) / _spread(high - low), {}


def distance_to_target(values: Floats, frame: Frame, *, cap: bool = True) -> Result:
    """(x − min) / (target − min), at most 1 where ``cap``."""
    if not np.isfinite(frame.target).all():
        missing = [i for i, t in zip(frame.indicators, frame.target, strict=True) if np.isnan(t)]
        raise MethodError(Problem("normalise", f"no target for {', '.join(missing)}.", "Give one."))
    target = (frame.target * frame.direction)[:, None]
    low, _ = _range(values)
    reached = (values - low) / _spread(target - low)
    return (np.minimum(reached, 1.0) if cap else reached), {}


def fraction_of_maximum(values: Floats, frame: Frame) -> Result:
    """The share x / max where higher is better, min / x where lower is: the best is 1."""
    _, high = _range(values)
    falling = (frame.direction < 0)[:, None]
    with np.errstate(divide="ignore", invalid="ignore"):
        out = np.where(falling, high / values, values / high)
    return out, {}


def rank(values: Floats, frame: Frame) -> Result:
    """Competition rank, 1 = worst; ties share the lowest."""
    return competition_ranks(values), {}


def borda(values: Floats, frame: Frame) -> Result:
    """Rank − 1: how many territories are worse."""
    return competition_ranks(values) - 1.0, {}


def percentile_rank(values: Floats, frame: Frame) -> Result:
    """(rank − 1) / (n − 1)."""
    n = np.isfinite(values).sum(axis=-1, keepdims=True)
    return (competition_ranks(values) - 1.0) / _spread(n - 1.0), {}


def competition_ranks(values: Floats) -> Floats:
    """Ascending competition ranks (1 = smallest) over the last axis; NaN stays NaN."""
    order = np.argsort(values, axis=-1, kind="stable")
    ordered = np.take_along_axis(values, order, axis=-1)
    new = np.ones(ordered.shape, dtype=bool)
    new[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    position = np.arange(1, values.shape[-1] + 1, dtype=float)
    first = np.maximum.accumulate(np.where(new, position, 0.0), axis=-1)
    out = np.empty(values.shape)
    np.put_along_axis(out, order, first, axis=-1)
    out[~np.isfinite(values)] = np.nan
    return out


METHODS: dict[str, Callable[..., Any]] = {
    "none": none,
    "fixed-bounds": fixed_bounds,
    "goalposts": goalposts,
    "min-max": min_max,
    "z-score": z_score,
    "scaled": scaled,
    "distance-to-maximum": distance_to_maximum,
    "distance-to-target": distance_to_target,
    "fraction-of-maximum": fraction_of_maximum,
    "rank": rank,
    "borda": borda,
    "percentile-rank": percentile_rank,
}

# Methods whose scale is made by the sample: only order and relative distance mean something, so
# replications that draw them are moved onto the scale of the framework's own recipe.
SAMPLE_SCALE = frozenset(
    {
        "min-max",
        "z-score",
        "distance-to-maximum",
        "fraction-of-maximum",
        "rank",
        "borda",
        "percentile-rank",
    }
)


def _bounds(frame: Frame) -> tuple[Floats, Floats]:
    missing = ~(np.isfinite(frame.minimum) & np.isfinite(frame.maximum))
    if missing.any():
        names = [frame.indicators[n] for n in np.flatnonzero(missing)]
        raise MethodError(
            Problem(
                "normalise",
                f"fixed bounds are missing for {', '.join(names)}.",
                "Give minimum and maximum in the framework, or choose min-max.",
            )
        )
    falling = frame.direction < 0
    low = np.where(falling, -frame.maximum, frame.minimum)[:, None]
    high = np.where(falling, -frame.minimum, frame.maximum)[:, None]
    return low, high


def _range(values: Floats) -> tuple[Floats, Floats]:
    present = np.isfinite(values)
    low: Floats = np.where(present, values, np.inf).min(axis=-1, keepdims=True)
    high: Floats = np.where(present, values, -np.inf).max(axis=-1, keepdims=True)
    return low, high


def _spread(width: Floats) -> Floats:
    """Widths with zero turned into NaN: a constant indicator cannot be normalised."""
    out: Floats = np.where(width == 0, np.nan, width)
    return out
