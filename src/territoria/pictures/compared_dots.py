"""Compared dots: two to eight territories, figure by figure, each with its range, in own units.

A block a figure and a lane a territory: ranges that overlap stand above each other, so that nobody
has to tell lines apart that lie on one another. Every lane has its name; the shape repeats it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks, words
from territoria.pictures.axes import better_way, hairlines, tick_numbers
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, known, tick, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.shapes import reach, shape, tone, words_tone
from territoria.pictures.style import (
    ACCENT,
    GAP,
    INK,
    LEVEL,
    MUTED,
    NARROW,
    RULE,
    SMALL,
    TEXT,
    TINT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, semicolon

NAMES: Final = 194.0
WORDS: Final = 126.0
LANE: Final = 22.0
INSET: Final = 9.0
"""Room at both ends of a scale, so that a mark at the end stays inside."""
LOWER: Final = gettext_noop("lower is better")
NEITHER: Final = gettext_noop("neither way is better")
INHERITED: Final = gettext_noop("figure of the wider area")
HEADER: Final = (
    gettext_noop("Figure"), gettext_noop("Unit"), gettext_noop("Year"), gettext_noop("Territory"),
    gettext_noop("Value"), gettext_noop("Low"), gettext_noop("High"), gettext_noop("Note"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class ComparedMark:
    """One territory's figure. ``label`` is what is printed; ``inherited``: from the wider area."""

    value: float | None
    low: float | None
    high: float | None
    label: Label
    inherited: bool = False


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One figure; ``marks`` in the order of the territories.

    ``same`` is a whole sentence: who is about the same. ``direction`` 0 is neither good nor bad.
    ``finding`` is the panel's title; without one it is the name. ``span``: both ends of its axis,
    for figures that share a scale; without it the axis reaches just over what is drawn.
    """

    name: str
    unit: str
    year: str
    marks: tuple[ComparedMark, ...]
    same: str = ""
    direction: Literal[1, 0, -1] = 1
    finding: str = ""
    span: tuple[float, float] | None = None


NO_MARK: Final = ComparedMark(None, None, None, Label(""))


def compared_dots(
    key: str,
    title: str,
    description: str,
    territories: Sequence[str],
    rows: Sequence[ComparedRow],
    *,
    width: int = WIDTH,
) -> Picture:
    """Each row on its ``span`` or its own scale; right is better; the first is the reader's own."""
    drawing = Drawing(key, width)
    data = [line for row in rows for line in _table(row, territories)]
    if not rows or not territories:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    beside = width >= NARROW
    ends = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    y = _key(drawing, rows, territories, ends)
    for number, row in enumerate(rows):
        if number:
            drawing.line(0, y, width, y, RULE)
        y = _block(drawing, row, _lanes(row, territories, width), ends, y + 4)
    return drawing.picture(y - 4, title, description, HEADER, data)


@dataclass(frozen=True, slots=True)
class _Lane:
    """One territory's lane inside a block: how tall it is, and how far down its scale runs."""

    index: int
    names: list[str]
    mark: ComparedMark
    tall: float
    axis: float


def _marks(row: ComparedRow, territories: Sequence[str]) -> list[ComparedMark]:
    """One mark a territory; one that is missing is unknown."""
    return [*row.marks, *[NO_MARK] * len(territories)][: len(territories)]


def _lanes(row: ComparedRow, territories: Sequence[str], width: int) -> list[_Lane]:
    out = []
    for index, (name, mark) in enumerate(zip(territories, _marks(row, territories), strict=True)):
        own = index == 0
        if width >= NARROW:
            names = wrap(name, SMALL, NAMES - 18, 2, own)
            tall = LANE + 13 * max(len(names) - 1, 0)
            axis = tall / 2
        else:
            used = min(text_width(_label(mark).text, SMALL, own), width / 2)
            names = wrap(name, SMALL, width - used - 30, 2, own)
            tall = LANE + 16 + 14.4 * max(len(names) - 1, 0)
            axis = tall - LANE / 2
        out.append(_Lane(index, names, mark, tall, axis))
    return out


