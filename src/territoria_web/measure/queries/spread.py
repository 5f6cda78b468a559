"""Where the middle of many values lies, and which few stand clearly apart from all others."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from statistics import median, quantiles

FEWEST_VALUES = 4
FAR = 5.0
"""Usual distances from the middle; of a round cloud one dot in 270,000 would stand farther out."""
MOST = 3
FEWEST = 20
"""With fewer dots there is no cloud to stand apart from."""
NORMAL = 1.4826
"""What makes the median distance from the median comparable with a standard deviation."""


def middle_of(values: Sequence[float]) -> float | None:
    """The median; None of nothing."""
    return median(values) if values else None


def quarters(values: Sequence[float]) -> tuple[float, float, float] | None:
    """The ends of the middle half around the median; None of fewer than four."""
    if len(values) < FEWEST_VALUES:
        return None
    low, middle, high = quantiles(values, n=4, method="inclusive")
    return low, middle, high


def outliers(spots: Mapping[int, tuple[float, float]], link: float | None) -> list[int]:
    """The farthest ones, the farthest first, by their keys.

    The distance counts how unusual a pair of values is beside the others, with the ``link`` of
    both figures: high on both is less unusual where the two go together.
    """
    if len(spots) < FEWEST:
        return []
    across = _steps([x for x, _ in spots.values()])
    up = _steps([y for _, y in spots.values()])
    if across is None or up is None:
        return []
    rho = max(-0.95, min(0.95, link or 0.0))
    far = {
        key: math.sqrt(max((a * a - 2 * rho * a * b + b * b) / (1 - rho * rho), 0.0))
        for key, a, b in zip(spots, across, up, strict=True)
    }
    clear = sorted((key for key in far if far[key] > FAR), key=lambda key: (-far[key], key))
    return clear[:MOST]


def _steps(values: Sequence[float]) -> list[float] | None:
    """How far each lies from the median, in usual distances; None where most are the same."""
    middle = median(values)
    usual = NORMAL * median(abs(value - middle) for value in values)
    return [(value - middle) / usual for value in values] if usual else None
