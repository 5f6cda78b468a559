"""What every step may know beside the figures: names, directions, bounds, groups."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Booleans = NDArray[np.bool_]
Integers = NDArray[np.intp]


@dataclass(frozen=True)
class Frame:
    """Description of an ``(indicator, territory)`` array.

    ``direction``: +1 or -1 per indicator. ``minimum``/``maximum``: bounds in the indicator's own
    unit and direction, ``target`` likewise; NaN where none. ``parents``: number of the node that
    holds each indicator. ``groups``: name → group number of each territory. ``territories``: their
    keys or codes. ``denominators``: what each figure is divided by, ``(indicator, territory)``, 1 in
    the rows of indicators that are not divided.
    """

    indicators: tuple[str, ...]
    direction: Floats
    minimum: Floats
    maximum: Floats
    target: Floats
    groups: Mapping[str, Integers] = field(default_factory=dict)
    parents: Integers = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    territories: tuple[str, ...] = ()
    denominators: Floats | None = None

    @classmethod
    def plain(cls, count: int, direction: Floats | None = None) -> Frame:
        """A frame without bounds or groups, for arrays of your own: all under one node."""
        nothing = np.full(count, np.nan)
        return cls(
            indicators=tuple(f"indicator {n + 1}" for n in range(count)),
            direction=np.ones(count) if direction is None else direction,
            minimum=nothing,
            maximum=nothing,
            target=nothing,
            parents=np.zeros(count, dtype=np.intp),
        )

    def only(self, rows: Sequence[int]) -> Frame:
        """The same frame for some of the indicators."""
        where = list(rows)
        return replace(
            self,
            indicators=tuple(self.indicators[row] for row in where),
            direction=self.direction[where],
            minimum=self.minimum[where],
            maximum=self.maximum[where],
            target=self.target[where],
            parents=self.parents[where] if self.parents.size else self.parents,
            denominators=None if self.denominators is None else self.denominators[where],
        )


@dataclass(frozen=True)
class Children:
    """What one node gathers: ids of its children and their ``(child, territory)`` values, in which
    higher is better and NaN is missing.
    """

    names: tuple[str, ...]
    values: Floats
