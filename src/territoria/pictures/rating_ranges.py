"""Rating ranges: of each service how many are satisfied, within what range, and by which channels they said so.

Rows stand as the caller orders them. A service with too few ratings has a hollow mark and says so;
one with fewer than may be shown is hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks, words
from territoria.pictures.axes import better_way, hairlines
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, known, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    ACCENT,
    GAP,
    INK,
    MUTED,
    NARROW,
    RULE,
    SMALL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, number

NAMES: Final = 190.0
WORDS: Final = 150.0
TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
TOO_FEW: Final = gettext_noop("too few ratings")
HEADER: Final = (
    gettext_noop("Service"),
    gettext_noop("Satisfied"),
    gettext_noop("From"),
    gettext_noop("To"),
    gettext_noop("Ratings"),
    gettext_noop("How they came in"),
    gettext_noop("In words"),
)


@dataclass(frozen=True, slots=True)
class RatingRow:
    """One service. ``share`` 0 to 1 with its range, None where it may not be shown; ``n`` ratings.

    ``channels``: how they came in, in words. ``too_few``: to be ranked or compared. ``note``: what
    must be said beside it, as that its channels are others than elsewhere.
    """

    name: str
    share: float | None
    low: float | None
    high: float | None
    label: Label
    n: int
    channels: str
    too_few: bool = False
    note: str = ""


def rating_ranges(
    key: str, title: str, description: str, rows: Sequence[RatingRow], *, width: int = WIDTH
) -> Picture:
    """One row a service on a scale from nobody to everybody; right is better."""
    drawing = Drawing(key, width)
    data = [_row(row) for row in rows]
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    scale = Scale(0.0, 1.0, left + 9, right - 9)
    y = _key(drawing)
    better_way(drawing, left, right, y + 12)
    y += 18
    for row in rows:
        y = (_beside if beside else _above)(drawing, row, scale, y)
    ends = [(scale(value), Label(percent(value)), MUTED) for value in TICKS]
    drawing.labels(ends, left, right, y + 14)
    return drawing.picture(y + 22, title, description, HEADER, data)


def _key(drawing: Drawing) -> float:
    """What the marks mean; returns the height used."""
    x, y = 6.0, 14.0
    for hollow, text in (
        (False, gettext("share of the satisfied, with its range")),
        (True, gettext(TOO_FEW)),
    ):
        if x > 6 and x + 12 + text_width(text, SMALL) > drawing.width:
            x, y = 6.0, y + 20
        marks.dot(drawing, x, y - 4, hollow=hollow)
        x += 12 + drawing.text(x + 12, y, text, SMALL, MUTED, room=drawing.width - x - 12) + 20
    return y + 8


def _said(row: RatingRow) -> list[tuple[str, str]]:
    """Number of ratings, channels, and what must be said, with the quiet or the loud colour."""
    count = gettext("n = {count}").format(count=number(row.n, ",.0f"))
    lines = [(count, MUTED), (row.channels, MUTED), (_word(row), INK), (row.note, INK)]
    return [(text, colour) for text, colour in lines if text.strip()]


def _word(row: RatingRow) -> str:
    return gettext(TOO_FEW) if row.too_few or known(row.share) is None else ""


def _label(row: RatingRow) -> Label:
    """The caller's label; a share that may not be shown without one is called unknown."""
    if known(row.share) is None and not row.label.text.strip():
        return Label(gettext(words.UNKNOWN), row.label.address)
    return row.label


def _beside(drawing: Drawing, row: RatingRow, scale: Scale, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 3)
    said = [(line, colour) for text, colour in _said(row) for line in wrap(text, SMALL, WORDS, 2)]
    tall = max(44.0, 14 + 14.4 * max(len(names), len(said)))
    middle = y + tall / 2
    drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
    _marks(drawing, row, scale, middle + 6)
    at = middle + 4 - 7.2 * (len(said) - 1)
    for line, colour in said:
        drawing.text(scale.right + 9 + GAP, at, line, SMALL, colour, room=WORDS)
        at += 14.4
    return y + tall


def _above(drawing: Drawing, row: RatingRow, scale: Scale, y: float) -> float:
    room = drawing.width - 4.0
    at = drawing.lines(0, y + 20, wrap(row.name, SMALL, room, 3), SMALL, bold=True)
    for text, colour in _said(row):
        at = drawing.lines(0, at, wrap(text, SMALL, room, 2), SMALL, colour)
    _marks(drawing, row, scale, at + 20)
    return at + 34


def _marks(drawing: Drawing, row: RatingRow, scale: Scale, y: float) -> None:
    left, right = scale.left - 9, scale.right + 9
    share = known(row.share)
    if share is None:
        drawing.hatch(left, y - 7, right - left, 14)
        drawing.labels([(left, _label(row), MUTED)], left, right, y - 11, TEXT, True)
        return
    hairlines(drawing, scale, TICKS, [(y - 5, y + 5)])
    drawing.line(left, y, right, y, RULE)
    marks.span(drawing, scale, row.low, row.high, y)
    marks.dot(drawing, scale(share), y, hollow=row.too_few)
    colour = MUTED if row.too_few else ACCENT
    drawing.labels([(scale(share), row.label, colour)], left, right, y - 10, TEXT, True)


def _row(row: RatingRow) -> tuple[Label, ...]:
    told = [text for text in (_word(row), row.note) if text.strip()]
    return (
        Label(row.name),
        _label(row),
        Label(percent(row.low)),
        Label(percent(row.high)),
        Label(number(row.n, ",.0f")),
        Label(row.channels),
        Label(". ".join(told)),
    )
