"""The range of every latest figure, and of its place, within the figure's own error.

A published figure has an error too: its last printed digit, its age, what its publisher says of it
(``standard_error``). Values are drawn within it and ranked again in every draw, as for scores.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from territoria.measure.frame import Floats
from territoria.measure.standard_error import standard_errors
from territoria.model import Indicator
from territoria.observations import Cut, Observations

DRAWS = 400
SEED = 17
LOW, HIGH = 5.0, 95.0


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
    *,
    draws: int = DRAWS,
    seed: int = SEED,
) -> FigureRanges:
    """Ranges (5–95 %) of the figures of a cut and of their places."""
    errors = np.nan_to_num(standard_errors(observations, cut, reference_year))
    shape = cut.values.shape
    low, high, rank, first, last = (np.full(shape, np.nan) for _ in range(5))
    for row, name in enumerate(cut.indicators):
        known = np.isfinite(cut.values[row])
        if not known.any():
            continue
        text = indicators.get(name)
        bounds = text.natural_bounds if text else (None, None)
        sign = -1.0 if text is not None and text.direction < 0 else 1.0
        values, error = cut.values[row, known], errors[row, known]
        random = np.random.default_rng(np.random.SeedSequence((seed, row)))
        drawn = np.clip(
            values + random.standard_normal((draws, len(values))) * error, *_ends(bounds)
        )
        places = _ranks(sign * drawn)
        low[row, known], high[row, known] = np.percentile(drawn, (LOW, HIGH), axis=0)
        rank[row, known] = _ranks((sign * values)[None])[0]
        first[row, known], last[row, known] = np.percentile(
            places, (LOW, HIGH), axis=0, method="nearest"
        )
    return FigureRanges(low, high, rank, first, last)


def _ends(bounds: tuple[float | None, float | None]) -> tuple[float, float]:
    low, high = bounds
    return -np.inf if low is None else low, np.inf if high is None else high


def _ranks(values: Floats) -> Floats:
    """1 + how many are larger, over the last axis."""
    ordered = np.sort(values, axis=-1)
    count = values.shape[-1]
    places = np.stack(
        [
            count - np.searchsorted(line, mine, side="right")
            for line, mine in zip(ordered, values, strict=True)
        ]
    )
    ranks: Floats = places + 1.0
    return ranks
