"""What stands along a scale: its hairlines, the numbers of its ticks, and which way is better."""

from __future__ import annotations

from collections.abc import Sequence

from territoria.pictures.lettering import text_width
from territoria.pictures.numbers import Scale, number, tick
from territoria.pictures.picture import Label
from territoria.pictures.style import MUTED, RULE, SMALL
from territoria.pictures.svg import Drawing
from territoria.speech import gettext


def better_way(drawing: Drawing, left: float, right: float, y: float) -> None:
    """*worse* at the left, *better* with an arrow at the right; right is always better."""
    used = drawing.text(right - 12, y, gettext("better"), SMALL, MUTED, "end")
    drawing.line(right - 9, y - 4, right - 2, y - 4, MUTED, 1.2)
    drawing.path(((right, y - 4), (right - 5, y - 7), (right - 5, y - 1)), MUTED, close=True)
    drawing.text(left, y, gettext("worse"), SMALL, MUTED, room=right - left - used - 24)


def tick_numbers(
    drawing: Drawing, scale: Scale, values: Sequence[float], left: float, right: float, y: float
) -> None:
    """The ticks' numbers on one line, only the first and the last where not all have room."""
    places = [(scale(value), Label(tick(value)), MUTED) for value in values]
    for kept in (places, places[:: max(len(places) - 1, 1)], places[:1]):
        if sum(text_width(label.text, SMALL) + 12 for _, label, _ in kept) <= right - left:
            drawing.labels(kept, left, right, y)
            return


def hairlines(
    drawing: Drawing,
    scale: Scale,
    values: Sequence[float],
    strips: Sequence[tuple[float, float]],
) -> None:
    """The ticks as upright lines inside each strip (top, bottom), all in one element."""
    path = "".join(
        f"M{number(scale(value))} {number(top)}V{number(bottom)}"
        for value in values
        for top, bottom in strips
    )
    if path:
        drawing.add("path", {"d": path, "fill": "none", "stroke": RULE, "stroke-width": 1.0})
