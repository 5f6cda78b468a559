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

from territoria.errors import MethodError, Problem, did_you_mean
from territoria.measure.extremes import highest, lowest
from territoria.measure.frame import Floats, Frame
from territoria.measure.moments import BLOCK
from territoria.measure.percentiles import percentiles_of

Result = tuple[Floats, dict[str, Any]]


def orient(values: Floats, frame: Frame) -> Floats:
    """Values with the sign turned where lower is better; the same array where it nowhere is."""
    if (frame.direction == 1.0).all():
        return values
    return values * frame.direction[:, None]


def none(values: Floats, frame: Frame) -> Result:
    """Leave oriented values as they are (they are comparable already)."""
    return values, {}


def fixed_bounds(
    values: Floats, frame: Frame, *, scale: float = 100.0, clip: bool = False
) -> Result:
    """(x − minimum) / (maximum − minimum) · scale with the edition's frozen bounds.

    MethodError where a bound is missing, or a minimum is not below its maximum.
    """
    low, high = _bounds(frame)
    scaled = _move(values, low, high - low, scale)
    return (np.clip(scaled, 0.0, scale, out=scaled) if clip else scaled), {}


def goalposts(values: Floats, frame: Frame, *, scale: float = 1.0, clip: bool = True) -> Result:
    """Fixed bounds, truncated to the goalposts (UNDP's form)."""
    return fixed_bounds(values, frame, scale=scale, clip=clip)


def min_max(values: Floats, frame: Frame, *, lower: float = 0.0, upper: float = 100.0) -> Result:
    """(x − min) / (max − min) over the territories, onto [lower, upper], lower < upper."""
    _demand_scale("min-max", lower, upper)
    low, high = lowest(values), highest(values)
    return _move(values, low, _spread(high - low), upper - lower, lower), {}


def z_score(values: Floats, frame: Frame, *, mean: float = 0.0, sd: float = 1.0) -> Result:
    """(x − average) / standard deviation (n − 1) · sd + mean."""
    average, deviation = _mean_and_deviation(values)
    low, high = lowest(values), highest(values)
    # a constant has no spread, whatever its mean's last digit says
    return _move(values, average, np.where(low == high, np.nan, deviation), sd, mean), {}


def scaled(
    values: Floats, frame: Frame, *, lower: float = 0.0, upper: float = 100.0, factor: float = 100.0
) -> Result:
    """(x − lower) / (upper − lower) · factor, lower < upper, the same for all indicators."""
    _demand_scale("scaled", lower, upper)
    return _move(values, np.array(lower), np.array(upper - lower), factor), {}


def distance_to_maximum(values: Floats, frame: Frame) -> Result:
    """1 − (max − x) / (max − min)."""
    low, high = lowest(values), highest(values)
    return 1.0 - (high - values) / _spread(high - low), {}


def distance_to_target(values: Floats, frame: Frame, *, cap: bool = True) -> Result:
    """(x − min) / (target − min), at most 1 where ``cap``.

    A target that is no better than the worst figure leaves no way to measure: the indicator
    becomes missing, and the details mark it as ``undefined``. MethodError where one has no target.
    """
    if not np.isfinite(frame.target).all():
        missing = [i for i, t in zip(frame.indicators, frame.target, strict=True) if np.isnan(t)]
        raise MethodError(Problem("normalise", f"no target for {', '.join(missing)}.", "Give one."))
    target = (frame.target * frame.direction)[:, None]
    low = lowest(values)
    undefined = target <= low
    reached = (values - low) / np.where(undefined, np.nan, target - low)
    return (np.minimum(reached, 1.0) if cap else reached), {"undefined": undefined[..., 0]}


def distance_to_reference(
    values: Floats, frame: Frame, *, reference: str, cap: bool = False
) -> Result:
    """1 − (x_ref − x) / (x_ref − min): the reference territory has 1, the worst 0.

    ``reference``: key or code of a territory of the frame; ``cap``: at most 1. An indicator that
    the reference has no figure of, or in which it is the worst, becomes missing; the details mark
    these indicators as ``undefined``. MethodError where the territory is not known.
    """
    column = _column(frame, reference)
    level = values[..., column : column + 1]
    width = _spread(level - lowest(values))
    out = 1.0 - (level - values) / width
    undefined = ~np.isfinite(width[..., 0]) & np.isfinite(values).any(axis=-1)
    return (np.minimum(out, 1.0) if cap else out), {"undefined": undefined}


def fraction_of_maximum(values: Floats, frame: Frame) -> Result:
    """The share x / max where higher is better, min / x where lower is: the best is 1.

    A share needs a best figure above 0. Where the maximum (the minimum where lower is better) is
    0 or less the indicator becomes missing, and the details mark it as ``undefined``.
    """
    high = highest(values)  # −min where lower is better
    falling = (frame.direction < 0)[:, None]
    undefined = np.where(falling, -high, high) <= 0
    best = np.where(undefined, np.nan, high)
    with np.errstate(divide="ignore", invalid="ignore"):
        out = np.where(falling, best / values, values / best)
    return out, {"undefined": undefined[..., 0]}


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
    order = np.argsort(values, axis=-1)  # ties share a rank, in whatever order
    ordered = np.take_along_axis(values, order, axis=-1)
    new = np.ones(ordered.shape, dtype=bool)
    new[..., 1:] = ordered[..., 1:] != ordered[..., :-1]
    position = np.arange(1, values.shape[-1] + 1, dtype=float)
    first = np.maximum.accumulate(np.where(new, position, 0.0), axis=-1)
    out = np.empty(values.shape)
    np.put_along_axis(out, order, first, axis=-1)
    out[~np.isfinite(values)] = np.nan
    return out


