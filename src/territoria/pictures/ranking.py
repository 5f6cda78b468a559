"""Ranking: territories from best to worst, each with its range, and who cannot be told apart.

The places are printed as ranges, and those about the same as the reader's own stand on a band, so
that nobody takes a list for an order that the figures do not carry.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks, words
from territoria.pictures.axes import better_way, hairlines, tick_numbers
from territoria.pictures.excerpt import Gap, excerpt
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, known, tick, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.shapes import reach
from territoria.pictures.style import (
    ACCENT,
    GAP,
    INK,
    MUTED,
    NARROW,
    PEER,
    PEER_FILL,
    SMALL,
    TINT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

MOST: Final = 60
"""No more rows than this are drawn; the table has them all."""
INSET: Final = 8.0
LOWER: Final = gettext_noop("lower is better")
HEADER: Final = (
    gettext_noop("Place"),
    gettext_noop("Territory"),
    gettext_noop("Value"),
    gettext_noop("Low"),
    gettext_noop("High"),
    gettext_noop("Note"),
)


@dataclass(frozen=True, slots=True)
class RankedRow:
    """One territory. ``place`` prints its range of places; ``same``: about the same as the first
    chosen one. ``value`` None is unknown: it has no place.
    """

    name: str
    value: float | None
    low: float | None
    high: float | None
    label: Label
    place: Label
    chosen: bool = False
    same: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    """Where place, name, scale and value stand, as wide as their longest words need."""

    names: float
    left: float
    right: float


def ranking(
    key: str,
    title: str,
    description: str,
    rows: Sequence[RankedRow],
    unit: str,
    *,
    direction: Literal[1, 0, -1] = 1,
    around: int | None = None,
    width: int = WIDTH,
    table: bool = True,
) -> Picture:
    """Best first, right is better. ``around``: only the ends and so many rows about each chosen one;
    what is left out is counted where it is missing. ``table``: with the data behind it.
    """
    drawing = Drawing(key, width)
    ordered = _ordered(rows, direction)
    data = [_table(row) for row in ordered] if table else []
    if not ordered:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    ranked = [row for row in ordered if known(row.value) is not None]
    places = excerpt([row.chosen for row in ranked], around, MOST)
    shown = [place if isinstance(place, Gap) else ranked[place] for place in places]
    drawn = [row for row in shown if isinstance(row, RankedRow)]
    unknown = ordered[len(ranked) :]
    at = _columns([*drawn, *[row for row in unknown if row.chosen][:MOST]], width)
    scale = _scale(drawn, direction, at)
    y = _head(drawing, unit, direction, scale, at)
    own = next((row for row in ordered if row.chosen), None)
    own = own if any(row.same and row is not own for row in drawn) else None
    if scale is not None:
        y = _list(drawing, shown, own, scale, at, y)
    y = _unknown(drawing, unknown, at, y)
    return drawing.picture(y + 4, title, description, HEADER, data)


def _columns(rows: Sequence[RankedRow], width: int) -> _Columns:
    if width < NARROW:
        return _Columns(6.0, 0.0, float(width))

    def widest(words_: Iterable[str], bold: bool, most: float) -> float:
        return min(max((text_width(text, SMALL, bold) for text in words_), default=0.0) + 1, most)

    places = widest((row.place.text for row in rows), False, 100)
    names = widest((row.name for row in rows), True, 190)
    values = widest((_label(row).text for row in rows), True, 130)
    start = 6 + places + (12 if places > 1 else 0)
    return _Columns(start, start + names + GAP, width - values - GAP)


def _ordered(rows: Sequence[RankedRow], direction: int) -> list[RankedRow]:
    """Best first, equal ones by name, the unknown last."""
    sign = 1.0 if direction == -1 else -1.0

    def order(row: RankedRow) -> tuple[bool, float, str]:
        value = known(row.value)
        return (value is None, 0.0 if value is None else sign * value, row.name)

    return sorted(rows, key=order)


def _scale(rows: Sequence[RankedRow], direction: int, at: _Columns) -> Scale | None:
    values = [v for row in rows for v in (row.value, *_extent(row))]
    shown = [v for v in map(known, values) if v is not None]
    if not shown:
        return None
    ends = (at.left + INSET, at.right - INSET)
    return Scale(min(shown), max(shown), *(ends[::-1] if direction == -1 else ends))


def _extent(row: RankedRow) -> tuple[float, float] | tuple[()]:
    low, high = known(row.low), known(row.high)
    if known(row.value) is None or low is None or high is None:
        return ()
    return (low, high) if low <= high else (high, low)


def _head(drawing: Drawing, unit: str, direction: int, scale: Scale | None, at: _Columns) -> float:
    """Unit, which way is better, the numbers of the scale; returns the height used."""
    notes = " · ".join(filter(None, (unit.strip(), gettext(LOWER) if direction == -1 else "")))
    y = drawing.lines(0, 14, wrap(notes, SMALL, drawing.width, 2), SMALL, MUTED)
    if scale is None:
        return y - 6
    if direction:
        better_way(drawing, at.left, at.right, y + 2)
        y += 16
    tick_numbers(drawing, scale, _ticks(scale), at.left, at.right, y + 2)
    return y + 8


def _ticks(scale: Scale) -> list[float]:
    return ticks(scale.low, scale.high, 5)


def _list(
    drawing: Drawing,
    shown: Sequence[RankedRow | Gap],
    own: RankedRow | None,
    scale: Scale,
    at: _Columns,
    y: float,
) -> float:
    """All rows: first the ground of bands and ticks, then the marks and words on it."""
    usual, places, heads = _usual(drawing), list[tuple[RankedRow | Gap, float]](), list[float]()
    bands, ruled, inside = list[tuple[float, float]](), list[tuple[float, float]](), False
    for item in shown:
        top, here = y, isinstance(item, RankedRow) and _banded(item, own)
        if here and not inside:
            heads.append(y)
            y += 20
        y += 30 if isinstance(item, Gap) else usual
        if isinstance(item, RankedRow):
            ruled.append((y - 21, y))
        if here:
            bands.append((top, y))
        inside = here
        places.append((item, y))
    for top, bottom in _runs(bands):
        drawing.rect(0, top, drawing.width, bottom - top, TINT)
    hairlines(drawing, scale, _ticks(scale), _runs(ruled))
    for top in heads:
        text = gettext("about the same as {name}").format(name=own.name if own else "")
        drawing.text(6, top + 15, text, SMALL, MUTED, room=drawing.width - 12)
    for item, bottom in places:
        if isinstance(item, Gap):
            _gap(drawing, item, bottom - 15)
        else:
            _row(drawing, item, scale, at, bottom)
    return y


def _usual(drawing: Drawing) -> float:
    return 21.0 if drawing.width >= NARROW else 38.0


def _banded(row: RankedRow, own: RankedRow | None) -> bool:
    return own is not None and (row.same or row is own) and known(own.value) is not None


def _runs(strips: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Strips that touch become one."""
    out: list[tuple[float, float]] = []
    for top, bottom in strips:
        if out and abs(out[-1][1] - top) < 0.01:
            out[-1] = (out[-1][0], bottom)
        else:
            out.append((top, bottom))
    return out


