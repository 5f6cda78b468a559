"""Lines: one figure over the years for several territories, each named at the end of its line.

A line joins only what was observed in a row: a missing year is a gap, a break in series is marked,
and a year that stands alone is a dot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from territoria.pictures import marks, words
from territoria.pictures.lettering import spread, text_width, wrap
from territoria.pictures.numbers import Scale, known, tick
from territoria.pictures.picture import Label, Picture
from territoria.pictures.plane import Axis, Side
from territoria.pictures.shapes import shape, tone, words_tone
from territoria.pictures.style import (
    INK,
    MUTED,
    NARROW,
    PEER_FILL,
    SMALL,
    TINT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.pictures.trend_line import BREAK, TrendPoint
from territoria.pictures.year_runs import Run, joined, rhythm
from territoria.speech import gettext, gettext_noop, semicolon

TALL: Final = 300.0
LEADING: Final = 14.4
MIDDLE_HALF: Final = gettext_noop("middle half of the peers")


@dataclass(frozen=True, slots=True)
class Series:
    """One territory. ``label`` prints its latest value at the end of the line."""

    name: str
    points: tuple[TrendPoint, ...]
    label: Label = field(default=Label(""))


@dataclass(frozen=True, slots=True)
class BandYear:
    """Where the middle half of the peers stood in one year."""

    year: int
    low: float | None
    high: float | None


def lines(
    key: str,
    title: str,
    description: str,
    series: Sequence[Series],
    unit: str,
    *,
    band: Sequence[BandYear] = (),
    band_words: str = "",
    width: int = WIDTH,
) -> Picture:
    """Up to eight territories; the first is the reader's own. ``band`` is a tint behind them."""
    drawing = Drawing(key, width)
    usual = rhythm([point.year for point in one.points] for one in series)
    runs = [joined(one.points, usual) for one in series]
    header = (gettext("Year"), *(one.name for one in series), gettext(MIDDLE_HALF), gettext("Note"))
    rows = _table(series, band)
    y = drawing.lines(0, 14, wrap(unit, SMALL, width, 2), SMALL, MUTED) - 8
    if not any(runs):
        return drawing.picture(marks.nothing(drawing, y + 14), title, description, header, rows)
    beside = width >= NARROW
    tint = [year for year in band if _ends(year)]
    y = _key(drawing, series, runs, tint, band_words, beside, y)
    y = _plane(drawing, series, runs, tint, beside, y + 8)
    return drawing.picture(y, title, description, header, rows)


def _ends(year: BandYear) -> tuple[float, float] | None:
    low, high = known(year.low), known(year.high)
    return None if low is None or high is None else (min(low, high), max(low, high))


def _key(
    drawing: Drawing,
    series: Sequence[Series],
    runs: Sequence[list[Run]],
    tint: Sequence[BandYear],
    band_words: str,
    beside: bool,
    y: float,
) -> float:
    """Band, breaks, and who is unknown; on a phone also the names. Returns the height used."""
    items: list[tuple[int, str]] = []
    wide = float(drawing.width)
    for index, one in enumerate(series):
        if not runs[index]:
            items.append((index, f"{one.name}: {gettext(words.UNKNOWN)}"))
        elif not beside:
            items.append((index, one.name))
    items += [(-1, band_words.strip() or gettext(MIDDLE_HALF))] if tint else []
    broken = any(p.break_before for one in series for p in one.points)
    items += [(-2, gettext(BREAK))] if broken else []
    x, y = 0.0, y + 16
    for index, text in items:
        if x and x + 24 + text_width(text, SMALL, index == 0) > wide:
            x, y = 0.0, y + 19
        if index == -1:
            drawing.rect(x + 1, y - 10, 16, 12, TINT, PEER_FILL, 1.0)
        elif index == -2:
            _slashes(drawing, x + 9, y - 4, INK)
        elif runs[index]:
            shape(drawing, index, x + 8, y - 4, size=0.85)
        else:
            drawing.hatch(x + 1, y - 10, 16, 12)
        fill = words_tone(index) if index >= 0 else MUTED
        room = wide - x - 23
        x += 40 + drawing.text(x + 23, y, text, SMALL, fill, bold=index == 0, room=room)
    return y if items else y - 16


