"""Criterion matrix: a row an initiative, a column a criterion, in each cell 0 to 4 as a shade and a number.

Rows stand as the caller orders them, never by a sum: this is no league table. What cannot be told is
hatched; a corner marks what assessors see differently, an open one what they have settled.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks
from territoria.pictures.lane_names import lane_name
from territoria.pictures.lettering import text_width
from territoria.pictures.numbered_heads import numbered_heads
from territoria.pictures.numbers import known, tick
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    BELOW,
    GAP,
    INK,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    SEQUENCE,
    SMALL,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

State = Literal["known", "unknown", "disputed", "settled"]

NAMES: Final = 190.0
CELL: Final = 26.0
CORNER: Final = 9.0
TOP: Final = 4
"""The highest level."""
DARK: Final = 3
"""From this shade on, numbers are written in paper."""
FIRST: Final = gettext_noop("Initiative")
CANNOT_TELL: Final = gettext_noop("cannot tell")
STATES: Final[dict[State, str]] = {
    "known": "",
    "unknown": CANNOT_TELL,
    "disputed": gettext_noop("assessors differ"),
    "settled": gettext_noop("talked over and settled"),
}


@dataclass(frozen=True, slots=True)
class JudgedCell:
    """A level from 0 to 4 with its lowest and highest sheet; None cannot be told.

    One that is *disputed* has a range and no level.
    """

    value: float | None
    low: float | None = None
    high: float | None = None
    state: State = "known"
    address: str = ""


@dataclass(frozen=True, slots=True)
class JudgedRow:
    """One initiative; ``cells`` in the order of the criteria, one that is missing cannot be told."""

    name: str
    cells: tuple[JudgedCell, ...]


def criterion_matrix(
    key: str,
    title: str,
    description: str,
    criteria: Sequence[str],
    rows: Sequence[JudgedRow],
    *,
    first: str = FIRST,
    width: int = WIDTH,
) -> Picture:
    """Criteria are numbered; a key above says them. ``first``: what the rows are."""
    drawing = Drawing(key, width)
    header = (first, *criteria)
    data = [_row(row, len(criteria)) for row in rows]
    if not rows or not criteria:
        return drawing.picture(marks.nothing(drawing), title, description, header, data)
    left = NAMES + GAP if width >= NARROW else 0.0
    wide = (width - left) / len(criteria)
    y = numbered_heads(drawing, criteria, left, wide, _legend(drawing))
    for row in rows:
        y = _lane(drawing, row, left, wide, y, len(criteria))
    return drawing.picture(y + 2, title, description, header, data)


def said_of(cell: JudgedCell) -> str:
    """The cell in words: ``3 (2–4), assessors differ``."""
    state = gettext(STATES[cell.state]) if cell.state in ("disputed", "settled") else ""
    return ", ".join(filter(None, (level_of(cell), state)))


def level_of(cell: JudgedCell) -> str:
    """The level with its range: ``3 (2–4)``; of one that is disputed the range alone."""
    value, span = known(cell.value), _span(cell)
    if value is None:
        return span if cell.state == "disputed" and span else gettext(CANNOT_TELL)
    return f"{tick(value, 2)} ({span})" if span and cell.low != cell.high else tick(value, 2)


def _span(cell: JudgedCell) -> str:
    low, high = known(cell.low), known(cell.high)
    return "" if low is None or high is None else f"{tick(low, 2)}–{tick(high, 2)}"


# ── drawing ───────────────────────────────────────────────────────────────────────────────────


def _legend(drawing: Drawing) -> float:
    """What the marks mean; returns the height used."""
    signs: tuple[tuple[Callable[[Drawing, float, float], None], str], ...] = (
        (_scale_sign, gettext("0 to 4")),
        (_hatch_sign, gettext(CANNOT_TELL)),
        (_disputed_sign, gettext(STATES["disputed"])),
        (_settled_sign, gettext(STATES["settled"])),
    )
    x, y = 0.0, 14.0
    for draw, said in signs:
        wide = 5 * 14.0 if draw is _scale_sign else 16.0
        room = wide + 6 + text_width(said, SMALL)
        if x and x + room > drawing.width:
            x, y = 0.0, y + 20
        draw(drawing, x, y - 11)
        drawing.text(x + wide + 6, y, said, SMALL, MUTED, room=drawing.width - x - wide - 6)
        x += room + 18
    return y + 10


def _scale_sign(drawing: Drawing, x: float, y: float) -> None:
    for n, shade in enumerate(SEQUENCE):
        drawing.rect(x + 14 * n, y, 14, 14, shade)


def _hatch_sign(drawing: Drawing, x: float, y: float) -> None:
    drawing.hatch(x + 0.5, y + 0.5, 14, 13)


def _disputed_sign(drawing: Drawing, x: float, y: float) -> None:
    _corner(drawing, x + 15, y + 2, BELOW, PAPER)


def _settled_sign(drawing: Drawing, x: float, y: float) -> None:
    _corner(drawing, x + 15, y + 2, PAPER, INK)


def _corner(drawing: Drawing, right: float, top: float, fill: str, edge: str) -> None:
    points = ((right - CORNER, top), (right, top), (right, top + CORNER))
    drawing.path(points, fill, edge, 1.0, close=True)


def _lane(
    drawing: Drawing, row: JudgedRow, left: float, wide: float, y: float, count: int
) -> float:
    y, tall = lane_name(drawing, row.name, y, CELL, NAMES if left else 0.0)
    for n, cell in enumerate(_cells(row, count)):
        _cell(drawing, cell, left + wide * n, y, wide, tall)
    drawing.line(0, y + tall, drawing.width, y + tall, RULE)
    return y + tall + 1


def _cell(drawing: Drawing, cell: JudgedCell, x: float, y: float, wide: float, tall: float) -> None:
    value = known(cell.value)
    level = 0 if value is None else int(min(max(value, 0.0), float(TOP)) + 0.5)
    if value is None:
        drawing.hatch(x + 1.5, y + 1.5, wide - 3, tall - 3)
        text = _span(cell) if cell.state == "disputed" else ""
        if text:
            room = min(text_width(text, SMALL), wide - 6)
            drawing.rect(x + (wide - room) / 2 - 1, y + tall / 2 - 8, room + 2, 16, PAPER)
    else:
        drawing.rect(x + 1, y + 1, wide - 2, tall - 2, SEQUENCE[level])
        text = tick(value, 2)
    fill = PAPER if level >= DARK else INK
    drawing.text(x + wide / 2, y + tall / 2 + 4, text, SMALL, fill, "middle", room=wide - 4)
    if cell.state == "disputed":
        _corner(drawing, x + wide - 1, y + 1, BELOW, PAPER)
    elif cell.state == "settled":
        _corner(drawing, x + wide - 1, y + 1, PAPER, INK)


def _cells(row: JudgedRow, count: int) -> list[JudgedCell]:
    missing = JudgedCell(None, state="unknown")
    return [*row.cells, *[missing] * count][:count]


def _row(row: JudgedRow, count: int) -> tuple[Label, ...]:
    cells = (Label(said_of(cell), cell.address) for cell in _cells(row, count))
    return (Label(row.name), *cells)