def _gap(drawing: Drawing, gap: Gap, y: float) -> None:
    text = gettext("… {count} more …").format(count=gap.count)
    middle, half = drawing.width / 2, text_width(text, SMALL) / 2 + 8
    for x1, x2 in ((0.0, middle - half), (middle + half, float(drawing.width))):
        drawing.line(x1, y, x2, y, PEER, 1.0, "2 3")
    drawing.text(middle, y + 4, text, SMALL, MUTED, "middle")


def _row(
    drawing: Drawing, row: RankedRow, scale: Scale | None, at: _Columns, bottom: float
) -> None:
    """One territory, written upwards from the bottom of its row."""
    wide, strong = float(drawing.width), row.chosen
    fill = ACCENT if strong else INK
    value_fill = MUTED if known(row.value) is None else fill
    label, name = _label(row), Label(row.name)
    if drawing.width >= NARROW:
        base, x = bottom - 6.5, at.right + GAP
        drawing.text(at.names - 12, base, row.place, SMALL, MUTED, "end", room=at.names - 12)
        drawing.text(at.names, base, name, SMALL, fill, bold=strong, room=at.left - GAP - at.names)
        drawing.text(x, base, label, SMALL, value_fill, bold=strong, room=wide - x)
    else:
        base = bottom - 22
        used = drawing.text(
            wide - 6, base, label, SMALL, value_fill, "end", strong, room=wide * 0.4
        )
        parts = ((name, SMALL, fill, strong), (row.place, SMALL, MUTED, False))
        drawing.flow(6, base, parts, wide - used - 24)
    _mark(drawing, row, scale, at, bottom - 10.5)


def _mark(drawing: Drawing, row: RankedRow, scale: Scale | None, at: _Columns, y: float) -> None:
    value = known(row.value)
    if value is None or scale is None:
        drawing.hatch(at.left + 1, y - 6, at.right - at.left - 2, 12)
    elif row.chosen:
        marks.span(drawing, scale, row.low, row.high, y)
        marks.dot(drawing, scale(value), y, radius=5.5)
    else:
        reach(drawing, scale, row.low, row.high, y, PEER, 1.6)
        drawing.circle(scale(value), y, 3.6, PEER_FILL, PEER, 1.2)


def _unknown(drawing: Drawing, rows: Sequence[RankedRow], at: _Columns, y: float) -> float:
    """Chosen ones without a figure are hatched rows; the others are counted."""
    for row in [row for row in rows if row.chosen][:MOST]:
        y += _usual(drawing)
        _row(drawing, row, None, at, y)
    others = sum(not row.chosen for row in rows)
    if others:
        text = gettext("{count} territories have no figure.").format(count=others)
        if others == 1:
            text = gettext("1 territory has no figure.")
        drawing.hatch(1, y + 7, 18, 11)
        drawing.text(26, y + 17, text, SMALL, MUTED, room=drawing.width - 26)
        y += 22
    return y


def _label(row: RankedRow) -> Label:
    text = row.label.text.strip()
    if known(row.value) is None:
        return Label(text or gettext(words.UNKNOWN), row.label.address)
    return Label(text or tick(row.value), row.label.address)


def _table(row: RankedRow) -> tuple[Label, ...]:
    low, high = _extent(row) or (None, None)
    note = gettext(words.STANDING["level"]) if row.same and not row.chosen else ""
    place = row.place if known(row.value) is not None else Label("")
    return (place, Label(row.name), _label(row), Label(tick(low)), Label(tick(high)), Label(note))
