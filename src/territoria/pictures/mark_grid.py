"""Mark grid: a row a territory, a column a thing, in each cell a mark, a word, and unknown hatched.

The same drawing serves steps (done, under way, late), standings (above, below) and the badges of
figures. A mark is never told by colour alone: its shape differs, and the table says it in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks
from territoria.pictures.lane_names import lane_name
from territoria.pictures.lettering import text_width, words_of, wrap
from territoria.pictures.numbered_heads import numbered_heads
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    BELOW,
    GAP,
    INK,
    LEVEL,
    MUTED,
    NARROW,
    PAPER,
    PEER,
    PEER_FILL,
    RULE,
    SMALL,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext_noop

Mark = Literal[
    "above", "level", "below", "cannot-tell", "unknown", "done", "open", "ahead", "left-out", "late", "full",
    "half", "light", "none",
]  # fmt: skip
STANDINGS: Final = ("above", "level", "below")
NAMES: Final = 176.0
LANE: Final = 34.0
BARE: Final = 24.0
HALF: Final = 6.0
"""Half the side of a square mark."""
FIRST: Final = gettext_noop("Territory")


@dataclass(frozen=True, slots=True)
class GridCell:
    """``text`` is printed below the mark; ``said`` stands in the table, with its address."""

    mark: Mark
    said: Label
    text: str = ""


@dataclass(frozen=True, slots=True)
class GridRow:
    """One territory; ``cells`` in the order of the columns, one that is missing is unknown."""

    name: str
    cells: tuple[GridCell, ...]


def mark_grid(
    key: str,
    title: str,
    description: str,
    columns: Sequence[str],
    rows: Sequence[GridRow],
    legend: Sequence[tuple[Mark, str]] = (),
    *,
    first: str = FIRST,
    width: int = WIDTH,
) -> Picture:
    """Columns are named on top; ``legend`` says what the marks mean, in words of the caller.

    ``first``: what the rows are, where they are no territories.
    """
    drawing = Drawing(key, width)
    header = (first, *columns)
    data = [_row(row, len(columns)) for row in rows]
    if not rows or not columns:
        return drawing.picture(marks.nothing(drawing), title, description, header, data)
    left = NAMES + GAP if width >= NARROW else 0.0
    wide = (width - left) / len(columns)
    y = _heads(drawing, columns, left, wide, _legend(drawing, legend))
    for row in rows:
        y = _lane(drawing, row, left, wide, y, len(columns))
    return drawing.picture(y + 4, title, description, header, data)


def _legend(drawing: Drawing, legend: Sequence[tuple[Mark, str]]) -> float:
    x, y = 0.0, 14.0
    for mark, said in legend:
        room = text_width(said, SMALL) + 20
        if x and x + room > drawing.width:
            x, y = 0.0, y + 20
        _mark(drawing, mark, x + 8, y - 4, 16)
        x += 20 + drawing.text(x + 20, y, said, SMALL, MUTED, room=drawing.width - x - 20) + 18
    return y + 10 if legend else 0.0


def _heads(drawing: Drawing, columns: Sequence[str], left: float, wide: float, y: float) -> float:
    """Names over their columns; where one would be cut, numbers and a key that says them whole."""
    broken = [_broken(name, wide - 6) for name in columns]
    if any(text_width(word, SMALL) > wide - 4 for name in broken for word in name.split()):
        return numbered_heads(drawing, columns, left, wide, y)
    texts = [wrap(name, SMALL, wide - 6, 3) for name in broken]
    tall = 14.4 * max(map(len, texts))
    for n, lines in enumerate(texts):
        for at, line in enumerate(lines):
            low = y + tall - 14.4 * (len(lines) - 1 - at)
            drawing.text(left + wide * (n + 0.5), low, line, SMALL, MUTED, "middle", room=wide - 4)
    drawing.line(0, y + tall + 6, drawing.width, y + tall + 6, RULE)
    return y + tall + 8


def _broken(name: str, room: float) -> str:
    """A word that has no room goes on after its hyphen."""
    words = (w if text_width(w, SMALL) <= room else w.replace("-", "- ") for w in words_of(name))
    return " ".join(words)


def _lane(drawing: Drawing, row: GridRow, left: float, wide: float, y: float, count: int) -> float:
    cells = _cells(row, count)
    spoken = any(cell.text.strip() for cell in cells)
    texts = [wrap(cell.text, SMALL, wide - 2, 2) for cell in cells]
    tall = LANE + 14.4 * (max(map(len, texts), default=1) - 1) if spoken else BARE
    y, tall = lane_name(drawing, row.name, y, tall, NAMES if left else 0.0)
    for n, cell in enumerate(cells):
        middle = left + wide * (n + 0.5)
        at = y + (10 if spoken else tall / 2)
        _mark(drawing, cell.mark, middle, at, wide - 8)
        for line, words in enumerate(texts[n]):
            drawing.text(middle, y + 30 + 14.4 * line, words, SMALL, anchor="middle", room=wide - 2)
    drawing.line(0, y + tall, drawing.width, y + tall, RULE)
    return y + tall + 1


def _mark(drawing: Drawing, mark: Mark, x: float, y: float, wide: float) -> None:
    box = (x - HALF, y - HALF, 2 * HALF, 2 * HALF)
    if mark in STANDINGS:
        marks.standing(drawing, x, y, mark)
    elif mark == "cannot-tell":
        marks.standing(drawing, x, y, "unknown")
    elif mark == "unknown":
        reach = min(wide, 44.0)
        drawing.hatch(x - reach / 2, y - HALF, reach, 2 * HALF)
    elif mark in ("done", "full"):
        drawing.rect(*box, fill=INK)
    elif mark in ("open", "half"):
        drawing.rect(*box, fill=PAPER, stroke=INK, stroke_width=1.6)
        drawing.rect(x - HALF, y, 2 * HALF, HALF, fill=INK)
    elif mark == "late":
        drawing.rect(*box, fill=PAPER, stroke=BELOW, stroke_width=1.6)
        marks.standing(drawing, x, y, "below")
    elif mark == "light":
        drawing.rect(*box, fill=PEER_FILL, stroke=PEER, stroke_width=1.2)
    elif mark == "ahead":
        drawing.rect(*box, fill=PAPER, stroke=LEVEL, stroke_width=1.4)
    else:
        drawing.line(x - HALF, y, x + HALF, y, LEVEL, 2.0)


def _cells(row: GridRow, count: int) -> list[GridCell]:
    missing = GridCell("unknown", Label(""))
    return [*row.cells, *[missing] * count][:count]


def _row(row: GridRow, count: int) -> tuple[Label, ...]:
    return (Label(row.name), *(cell.said for cell in _cells(row, count)))
