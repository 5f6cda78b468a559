"""Rating ranges: of each service how many are satisfied, within what range, and by which channels they said so.

Rows stand as the caller orders them. A service with too few ratings has a hollow mark and says so;
one with fewer than may be shown is hatched.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks, words
from territoria.pictures.axes import better_way
from territoria.pictures.lettering import text_width
from territoria.pictures.numbers import known, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.range_lanes import Lane, Lanes
from territoria.pictures.style import INK, MUTED, SMALL, WIDTH
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
    lanes = Lanes(drawing, 1.0, [(at, percent(at)) for at in TICKS], NAMES, WORDS)
    y = _key(drawing)
    better_way(drawing, *lanes.ends, y + 12)
    end = lanes.draw([_lane(row) for row in rows], y + 18)
    return drawing.picture(end, title, description, HEADER, data)


def _lane(row: RatingRow) -> Lane:
    said, label = _said(row), _label(row)
    return Lane(row.name, said, row.share, row.low, row.high, label, row.too_few)


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