def _key(
    drawing: Drawing,
    rows: Sequence[ComparedRow],
    territories: Sequence[str],
    ends: tuple[float, float],
) -> float:
    """What band and hollow marks mean, and which way is better; returns the height used."""
    x, y, wide = 0.0, 14.0, drawing.width
    every = [_marks(row, territories) for row in rows]
    if len(territories) > 1 and any(_extent(found[0]) for found in every):
        _band(drawing, 0.5, 21.5, y - 11, y + 3)
        band = gettext("the range of {name}").format(name=territories[0])
        x = 30 + drawing.text(30, y, band, SMALL, MUTED, room=wide - 30) + 20
    if any(mark.inherited for found in every for mark in found):
        if x + 30 + text_width(gettext(INHERITED), SMALL) > wide:
            x, y = 0.0, y + 20
        for index in (0, 1):
            shape(drawing, index, x + 6 + 13 * index, y - 4, hollow=True, size=0.8)
        x = x + 30 + drawing.text(x + 30, y, gettext(INHERITED), SMALL, MUTED, room=wide - 30)
    y += 22 if x else 0
    if any(row.direction for row in rows):
        better_way(drawing, *ends, y)
        y += 14
    return y - 6


def _block(
    drawing: Drawing, row: ComparedRow, lanes: list[_Lane], ends: tuple[float, float], y: float
) -> float:
    """One figure: heading, lanes, axis and the sentence of who is about the same."""
    y = _heading(drawing, row, y)
    scale = _scale(row, lanes, ends[0] + INSET, ends[1] - INSET)
    if scale is not None:
        _ground(drawing, scale, lanes, y)
    for lane in lanes:
        _write(drawing, lane, ends, y)
        _mark(drawing, lane, scale, ends, y + lane.axis)
        y += lane.tall
    if scale is not None:
        y = _axis(drawing, scale, ends, y)
    if row.same.strip():
        drawing.circle(5, y + 10, 4.5, LEVEL)
        lines = wrap(row.same, SMALL, drawing.width - 16, 5)
        y = drawing.lines(16, y + 14, lines, SMALL, INK) - 6
    return y + 12


def _heading(drawing: Drawing, row: ComparedRow, y: float) -> float:
    wide = float(drawing.width)
    unit = ", ".join(part for part in (row.unit, row.year) if part.strip())
    notes = " · ".join(part for part in (unit, *_way(row)) if part)
    if row.finding.strip():
        lines = wrap(row.finding, TEXT, wide, 4, bold=True)
        y = drawing.lines(0, y + 18, lines, bold=True)
        return drawing.lines(0, y - 1, wrap(notes, SMALL, wide, 2), SMALL, MUTED) - 6
    if text_width(row.name, TEXT, True) + text_width(notes, SMALL) + 10 <= wide:
        parts = ((Label(row.name), TEXT, INK, True), (Label(notes), SMALL, MUTED, False))
        drawing.flow(0, y + 18, parts, wide)
        return y + 26
    y = drawing.lines(0, y + 18, wrap(row.name, TEXT, wide, 3, bold=True), bold=True)
    return drawing.lines(0, y - 1, wrap(notes, SMALL, wide, 2), SMALL, MUTED) - 6


def _way(row: ComparedRow) -> list[str]:
    """Which way is better, where it is not to more."""
    return {-1: [gettext(LOWER)], 0: [gettext(NEITHER)]}.get(row.direction, [])


def _extent(mark: ComparedMark) -> tuple[float, float] | None:
    """Low and high in order, where the value and both are known."""
    low, high = known(mark.low), known(mark.high)
    if known(mark.value) is None or low is None or high is None:
        return None
    return min(low, high), max(low, high)


def _scale(row: ComparedRow, lanes: Sequence[_Lane], left: float, right: float) -> Scale | None:
    """The row's span, or from the lowest to the highest end; None when nothing is known."""
    values = [v for lane in lanes for v in (lane.mark.value, *(_extent(lane.mark) or ()))]
    shown = [value for value in map(known, values) if value is not None]
    if not shown:
        return None
    ends = (right, left) if row.direction == -1 else (left, right)
    low, high = row.span or (min(shown), max(shown))
    return Scale(low, high, *ends)


