"""The pace that a target needs: a straight band from the baseline to what was promised."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from territoria.track.periods import year_of

Place = Literal["moving away", "behind", "on pace", "ahead", "reached"]
# From worst to best: the order in which a better figure passes through them.
PLACES: Final[tuple[Place, ...]] = ("moving away", "behind", "on pace", "ahead", "reached")
SLACK: Final = 0.05  # of the needed change: as near as this counts as on the line


@dataclass(frozen=True, slots=True)
class Band:
    """A target: from ``low`` to ``high``, equal where it is one figure, in ``year``."""

    low: float
    high: float
    year: int

    def ends(self, direction: int) -> tuple[float, float]:
        """The less and the more ambitious end; lower is better where ``direction`` is negative."""
        low, high = min(self.low, self.high), max(self.low, self.high)
        return (low, high) if direction >= 0 else (high, low)


@dataclass(frozen=True, slots=True)
class Pace:
    """The needed line of an indicator. ``since``: place of the baseline on the line of years."""

    direction: int
    baseline: float
    since: float
    band: Band

    @property
    def until(self) -> float:
        """The place of the target year on the line of years."""
        return year_of(self.band.year)

    def passed(self, at: float) -> float:
        """Share of the time from baseline to target, 0 to 1."""
        return min(max((at - self.since) / (self.until - self.since), 0.0), 1.0)

    def needed(self, at: float) -> tuple[float, float]:
        """What the less and the more ambitious end need by then."""
        near, far = self.band.ends(self.direction)
        share = self.passed(at)
        return (
            self.baseline + (near - self.baseline) * share,
            self.baseline + (far - self.baseline) * share,
        )

    def place_of(self, value: float, at: float) -> Place:
        """Where a figure of then lies against the line.

        Within 5 % of the needed change from an end it counts as there; in and after the target
        year nothing less than the target does.
        """
        d = self.direction
        near, far = self.band.ends(d)
        if d * (value - near) >= 0:
            return "reached"
        share = self.passed(at)
        slack = SLACK * share if share < 1 else 0.0
        low, high = self.needed(at)
        if d * (value - high) > slack * abs(far - self.baseline):
            return "ahead"
        if share < 1 and d * (value - low) >= -slack * abs(near - self.baseline):
            return "on pace"
        return "moving away" if d * (value - self.baseline) < 0 else "behind"
