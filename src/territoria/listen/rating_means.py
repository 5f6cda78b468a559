"""Means of many services, each drawn towards the mean of all by as much as its few ratings demand.

Empirical Bayes with moments (Efron and Morris 1975; ranges after Morris 1983): a service with three
ratings borrows most of its mean from the others, one with three hundred next to nothing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from territoria.listen.reach import Z

# A rating is rounded to a whole step: equal ratings still leave half a step open on either side.
ROUNDING = 1 / 12
RANGE = (0.05, 0.95)


@dataclass(frozen=True, slots=True)
class DrawnMeans:
    """Means (services,) on the scale of the ratings, NaN without ratings; ranges hold 90 %.

    ``inside``: variance s² of one rating inside a service; ``between``: variance tau² of the services'
    true means, None where fewer than two services have ratings; ``middle``: mu, the mean of the means.
    """

    means: np.ndarray
    errors: np.ndarray
    low: np.ndarray
    high: np.ndarray
    inside: float
    between: float | None
    middle: float


def drawn_means(
    n: np.ndarray, raw: np.ndarray, squares: np.ndarray, lowest: float, highest: float
) -> DrawnMeans:
    """Draw means towards their middle: ``m = (n/s² x + mu/tau²) / (n/s² + 1/tau²)``.

    ``n`` (services,) ratings; ``raw`` their means x; ``squares``: sum of the squared distances from
    the service's own mean. ``s² = Σ squares / Σ (n − 1)``; ``tau²`` by the analysis of variance,
    ``(Σ n (x − x̄)² − (K − 1) s²) / (N − Σ n² / N)``, never below 0; mu weighs each x by
    ``1 / (tau² + s²/n)``. Ranges are cut to ``lowest`` and ``highest``. One service alone keeps its
    own mean.
    """
    held = np.flatnonzero(n > 0)
    count, x = n[held].astype(float), raw[held]
    inside = _inside(count, squares[held])
    noise = inside / count
    between = _between(count, x, inside) if len(held) > 1 else None
    if between is None:
        middle = float(x[0]) if len(held) else math.nan
        means, errors = x, np.sqrt(noise)
    else:
        weight = 1 / (between + noise)
        middle = float((weight * x).sum() / weight.sum())
        drawn = noise * weight  # how far towards the middle: 0 not at all, 1 all the way
        means = x + drawn * (middle - x)
        # what the middle and tau² leave open, each known from so many services only
        open_middle = drawn**2 / weight.sum()
        open_between = 2 / max(len(held) - 3, 1) * drawn**2 * (x - middle) ** 2
        errors = np.sqrt(noise * (1 - drawn) + open_middle + open_between)
    low, high = means - Z * errors, means + Z * errors
    columns = (means, errors, np.clip(low, lowest, highest), np.clip(high, lowest, highest))
    spread = [np.full(len(n), math.nan) for _ in columns]
    for column, values in zip(spread, columns, strict=True):
        column[held] = values
    return DrawnMeans(spread[0], spread[1], spread[2], spread[3], inside, between, middle)


def rank_ranges(
    means: np.ndarray, errors: np.ndarray, *, seed: int, draws: int = 1000
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ranks (services,), 1 the highest mean and equal where tied, with the best and the worst place.

    Between the two lie 90 % of ``draws`` rankings of means drawn from their normal ranges.
    """
    own = _ranks(means)
    noise = np.random.default_rng(seed).standard_normal((draws, len(means)))
    drawn = np.empty((draws, len(means)), dtype=np.intp)
    # a draw has no ties: places straight from the order
    np.put_along_axis(
        drawn, np.argsort(-(means + errors * noise), axis=1), np.arange(1, len(means) + 1)[None], 1
    )
    low, high = np.quantile(drawn, RANGE, axis=0, method="inverted_cdf")
    return own, np.minimum(low, own), np.maximum(high, own)


def _inside(n: np.ndarray, squares: np.ndarray) -> float:
    spare = float((n - 1).sum())
    return max(float(squares.sum()) / spare, ROUNDING) if spare > 0 else 1.0


def _between(n: np.ndarray, x: np.ndarray, inside: float) -> float:
    total = n.sum()
    apart = float((n * (x - (n * x).sum() / total) ** 2).sum()) - (len(n) - 1) * inside
    return max(apart / float(total - (n**2).sum() / total), 0.0)


def _ranks(means: np.ndarray) -> np.ndarray:
    """Competition ranks: 1 + how many are higher."""
    rising = np.sort(means)
    ranks: np.ndarray = 1 + len(means) - np.searchsorted(rising, means, side="right")
    return ranks
