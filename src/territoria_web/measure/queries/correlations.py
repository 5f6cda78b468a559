"""How two figures go together over territories: by rank, with a range, without a word about cause."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from territoria.documents.numerals import numeral

FEWEST = 10
"""Fewer pairs carry no correlation worth printing."""
NORMAL_95 = 1.6448536269514722


@dataclass(frozen=True)
class Correlation:
    """Spearman's rank correlation with its 90 % range; None where it cannot be told."""

    value: float | None
    low: float | None
    high: float | None
    count: int

    @property
    def word(self) -> str:
        """*together*, *opposed*, *loose* (the range holds 0), or *unknown*."""
        if self.value is None or self.low is None or self.high is None:
            return "unknown"
        if self.low > 0:
            return "together"
        return "opposed" if self.high < 0 else "loose"

    @property
    def said(self) -> dict[str, str]:
        """``rho``, ``low`` and ``high`` as they are printed."""
        ends = {"rho": self.value, "low": self.low, "high": self.high}
        return {name: numeral(end, 2) for name, end in ends.items()}


def rank_correlation(pairs: Sequence[tuple[float, float]]) -> Correlation:
    """Spearman's ρ; the range by Fisher's z with the variance of Bonett and Wright (2000)."""
    count = len(pairs)
    if count < FEWEST:
        return Correlation(None, None, None, count)
    across, up = (average_ranks(np.array(side, dtype=float)) for side in zip(*pairs, strict=True))
    if not across.std() or not up.std():
        return Correlation(None, None, None, count)
    rho = float(np.clip(np.corrcoef(across, up)[0, 1], -1.0, 1.0))
    if abs(rho) > 1 - 1e-12:
        return Correlation(rho, rho, rho, count)
    reach = NORMAL_95 * math.sqrt((1 + rho * rho / 2) / (count - 3))
    middle = math.atanh(rho)
    return Correlation(rho, math.tanh(middle - reach), math.tanh(middle + reach), count)


def average_ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Ranks from 1; what is equal shares the middle of its places."""
    _, place, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    middle: NDArray[np.float64] = (last - (counts - 1) / 2)[place]
    return middle
