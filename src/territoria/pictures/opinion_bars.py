"""Opinion bars: of each statement, how many agree, pass and disagree, and what holds for certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import fixed, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    GAP,
    HATCH,
    INK,
    MUTED,
    NARROW,
    PAPER,
    SEQUENCE,
    SMALL,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

NAMES: Final = 214.0
WORDS: Final = 134.0
TALL: Final = 20.0
Says = Literal["agree", "disagree", "divided", "open"]
SAYS: Final[dict[Says, str]] = {
    "agree": gettext_noop("most agree"),
    "disagree": gettext_noop("most disagree"),
    "divided": gettext_noop("divided"),
    "open": gettext_noop("cannot tell"),
}
ORDER: Final = tuple(SAYS)
TOO_FEW: Final = gettext_noop("too few people saw it")
AGREE, PASS, DISAGREE = SEQUENCE[4], SEQUENCE[0], SEQUENCE[2]
HEADER: Final = (
    gettext_noop("Statement"),
    gettext_noop("Seen by"),
    gettext_noop("Agree"),
    gettext_noop("Pass"),
    gettext_noop("Disagree"),
    gettext_noop("Share that agrees"),
    gettext_noop("Share that disagrees"),
    gettext_noop("In words"),
)


@dataclass(frozen=True, slots=True)
class OpinionRow:
    """One statement. Counts that are hidden are None; ``seen`` None: too few people for any of them.

    ``says``: what the votes say for certain, decided by who counted them.
    """

    name: str
    seen: int | None
    agree: int | None
    passed: int | None
    disagree: int | None
    says: Says

    @property
    def is_told(self) -> bool:
        """Whether anything may be drawn."""
        return bool(self.seen) and (self.agree, self.passed, self.disagree) != (None, None, None)


def opinion_bars(
    key: str, title: str, description: str, rows: Sequence[OpinionRow], *, width: int = WIDTH
) -> Picture:
    """One bar a statement, all of the same length: agree from the left, disagree from the right. What
    most agree with comes first, then what most disagree with, what divides, and what is open.
    """
    drawing = Drawing(key, width)
    beside = width >= NARROW
    ordered = sorted(rows, key=_place)
    data = [_row(row) for row in ordered]
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    y = _key(drawing, any(_hidden(row) for row in rows))
    for row in ordered:
        y = (_beside if beside else _above)(drawing, row, y)
    return drawing.picture(y + 6, title, description, HEADER, data)


def _place(row: OpinionRow) -> tuple[bool, int, float]:
    """By word, and inside by how many take the side; what is not told last."""
    share = ((row.disagree if row.says == "disagree" else row.agree) or 0) / (row.seen or 1)
    return (not row.is_told, ORDER.index(row.says), -share)


def _hidden(row: OpinionRow) -> bool:
    return None in (row.seen, row.agree, row.passed, row.disagree)


def _key(drawing: Drawing, with_hidden: bool) -> float:
    x, y = 0.0, 14.0
    texts = [(AGREE, gettext("agree")), (PASS, gettext("pass")), (DISAGREE, gettext("disagree"))]
    texts += [("", gettext("not shown, too few people"))] if with_hidden else []
    for tone, text in texts:
        room = 30 + text_width(text, SMALL)
        if x and x + room > drawing.width:
            x, y = 0.0, y + 20
        _part(drawing, x, y - 10, 20, 12, tone)
        drawing.text(x + 26, y, text, SMALL, MUTED, room=drawing.width - x - 26)
        x += room + 16
    return y + 14


def _part(drawing: Drawing, x: float, y: float, wide: float, tall: float, tone: str) -> None:
    if not tone:
        drawing.hatch(x, y, wide, tall)
    else:
        drawing.rect(x, y, wide, tall, tone, HATCH if tone == PASS else None, 1.0)


def _word(row: OpinionRow) -> str:
    return gettext(SAYS[row.says]) if row.is_told or row.seen else gettext(TOO_FEW)


def _seen(row: OpinionRow) -> str:
    return gettext("seen by {n}").format(n=fixed(row.seen, 0)) if row.seen else ""


def _beside(drawing: Drawing, row: OpinionRow, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 4)
    said = wrap(_word(row), SMALL, WORDS, 2, bold=True)
    tall = max(38.0, 14 + 14.4 * max(len(names), len(said) + 1))
    middle = y + tall / 2
    drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
    left, right = NAMES + GAP, drawing.width - WORDS - GAP
    _bar(drawing, row, left, right, middle - TALL / 2)
    top = middle + 4 - 7.2 * len(said)
    after = drawing.lines(right + GAP, top, said, SMALL, INK, bold=True)
    drawing.text(right + GAP, after, _seen(row), SMALL, MUTED, room=WORDS)
    return y + tall


def _above(drawing: Drawing, row: OpinionRow, y: float) -> float:
    after = drawing.lines(0, y + 18, wrap(row.name, SMALL, drawing.width - 4, 4), SMALL)
    used = drawing.text(0, after, _word(row), SMALL, bold=True, room=drawing.width / 2)
    room = drawing.width - used - 12
    drawing.text(drawing.width, after, _seen(row), SMALL, MUTED, "end", room=room)
    _bar(drawing, row, 0.0, float(drawing.width), after + 6)
    return after + TALL + 14


def _bar(drawing: Drawing, row: OpinionRow, left: float, right: float, y: float) -> None:
    """Parts that are hidden are hatched as one, between those that are told."""
    if not row.is_told or not row.seen:
        _part(drawing, left, y, right - left, TALL, "")
        return
    unit = (right - left) / row.seen
    parts: list[tuple[int | None, str, str]] = [
        (row.agree, AGREE, PAPER),
        (row.passed, PASS, INK),
        (row.disagree, DISAGREE, INK),
    ]
    told = [part for part in parts if part[0] is not None]
    rest = row.seen - sum(n or 0 for n, _, _ in told)
    if rest > 0:
        at = next(n for n, part in enumerate(parts) if part[0] is None)
        told.insert(min(at, len(told)), (rest, "", INK))
    x = left
    for count, tone, ink in told:
        wide = (count or 0) * unit
        if wide > 0:
            _part(drawing, x, y, wide, TALL, tone)
        text = fixed(count, 0)
        if tone and count and text_width(text, SMALL) + 8 <= wide:
            drawing.text(x + wide / 2, y + 14, text, SMALL, ink, "middle")
        x += wide


def _row(row: OpinionRow) -> tuple[Label, ...]:
    def share(count: int | None) -> str:
        return percent(count / row.seen) if row.seen and count is not None else ""

    return (
        Label(row.name),
        *(Label(fixed(n, 0)) for n in (row.seen, row.agree, row.passed, row.disagree)),
        Label(share(row.agree)),
        Label(share(row.disagree)),
        Label(_word(row)),
    )
