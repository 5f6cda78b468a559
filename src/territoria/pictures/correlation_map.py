"""Correlation map: who goes with whom inside one node; flags have a shape, not only a shade."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import fixed, known
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    ABOVE,
    BELOW,
    INK,
    MUTED,
    PAPER,
    SEQUENCE,
    SMALL,
    TINT,
    WIDTH,
)
from territoria.pictures.svg import Drawing

Flag = Literal["", "high", "negative"]

NAMES: Final = 220.0
HEADER: Final = ("First", "Second", "Correlation", "Territories", "Flag")
SHADES: Final = ((0.7, SEQUENCE[1]), (0.4, SEQUENCE[0]), (0.0, TINT))
FLAGS: Final[dict[Flag, str]] = {
    "": "",
    "high": "nearly the same",
    "negative": "against each other",
}


@dataclass(frozen=True, slots=True)
class Cell:
    """Correlation of two rows by their places, ``second`` above ``first`` in the list."""

    first: int
    second: int
    value: float | None
    count: int
    flag: Flag = ""


def correlation_map(
    key: str,
    title: str,
    description: str,
    names: Sequence[str],
    cells: Sequence[Cell],
    *,
    width: int = WIDTH,
) -> Picture:
    """The lower triangle: one row and one column a name, numbered; the diagonal is left out."""
    drawing = Drawing(key, width)
    rows = [_row(names, cell) for cell in cells]
    if len(names) < 2:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, rows)
    room = min(NAMES, width * 0.45)
    side = min((width - room) / (len(names) - 1), 64.0)
    y = _key(drawing)
    places = []
    for number, name in enumerate(names):
        lines = wrap(f"{number + 1}  {name}", SMALL, room - 10, 2)
        tall = max(14.4 * len(lines) + 6, 26.0)
        drawing.lines(0, y + tall / 2 + 4 - 7.2 * (len(lines) - 1), lines, SMALL)
        places.append((y, tall))
        y += tall
    for cell in cells:
        low, high = sorted((cell.first, cell.second))
        top, tall = places[high]
        _cell(drawing, cell, room + low * side, top, side, tall)
    for number in range(len(names) - 1):
        if text_width(str(number + 1), SMALL) < side:
            x = room + (number + 0.5) * side
            drawing.text(x, y + 14, str(number + 1), SMALL, MUTED, "middle")
    return drawing.picture(y + 22, title, description, HEADER, rows)


def _cell(drawing: Drawing, cell: Cell, x: float, y: float, side: float, tall: float) -> None:
    value = known(cell.value)
    if value is None:
        drawing.hatch(x + 1, y + 1, side - 2, tall - 2)
        return
    shade = next(colour for least, colour in SHADES if abs(value) >= least)
    drawing.rect(x + 1, y + 1, side - 2, tall - 2, shade)
    text = fixed(value, 2)
    roomy = text_width(text, SMALL) + 22 <= side
    if cell.flag and roomy:
        _flag(drawing, cell.flag, x + 10, y + tall / 2)
    elif cell.flag:
        _flag(drawing, cell.flag, x + side / 2, y + 7, 3.5)
    if text_width(text, SMALL) + 4 <= side:
        low = 4 if roomy or not cell.flag else 8
        shift = 7.0 if cell.flag and roomy else 0.0
        bold = bool(cell.flag) and text_width(text, SMALL, True) + 4 <= side
        drawing.text(x + side / 2 + shift, y + tall / 2 + low, text, SMALL, INK, "middle", bold)


def _flag(drawing: Drawing, flag: Flag, x: float, y: float, half: float = 5.0) -> None:
    if flag == "high":
        points = ((x, y - half), (x + half, y + half - 0.5), (x - half, y + half - 0.5))
        drawing.path(points, ABOVE, PAPER, 1.0, close=True)
    else:
        points = ((x, y + half), (x + half, y - half + 0.5), (x - half, y - half + 0.5))
        drawing.path(points, BELOW, PAPER, 1.0, close=True)


def _key(drawing: Drawing) -> float:
    """What shades and shapes mean; returns the height used."""
    x, y = 0.0, 14.0
    for least, words in ((0.0, "below 0.4"), (0.4, "0.4 to 0.7"), (0.7, "0.7 and more")):
        shade = next(colour for limit, colour in SHADES if least >= limit)
        x, y = _wrapped(drawing, x, y, words)
        drawing.rect(x, y - 11, 14, 14, shade, MUTED, 0.6)
        x += 20 + drawing.text(x + 20, y, words, SMALL, MUTED) + 16
    for flag in ("high", "negative"):
        words = FLAGS[flag]
        x, y = _wrapped(drawing, x, y, words)
        _flag(drawing, flag, x + 7, y - 4)
        x += 20 + drawing.text(x + 20, y, words, SMALL, MUTED) + 16
    return y + 12


def _wrapped(drawing: Drawing, x: float, y: float, words: str) -> tuple[float, float]:
    """The next place of the key; a new line where the words would run out of the picture."""
    return (0.0, y + 20) if x + 20 + text_width(words, SMALL) > drawing.width else (x, y)


def _row(names: Sequence[str], cell: Cell) -> tuple[Label, ...]:
    return (
        Label(names[cell.first]),
        Label(names[cell.second]),
        Label(fixed(cell.value, 2)),
        Label(str(cell.count)),
        Label(FLAGS[cell.flag]),
    )
