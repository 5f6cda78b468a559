"""Range lanes: a figure a lane with its name, its range on a scale, and words beside or above it.

What stands on a lane is the caller's: shares of the satisfied, shares or points of firms.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.axes import hairlines
from territoria.pictures.lettering import wrap
from territoria.pictures.numbers import Scale, known
from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT, GAP, MUTED, NARROW, RULE, SMALL, TEXT
from territoria.pictures.svg import Drawing

INSIDE: Final = 9.0
"""From the ends of a lane to those of the scale, so that a dot at an end is whole."""


@dataclass(frozen=True, slots=True)
class Lane:
    """``value`` with its range, None where it is hatched; ``said``: words with their colour."""

    name: str
    said: Sequence[tuple[str, str]]
    value: float | None
    low: float | None
    high: float | None
    label: Label
    is_hollow: bool = False


@dataclass(frozen=True, slots=True)
class Lanes:
    """Room for lanes from 0 to ``top``: ``names`` and ``words`` wide beside the scale, or stacked where the
    drawing is narrow. ``ticks``: values with a hairline, and how each is said below.
    """

    drawing: Drawing
    top: float
    ticks: Sequence[tuple[float, str]]
    names: float
    words: float

    @property
    def is_beside(self) -> bool:
        """Whether names and words stand beside the scale."""
        return self.drawing.width >= NARROW

    @property
    def ends(self) -> tuple[float, float]:
        """Where the lanes begin and end."""
        if self.is_beside:
            return self.names + GAP, self.drawing.width - self.words - GAP
        return 0.0, float(self.drawing.width)

    @property
    def scale(self) -> Scale:
        """From value to place."""
        left, right = self.ends
        return Scale(0.0, self.top, left + INSIDE, right - INSIDE)

    def draw(self, lanes: Sequence[Lane], y: float) -> float:
        """All lanes from ``y`` on and the ticks in words; where the picture ends."""
        for lane in lanes:
            y = self._beside(lane, y) if self.is_beside else self._above(lane, y)
        said = [(self.scale(value), Label(words), MUTED) for value, words in self.ticks]
        self.drawing.labels(said, *self.ends, y + 14)
        return y + 22

    def _beside(self, lane: Lane, y: float) -> float:
        names = wrap(lane.name, SMALL, self.names, 3)
        said = [
            (line, colour)
            for text, colour in lane.said
            for line in wrap(text, SMALL, self.words, 2)
        ]
        tall = max(44.0, 14 + 14.4 * max(len(names), len(said)))
        middle = y + tall / 2
        self.drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
        self._marks(lane, middle + 6)
        at = middle + 4 - 7.2 * (len(said) - 1)
        for line, colour in said:
            self.drawing.text(self.ends[1] + GAP, at, line, SMALL, colour, room=self.words)
            at += 14.4
        return y + tall

    def _above(self, lane: Lane, y: float) -> float:
        room = self.drawing.width - 4.0
        at = self.drawing.lines(0, y + 20, wrap(lane.name, SMALL, room, 3), SMALL, bold=True)
        for text, colour in lane.said:
            at = self.drawing.lines(0, at, wrap(text, SMALL, room, 2), SMALL, colour)
        self._marks(lane, at + 20)
        return at + 34

    def _marks(self, lane: Lane, y: float) -> None:
        drawing, scale, (left, right) = self.drawing, self.scale, self.ends
        value = known(lane.value)
        if value is None:
            drawing.hatch(left, y - 7, right - left, 14)
            drawing.labels([(left, lane.label, MUTED)], left, right, y - 11, TEXT, True)
            return
        hairlines(drawing, scale, [at for at, _words in self.ticks], [(y - 5, y + 5)])
        drawing.line(left, y, right, y, RULE)
        marks.span(drawing, scale, lane.low, lane.high, y)
        marks.dot(drawing, scale(value), y, hollow=lane.is_hollow)
        colour = MUTED if lane.is_hollow else ACCENT
        drawing.labels([(scale(value), lane.label, colour)], left, right, y - 10, TEXT, True)
