"""Response bars: of each group, who was asked, who answered, and who is not heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, fixed, percent
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
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.pictures.words import Standing
from territoria.speech import gettext, gettext_noop

NAMES: Final = 182.0
WORDS: Final = 150.0
TALL: Final = 18.0
ENOUGH: Final = gettext_noop("enough heard")
TOO_FEW: Final = gettext_noop("not heard enough")
NOBODY: Final = gettext_noop("nobody invited")
HEADER: Final = (
    gettext_noop("Group"),
    gettext_noop("Invited"),
    gettext_noop("Answered"),
    gettext_noop("Needed"),
    gettext_noop("Share"),
    gettext_noop("Share from"),
    gettext_noop("Share to"),
    gettext_noop("In words"),
)


@dataclass(frozen=True, slots=True)
class ResponseRow:
    """One group: people invited, answered and needed. ``named``: of those who answered, those who were
    invited by name. ``low`` and ``high``: range of their share of the invited, 0–1.
    """

    name: str
    invited: int
    answered: int
    named: int
    needed: int
    low: float | None = None
    high: float | None = None

    @property
    def people(self) -> int:
        """All who were invited or answered."""
        return self.invited + self.answered - self.named

    @property
    def enough(self) -> bool:
        """Whether as many answered as are needed."""
        return 0 < self.needed <= self.answered


def response_bars(
    key: str, title: str, description: str, rows: Sequence[ResponseRow], *, width: int = WIDTH
) -> Picture:
    """A bar a group, as long as people were invited: full where they answered, hatched where not."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    data = [_row(row) for row in rows]
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    most = max(max(row.people, row.needed) for row in rows)
    scale = Scale(0.0, float(max(most, 1)), left, right - 2)
    y = _key(drawing)
    for row in rows:
        y = (_beside if beside else _above)(drawing, row, scale, y)
    return drawing.picture(y + 6, title, description, HEADER, data)


def _key(drawing: Drawing) -> float:
    x, y = 0.0, 14.0
    for name, text in (
        ("full", gettext("answered")),
        ("open", gettext("invited, not heard")),
        ("tick", gettext("needed")),
    ):
        room = 30 + text_width(text, SMALL)
        if x and x + room > drawing.width:
            x, y = 0.0, y + 20
        if name == "full":
            drawing.rect(x, y - 10, 20, 12, SEQUENCE[3])
        elif name == "open":
            drawing.hatch(x, y - 10, 20, 12)
        else:
            _tick(drawing, x + 10, y - 4, 8)
        drawing.text(x + 26, y, text, SMALL, MUTED, room=drawing.width - x - 26)
        x += room + 16
    return y + 12


def _tick(drawing: Drawing, x: float, y: float, half: float) -> None:
    drawing.line(x, y - half, x, y + half, PAPER, 5.0)
    drawing.line(x, y - half, x, y + half, INK, 2.0)


def _word(row: ResponseRow) -> str:
    if not row.invited and not row.answered:
        return gettext(NOBODY)
    return gettext(ENOUGH if row.enough else TOO_FEW)


def _count(row: ResponseRow) -> str:
    if not row.invited and not row.answered:
        return ""
    said = gettext("{answered} of {invited}").format(answered=row.named, invited=row.invited)
    if row.answered == row.named:
        return said
    more = gettext("{count} more").format(count=row.answered - row.named)
    return f"{said}, {more}" if row.invited else more


def _beside(drawing: Drawing, row: ResponseRow, scale: Scale, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 3)
    said = wrap(_word(row), SMALL, WORDS - 18, 2)
    tall = max(34.0, 14 + 14.4 * max(len(names), len(said) + 1))
    middle = y + tall / 2
    drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
    _bar(drawing, row, scale, middle)
    x = scale.right + 2 + GAP
    marks.standing(drawing, x + 6, middle - 7.2 * len(said), _shape(row))
    top = middle + 4 - 7.2 * len(said)
    drawing.text(x + 18, top, _count(row), SMALL, bold=True, room=WORDS - 18)
    drawing.lines(x + 18, top + 14.4, said, SMALL, MUTED)
    return y + tall


def _above(drawing: Drawing, row: ResponseRow, scale: Scale, y: float) -> float:
    used = drawing.text(
        drawing.width, y + 18, _count(row), SMALL, anchor="end", bold=True, room=140
    )
    after = drawing.lines(0, y + 18, wrap(row.name, SMALL, drawing.width - used - 20, 3), SMALL)
    after = max(after, y + 32.4)
    marks.standing(drawing, 7, after - 4, _shape(row))
    drawing.text(20, after, _word(row), SMALL, MUTED, room=drawing.width - 20)
    _bar(drawing, row, scale, after + 18)
    return after + 36


def _shape(row: ResponseRow) -> Standing:
    if not row.invited and not row.answered:
        return "unknown"
    return "level" if row.enough else "below"


def _bar(drawing: Drawing, row: ResponseRow, scale: Scale, y: float) -> None:
    """Where nobody was invited, those needed are hatched: nothing is known of them."""
    top, start = y - TALL / 2, scale.left
    answered, invited = scale(row.answered), scale(row.people)
    if not row.invited and not row.answered:
        drawing.hatch(start, top, scale(row.needed) - start, TALL)
    else:
        drawing.hatch(start, top, max(invited - start, 0.0), TALL)
        drawing.rect(start, top, max(answered - start, 0.0), TALL, SEQUENCE[3])
        drawing.line(invited, top, invited, top + TALL, RULE)
    if row.needed > 0:
        _tick(drawing, scale(row.needed), y, TALL / 2 + 3)


def _row(row: ResponseRow) -> tuple[Label, ...]:
    share = row.named / row.invited if row.invited else None
    return (
        Label(row.name),
        Label(fixed(row.invited, 0)),
        Label(fixed(row.answered, 0)),
        Label(fixed(row.needed, 0)),
        Label(percent(share)),
        Label(percent(row.low)),
        Label(percent(row.high)),
        Label(_word(row)),
    )
