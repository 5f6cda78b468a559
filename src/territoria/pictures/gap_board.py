"""Gap board: act, unblock first, watch, keep, cannot tell; position is the gap to the target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks, words
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, fixed, known, tick, ticks
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import GAP, INK, MUTED, NARROW, RULE, SMALL, TEXT, TINT, WIDTH
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

Kind = Literal["act", "unblock", "watch", "keep", "cannot-tell"]

NAMES: Final = 222.0
WORDS: Final = 172.0
LANES: Final[dict[Kind, tuple[str, str]]] = {
    "act": (gettext_noop("Act"), gettext_noop("a firm gap that matters, and ours to close")),
    "unblock": (
        gettext_noop("Unblock first"),
        gettext_noop("a firm gap, but something must come before"),
    ),
    "watch": (gettext_noop("Watch"), gettext_noop("a firm gap that matters less for now")),
    "keep": (gettext_noop("Keep"), gettext_noop("no gap to the target")),
    "cannot-tell": (gettext_noop("Cannot tell"), gettext_noop("too little is known to say")),
}
HEADER: Final = (
    gettext_noop("What to do"),
    gettext_noop("Gap"),
    gettext_noop("Size in peer spreads"),
    gettext_noop("Low"),
    gettext_noop("High"),
    gettext_noop("How sure"),
)


@dataclass(frozen=True, slots=True)
class GapMark:
    """One gap, in peer spreads; 0 is at the target, more is further from it."""

    name: str
    kind: Kind
    gap: float | None
    low: float | None
    high: float | None
    label: Label
    chance: Label


def gap_board(
    key: str, title: str, description: str, items: Sequence[GapMark], *, width: int = WIDTH
) -> Picture:
    """Five lanes, always all five: an empty one says *none*."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    scale = _scale(items, left + 8, right - 8)
    y = _head(drawing, scale, left, right)
    lanes = {kind: [item for item in items if item.kind == kind] for kind in LANES}
    for kind, inside in lanes.items():
        _heading(drawing, kind, not inside, y)
        y += 30
        for item in inside:
            y = (_beside if beside else _above)(drawing, item, scale, y)
        y += 7 if inside else 0
    y = _axis(drawing, scale, left, right, y)
    ordered = [item for inside in lanes.values() for item in inside]
    return drawing.picture(y, title, description, HEADER, map(_row, ordered))


def _scale(items: Sequence[GapMark], left: float, right: float) -> Scale:
    values = [known(value) for item in items for value in (item.gap, item.low, item.high)]
    shown = [value for value in values if value is not None]
    low, high = min(0.0, *shown, 0.0), max(0.0, *shown, 0.0)
    return Scale(low, high if high > low else low + 1.0, left, right)


def _head(drawing: Drawing, scale: Scale, left: float, right: float) -> float:
    """Which way is further from the target; returns the height used."""
    y, zero = 14.0, scale(0.0)
    target = text_width(gettext("at target"), SMALL)
    drawing.labels([(zero, Label(gettext("at target")), INK)], left, right, y)
    used = max(zero - target / 2, left) + target
    further = text_width(gettext("further from it"), SMALL) + 14
    if right - used > further + 12:
        drawing.text(right - 12, y, gettext("further from it"), SMALL, MUTED, "end")
        drawing.line(right - 9, y - 4, right - 2, y - 4, MUTED, 1.2)
        tip = ((right, y - 4), (right - 5, y - 7), (right - 5, y - 1))
        drawing.path(tip, MUTED, close=True)
    return y + 10


def _heading(drawing: Drawing, kind: Kind, empty: bool, y: float) -> None:
    name, meaning = LANES[kind]
    drawing.rect(0, y, drawing.width, 24, TINT)
    end = text_width(gettext(words.NONE), SMALL) + 12 if empty else 0.0
    parts = (Label(gettext(name)), TEXT, INK, True), (Label(gettext(meaning)), SMALL, MUTED, False)
    drawing.flow(8, y + 17, parts, drawing.width - 16 - end)
    if empty:
        drawing.text(drawing.width - 8, y + 17, gettext(words.NONE), SMALL, MUTED, "end")


def _beside(drawing: Drawing, item: GapMark, scale: Scale, y: float) -> float:
    names = wrap(item.name, TEXT, NAMES - 8, 3)
    x = scale.right + 8 + GAP
    alone = text_width(item.label.text, TEXT, True)
    together = alone + 8 + text_width(item.chance.text, SMALL) <= WORDS
    tall = 9 + max(16.8 * len(names), 16.8 if together else 30.0)
    middle = y + tall / 2 - 1
    drawing.lines(8, middle + 5 - 8.4 * (len(names) - 1), names)
    _mark(drawing, item, scale, middle, y - 2, y + tall - 2)
    parts = [(item.label, TEXT, INK, True), (item.chance, SMALL, MUTED, False)]
    if together:
        drawing.flow(x, middle + 5, parts, WORDS)
    else:  # the chance is never cut: it goes below
        drawing.flow(x, middle - 2, parts[:1], WORDS)
        drawing.flow(x, middle + 13, parts[1:], WORDS)
    return y + tall


def _above(drawing: Drawing, item: GapMark, scale: Scale, y: float) -> float:
    width = drawing.width - 16.0
    after = drawing.lines(8, y + 14, wrap(item.name, TEXT, width, 3))
    parts = (item.label, TEXT, INK, True), (item.chance, SMALL, MUTED, False)
    drawing.flow(8, after, parts, width)
    _mark(drawing, item, scale, after + 19, after + 7, after + 31)
    return after + 40


def _mark(
    drawing: Drawing, item: GapMark, scale: Scale, middle: float, top: float, bottom: float
) -> None:
    value = known(item.gap)
    zero = scale(0.0)
    if value is None:
        drawing.hatch(scale.left - 8, middle - 9, scale.right - scale.left + 16, 18)
        return
    drawing.line(scale.left - 8, middle, scale.right + 8, middle, RULE)
    drawing.line(zero, top, zero, bottom, MUTED, 1.5)
    marks.span(drawing, scale, item.low, item.high, middle)
    marks.dot(drawing, scale(value), middle, hollow=item.kind == "cannot-tell")


def _axis(drawing: Drawing, scale: Scale, left: float, right: float, y: float) -> float:
    places: list[tuple[float, Label, str]] = []
    for value in ticks(scale.low, scale.high):
        drawing.line(scale(value), y, scale(value), y + 5, MUTED)
        places.append((scale(value), Label(tick(value)), MUTED))
    if sum(text_width(label.text, SMALL) + 10 for _, label, _ in places) > right - left:
        places = [places[0], places[-1]]
    drawing.labels(places, left, right, y + 18)
    drawing.text(right, y + 34, gettext("peer spreads"), SMALL, MUTED, "end")
    return y + 40


def _row(item: GapMark) -> tuple[Label, ...]:
    return (
        Label(gettext(LANES[item.kind][0])),
        Label(item.name),
        item.label,
        Label(fixed(item.low, 1)),
        Label(fixed(item.high, 1)),
        item.chance,
    )
