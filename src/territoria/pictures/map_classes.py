"""The classes of a map: where one shade ends and the next begins, and what a class is called.

A bound is printed as it is used: it is rounded first, and values are sorted by the rounded bound.
A value on a bound belongs to the class above.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from territoria.pictures.numbers import fixed, known, tick
from territoria.pictures.style import SEQUENCE
from territoria.speech import gettext

OFF: Final = 0.04
"""How far a rounded fifth may be from a fifth."""
# Which shades a map of one to five classes takes.
SHADES: Final = {1: (2,), 2: (0, 3), 3: (0, 2, 4), 4: (0, 2, 3, 4), 5: (0, 1, 2, 3, 4)}


@dataclass(frozen=True, slots=True)
class Classes:
    """``breaks``: the bounds between classes, rising; ``labels``: the same as they are printed."""

    breaks: tuple[float, ...]
    labels: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.breaks) + 1

    def of(self, value: float) -> int:
        """The class of a value, 0 is the lowest."""
        return bisect_right(self.breaks, value)

    def shade(self, number: int) -> str:
        """The colour of a class."""
        return SEQUENCE[SHADES[len(self)][number]]

    def words(self, number: int) -> str:
        """The class in words: *below 43*, *43 to below 52*, *68 and more*."""
        if not self.breaks:
            return gettext("known")
        if number == 0:
            return gettext("below {bound}").format(bound=self.labels[0])
        if number == len(self.breaks):
            return gettext("{bound} and more").format(bound=self.labels[-1])
        low, high = self.labels[number - 1], self.labels[number]
        return gettext("{low} to below {high}").format(low=low, high=high)


def classes(values: Iterable[float | None], breaks: Sequence[float] | None = None) -> Classes:
    """The classes at the given bounds (at most four); without them, fifths of the known values."""
    if breaks is not None:
        rising = tuple(sorted({float(b) for b in breaks if known(b) is not None}))
        if len(rising) >= len(SEQUENCE):
            raise ValueError(f"{len(rising)} bounds make more classes than {len(SEQUENCE)} shades")
        return Classes(rising, tuple(map(tick, rising)))
    held = np.array(sorted(v for v in values if v is not None and known(v) is not None))
    apart = np.unique(held)
    if len(apart) <= len(SEQUENCE):
        bounds = tuple(map(float, apart[1:]))
        return Classes(bounds, tuple(map(tick, bounds)))
    return _fifths(held)


def _fifths(held: np.ndarray[tuple[int], np.dtype[np.float64]]) -> Classes:
    """Bounds with the fewest digits that part the values into about five fifths."""
    parts = np.arange(1, len(SEQUENCE)) / len(SEQUENCE)
    exact = np.quantile(held, parts)
    size = int(np.floor(np.log10(held[-1] - held[0])))
    for digits in range(-size, 6 - size):
        bounds = np.unique(np.round(exact, digits))
        below = np.searchsorted(held, bounds, side="left") / len(held)
        if len(bounds) == len(parts) and np.abs(below - parts).max() <= OFF:
            return _labelled(bounds, digits)
    # many equal values: fewer classes than five
    bounds = np.array([b for b in np.unique(exact) if held[0] < b])
    return Classes(tuple(map(float, bounds)), tuple(map(tick, bounds)))


def _labelled(bounds: np.ndarray[tuple[int], np.dtype[np.float64]], digits: int) -> Classes:
    labels = tuple(fixed(float(b), max(digits, 0)) for b in bounds)
    return Classes(tuple(map(float, bounds)), labels)
