"""Rank ranges of all territories: in order of rank, each with the places it may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import text_width
from territoria.pictures.numbers import Scale, number, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import INK, MUTED, PEER, RULE, SMALL, WIDTH
from territoria.pictures.svg import Drawing

HEADER: Final = ("Territory", "Rank", "From", "To")
TALL: Final = 300.0
#: Left margin with the numbers of the places.
MARGIN: Final = 44.0


@dataclass(frozen=True, slots=True)
class RankRow:
    """One territory: its rank and the range of places, 1 is the best."""

    name: str
    rank: float
    low: float
    high: float


def rank_ranges(
    key: str, title: str, description: str, rows: Sequence[RankRow], *, width: int = WIDTH
) -> Picture:
    """A stroke a territory from its best to its worst place; the dot is its rank."""
    drawing = Drawing(key, width)
    ordered = sorted(rows, key=lambda row: (row.rank, row.name))
    data = [_row(row) for row in ordered]
    if not ordered:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    last = max(max(row.high, row.rank) for row in ordered)
    top = 24.0
    down = Scale(1.0, max(last, 2.0), top, top + TALL)
    across = Scale(0.0, float(max(len(ordered) - 1, 1)), MARGIN + 8, width - 8.0)
    drawing.text(0, 12, "place", SMALL, MUTED)
    for value in sorted({1.0, *ticks(1.0, max(last, 2.0), 5)}):
        y = down(value)
        drawing.line(MARGIN, y, width, y, RULE)
        if value == 1.0 or y > top + 12:
            drawing.text(MARGIN - 6, y + 4, f"{value:.0f}", SMALL, MUTED, "end")
    room = (width - MARGIN) / len(ordered)
    strokes = [(across(n), down(row.low), down(row.high)) for n, row in enumerate(ordered)]
    dots = [(across(n), down(row.rank), down(row.rank)) for n, row in enumerate(ordered)]
    _strokes(drawing, strokes, PEER, min(max(0.6 * room, 0.8), 5.0), None)
    _strokes(drawing, dots, INK, min(max(0.8 * room, 1.8), 7.0), "round")
    y = top + TALL + 24
    _ends(drawing, ordered, y)
    return drawing.picture(y + 8, title, description, HEADER, data)


def _strokes(
    drawing: Drawing,
    strokes: Sequence[tuple[float, float, float]],
    colour: str,
    width: float,
    cap: str | None,
) -> None:
    """Upright strokes ``(x, from, to)`` in one element; with a round cap one of no length is a dot."""
    path = "".join(f"M{number(x)} {number(a)}V{number(b)}" for x, a, b in strokes)
    drawing.add(
        "path",
        {"d": path, "fill": "none", "stroke": colour, "stroke-width": width, "stroke-linecap": cap},
    )


def _ends(drawing: Drawing, ordered: Sequence[RankRow], y: float) -> None:
    """The first and the last name, and what lies between."""
    half = (drawing.width - MARGIN) / 2 - 10
    first, last = ordered[0].name, ordered[-1].name
    drawing.text(MARGIN, y, f"first: {first}", SMALL, MUTED, room=half)
    if len(ordered) > 1 and text_width(last, SMALL) > 0:
        drawing.text(drawing.width, y, f"last: {last}", SMALL, MUTED, "end", room=half)


def _row(row: RankRow) -> tuple[Label, ...]:
    return (
        Label(row.name),
        Label(f"{row.rank:.0f}"),
        Label(f"{row.low:.0f}"),
        Label(f"{row.high:.0f}"),
    )
