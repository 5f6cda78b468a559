"""Instrument matrix: a row an obstacle, a column an instrument, how many initiatives in each cell.

An obstacle that nobody addresses stands as a sentence, not as a row of zeros.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lane_names import lane_name
from territoria.pictures.numbered_heads import numbered_heads
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import GAP, INK, MUTED, NARROW, PAPER, RULE, SEQUENCE, SMALL, WIDTH
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

NAMES: Final = 176.0
TOTAL: Final = 58.0
CELL: Final = 28.0
OFTEN: Final = 5
"""So many initiatives on one obstacle are worth a word."""
NOBODY: Final = gettext_noop("no initiative addresses it")
FIVE: Final = gettext_noop("addressed five times or more")
ALL: Final = gettext_noop("in all")


@dataclass(frozen=True, slots=True)
class ObstacleRow:
    """One obstacle: initiatives by instrument in the order of the columns, and in all.

    ``total`` counts each initiative once, however many instruments it has.
    """

    name: str
    counts: tuple[int, ...]
    total: int

    @property
    def word(self) -> str:
        """What is to be said of it; empty where it is one of many."""
        if self.total <= 0:
            return gettext(NOBODY)
        return gettext(FIVE) if self.total >= OFTEN else ""


def instrument_matrix(
    key: str,
    title: str,
    description: str,
    instruments: Sequence[str],
    rows: Sequence[ObstacleRow],
    *,
    width: int = WIDTH,
) -> Picture:
    """Instruments are numbered; a key above says them."""
    drawing = Drawing(key, width)
    header = (
        gettext_noop("Obstacle"),
        *instruments,
        gettext_noop("Initiatives"),
        gettext_noop("In words"),
    )
    data = [_row(row, len(instruments)) for row in rows]
    if not rows or not instruments:
        return drawing.picture(marks.nothing(drawing), title, description, header, data)
    left = NAMES + GAP if width >= NARROW else 0.0
    wide = (width - left - TOTAL) / len(instruments)
    y = numbered_heads(drawing, instruments, left, wide)
    drawing.text(width, y - 8, gettext(ALL), SMALL, MUTED, "end", room=TOTAL - 6)
    for row in rows:
        y = _lane(drawing, row, left, wide, y, len(instruments))
    return drawing.picture(y + 2, title, description, header, data)


def _lane(
    drawing: Drawing, row: ObstacleRow, left: float, wide: float, y: float, count: int
) -> float:
    y, tall = lane_name(drawing, row.name, y, CELL, NAMES if left else 0.0)
    middle = y + tall / 2 + 4
    if row.total > 0:
        for n, held in enumerate(_counts(row, count)):
            _cell(drawing, held, left + wide * n, y, wide, tall)
    else:
        drawing.text(left + 6, middle, row.word, SMALL, INK, bold=True, room=wide * count - 6)
    _total(drawing, row, middle)
    drawing.line(0, y + tall, drawing.width, y + tall, RULE)
    return y + tall + 1


def _total(drawing: Drawing, row: ObstacleRow, y: float) -> None:
    right = float(drawing.width)
    drawing.text(right, y, str(row.total), SMALL, INK, "end", True, room=TOTAL - 24)
    if row.total >= OFTEN:
        drawing.rect(right - TOTAL + 10, y - 9, 10, 10, INK)


def _cell(drawing: Drawing, held: int, x: float, y: float, wide: float, tall: float) -> None:
    if held <= 0:
        return
    level = 0 if held == 1 else 1 if held < OFTEN else 3
    drawing.rect(x + 1, y + 1, wide - 2, tall - 2, SEQUENCE[level])
    fill = PAPER if level == 3 else INK
    drawing.text(x + wide / 2, y + tall / 2 + 4, str(held), SMALL, fill, "middle", room=wide - 4)


def _counts(row: ObstacleRow, count: int) -> list[int]:
    return [*row.counts, *[0] * count][:count]


def _row(row: ObstacleRow, count: int) -> tuple[Label, ...]:
    counts = (Label(str(held)) for held in _counts(row, count))
    return (Label(row.name), *counts, Label(str(row.total)), Label(row.word))
