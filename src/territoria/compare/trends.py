"""Trends: Theil–Sen slopes with a bootstrap band, where at least three periods exist.

The slope is the median of all pairwise slopes, so that one odd year does not bend it; the band
comes from resampling the residuals. An exact line has no residuals and therefore no band.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from territoria.measure.frame import Floats

PERIODS_NEEDED = 3
PERIODS_FOR_A_WORD = 4
DRAWS = 500
# Residuals of so few points are too small: widened by 1.4·√(n / (n − 2)) the band keeps its 90 % on
# independent noise (simulated for five and six periods).
WIDENING = 1.4


@dataclass(frozen=True)
class Trend:
    """Change per year in the indicator's own unit, with its 5–95 % band."""

    slope: float
    low: float
    high: float
    periods: tuple[int, ...]
    values: tuple[float, ...]
    direction: float

    @property
    def word(self) -> Literal["improving", "worsening", "no clear direction"]:
        """What the change means, given the direction; a band across zero is no direction.

        Three periods are too few to tell; four tell only where every step goes the same way.
        """
        steps = np.diff(self.values)
        alike = bool((steps > 0).all() or (steps < 0).all())
        few = len(self.periods) <= PERIODS_FOR_A_WORD
        if len(self.periods) < PERIODS_FOR_A_WORD or (few and not alike):
            return "no clear direction"
        if self.low * self.direction > 0 and self.high * self.direction > 0:
            return "improving"
        if self.low * self.direction < 0 and self.high * self.direction < 0:
            return "worsening"
        return "no clear direction"


def theil_sen(years: Floats, values: Floats) -> Floats:
    """Median of pairwise slopes over the last axis of ``values``; NaN with fewer than two."""
    first, second = np.triu_indices(len(years), k=1)
    if not first.size:
        return np.full(values.shape[:-1], np.nan)
    slopes = (values[..., second] - values[..., first]) / (years[second] - years[first])
    middle: Floats = np.median(slopes, axis=-1)
    return middle


def find_trend(
    periods: NDArray[np.int64], values: Floats, *, direction: float = 1.0, seed: str = ""
) -> Trend | None:
    """The trend of one series, or None with fewer than three periods.

    ``seed`` is any text (an address, say): the same text gives the same band.
    """
    if len(periods) < PERIODS_NEEDED:
        return None
    years = periods.astype(float)
    slope = float(theil_sen(years, values))
    level = float(np.median(values - slope * years))
    fitted = level + slope * years
    count = len(years)
    residuals = (values - fitted) * WIDENING * np.sqrt(count / (count - 2))
    random = np.random.default_rng(crc32(seed.encode()))
    drawn = fitted + random.choice(residuals, size=(DRAWS, len(years)))
    low, high = np.percentile(theil_sen(years, drawn), [5, 95])
    return Trend(
        slope=slope,
        low=float(min(low, slope)),
        high=float(max(high, slope)),
        periods=tuple(int(p) for p in periods),
        values=tuple(values.tolist()),
        direction=direction,
    )
