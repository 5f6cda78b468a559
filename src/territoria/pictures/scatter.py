"""Scatter: two figures, a dot a territory; the chosen ones are named and show their doubt,
those that stand out are named.

No line is fitted unless the caller hands one over: a cloud without a line lets the reader see how
loose it is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from territoria.pictures import marks, words
from territoria.pictures.lettering import clean, text_width, wrap
from territoria.pictures.naming import Box, name_places
from territoria.pictures.numbers import known, tick
from territoria.pictures.picture import Label, Picture
from territoria.pictures.plane import Axis, Side
from territoria.pictures.style import (
    ACCENT,
    BOLD,
    INK,
    MUTED,
    NARROW,
    PAPER,
    PEER,
    PEER_FILL,
    SMALL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing, attributes
from territoria.speech import gettext

TALL: Final = 360.0
TALL_NARROW: Final = 300.0
Line = tuple[tuple[float, float], tuple[float, float]]


@dataclass(frozen=True, slots=True)
class Figure:
    """One territory's figure on one axis; ``label`` is what the table prints."""

    value: float | None
    low: float | None = None
    high: float | None = None
    label: Label = field(default=Label(""))


@dataclass(frozen=True, slots=True)
class ScatterPoint:
    """One territory. ``chosen``: named, with its ranges; ``named``: named alone, as it stands out."""

    name: str
    across: Figure
    up: Figure
    chosen: bool = False
    named: bool = False


def scatter(
    key: str,
    title: str,
    description: str,
    points: Sequence[ScatterPoint],
    across: Axis,
    up: Axis,
    *,
    finding: str = "",
    line: Line | None = None,
    width: int = WIDTH,
) -> Picture:
    """``finding`` stands above the drawing; ``line`` goes from one point to another, in figures."""
    drawing = _Haloed(key, width)
    header = (gettext("Territory"), _named(across), _named(up))
    data = [(Label(p.name), _label(p.across), _label(p.up)) for p in points] + _median(across, up)
    y = drawing.lines(0, 16, wrap(finding, TEXT, width, 4, bold=True), bold=True) - 10
    shown = [p for p in points if _place(p, across, up)]
    if not shown:
        y = marks.nothing(drawing, max(y, 0.0) + 14)
    else:
        y = _plane(drawing, shown, across, up, line, y)
    for note in _notes(points, across, up):
        y = drawing.lines(0, y + 16, wrap(note, SMALL, width, 3), SMALL, MUTED) - 14
    return drawing.picture(y + 10, title, description, header, data)


