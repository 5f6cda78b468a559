"""Profile bars: one initiative on every criterion, 0 to 4, with its range and the owner's own score.

Unknown is hatched and is not 0, which has an edge of its own; how much is known is said above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.axes import hairlines, tick_numbers
from territoria.pictures.criterion_matrix import (
    STATES,
    TOP,
    JudgedCell,
    level_of,
    said_of,
)
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, known, tick
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    GAP,
    INK,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    SEQUENCE,
    SMALL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, semicolon

NAMES: Final = 196.0
WORDS: Final = 128.0
BAR: Final = 14.0
LEVELS: Final = (0.0, 1.0, 2.0, 3.0, 4.0)
HEADER: Final = (
    gettext_noop("Criterion"),
    gettext_noop("Level, 0 to 4"),
    gettext_noop("Low"),
    gettext_noop("High"),
    gettext_noop("The owner's own"),
    gettext_noop("In words"),
)


@dataclass(frozen=True, slots=True)
class ProfileRow:
    """One criterion: what assessors say, and ``owner``: what whoever answers for it says.

    ``note``: what must be said beside it, as that it may not be higher.
    """

    name: str
    cell: JudgedCell
    owner: float | None = None
    note: str = ""


def profile_bars(
    key: str,
    title: str,
    description: str,
    rows: Sequence[ProfileRow],
    coverage: str = "",
    *,
    width: int = WIDTH,
) -> Picture:
    """``coverage``: how many criteria are known, in words of the caller; stands above."""
    drawing = Drawing(key, width)
    data = [_row(row) for row in rows]
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    scale = Scale(0.0, float(TOP), left + 8, right - 8)
    y = drawing.lines(0, 16, wrap(coverage, TEXT, width, 3, bold=True), bold=True) - 8
    y = _legend(drawing, max(y, 6.0))
    for row in rows:
        y = (_beside if beside else _above)(drawing, row, scale, y)
    tick_numbers(drawing, scale, LEVELS, left, right, y + 14)
    return drawing.picture(y + 22, title, description, HEADER, data)


def _legend(drawing: Drawing, y: float) -> float:
    """What the marks mean; returns the height used."""
    x, y = 7.0, y + 12
    for draw, text in (
        (_spread_sign, gettext("assessors: mean, lowest, highest")),
        (_ring, gettext("the owner's own score")),
    ):
        if x > 7 and x + 14 + text_width(text, SMALL) > drawing.width:
            x, y = 7.0, y + 20
        draw(drawing, x, y - 4)
        x += 14 + drawing.text(x + 14, y, text, SMALL, MUTED, room=drawing.width - x - 14) + 22
    return y + 10


def _spread_sign(drawing: Drawing, x: float, y: float) -> None:
    drawing.rect(x - 7, y - 5, 12, 10, SEQUENCE[2])
    _spread(drawing, x - 4, x + 5, y)


def _ring(drawing: Drawing, x: float, y: float) -> None:
    drawing.circle(x, y, 5.0, PAPER, INK, 1.8)


def _spread(drawing: Drawing, x1: float, x2: float, y: float) -> None:
    drawing.line(x1, y, x2, y, PAPER, 4.0)
    drawing.line(x1, y, x2, y, INK, 1.8)
    for x in (x1, x2):
        drawing.line(x, y - 4, x, y + 4, INK, 1.8)


def _beside(drawing: Drawing, row: ProfileRow, scale: Scale, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 2)
    state = wrap(_word(row), SMALL, WORDS, 2)
    tall = max(38.0, 14 + 14.4 * len(names), 24 + 14.4 * len(state))
    drawing.lines(0, y + tall / 2 + 4 - 7.2 * (len(names) - 1), names, SMALL)
    _bar(drawing, row, scale, y + tall / 2)
    x, top = scale.right + 8 + GAP, y + tall / 2 + 4 - 7.2 * len(state)
    drawing.text(
        x, top, Label(level_of(row.cell), row.cell.address), SMALL, INK, bold=True, room=WORDS
    )
    drawing.lines(x, top + 14.4, state, SMALL, MUTED)
    return y + tall


def _above(drawing: Drawing, row: ProfileRow, scale: Scale, y: float) -> float:
    after = drawing.lines(0, y + 18, wrap(row.name, SMALL, drawing.width, 2), SMALL)
    told = [(Label(level_of(row.cell), row.cell.address), SMALL, INK, True)]
    drawing.flow(0, after, [*told, (Label(_word(row)), SMALL, MUTED, False)], drawing.width)
    _bar(drawing, row, scale, after + 16)
    return after + 28


def _bar(drawing: Drawing, row: ProfileRow, scale: Scale, y: float) -> None:
    cell, value, own = row.cell, known(row.cell.value), known(row.owner)
    hairlines(drawing, scale, LEVELS, [(y - 11, y + 11)])
    if value is None:
        drawing.hatch(scale.left, y - BAR / 2, scale.right - scale.left, BAR)
    else:
        drawing.rect(scale.left, y - BAR / 2, scale(value) - scale.left, BAR, SEQUENCE[2])
        drawing.line(scale(value), y - BAR / 2, scale(value), y + BAR / 2, INK, 2.5)
    low, high = known(cell.low), known(cell.high)
    if low is not None and high is not None and low != high:
        if value is not None or cell.state == "disputed":
            _spread(drawing, scale(min(low, high)), scale(max(low, high)), y)
    drawing.line(scale.left, y + 11, scale.right, y + 11, RULE)
    if own is not None:
        _ring(drawing, scale(own), y)


def _word(row: ProfileRow) -> str:
    state = row.cell.state
    said = gettext(STATES[state]) if state in ("disputed", "settled") else ""
    return semicolon().join(filter(None, (said, row.note)))


def _row(row: ProfileRow) -> tuple[Label, ...]:
    cell = row.cell
    return (
        Label(row.name),
        Label(level_of(row.cell), cell.address),
        Label(tick(cell.low, 2)),
        Label(tick(cell.high, 2)),
        Label(tick(row.owner, 2)),
        Label(semicolon().join(filter(None, (said_of(cell), row.note)))),
    )
