"""Paired marks: what was meant and what came of it, row by row on one scale.

Weight and influence, first-order and total index, mean and largest shift: the tick is the first
value, the dot the second, and the line between them is the difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, known, tick, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    ABOVE,
    BELOW,
    GAP,
    INK,
    MUTED,
    NARROW,
    PAPER,
    PEER,
    RULE,
    SMALL,
    WIDTH,
)
from territoria.pictures.svg import Drawing

NAMES: Final = 216.0
WORDS: Final = 110.0


@dataclass(frozen=True, slots=True)
class PairRow:
    """One row. ``label`` stands at its end; ``flagged`` rows have a triangle with the difference's
    direction. ``low`` and ``high``: range of the second value, where it has one.
    """

    name: str
    first: float | None
    second: float | None
    label: Label
    flagged: bool = False
    low: float | None = None
    high: float | None = None


def paired_marks(
    key: str,
    title: str,
    description: str,
    rows: Sequence[PairRow],
    first: str,
    second: str,
    unit: str,
    *,
    width: int = WIDTH,
) -> Picture:
    """All rows on one scale from 0. ``first`` and ``second`` say what tick and dot mean."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    ranged = any(known(row.low) is not None for row in rows)
    header = ("Row", first, second, *(("Low", "High") if ranged else ()), "In words")
    if not rows:
        height = marks.nothing(drawing)
        return drawing.picture(height, title, description, header, ())
    scale = _scale(rows, left + 8, right - 8)
    y = _key(drawing, first, second)
    for row in rows:
        y = (_beside if beside else _above)(drawing, row, scale, y)
    y = _axis(drawing, scale, left, right, y, unit)
    return drawing.picture(y, title, description, header, [_row(row, ranged) for row in rows])


def _scale(rows: Sequence[PairRow], left: float, right: float) -> Scale:
    values = [known(v) for row in rows for v in (row.first, row.second, row.low, row.high)]
    shown = [v for v in values if v is not None]
    low, high = min(0.0, *shown, 0.0), max(0.0, *shown, 0.0)
    return Scale(low, high if high > low else low + 1.0, left, right)


def _key(drawing: Drawing, first: str, second: str) -> float:
    marks.median(drawing, 6, 10, 7)
    used = drawing.text(16, 14, first, SMALL, MUTED, room=drawing.width / 2 - 24)
    x, y = 16 + used + 28, 10.0
    if x + text_width(second, SMALL) + 10 > drawing.width:
        x, y = 6.0, 30.0
    _dot(drawing, x, y, False)
    drawing.text(x + 10, y + 4, second, SMALL, MUTED, room=drawing.width - x - 10)
    return y + 14


def _beside(drawing: Drawing, row: PairRow, scale: Scale, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 2)
    tall = 10 + 14.4 * len(names)
    middle = y + tall / 2
    drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
    _marks(drawing, row, scale, middle)
    x = scale.right + 8 + GAP
    if row.flagged:
        _flag(drawing, row, x + 5, middle)
    drawing.text(x + 16, middle + 4, row.label, SMALL, INK, room=WORDS - 16)
    return y + tall


def _above(drawing: Drawing, row: PairRow, scale: Scale, y: float) -> float:
    room = drawing.width - 16.0
    used = drawing.text(drawing.width, y + 14, row.label, SMALL, INK, "end", room=room * 0.4)
    if row.flagged:
        _flag(drawing, row, drawing.width - used - 10, y + 10)
    names = wrap(row.name, SMALL, room - used - 20, 2)
    after = drawing.lines(0, y + 14, names, SMALL)
    _marks(drawing, row, scale, after + 4)
    return after + 20


def _marks(drawing: Drawing, row: PairRow, scale: Scale, y: float) -> None:
    first, second = known(row.first), known(row.second)
    low, high = known(row.low), known(row.high)
    drawing.line(scale.left - 8, y, scale.right + 8, y, RULE)
    if first is None and second is None:
        drawing.hatch(scale.left - 8, y - 6, scale.right - scale.left + 16, 12)
        return
    if first is not None and second is not None:
        drawing.line(scale(first), y, scale(second), y, PEER, 2.5)
    if low is not None and high is not None:
        x1, x2 = sorted((scale(low), scale(high)))
        for x in (x1, x2):
            drawing.line(x, y - 4, x, y + 4, INK, 1.2)
        drawing.line(x1, y, x2, y, INK, 1.2)
    if first is not None:
        marks.median(drawing, scale(first), y, 7)
    if second is not None:
        _dot(drawing, scale(second), y, row.flagged)


def _dot(drawing: Drawing, x: float, y: float, strong: bool) -> None:
    drawing.circle(x, y, 5.0 if strong else 4.5, INK, PAPER, 1.5)


def _flag(drawing: Drawing, row: PairRow, x: float, y: float) -> None:
    """▲ more than was meant, ▼ less."""
    first, second = known(row.first), known(row.second)
    if first is None or second is None:
        return
    up = -1.0 if second > first else 1.0
    points = ((x, y + up * 5), (x + 5, y - up * 4.5), (x - 5, y - up * 4.5))
    drawing.path(points, ABOVE if second > first else BELOW, close=True)


def _axis(drawing: Drawing, scale: Scale, left: float, right: float, y: float, unit: str) -> float:
    places: list[tuple[float, Label, str]] = []
    for value in ticks(scale.low, scale.high):
        drawing.line(scale(value), y, scale(value), y + 5, MUTED)
        places.append((scale(value), Label(tick(value)), MUTED))
    if sum(text_width(label.text, SMALL) + 10 for _, label, _ in places) > right - left:
        places = [places[0], places[-1]]
    if places:
        drawing.labels(places, left, right, y + 18)
    drawing.text(right, y + 34, unit, SMALL, MUTED, "end", room=right - left)
    return y + 40


def _row(row: PairRow, ranged: bool) -> tuple[Label, ...]:
    ends = (Label(tick(row.low, 3)), Label(tick(row.high, 3))) if ranged else ()
    return (
        Label(row.name),
        Label(tick(row.first, 3)),
        Label(tick(row.second, 3)),
        *ends,
        row.label,
    )