@dataclass(frozen=True, slots=True)
class _End:
    """What is written at the end of a line: name, value, and the year where it is an earlier one."""

    index: int
    year: int
    value: float
    names: list[str]
    label: Label
    earlier: str

    @property
    def tall(self) -> float:
        return LEADING * (len(self.names) + 1) + 3

    @property
    def room(self) -> float:
        own = self.index == 0
        value = text_width(self.label.text, SMALL, own)
        value += text_width(self.earlier, SMALL) + 8 if self.earlier else 0
        return max(value, *(text_width(name, SMALL, own) for name in self.names), 0.0)


def _line_ends(series: Sequence[Series], runs: Sequence[list[Run]], beside: bool) -> list[_End]:
    latest, out = max(found[-1][-1][0] for found in runs if found), []
    for index, (one, found) in enumerate(zip(series, runs, strict=True)):
        if not found:
            continue
        year, value = found[-1][-1]
        names = wrap(one.name, SMALL, 150, 2, index == 0) if beside else []
        label = Label(one.label.text.strip() or tick(value), one.label.address)
        out.append(_End(index, year, value, names, label, str(year) if year < latest else ""))
    return out


def _plane(
    drawing: Drawing,
    series: Sequence[Series],
    runs: Sequence[list[Run]],
    tint: Sequence[BandYear],
    beside: bool,
    top: float,
) -> float:
    """The years across, the values up, the lines and their ends; returns the height used."""
    ends = _line_ends(series, runs, beside)
    tall = max(TALL if beside else TALL * 0.8, sum(end.tall for end in ends) + 10)
    bottom = top + 8 + tall
    values = [value for found in runs for run in found for _, value in run]
    side = Side(Axis("", ""), [*values, *(end for year in tint for end in _ends(year) or ())])
    side.between(bottom - 6, top + 8)
    left = min(side.widest() + 10, drawing.width * 0.25)
    room = min(max(end.room for end in ends), 152.0 if beside else 110.0) + 2
    right = drawing.width - room - 22
    years = [p.year for one in series for p in one.points] + [year.year for year in tint]
    across = Scale(min(years), max(years), left + 6, right)
    side.draw_up(drawing, left, right + 6)
    _band(drawing, tint, across, side)
    _years(drawing, across, left, right + 6, bottom)
    for end in reversed(ends):
        _line(drawing, end.index, runs[end.index], across, side)
        _breaks(drawing, series[end.index], runs[end.index], across, side)
    heights = [side.at(end.value) for end in ends]
    middles = spread(heights, [end.tall for end in ends], top, bottom, 0.0)
    for end, height, middle in zip(ends, heights, middles, strict=True):
        x, start = right + 20, across(end.year)
        if abs(middle - height) > 4 or start < right - 1:
            points = ((start + 6, height), (right + 8, height), (x - 4, middle))
            drawing.path(points, "none", tone(end.index), 0.8, "1.5 2.5")
        _write(drawing, end, x, middle, room)
    return bottom + 24


def _write(drawing: Drawing, end: _End, x: float, middle: float, room: float) -> None:
    """Name over value, both in the tone of the line."""
    fill, own = words_tone(end.index), end.index == 0
    y = middle + 4 - LEADING / 2 * len(end.names)
    for name in end.names:
        drawing.text(x, y, name, SMALL, fill, bold=own, room=room)
        y += LEADING
    parts = [(end.label, SMALL, fill, own), (Label(end.earlier), SMALL, MUTED, False)]
    drawing.flow(x, y, parts, room)


