"""What every step may know beside the figures: names, directions, bounds, groups."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Integers = NDArray[np.intp]


@dataclass(frozen=True)
class Frame:
    """Description of an ``(indicator, territory)`` array.

    ``direction``: +1 or -1 per indicator. ``minimum``/``maximum``: bounds in the indicator's own
    unit and direction, ``target`` likewise; NaN where none. ``groups``: name → group number of each territory.
    """

    indicators: tuple[str, ...]
    direction: Floats
    minimum: Floats
    maximum: Floats
    target: Floats
    groups: Mapping[str, Integers] = field(default_factory=dict)

    @classmethod
    def plain(cls, count: int, direction: Floats | None = None) -> Frame:
        """A frame without bounds or groups, for arrays of your own."""
        nothing = np.full(count, np.nan)
        return cls(
            indicators=tuple(f"indicator {n + 1}" for n in range(count)),
            direction=np.ones(count) if direction is None else direction,
            minimum=nothing,
            maximum=nothing,
            target=nothing,
        )
