"""A band to reach in a year, drawn into a line over years; as it stood first, hollow beside it."""

from __future__ import annotations

from dataclasses import dataclass

from territoria.pictures.numbers import Scale, tick
from territoria.pictures.picture import Label
from territoria.pictures.style import ACCENT, INK, MUTED, PEER, SMALL, TEXT
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, semicolon

NO_LABEL = Label("")
HALF = 3.0


@dataclass(frozen=True, slots=True)
class Goal:
    """From ``low`` to ``high`` in ``year``. ``start``: year and value that it is counted from;
    ``former``: year, low and high as it stood first, where it was moved.
    """

    year: int
    low: float
    high: float
    label: Label = NO_LABEL
    start: tuple[int, float] | None = None
    former: tuple[int, float, float] | None = None

    def years(self) -> list[int]:
        """All years that it needs on the axis."""
        return [self.year, *(held[0] for held in (self.start, self.former) if held)]

    def values(self) -> list[float]:
        """All values that it needs on the axis."""
        ends = [self.low, self.high]
        return ends + [v for held in (self.start, self.former) if held for v in held[1:]]

    def noted(self) -> dict[int, Label]:
        """Year → what a table says of it: the band, and as it stood first."""
        if not self.former:
            return {self.year: self.label}
        year, low, high = self.former
        first = gettext("at first {range}").format(range=f"{tick(low, 2)}–{tick(high, 2)}")
        if year != self.year:
            return {self.year: self.label, year: Label(first)}
        both = semicolon().join(filter(None, (self.label.text, first)))
        return {year: Label(both, self.label.address)}


def draw_goal(drawing: Drawing, goal: Goal, across: Scale, up: Scale) -> None:
    """The band as a bar in its year, and dashed lines that lead from the start to its ends."""
    x, top, bottom = across(goal.year), up(goal.high), up(goal.low)
    if goal.start:
        x0, y0 = across(goal.start[0]), up(goal.start[1])
        for y in sorted({top, bottom}):
            drawing.line(x0, y0, x, y, MUTED, 1.0, "2 3")
    if goal.former:
        year, low, high = goal.former
        _bar(drawing, across(year), up(high), up(low), ("none", MUTED))
    _bar(drawing, x, top, bottom, (PEER, INK))
    if goal.label.text:
        beside = x + HALF + 6
        drawing.text(
            beside, (top + bottom) / 2 + 4, goal.label, SMALL, INK, room=drawing.width - beside
        )


def label_on_the_way(
    drawing: Drawing, label: Label, at: tuple[float, float], across: Scale
) -> None:
    """The latest value above its point, as the goal stands at the end of the axis."""
    x = min(max(at[0], across.left + 12), across.right)
    drawing.text(
        x, at[1] - 9, label, TEXT, ACCENT, "middle", bold=True, room=across.right - across.left
    )


def _bar(drawing: Drawing, x: float, top: float, bottom: float, colours: tuple[str, str]) -> None:
    tall = max(bottom - top, 0.0) + 2
    drawing.rect(x - HALF, top - 1, 2 * HALF, tall, *colours)
