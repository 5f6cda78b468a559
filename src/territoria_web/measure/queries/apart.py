"""Who is about the same and who is clearly apart: the rule of the gaps, from stored ranges.

A range is the middle 90 % of a figure's doubt. Read as a normal distribution, two ranges give
P(better); between 0.2 and 0.8 the two are about the same. Doubt that both share (the weights of a
framework) is counted twice by this, so that it says *about the same* rather too often.
"""

from __future__ import annotations

import math
from typing import Literal, Protocol

from territoria.compare.gaps import DEAD_BAND

Word = Literal["above", "level", "below", "unknown"]
REACH = 1.6448536269514722
"""A 90 % range of a normal distribution reaches so many standard deviations to each side."""


class Ranged(Protocol):
    """A value with a range."""

    @property
    def value(self) -> float:
        """The value."""

    @property
    def low(self) -> float | None:
        """5 %."""

    @property
    def high(self) -> float | None:
        """95 %."""


def chance_above(one: Ranged, other: Ranged, direction: int = 1) -> float:
    """P(``one`` is better than ``other``); the larger is better unless ``direction`` is −1."""
    ahead = (one.value - other.value) * (-1 if direction < 0 else 1)
    doubt = math.hypot(_deviation(one), _deviation(other))
    if not doubt:
        return 0.5 if not ahead else float(ahead > 0)
    return 0.5 * math.erfc(-ahead / doubt / math.sqrt(2))


def word_of(one: Ranged | None, other: Ranged | None, direction: int = 1) -> Word:
    """Where ``one`` stands against ``other``."""
    if one is None or other is None:
        return "unknown"
    chance = chance_above(one, other, direction)
    if chance > DEAD_BAND[1]:
        return "above"
    return "below" if chance < DEAD_BAND[0] else "level"


def _deviation(one: Ranged) -> float:
    if one.low is None or one.high is None:
        return 0.0
    return abs(one.high - one.low) / 2 / REACH
