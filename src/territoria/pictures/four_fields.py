"""Four fields: effort across, result up; where a place stands, and hollow where that cannot be told."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal

from territoria.pictures import marks, words
from territoria.pictures.axes import tick_numbers
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.naming import Box, Spot, name_places
from territoria.pictures.numbers import Scale, fixed, known
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, INK, LEVEL, MUTED, PAPER, RULE, SMALL, WIDTH
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

Field = Literal["effort-and-result", "effort-without-result", "result-without-effort", "neither"]

MIDDLE: Final = 50.0
"""Half of the scale: what divides much from little where nothing else is agreed."""
TALL: Final = 320.0
TICKS: Final = (0.0, 25.0, 50.0, 75.0, 100.0)
FIELDS: Final[dict[Field, str]] = {
    "effort-and-result": gettext_noop("effort and result"),
    "effort-without-result": gettext_noop("effort without result yet"),
    "result-without-effort": gettext_noop("result without effort"),
    "neither": gettext_noop("neither effort nor result"),
}
CORNERS: Final[tuple[tuple[Field, bool, bool], ...]] = (
    ("result-without-effort", False, True),
    ("effort-and-result", True, True),
    ("neither", False, False),
    ("effort-without-result", True, False),
)
EFFORT: Final = gettext_noop("Effort: what policies do, 0 to 100")
RESULT: Final = gettext_noop("Result: what firms use, 0 to 100")
HEADER: Final = (
    gettext_noop("Territory"),
    gettext_noop("Effort"),
    gettext_noop("Low"),
    gettext_noop("High"),
    gettext_noop("Result"),
    gettext_noop("Low"),
    gettext_noop("High"),
    gettext_noop("In words"),
)


@dataclass(frozen=True, slots=True)
class Side:
    """A score from 0 to 100 with its range; ``label`` is what the table prints."""

    value: float | None
    low: float | None = None
    high: float | None = None
    label: Label = field(default=Label(""))


@dataclass(frozen=True, slots=True)
class FieldPoint:
    """One territory, and the field that it lies in; None where a side is unknown.

    ``hollow``: a range reaches over a line, so it may stand beside. ``chosen``: the page is about it.
    """

    name: str
    effort: Side
    result: Side
    field: Field | None
    hollow: bool = False
    chosen: bool = False

    @property
    def is_shown(self) -> bool:
        """Whether there is a place for its dot."""
        sides = (self.effort.value, self.result.value)
        return self.field is not None and all(known(value) is not None for value in sides)


def word_of(field: Field | None, hollow: bool) -> str:
    """The field in words, with the doubt."""
    if field is None:
        return gettext(words.UNKNOWN)
    word = gettext(FIELDS[field])
    return gettext("{field}, or beside it").format(field=word) if hollow else word


def four_fields(
    key: str,
    title: str,
    description: str,
    points: Sequence[FieldPoint],
    lines: tuple[float, float] = (MIDDLE, MIDDLE),
    *,
    width: int = WIDTH,
) -> Picture:
    """A dot a territory with both sides known; the others stand in the table alone.

    ``lines``: from which effort, and from which result on, there is some.
    """
    drawing = Drawing(key, width)
    data = [_row(p) for p in points]
    shown = [p for p in points if p.is_shown]
    if not shown:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    y = drawing.lines(0, 14, wrap(gettext(RESULT), SMALL, width, 2, True), SMALL, INK, True)
    left, top = 34.0, y
    flat = Scale(0.0, 100.0, left + 8, width - 10.0)
    tall = Scale(0.0, 100.0, top + TALL - 8, top + 8)
    box = (left, top, float(width), top + TALL)
    taken = _ground(drawing, (flat(lines[0]), tall(lines[1])), box)
    _points(drawing, shown, flat, tall, (box, taken))
    tick_numbers(drawing, flat, TICKS, left, float(width), top + TALL + 16)
    for value in TICKS:
        drawing.text(left - 6, tall(value) + 4, fixed(value, 0), SMALL, MUTED, "end")
    y = drawing.lines(
        left, top + TALL + 34, wrap(gettext(EFFORT), SMALL, width - left, 2, True), SMALL, INK, True
    )
    return drawing.picture(y - 4, title, description, HEADER, data)


def _ground(drawing: Drawing, cross: Spot, box: Box) -> list[Box]:
    """The four fields with their words; returns where the words stand."""
    left, top, right, bottom = box
    drawing.rect(left, top, right - left, bottom - top, "none", RULE, 1.0)
    x, y = cross
    drawing.line(x, top, x, bottom, MUTED, 1.2, "4 3")
    drawing.line(left, y, right, y, MUTED, 1.2, "4 3")
    taken: list[Box] = []
    for corner, is_right, is_up in CORNERS:
        x1, x2 = (x, right) if is_right else (left, x)
        lines = wrap(gettext(FIELDS[corner]), SMALL, x2 - x1 - 16, 2)
        base = top + 18 if is_up else bottom - 10 - 14.4 * (len(lines) - 1)
        drawing.lines(x1 + 8, base, lines, SMALL, MUTED)
        wide = max((text_width(line, SMALL) for line in lines), default=0.0)
        taken.append((x1 + 8, base - 11, x1 + 8 + wide, base + 4 + 14.4 * (len(lines) - 1)))
    return taken


def _points(
    drawing: Drawing,
    points: Sequence[FieldPoint],
    flat: Scale,
    tall: Scale,
    room: tuple[Box, list[Box]],
) -> None:
    along = [spot for p in points for spot in _ranges(drawing, p, flat, tall)]
    spots = [(flat(p.effort.value or 0.0), tall(p.result.value or 0.0)) for p in points]
    for p, (x, y) in zip(points, spots, strict=True):
        fill, edge = (PAPER, _colour(p)) if p.hollow else (_colour(p), PAPER)
        drawing.circle(x, y, 5.5, fill, edge, 2.0)
    box, taken = room
    widths = [text_width(p.name, SMALL, True) for p in points]
    for p, place in zip(points, name_places(spots, widths, along, taken, box), strict=True):
        if place is not None:
            fill = ACCENT if p.chosen else INK
            drawing.text(place[0], place[3] - 3, p.name, SMALL, fill, bold=True)


def _colour(point: FieldPoint) -> str:
    return ACCENT if point.chosen else LEVEL


def _ranges(drawing: Drawing, point: FieldPoint, flat: Scale, tall: Scale) -> list[Spot]:
    """Both ranges as a cross; returns places along it, which names leave free."""
    x, y = flat(point.effort.value or 0.0), tall(point.result.value or 0.0)
    along: list[Spot] = []
    for side, scale in ((point.effort, flat), (point.result, tall)):
        low, high = known(side.low), known(side.high)
        if low is None or high is None:
            continue
        ends = scale(low), scale(high)
        steps = [ends[0] + (ends[1] - ends[0]) * part / 8 for part in range(9)]
        arm = [(at, y) if scale is flat else (x, at) for at in steps]
        drawing.line(*arm[0], *arm[-1], _colour(point), 1.6, cap="round")
        along += arm
    return along


def _row(point: FieldPoint) -> tuple[Label, ...]:
    cells = [Label(point.name)]
    for side in (point.effort, point.result):
        cells += [_label(side), Label(fixed(side.low, 0)), Label(fixed(side.high, 0))]
    return (*cells, Label(word_of(point.field, point.hollow)))


def _label(side: Side) -> Label:
    if side.label.text.strip():
        return side.label
    value = fixed(side.value, 0) or gettext(words.UNKNOWN)
    return Label(value, side.label.address)
