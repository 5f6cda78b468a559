"""Trend line: one figure over years, breaks marked, the latest value labelled at its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.goal_band import Goal, draw_goal, label_on_the_way
from territoria.pictures.lettering import text_width
from territoria.pictures.numbers import Scale, known, tick, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, INK, MUTED, PAPER, PEER, RULE, SMALL, TEXT
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, semicolon

HEADER: Final = (
    gettext_noop("Year"),
    gettext_noop("Value"),
    gettext_noop("Peers' median"),
    gettext_noop("Trend"),
    gettext_noop("Note"),
)
BREAK: Final = gettext_noop("break in series")
NO_LABEL: Final = Label("")


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One year. ``value`` None: unknown; ``break_before``: not comparable with earlier years; ``low`` to
    ``high``: its range, where it has one.
    """

    year: int
    value: float | None
    label: Label = NO_LABEL
    break_before: bool = False
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Slope:
    """A Theil–Sen line: its value at two years."""

    first_year: int
    first: float
    last_year: int
    last: float


def trend_line(
    key: str,
    title: str,
    description: str,
    series: Sequence[TrendPoint],
    unit: str,
    label: Label,
    *,
    peers: Sequence[TrendPoint] = (),
    peers_label: Label | None = None,
    slope: Slope | None = None,
    goal: Goal | None = None,
    from_zero: bool = False,
    width: int = 300,
    height: int = 128,
) -> Picture:
    """Small; ``label`` stands at the end of this territory's line, ``peers_label`` at theirs.
    ``from_zero``: the axis begins at 0, so that a small change looks small.
    """
    drawing = Drawing(key, width)
    series, peers = (sorted(points, key=lambda point: point.year) for points in (series, peers))
    shown = [p for p in (*series, *peers) if known(p.value) is not None]
    if not shown:
        tall = marks.nothing(drawing)
    else:
        ends = (label, peers_label or NO_LABEL)
        _draw(drawing, series, peers, unit, ends, slope, goal, height, from_zero)
        tall = float(height)
    rows = _rows(series, peers, (label, peers_label or NO_LABEL), slope, goal)
    return drawing.picture(tall, title, description, HEADER, rows)


def _draw(
    drawing: Drawing,
    series: Sequence[TrendPoint],
    peers: Sequence[TrendPoint],
    unit: str,
    ends: tuple[Label, Label],
    slope: Slope | None,
    goal: Goal | None,
    height: int,
    from_zero: bool,
) -> None:
    values = [0.0] if from_zero else []
    values += [bound for p in series for bound in _range(p)]
    values += [v for p in (*series, *peers) if (v := known(p.value)) is not None]
    values += [slope.first, slope.last] if slope else []
    values += goal.values() if goal else []
    years = [p.year for p in (*series, *peers)] + (goal.years() if goal else [])
    rounds = _ticks(min(values), max(values))
    left = 8 + max((text_width(tick(value), SMALL) for value in rounds), default=0.0)
    left = min(left, drawing.width / 3)
    later = goal is not None and goal.year > max((p.year for p in series), default=0)
    first = (
        text_width(goal.label.text, SMALL)
        if goal and later
        else text_width(ends[0].text, TEXT, True)
    )
    room = max(first, text_width(ends[1].text, SMALL)) + 4
    right = drawing.width - max(min(room, drawing.width / 2.5), 16) - 8
    across = Scale(min(years), max(years), left + 6, right)
    up = Scale(min(values), max(values), height - 32, 30)
    drawing.text(0, 12, unit, SMALL, MUTED, room=drawing.width)
    for value in rounds:
        drawing.line(left, up(value), right, up(value), RULE)
        drawing.text(left - 6, up(value) + 4, tick(value), SMALL, MUTED, "end", room=left - 6)
    _years(drawing, series, across, height)
    _unknown(drawing, series, across, height)
    _line(drawing, peers, across, up, PEER, 1.8)
    if slope:
        x1, x2 = across(slope.first_year), across(slope.last_year)
        drawing.line(x1, up(slope.first), x2, up(slope.last), ACCENT, 1.2, "4 3")
    if goal:
        draw_goal(drawing, goal, across, up)
    _ranges(drawing, series, across, up)
    _line(drawing, series, across, up, ACCENT, 2.4)
    for point in series:
        if (own := known(point.value)) is not None:
            drawing.circle(across(point.year), up(own), 3.2, ACCENT, PAPER, 1.0)
        if point.break_before:
            _break(drawing, series, point, across, height)
    if later and ends[0].text:
        last = [p for p in series if known(p.value) is not None][-1:]
        for point in last:
            at = across(point.year), up(known(point.value) or 0.0)
            label_on_the_way(drawing, ends[0], at, across)
        ends = (NO_LABEL, ends[1])
    _ends(drawing, series, peers, ends, across, up)


def _ticks(low: float, high: float) -> list[float]:
    """As few as can be, two at least where the values are apart: one number alone is no scale."""
    every = (ticks(low, high, about) for about in (2, 4, 8))
    return next((found for found in every if len(found) > 1), [])


