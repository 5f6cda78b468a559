"""Firm ranges: shares or points of many firms, each with its range; hatched where it may not be shown.

Rows stand as the caller orders them. Neither side is better: a high share may be skills or obstacles.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.numbers import fixed, known, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.range_lanes import Lane, Lanes
from territoria.pictures.style import INK, MUTED, WIDTH
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
    ticks = [(at, _said(at, top)) for at in (0.0, top / 2, top)]
    lanes = Lanes(drawing, top, ticks, NAMES, WORDS)
    end = lanes.draw([_lane(row) for row in rows], 4.0)
    return drawing.picture(end, title, description, HEADER, data)


def _lane(row: FirmRow) -> Lane:
    return Lane(row.name, _words(row), row.value, row.low, row.high, _label(row))


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


def _row(row: FirmRow, top: float) -> tuple[Label, ...]:
    return (
        Label(row.name),
        _label(row),
        Label(_said(row.low, top)),
        Label(_said(row.high, top)),
        Label("" if row.n is None else number(row.n, ",.0f")),
        Label(row.note),
    )