def _band(drawing: Drawing, tint: Sequence[BandYear], across: Scale, side: Side) -> None:
    """The peers' middle half as one tint a run of years."""
    ordered = sorted(tint, key=lambda year: year.year)
    usual, runs = rhythm([[year.year for year in ordered]]), list[list[BandYear]]()
    for year in ordered:
        if not runs or year.year - runs[-1][-1].year > usual:
            runs.append([])
        runs[-1].append(year)
    for run in runs:
        upper = [(across(y.year), side.at((_ends(y) or (0.0, 0.0))[1])) for y in run]
        lower = [(across(y.year), side.at((_ends(y) or (0.0, 0.0))[0])) for y in reversed(run)]
        if len(run) == 1:
            drawing.line(*upper[0], *lower[0], PEER_FILL, 6.0)
        else:
            drawing.path([*upper, *lower], TINT, PEER_FILL, 0.8, close=True)


def _years(drawing: Drawing, across: Scale, left: float, right: float, y: float) -> None:
    drawing.line(left, y, right, y, MUTED)
    first, last = round(across.low), round(across.high)
    step = max(1, -(-(last - first) // max(int((right - left) // 70), 1)))
    years = sorted({last, *range(first, last - step // 2, step)})
    if len(years) > 2 and years[-1] - years[-2] < step * 0.6:
        years.pop(-2)
    for year in years:
        drawing.line(across(year), y, across(year), y + 4, MUTED)
    places = [(across(year), Label(str(year)), MUTED) for year in years]
    drawing.labels(places, max(left - 20, 0.0), right + 14, y + 18)


def _line(drawing: Drawing, index: int, runs: Sequence[Run], across: Scale, side: Side) -> None:
    for run in runs:
        points = [(across(year), side.at(value)) for year, value in run]
        if len(points) > 1:
            drawing.path(points, "none", tone(index), 2.6 if index == 0 else 1.6)
        for x, y in points:
            shape(drawing, index, x, y, size=0.6)
    year, value = runs[-1][-1]
    shape(drawing, index, across(year), side.at(value), size=0.9)


def _breaks(drawing: Drawing, one: Series, runs: Sequence[Run], across: Scale, side: Side) -> None:
    """Two strokes where the line is parted by a break in series."""
    broken = {p.year for p in one.points if p.break_before}
    for before, after in pairwise(runs):
        if after[0][0] in broken:
            (x1, y1), (x2, y2) = ((across(x), side.at(v)) for x, v in (before[-1], after[0]))
            _slashes(drawing, (x1 + x2) / 2, (y1 + y2) / 2, INK)


def _slashes(drawing: Drawing, x: float, y: float, colour: str) -> None:
    for shift in (-2.5, 2.5):
        drawing.line(x + shift - 2.5, y + 5, x + shift + 2.5, y - 5, colour, 1.5)


def _table(series: Sequence[Series], band: Sequence[BandYear]) -> Iterable[tuple[Label, ...]]:
    """A row a year: every territory's value, the peers' middle half, and breaks by name."""
    tint = {year.year: _ends(year) for year in band}
    years = sorted({*tint, *(point.year for one in series for point in one.points)})
    for year in years:
        cells, notes = list[Label](), list[str]()
        for one in series:
            here = [point for point in one.points if point.year == year]
            cells.append(_cell(one, here[-1] if here else None))
            if here and here[-1].break_before:
                notes.append(f"{one.name}: {gettext(BREAK)}")
        half = "–".join(tick(end, 3) for end in tint.get(year) or ())
        yield (Label(str(year)), *cells, Label(half), Label(semicolon().join(notes)))


def _cell(one: Series, point: TrendPoint | None) -> Label:
    """A year's value; the label at the line's end is that of its last known year."""
    if point is None or known(point.value) is None:
        return Label(gettext(words.UNKNOWN) if point else "")
    last = max(p.year for p in one.points if known(p.value) is not None)
    if point.year == last and one.label.text.strip():
        return one.label
    return point.label if point.label.text.strip() else Label(tick(point.value))