def _line(
    drawing: Drawing,
    points: Sequence[TrendPoint],
    across: Scale,
    up: Scale,
    stroke: str,
    width: float,
) -> None:
    """Joined where the values are known and comparable."""
    run: list[tuple[float, float]] = []
    for point in points:
        value = known(point.value)
        if value is None or point.break_before:
            _stroke(drawing, run, stroke, width)
            run = []
        if value is not None:
            run.append((across(point.year), up(value)))
    _stroke(drawing, run, stroke, width)


def _range(point: TrendPoint) -> tuple[float, ...]:
    """The ends of a year's range; nothing where it or the value is unknown."""
    low, high = known(point.low), known(point.high)
    if known(point.value) is None or low is None or high is None:
        return ()
    return low, high


def _ranges(drawing: Drawing, series: Sequence[TrendPoint], across: Scale, up: Scale) -> None:
    """The range of each year, upright behind its dot."""
    for point in series:
        if ends := _range(point):
            x = across(point.year)
            drawing.line(x, up(ends[0]), x, up(ends[1]), ACCENT, 1.6, cap="round")
            for end in ends:
                drawing.line(x - 4, up(end), x + 4, up(end), ACCENT, 1.2)


def _stroke(drawing: Drawing, run: list[tuple[float, float]], stroke: str, width: float) -> None:
    if len(run) > 1:
        drawing.path(run, "none", stroke, width)


def _years(drawing: Drawing, series: Sequence[TrendPoint], across: Scale, height: int) -> None:
    years = sorted({round(across.low), round(across.high)})
    base = height - 20
    drawing.line(across.left - 6, base, across.right + 6, base, MUTED)
    places = []
    for year in years:
        drawing.line(across(year), base, across(year), base + 4, MUTED)
        places.append((across(year), Label(str(year)), MUTED))
    drawing.labels(places, 0, drawing.width, height - 4)


def _unknown(drawing: Drawing, series: Sequence[TrendPoint], across: Scale, height: int) -> None:
    """Hatching over the years without a value."""
    count = max(across.high - across.low, 1)
    half = (across.right - across.left) / count / 2
    for point in series:
        if known(point.value) is None:
            x = across(point.year)
            x1, x2 = max(x - half, across.left), min(x + half, across.right)
            drawing.hatch(x1, 24, x2 - x1, height - 44)


def _break(
    drawing: Drawing, series: Sequence[TrendPoint], point: TrendPoint, across: Scale, height: int
) -> None:
    before = [other.year for other in series if other.year < point.year]
    x = (across(point.year) + across(before[-1])) / 2 if before else across(point.year) - 5
    drawing.line(x, 24, x, height - 20, INK, 1.0, "2 3")
    for shift in (-2, 2):
        drawing.line(x + shift - 3, height - 15, x + shift + 3, height - 25, INK, 1.4)


def _ends(
    drawing: Drawing,
    series: Sequence[TrendPoint],
    peers: Sequence[TrendPoint],
    ends: tuple[Label, Label],
    across: Scale,
    up: Scale,
) -> None:
    """The labels at the right ends, apart from each other."""
    places = []
    for points, label in ((series, ends[0]), (peers, ends[1])):
        last = [p for p in points if known(p.value) is not None]
        if last and label.text:
            places.append((up(known(last[-1].value) or 0.0) + 4, label))
    if len(places) == 2 and abs(places[0][0] - places[1][0]) < 17:
        middle, down = sum(y for y, _ in places) / 2, places[0][0] > places[1][0]
        middle = min(max(middle, 33.0), up.left - 6)
        first = middle + (8.5 if down else -8.5)
        places = [(first, places[0][1]), (2 * middle - first, places[1][1])]
    x, room = across.right + 10, drawing.width - across.right - 10
    for y, label in places:
        own = label is ends[0]
        size, fill = (TEXT, ACCENT) if own else (SMALL, MUTED)
        drawing.text(x, y, label, size, fill, bold=own, room=room)


def _rows(
    series: Sequence[TrendPoint],
    peers: Sequence[TrendPoint],
    ends: tuple[Label, Label],
    slope: Slope | None,
    goal: Goal | None,
) -> list[tuple[Label, ...]]:
    own, other = _values(series, ends[0]), _values(peers, ends[1])
    trend = {slope.first_year: slope.first, slope.last_year: slope.last} if slope else {}
    breaks = {point.year for point in series if point.break_before}
    return [
        (
            Label(str(year)),
            own.get(year, NO_LABEL),
            other.get(year, NO_LABEL),
            Label(tick(trend.get(year))),
            _note(year, breaks, goal),
        )
        for year in sorted({*own, *other, *trend, *(goal.noted() if goal else {})})
    ]


def _note(year: int, breaks: set[int], goal: Goal | None) -> Label:
    aim = goal.noted().get(year, NO_LABEL) if goal else NO_LABEL
    if year not in breaks:
        return aim
    said = semicolon().join(filter(None, (aim.text, gettext(BREAK))))
    return Label(said, aim.address)


def _values(points: Sequence[TrendPoint], end: Label) -> dict[int, Label]:
    """The label of each year; the line's own end label stands at its last known year."""
    cells = {
        p.year: p.label if p.label.text else Label(tick(p.value), p.label.address) for p in points
    }
    last = [p.year for p in points if known(p.value) is not None]
    if last and end.text:
        cells[last[-1]] = end
    return cells
