"""The two sides of a plane: an axis with its ticks, plain or logarithmic."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from territoria.pictures.axes import tick_numbers
from territoria.pictures.lettering import text_width
from territoria.pictures.numbers import Scale, known, tick, ticks
from territoria.pictures.picture import Label
from territoria.pictures.style import MUTED, RULE, SMALL
from territoria.pictures.svg import Drawing

FEW: Final = 6
"""No more ticks than this on a logarithmic side."""


@dataclass(frozen=True, slots=True)
class Axis:
    """What one side shows. ``median`` of all territories, as a thin line with its label."""

    name: str
    unit: str
    median: float | None = None
    median_label: Label = field(default=Label(""))
    log: bool = False

    def on(self, value: float | None) -> float | None:
        """The value where it is known and can stand on this axis."""
        value = known(value)
        return None if value is None or (self.log and value <= 0) else value


class Side:
    """An axis with the values it has to reach, laid between two ends of the drawing."""

    def __init__(self, axis: Axis, values: Iterable[float | None]) -> None:
        self.axis = axis
        shown = [v for v in map(axis.on, values) if v is not None]
        self.low, self.high = min(shown, default=0.0), max(shown, default=0.0)
        self.between(0.0, 1.0)

    def between(self, first: float, last: float) -> None:
        """Lowest value at ``first``, highest at ``last``."""
        self.scale = Scale(self._bent(self.low), self._bent(self.high), first, last)

    def _bent(self, value: float) -> float:
        return math.log10(value) if self.axis.log and value > 0 else value

    def at(self, value: float | None) -> float:
        """Where a value stands that ``axis.on`` lets through."""
        return self.scale(self._bent(value or 0.0))

    def reaches(self, value: float) -> bool:
        """Whether the value lies between the ends: a median outside is not drawn at the edge."""
        return self.low <= value <= self.high

    def ticks(self) -> list[float]:
        """Round numbers: few, and at 1, 2 and 5 times powers of ten on a logarithmic side."""
        if not self.axis.log or not self.high > self.low > 0:
            return ticks(self.low, self.high, FEW)
        first, last = math.floor(math.log10(self.low)), math.ceil(math.log10(self.high))
        for factors in ((1, 2, 5), (1,)):
            found = [
                value
                for power in range(max(first, -300), min(last, 300) + 1)
                for factor in factors
                if self.low <= (value := float(f"{factor}e{power}")) <= self.high
            ]
            if len(found) <= FEW:
                break
        step = -(-len(found) // FEW)
        return found[::step] if len(found) > 1 else ticks(self.low, self.high, 4)

    def widest(self) -> float:
        """The room that the numbers of an upright side need."""
        return max((text_width(tick(value), SMALL) for value in self.ticks()), default=0.0)

    def draw_across(self, drawing: Drawing, top: float, bottom: float, left: float) -> None:
        """Hairlines upwards and the numbers under them."""
        for value in self.ticks():
            drawing.line(self.at(value), top, self.at(value), bottom, RULE)
        bent = [self._bent(value) for value in self.ticks()]
        if not self.axis.log:
            tick_numbers(drawing, self.scale, bent, left, float(drawing.width), bottom + 16)
            return
        places = [(self.at(value), Label(tick(value)), MUTED) for value in self.ticks()]
        drawing.labels(places, left, float(drawing.width), bottom + 16)

    def draw_up(self, drawing: Drawing, left: float, right: float) -> None:
        """Hairlines across and the numbers left of them."""
        for value in self.ticks():
            y = self.at(value)
            drawing.line(left, y, right, y, RULE)
            drawing.text(left - 8, y + 4, tick(value), SMALL, MUTED, "end", room=left - 8)