def frozen_bounds(
    values: Floats, *, lower_share: float = 0.0, upper_share: float = 1.0
) -> tuple[Floats, Floats]:
    """Bounds of each indicator to keep over periods and editions: ``(low, high)``, ``[indicator]``.

    ``values[..., indicator, territory]`` in the indicator's own unit and direction (not oriented);
    leading axes, such as periods, are pooled. The bounds are the ``lower_share`` and ``upper_share``
    quantiles (0 and 1: minimum and maximum), and fit ``Frame.minimum`` and ``Frame.maximum``.
    NaN where an indicator has no figure. MethodError unless 0 ≤ lower < upper ≤ 1.
    """
    if not 0 <= lower_share < upper_share <= 1:
        what = f"no bounds lie between the shares {lower_share} and {upper_share}."
        raise MethodError(Problem("normalise", what, "Give 0 ≤ lower_share < upper_share ≤ 1."))
    pooled = np.moveaxis(values, -2, 0).reshape(values.shape[-2], -1)
    low, high = percentiles_of(pooled.T, (100 * lower_share, 100 * upper_share))
    return low, high


METHODS: dict[str, Callable[..., Any]] = {
    "none": none,
    "fixed-bounds": fixed_bounds,
    "goalposts": goalposts,
    "min-max": min_max,
    "z-score": z_score,
    "scaled": scaled,
    "distance-to-maximum": distance_to_maximum,
    "distance-to-target": distance_to_target,
    "distance-to-reference": distance_to_reference,
    "fraction-of-maximum": fraction_of_maximum,
    "rank": rank,
    "borda": borda,
    "percentile-rank": percentile_rank,
}


def _bounds(frame: Frame) -> tuple[Floats, Floats]:
    given = np.isfinite(frame.minimum) & np.isfinite(frame.maximum)
    missing = [n for n, there in zip(frame.indicators, given, strict=True) if not there]
    problems = []
    if missing:
        what = f"fixed bounds are missing for {', '.join(missing)}."
        mend = "Give minimum and maximum in the framework, or choose min-max."
        problems.append(Problem("normalise", what, mend))
    for n in np.flatnonzero(given & (frame.minimum >= frame.maximum)):
        ends = f"the minimum {frame.minimum[n]:g} of {frame.indicators[n]} is not below its"
        mend = "Give the lower bound as minimum; the direction says which end is better."
        problems.append(Problem("normalise", f"{ends} maximum {frame.maximum[n]:g}.", mend))
    if problems:
        raise MethodError(problems)
    falling = frame.direction < 0
    low = np.where(falling, -frame.maximum, frame.minimum)[:, None]
    high = np.where(falling, -frame.minimum, frame.maximum)[:, None]
    return low, high


def _demand_scale(name: str, lower: float, upper: float) -> None:
    if not lower < upper:
        what = f"{name} has no scale from {lower:g} to {upper:g}."
        raise MethodError(Problem("normalise", what, "Give a lower end below the upper one."))


def _column(frame: Frame, reference: str) -> int:
    """Place of a territory named by its key (code@version) or its code."""
    codes = [t.partition("@")[0] for t in frame.territories]
    for names in (frame.territories, codes):
        if reference in names:
            return names.index(reference)
    what = f"the reference territory {reference} is not known."
    mend = did_you_mean(reference, codes) if codes else "Name the territories of the frame."
    raise MethodError(Problem("normalise", what, mend))


def _move(
    values: Floats, start: Floats, width: Floats, factor: float, shift: float = 0.0
) -> Floats:
    """(x − start) / width · factor + shift, in blocks that stay in the processor's cache.

    ``start`` and ``width`` broadcast against ``values`` with a last axis of length 1.
    """
    shape = values.shape
    edge = (*shape[:-1], 1)
    rows = values.reshape(-1, shape[-1])
    starts = np.broadcast_to(start, edge).reshape(-1, 1)
    widths = np.broadcast_to(width, edge).reshape(-1, 1)
    out = np.empty(rows.shape)
    step = max(1, BLOCK // max(shape[-1], 1))
    for first in range(0, len(rows), step):
        here = slice(first, first + step)
        block = np.subtract(rows[here], starts[here], out=out[here])
        block /= widths[here]
        block *= factor
        block += shift
    return out.reshape(shape)


def _mean_and_deviation(values: Floats) -> tuple[Floats, Floats]:
    """Mean and standard deviation (n − 1) of what is present, the last axis kept; NaN for n < 2."""
    with np.errstate(invalid="ignore", divide="ignore"):
        total = values.sum(axis=-1, keepdims=True)
        if np.isfinite(total).all():
            n = np.float64(values.shape[-1])
            d = values - total / n
        else:
            present = np.isfinite(values)
            n = present.sum(axis=-1, keepdims=True).astype(float)
            total = np.where(present, values, 0.0).sum(axis=-1, keepdims=True)
            d = np.where(present, values - total / n, 0.0)
        variance = np.einsum("...t,...t->...", d, d)[..., None] / (n - 1)
        deviation: Floats = np.sqrt(variance)
    return total / np.where(n > 0, n, np.nan), deviation


def _spread(width: Floats) -> Floats:
    """Widths with zero turned into NaN: a constant indicator cannot be normalised."""
    out: Floats = np.where(width == 0, np.nan, width)
    return out
