"""Whether a figure of one year differs from that of another by more than doubt."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Change:
    """From the earlier to the later figure, with its 90 % range."""

    change: float
    low: float
    high: float

    @property
    def moved(self) -> bool:
        """Whether the range leaves zero out."""
        return self.low > 0 or self.high < 0


def change_of(earlier: Mapping[str, Any] | None, later: Mapping[str, Any] | None) -> Change | None:
    """The difference of two shares, or of two means; None where one of them is not shown.

    The range is put together from the two ranges (Newcombe 1998, method 10, as for ratings; Zou and
    Donner 2008 for means). It takes the years for two samples: firms that answered in both make the
    true range narrower, so nothing is called a change too early.
    """
    if earlier is None or later is None:
        return None
    one, two = _figure(earlier), _figure(later)
    apart = two[0] - one[0]
    down = math.hypot(two[0] - two[1], one[2] - one[0])
    up = math.hypot(two[2] - two[0], one[0] - one[1])
    return Change(apart, apart - down, apart + up)


def _figure(held: Mapping[str, Any]) -> tuple[float, float, float]:
    """Value, low and high of a mean or a share."""
    return float(held.get("value", held.get("share"))), float(held["low"]), float(held["high"])
