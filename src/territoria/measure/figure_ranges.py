"""The range of every latest figure, and of its place, within the figure's own error.

A published figure has an error too: its last printed digit, its age, what its publisher says of it
(``standard_error``). The value's range is 5–95 % of a normal error, inside the natural bounds. The
place's range counts whom one can tell apart: those who are surely better stand before, those who
are surely worse behind (each pair at 95 %, one side), and the place lies between. A place so found
is always inside its own range; drawing figures again would push everybody towards the middle.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Floats
from territoria.measure.standard_error import standard_errors
from territoria.model import Indicator
from territoria.observations import Cut, Observations

SURE = 1.6448536269514722  # 95 % of a normal distribution lie below so many standard errors


@dataclass(frozen=True)
class FigureRanges:
    """All arrays are ``(indicator, territory)``, NaN where the figure is missing.

    ``rank`` 1 is the better end; where neither end is better, the larger. Ties share the best place.
    """

    low: Floats
    high: Floats
    rank: Floats
    rank_low: Floats
    rank_high: Floats


def figure_ranges(
    observations: Observations,
    cut: Cut,
    indicators: Mapping[str, Indicator],
    reference_year: int,
) -> FigureRanges:
    """Ranges (5–95 %) of the figures of a cut and of their places."""
    errors = np.nan_to_num(standard_errors(observations, cut, reference_year))
    low, high, rank, first, last = (np.full(cut.values.shape, np.nan) for _ in range(5))
    for row, name in enumerate(cut.indicators):
        known = np.isfinite(cut.values[row])
        text = indicators.get(name)
        values, error = cut.values[row, known], errors[row, known]
        ends = _ends(text.natural_bounds) if text else (-np.inf, np.inf)
        low[row, known] = np.minimum(np.clip(values - SURE * error, *ends), values)
        high[row, known] = np.maximum(np.clip(values + SURE * error, *ends), values)
        better = values if text is None or text.direction >= 0 else -values
        rank[row, known], first[row, known], last[row, known] = _places(better, error)
    return FigureRanges(low, high, rank, first, last)


def _ends(bounds: tuple[float | None, float | None]) -> tuple[float, float]:
    low, high = bounds
    return -np.inf if low is None else low, np.inf if high is None else high


def _places(values: Floats, error: Floats) -> tuple[Floats, Floats, Floats]:
    """Place, and its first and last, of values of which more is better."""
    ahead = values[:, None] - values[None, :]  # how far the row is ahead of the column
    sure = ahead > SURE * np.hypot(error[:, None], error[None, :])
    rank: Floats = 1.0 + (ahead > 0).sum(axis=0)
    first: Floats = 1.0 + sure.sum(axis=0)
    last: Floats = float(len(values)) - sure.sum(axis=1)
    return rank, first, last
