"""Interval dots: one figure of many territories, each with its range and its own peers behind.

Rows stand as the caller orders them, by name or by country: this is no league table. Each dot is
to be read against the band of the row's own peers, not against the row above.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks, words
from territoria.pictures.axes import better_way, hairlines, tick_numbers
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, known, tick, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    GAP,
    INK,
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
from territoria.speech import gettext, gettext_noop

NAMES: Final = 176.0
WORDS: Final = 118.0
LANE: Final = 30.0
INSET: Final = 9.0
HEADER: Final = (
    gettext_noop("Territory"), gettext_noop("Country"), gettext_noop("Value"), gettext_noop("Low"),
    gettext_noop("High"), gettext_noop("Middle half of its peers"), gettext_noop("Against peers"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class IntervalRow:
    """One territory. ``group`` heads the rows that share it; ``peers_low``–``peers_high`` is the
    middle half of its own peers. ``label`` is what is printed.
    """

    name: str
    group: str
    value: float | None
    low: float | None
    high: float | None
    label: Label
    peers_low: float | None
    peers_high: float | None
    word: words.Standing


def interval_dots(
    key: str,
    title: str,
    description: str,
    rows: Sequence[IntervalRow],
    direction: int = 1,
    span: tuple[float, float] | None = None,
    *,
    width: int = WIDTH,
) -> Picture:
    """All rows on one scale; right is better. ``span``: both ends of the scale, where fixed."""
    drawing = Drawing(key, width)
    data = [_row(row, direction) for row in rows]
    scale = _scale(rows, direction, span, width)
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    ends = _ends(width)
    y = _key(drawing)
    if direction and scale is not None:
        better_way(drawing, *ends, y + 8)
        y += 14
    group = ""
    for row in rows:
        if row.group and row.group != group:
            drawing.text(0, y + 20, row.group, SMALL, MUTED, room=width)
            y += 22
        group = row.group
        y = _lane(drawing, row, scale, direction, y)
    if scale is not None and (values := ticks(scale.low, scale.high, 5)):
        drawing.line(ends[0], y + 2, ends[1], y + 2, RULE)
        tick_numbers(drawing, scale, values, *ends, y + 16)
        y += 18
    return drawing.picture(y + 6, title, description, HEADER, data)


def _ends(width: int) -> tuple[float, float]:
    return (NAMES + GAP, width - WORDS - GAP) if width >= NARROW else (0.0, float(width))


def _scale(
    rows: Sequence[IntervalRow], direction: int, span: tuple[float, float] | None, width: int
) -> Scale | None:
    """From the lowest to the highest end that is drawn; None when nothing is known."""
    held = [(r.value, *(_pair(r.low, r.high) or ()), *(_pair(r.peers_low, r.peers_high) or ()))
            for r in rows if known(r.value) is not None]  # fmt: skip
    shown = [v for values in held for v in map(known, values) if v is not None]
    if not shown:
        return None
    left, right = _ends(width)
    sides = (left + INSET, right - INSET)
    return Scale(*(span or (min(shown), max(shown))), *(sides if direction >= 0 else sides[::-1]))


def _pair(low: float | None, high: float | None) -> tuple[float, float] | None:
    first, last = known(low), known(high)
    return None if first is None or last is None else (min(first, last), max(first, last))


def _key(drawing: Drawing) -> float:
    """What dot, line and band mean; returns the height used."""
    said = (gettext("value with its range"), gettext("middle half of the territory's own peers"))
    y = 14.0
    drawing.line(0, y - 4, 22, y - 4, INK, 2.0, cap="round")
    drawing.circle(11, y - 4, 4.5, INK, PAPER, 1.2)
    x = 30 + drawing.text(30, y, said[0], SMALL, MUTED, room=drawing.width - 30) + 20
    if x + 30 + text_width(said[1], SMALL) > drawing.width:
        x, y = 0.0, y + 20
    _band(drawing, x, x + 22, y - 4)
    drawing.text(x + 30, y, said[1], SMALL, MUTED, room=drawing.width - x - 30)
    return y + 8


def _band(drawing: Drawing, x1: float, x2: float, y: float) -> None:
    drawing.rect(x1, y - 7, x2 - x1, 14, PEER_FILL)
    for x in (x1, x2):
        drawing.line(x, y - 7, x, y + 7, PEER, 1.2)


def _lane(
    drawing: Drawing, row: IntervalRow, scale: Scale | None, direction: int, y: float
) -> float:
    """Name, marks and words of one territory; returns where the next begins."""
    beside, (left, right) = drawing.width >= NARROW, _ends(drawing.width)
    label, word = _label(row), _word(row, direction)
    if beside:
        names = wrap(row.name, SMALL, NAMES, 2)
        said = wrap(word, SMALL, WORDS - 18, 2)
        tall = max(LANE, 8 + 14.4 * (len(said) + 1))
        middle = y + tall / 2
        drawing.lines(0, middle + 4 - 7.2 * (len(names) - 1), names, SMALL)
        x = right + GAP
        drawing.text(x, middle - 3 - 7.2 * (len(said) - 1), label, SMALL, bold=True, room=WORDS)
        marks.standing(drawing, x + 6, middle + 8 - 7.2 * (len(said) - 1), _shape(row))
        drawing.lines(x + 18, middle + 12 - 7.2 * (len(said) - 1), said, SMALL, MUTED)
    else:
        used = drawing.text(right, y + 16, label, SMALL, anchor="end", bold=True, room=right / 2)
        drawing.text(left, y + 16, row.name, SMALL, room=right - used - 12)
        marks.standing(drawing, left + 6, y + 28, _shape(row))
        drawing.text(left + 18, y + 32, word, SMALL, MUTED, room=right - 18)
        tall, middle = 62.0, y + 46
    _marks(drawing, row, scale, left, right, middle)
    return y + tall


def _marks(
    drawing: Drawing, row: IntervalRow, scale: Scale | None, left: float, right: float, y: float
) -> None:
    value = known(row.value)
    if value is None or scale is None:
        drawing.hatch(left + 1, y - 6, right - left - 2, 12)
        return
    hairlines(drawing, scale, ticks(scale.low, scale.high, 5), [(y - 9, y + 9)])
    drawing.line(left, y, right, y, RULE)
    if peers := _pair(row.peers_low, row.peers_high):
        x1, x2 = sorted(map(scale, peers))
        _band(drawing, x1, x2, y)
    if reach := _pair(row.low, row.high):
        x1, x2 = sorted(map(scale, reach))
        drawing.line(x1, y, x2, y, INK, 2.0, cap="round")
    drawing.circle(scale(value), y, 5.0, INK, PAPER, 1.2)


def _shape(row: IntervalRow) -> words.Standing:
    return row.word if known(row.value) is not None else "unknown"


def _word(row: IntervalRow, direction: int) -> str:
    if known(row.value) is None:
        return gettext(words.STANDING["unknown"])
    table = words.STANDING if direction >= 0 else words.STANDING_LOWER_IS_BETTER
    return gettext(table[row.word])


def _label(row: IntervalRow) -> Label:
    """The caller's label; a value that is missing without one is called unknown."""
    if known(row.value) is None and not row.label.text.strip():
        return Label(gettext(words.UNKNOWN), row.label.address)
    return row.label


def _row(row: IntervalRow, direction: int) -> tuple[Label, ...]:
    ends = [Label(tick(end)) for end in _pair(row.low, row.high) or (None, None)]
    peers = _pair(row.peers_low, row.peers_high)
    between = f"{tick(peers[0])}; {tick(peers[1])}" if peers else ""
    said = (Label(between), Label(_word(row, direction)))
    return (Label(row.name), Label(row.group), _label(row), *ends, *said)