class _Haloed(Drawing):
    """A drawing whose names stay readable on top of dots, without hiding them in a box."""

    def haloed(self, x: float, y: float, text: str, fill: str) -> None:
        """A name with a paper edge, its start at ``x``."""
        pairs: dict[str, str | float | None] = {
            "x": x,
            "y": y,
            "font-size": SMALL,
            "font-weight": BOLD,
            "fill": fill,
            "stroke": PAPER,
            "stroke-width": 3.0,
            "stroke-linejoin": "round",
            "paint-order": "stroke",
        }
        words_ = clean(text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        self._body.append(f"<text{attributes(pairs)}>{words_}</text>")


def _named(axis: Axis) -> str:
    return ", ".join(filter(None, (axis.name.strip(), axis.unit.strip())))


def _label(figure: Figure) -> Label:
    text = figure.label.text.strip()
    if known(figure.value) is None:
        return Label(text or gettext(words.UNKNOWN), figure.label.address)
    return Label(text or tick(figure.value), figure.label.address)


def _median(across: Axis, up: Axis) -> list[tuple[Label, Label, Label]]:
    """The table's last row, where a median is known."""
    if known(across.median) is None and known(up.median) is None:
        return []
    return [(Label(gettext("Median")), across.median_label, up.median_label)]


def _place(point: ScatterPoint, across: Axis, up: Axis) -> tuple[float, float] | None:
    """Both figures, where both are known and stand on their axes."""
    x, y = across.on(point.across.value), up.on(point.up.value)
    return None if x is None or y is None else (x, y)


def _notes(points: Sequence[ScatterPoint], across: Axis, up: Axis) -> list[str]:
    """Who is not drawn, and why."""
    unknown = [p for p in points if known(p.across.value) is None or known(p.up.value) is None]
    outside = len(points) - len(unknown) - sum(1 for p in points if _place(p, across, up))
    out = []
    if len(unknown) == 1:
        out.append(gettext("1 territory has no figure for one of the two."))
    elif unknown:
        text = gettext("{count} territories have no figure for one of the two.")
        out.append(text.format(count=len(unknown)))
    names = ", ".join(p.name for p in unknown if p.chosen)
    if names:
        out[-1] += " " + gettext("Among them: {names}.").format(names=names)
    if outside:
        text = gettext("Zero or less, and so not on a logarithmic scale: {count}.")
        out.append(text.format(count=outside))
    return out


def _plane(
    drawing: _Haloed,
    points: Sequence[ScatterPoint],
    across: Axis,
    up: Axis,
    line: Line | None,
    y: float,
) -> float:
    """Axes, cloud, chosen; returns the height used."""
    wide = drawing.width
    top = _title(drawing, up, 0.0, y + 16) + 12
    bottom = top + (TALL if wide >= NARROW else TALL_NARROW)
    ends = line or ()
    flat = Side(
        across, [v for p in points for v in _ends(p.across, p.chosen)] + [p[0] for p in ends]
    )
    tall = Side(up, [v for p in points for v in _ends(p.up, p.chosen)] + [p[1] for p in ends])
    left = min(tall.widest() + 10, wide * 0.3)
    flat.between(left + 10, wide - 12)
    tall.between(bottom - 10, top + 8)
    flat.draw_across(drawing, top, bottom, left)
    tall.draw_up(drawing, left, float(wide))
    drawing.line(left, bottom, wide, bottom, MUTED)
    taken = _medians(drawing, flat, tall, (left, top, float(wide), bottom))
    if line:
        (x1, y1), (x2, y2) = ((flat.at(x), tall.at(y)) for x, y in line)
        drawing.line(x1, y1, x2, y2, MUTED, 1.4, "6 3")
    others = []
    for p in (p for p in points if not p.chosen):
        x, at = flat.at(p.across.value), tall.at(p.up.value)
        drawing.circle(x, at, 3.4, PEER_FILL, INK if p.named else PEER, 0.9)
        others.append((x, at))
    chosen = [p for p in points if p.chosen]
    spots = [(flat.at(p.across.value), tall.at(p.up.value)) for p in chosen]
    for point, spot in zip(chosen, spots, strict=True):
        others += _cross(drawing, point, flat, tall, spot)
    for x, at in spots:
        marks.dot(drawing, x, at, radius=5.2)
    box = (left, top, float(wide), bottom)
    aside = [p for p in points if p.named and not p.chosen]
    spots += [(flat.at(p.across.value), tall.at(p.up.value)) for p in aside]
    names = [(p.name, ACCENT if p.chosen else INK) for p in (*chosen, *aside)]
    left_out = _name(drawing, names, spots, others, taken, box)
    y = _title(drawing, across, left, bottom + 34)
    if left_out:
        text = gettext("Also marked: {names}.").format(names=", ".join(left_out))
        y = drawing.lines(0, y + 2, wrap(text, SMALL, wide, 3), SMALL, ACCENT)
    return y - 10


def _title(drawing: Drawing, axis: Axis, x: float, y: float) -> float:
    """An axis's name and unit, over two lines where one is too short; returns the next baseline."""
    room = drawing.width - x
    scale = gettext("logarithmic scale") if axis.log else ""
    unit = ", ".join(filter(None, (axis.unit.strip(), scale)))
    if text_width(axis.name, SMALL, True) + text_width(unit, SMALL) + 8 <= room:
        parts = ((Label(axis.name), SMALL, INK, True), (Label(unit), SMALL, MUTED, False))
        drawing.flow(x, y, parts, room)
        return y + 14.4
    y = drawing.lines(x, y, wrap(axis.name, SMALL, room, 2, bold=True), SMALL, INK, True)
    return drawing.lines(x, y, wrap(unit, SMALL, room, 2), SMALL, MUTED)


def _ends(figure: Figure, chosen: bool) -> list[float | None]:
    """What an axis has to reach: the value, and the range where it is drawn."""
    return [figure.value, *((figure.low, figure.high) if chosen else ())]


def _cross(
    drawing: Drawing, point: ScatterPoint, flat: Side, tall: Side, spot: tuple[float, float]
) -> list[tuple[float, float]]:
    """The ranges of both figures, as a cross through the dot; returns places along it."""
    along: list[tuple[float, float]] = []
    for side, figure in ((flat, point.across), (tall, point.up)):
        low, high = side.axis.on(figure.low), side.axis.on(figure.high)
        if low is None or high is None:
            continue
        ends = sorted((side.at(low), side.at(high)))
        steps = [ends[0] + (ends[1] - ends[0]) * part / 8 for part in range(9)]
        arm = [(at, spot[1]) if side is flat else (spot[0], at) for at in steps]
        drawing.line(*arm[0], *arm[-1], PAPER, 4.0)
        drawing.line(*arm[0], *arm[-1], ACCENT, 1.8, cap="round")
        along += arm
    return along


def _medians(drawing: Drawing, flat: Side, tall: Side, box: Box) -> list[Box]:
    """Thin lines with their words at the end; returns where the words stand."""
    left, top, right, bottom = box
    taken: list[Box] = []
    x, y = flat.axis.on(flat.axis.median), tall.axis.on(tall.axis.median)
    if x is not None and flat.reaches(x):
        at, label = flat.at(x), flat.axis.median_label
        drawing.line(at, top, at, bottom, MUTED, 1.0, "1.5 3")
        drawing.labels([(at, label, MUTED)] if label.text.strip() else [], left, right, top - 4)
    if y is not None and tall.reaches(y):
        at, label = tall.at(y), tall.axis.median_label
        drawing.line(left, at, right, at, MUTED, 1.0, "1.5 3")
        base = at - 4 if at - 16 > top else at + 13
        wide = drawing.text(right, base, label, SMALL, MUTED, "end", room=(right - left) / 2)
        taken.append((right - wide, base - 10, right, base + 3))
    return taken


def _name(
    drawing: _Haloed,
    names: Sequence[tuple[str, str]],
    spots: Sequence[tuple[float, float]],
    others: Sequence[tuple[float, float]],
    taken: list[Box],
    box: Box,
) -> list[str]:
    """Write the names in their tones beside their dots; returns the chosen that found no room."""
    widths = [text_width(name, SMALL, True) for name, _ in names]
    left_out = []
    for (name, fill), spot, place in zip(
        names, spots, name_places(spots, widths, others, taken, box), strict=True
    ):
        if place is None:
            left_out += [name] if clean(name) and fill == ACCENT else []
            continue
        x1, y1, x2, y2 = place
        near_x, near_y = min(max(spot[0], x1), x2), min(max(spot[1], y1), y2)
        if abs(near_x - spot[0]) + abs(near_y - spot[1]) > 22:
            drawing.line(spot[0], spot[1], near_x, near_y, fill, 0.8)
        drawing.haloed(x1, y2 - 3, name, fill)
    return left_out
