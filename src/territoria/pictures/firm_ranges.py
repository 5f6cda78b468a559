"""Firm ranges: shares or points of many firms, each with its range; hatched where it may not be shown.

Rows stand as the caller orders them. Neither side is better: a high share may be skills or obstacles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.axes import hairlines
from territoria.pictures.lettering import wrap
from territoria.pictures.numbers import Scale, fixed, known, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, GAP, INK, MUTED, NARROW, RULE, SMALL, TEXT, WIDTH
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, number

NAMES: Final = 206.0
WORDS: Final = 122.0
MOST: Final = 1e6  # of what is rounded here; figures are far below
HIDDEN: Final = gettext_noop("not shown")
HEADER: Final = (
    gettext_noop("What"),
    gettext_noop("Value"),
    gettext_noop("From"),
    gettext_noop("To"),
    gettext_noop("Firms"),
    gettext_noop("In words"),
)


@dataclass(frozen=True, slots=True)
class FirmRow:
    """One figure. ``value`` with its range on the scale of the picture, None where it may not be
    shown; ``n`` firms; ``note``: what is said beside it.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    label: Label
    n: int | None = None
    note: str = ""


def firm_ranges(
    key: str,
    title: str,
    description: str,
    rows: Sequence[FirmRow],
    *,
    top: float = 1.0,
    width: int = WIDTH,
) -> Picture:
    """One row a figure on a scale from 0 to ``top``: 1 for shares, 100 for points."""
    drawing = Drawing(key, width)
    data = [_row(row, top) for row in rows]
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    scale = Scale(0.0, top, left + 9, right - 9)
    y = 4.0
    for row in rows:
        y = (_beside if beside else _above)(drawing, row, scale, y)
    ends = [(scale(at), Label(_said(at, top)), MUTED) for at in _ticks(top)]
    drawing.labels(ends, left, right, y + 14)
    return drawing.picture(y + 22, title, description, HEADER, data)


def _ticks(top: float) -> tuple[float, float, float]:
    return 0.0, top / 2, top


def _said(value: float | None, top: float) -> str:
    """Rounded half up, as in the words of a label: a range reads the same in both."""
    value = known(value)
    if value is None or abs(value) > MOST:
        return percent(value) if top == 1 else fixed(value, 0)
    parts = 100 if top == 1 else 1
    whole = math.floor(parts * value + 0.5 + 1e-9) / parts
    return percent(whole) if top == 1 else fixed(whole, 0)


def _words(row: FirmRow) -> list[tuple[str, str]]:
    """Number of firms and the note, with the quiet or the loud colour."""
    count = gettext("n = {count}").format(count=number(row.n, ",.0f")) if row.n is not None else ""
    return [(text, colour) for text, colour in ((count, MUTED), (row.note, INK)) if text.strip()]


def _label(row: FirmRow) -> Label:
    """The caller's label; a figure that is not shown says why."""
    if known(row.value) is None and not row.label.text.strip():
        return Label(gettext(HIDDEN), row.label.address)
    return row.label


def _beside(drawing: Drawing, row: FirmRow, scale: Scale, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 3)
    said = [(line, colour) for text, colour in _words(row) for line in wrap(text, SMALL, WORDS, 2)]
    tall = max(44.0, 14 + 14.4 * max(len(names), len(said)))
    middle = y + tall / 2
    drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
    _marks(drawing, row, scale, middle + 6)
    at = middle + 4 - 7.2 * (len(said) - 1)
    for line, colour in said:
        drawing.text(scale.right + 9 + GAP, at, line, SMALL, colour, room=WORDS)
        at += 14.4
    return y + tall


def _above(drawing: Drawing, row: FirmRow, scale: Scale, y: float) -> float:
    room = drawing.width - 4.0
    at = drawing.lines(0, y + 20, wrap(row.name, SMALL, room, 3), SMALL, bold=True)
    for text, colour in _words(row):
        at = drawing.lines(0, at, wrap(text, SMALL, room, 2), SMALL, colour)
    _marks(drawing, row, scale, at + 20)
    return at + 34


def _marks(drawing: Drawing, row: FirmRow, scale: Scale, y: float) -> None:
    left, right = scale.left - 9, scale.right + 9
    value = known(row.value)
    if value is None:
        drawing.hatch(left, y - 7, right - left, 14)
        drawing.labels([(left, _label(row), MUTED)], left, right, y - 11, TEXT, True)
        return
    hairlines(drawing, scale, _ticks(scale.high), [(y - 5, y + 5)])
    drawing.line(left, y, right, y, RULE)
    marks.span(drawing, scale, row.low, row.high, y)
    marks.dot(drawing, scale(value), y)
    drawing.labels([(scale(value), row.label, ACCENT)], left, right, y - 10, TEXT, True)


def _row(row: FirmRow, top: float) -> tuple[Label, ...]:
    return (
        Label(row.name),
        _label(row),
        Label(_said(row.low, top)),
        Label(_said(row.high, top)),
        Label("" if row.n is None else number(row.n, ",.0f")),
        Label(row.note),
    )