def _ground(drawing: Drawing, scale: Scale, lanes: Sequence[_Lane], top: float) -> None:
    """The band of the own range behind the lanes and the ticks' hairlines, not behind words."""
    strips, y = list[tuple[float, float]](), top
    for lane in lanes:
        strips.append((y + lane.axis - LANE / 2 + 3, y + lane.tall))
        y += lane.tall
    strips = [(top, y)] if drawing.width >= NARROW else strips
    if len(lanes) > 1 and (extent := _extent(lanes[0].mark)):
        x1, x2 = sorted(map(scale, extent))
        for upper, lower in strips:
            _band(drawing, x1, x2, upper, lower)
    hairlines(drawing, scale, ticks(scale.low, scale.high, 5), strips)


def _band(drawing: Drawing, x1: float, x2: float, top: float, bottom: float) -> None:
    drawing.rect(x1, top, x2 - x1, bottom - top, TINT)
    for x in (x1, x2):
        drawing.line(x, top, x, bottom, ACCENT, 0.8, "1.5 3")


def _mark(
    drawing: Drawing, lane: _Lane, scale: Scale | None, ends: tuple[float, float], y: float
) -> None:
    value = known(lane.mark.value)
    if value is None or scale is None:
        drawing.hatch(ends[0] + 1, y - 6, ends[1] - ends[0] - 2, 12)
        return
    drawing.line(ends[0], y, ends[1], y, RULE)
    reach(drawing, scale, lane.mark.low, lane.mark.high, y, tone(lane.index))
    shape(drawing, lane.index, scale(value), y, hollow=lane.mark.inherited)


def _write(drawing: Drawing, lane: _Lane, ends: tuple[float, float], y: float) -> None:
    """Shape, name and value: beside the scale, or above it on a phone."""
    own, beside = lane.index == 0, drawing.width >= NARROW
    fill = MUTED if known(lane.mark.value) is None else ACCENT if own else INK
    middle = y + lane.tall / 2 if beside else y + 10
    base = middle + 4 - (7.2 * (len(lane.names) - 1) if beside else 0)
    shape(drawing, lane.index, 7, middle, size=0.85)
    drawing.lines(18, base, lane.names, SMALL, words_tone(lane.index), own)
    label, wide = _label(lane.mark), drawing.width
    if beside:
        x = ends[1] + GAP
        drawing.text(x, middle + 4, label, SMALL, fill, bold=fill == ACCENT, room=wide - x)
    else:
        drawing.text(wide, base, label, SMALL, fill, "end", fill == ACCENT, wide / 2 + 0.1)


def _label(mark: ComparedMark) -> Label:
    """The caller's label; a figure that is missing is called unknown."""
    text = mark.label.text.strip()
    if known(mark.value) is None:
        return Label(text or gettext(words.UNKNOWN), mark.label.address)
    return Label(text or tick(mark.value), mark.label.address)


def _axis(drawing: Drawing, scale: Scale, ends: tuple[float, float], y: float) -> float:
    """The ticks' numbers under the lanes; none when all values are equal."""
    if not (values := ticks(scale.low, scale.high, 5)):
        return y
    drawing.line(ends[0], y, ends[1], y, RULE)
    tick_numbers(drawing, scale, values, *ends, y + 14)
    return y + 17


def _table(row: ComparedRow, territories: Sequence[str]) -> list[tuple[Label, ...]]:
    out: list[tuple[Label, ...]] = []
    for name, mark in zip(territories, _marks(row, territories), strict=True):
        wider = mark.inherited and known(mark.value) is not None
        notes = [*_way(row), *([gettext(INHERITED)] if wider else [])]
        notes.append(row.same.strip() or row.finding.strip())
        ends = [Label(tick(end)) for end in _extent(mark) or (None, None)]
        about = (Label(row.name), Label(row.unit), Label(row.year), Label(name))
        out.append((*about, _label(mark), *ends, Label(semicolon().join(filter(None, notes)))))
    return out
