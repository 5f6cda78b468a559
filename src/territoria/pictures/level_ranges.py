"""Level ranges: how people judge, question by question, and where groups of them disagree."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks, words
from territoria.pictures.axes import tick_numbers
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, fixed, known
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    ACCENT,
    BELOW,
    GAP,
    LEVEL,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    SMALL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, semicolon

NAMES: Final = 206.0
WORDS: Final = 122.0
LEVELS: Final = (0.0, 25.0, 50.0, 75.0, 100.0)
APART: Final = gettext_noop("talk before you score")
CLOSE: Final = gettext_noop("no large gap")
ALONE: Final = gettext_noop("fewer than two groups")
HEADER: Final = (
    gettext_noop("Question"),
    gettext_noop("Score"),
    gettext_noop("From"),
    gettext_noop("To"),
    gettext_noop("Each group"),
    gettext_noop("Gap in levels"),
    gettext_noop("In words"),
)


@dataclass(frozen=True, slots=True)
class LevelRow:
    """One question on the scale 0–100. ``score`` None is unknown and drawn as hatching.

    ``groups``: name and mean in points of each that may be shown; ``gap`` in levels between the
    furthest two, None with fewer than two; ``disagree``: far enough to talk first.
    """

    name: str
    score: float | None
    low: float | None
    high: float | None
    label: Label
    groups: tuple[tuple[str, float], ...] = ()
    gap: float | None = None
    disagree: bool = False


def level_ranges(
    key: str, title: str, description: str, rows: Sequence[LevelRow], *, width: int = WIDTH
) -> Picture:
    """One row a question: score with its range, a ring a group, and the gap where they are apart."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    data = [_row(row) for row in rows]
    if not rows:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    scale = Scale(0.0, 100.0, left + 8, right - 8)
    y = _key(drawing)
    for row in rows:
        y = (_beside if beside else _above)(drawing, row, scale, y)
    tick_numbers(drawing, scale, LEVELS, left, right, y + 14)
    return drawing.picture(y + 22, title, description, HEADER, data)


def _key(drawing: Drawing) -> float:
    """What the marks mean; returns the height used."""
    x, y = 6.0, 14.0
    for draw, text in (
        (marks.dot, gettext("all roles, each counting the same")),
        (_ring, gettext("a group of actors")),
        (_apart, gettext("groups more than one and a half levels apart")),
    ):
        room = text_width(text, SMALL)
        if x > 6 and x + 12 + room > drawing.width:
            x, y = 6.0, y + 20
        draw(drawing, x, y - 4)
        x += 12 + drawing.text(x + 12, y, text, SMALL, MUTED, room=drawing.width - x - 12) + 20
    return y + 12


def _ring(drawing: Drawing, x: float, y: float) -> None:
    drawing.circle(x, y, 4.0, PAPER, LEVEL, 1.6)


def _apart(drawing: Drawing, x: float, y: float) -> None:
    """◂▸ two triangles that point away from each other."""
    for side in (-1.0, 1.0):
        points = ((x + side * 7, y), (x + side * 1.5, y - 5), (x + side * 1.5, y + 5))
        drawing.path(points, BELOW, close=True)


def _word(row: LevelRow) -> str:
    if known(row.score) is None:
        return gettext(words.UNKNOWN)
    if known(row.gap) is None:
        return gettext(ALONE)
    return gettext(APART if row.disagree else CLOSE)


def _label(row: LevelRow) -> Label:
    """The caller's label; a score that is missing without one is called unknown."""
    if known(row.score) is None and not row.label.text.strip():
        return Label(gettext(words.UNKNOWN), row.label.address)
    return row.label


def _apart_here(row: LevelRow) -> bool:
    return row.disagree and known(row.score) is not None and known(row.gap) is not None


def _beside(drawing: Drawing, row: LevelRow, scale: Scale, y: float) -> float:
    names = wrap(row.name, SMALL, NAMES, 4)
    said = wrap(_word(row), SMALL, WORDS - 20, 2)
    tall = max(56.0, 16 + 14.4 * len(names))
    drawing.lines(0, y + 22, names, SMALL)
    _marks(drawing, row, scale, y + 30)
    x = scale.right + 8 + GAP
    _sign(drawing, row, x + 7, y + 30)
    drawing.lines(x + 20, y + 34 - 7.2 * (len(said) - 1), said, SMALL)
    return y + tall


def _above(drawing: Drawing, row: LevelRow, scale: Scale, y: float) -> float:
    after = drawing.lines(0, y + 20, wrap(row.name, SMALL, drawing.width - 4, 4), SMALL)
    _sign(drawing, row, 7, after)
    drawing.text(20, after + 4, _word(row), SMALL, MUTED, room=drawing.width - 20)
    _marks(drawing, row, scale, after + 34)
    return after + 62


def _sign(drawing: Drawing, row: LevelRow, x: float, y: float) -> None:
    if _apart_here(row):
        _apart(drawing, x, y)
    else:
        marks.standing(drawing, x, y, "unknown" if known(row.gap) is None else "level")


def _marks(drawing: Drawing, row: LevelRow, scale: Scale, y: float) -> None:
    left, right = scale.left - 8, scale.right + 8
    score = known(row.score)
    if score is None:
        drawing.hatch(left, y - 9, right - left, 18)
        drawing.labels([(left, _label(row), MUTED)], left, right, y - 13, TEXT, True)
        return
    drawing.line(left, y, right, y, RULE)
    for level in LEVELS:
        drawing.line(scale(level), y - 4, scale(level), y + 4, RULE)
    groups = sorted(
        ((mean, name) for name, mean in row.groups if known(mean) is not None), key=lambda r: r[0]
    )
    if _apart_here(row) and len(groups) > 1:
        x1, x2 = scale(groups[0][0]), scale(groups[-1][0])
        drawing.line(x1, y + 9, x2, y + 9, BELOW, 2.0)
        for x in (x1, x2):
            drawing.line(x, y + 5, x, y + 13, BELOW, 2.0)
        ends = [(x1, Label(groups[0][1]), MUTED), (x2, Label(groups[-1][1]), MUTED)]
        drawing.labels(ends, left, right, y + 25)
    marks.span(drawing, scale, row.low, row.high, y)
    for mean, _ in groups:
        _ring(drawing, scale(mean), y)
    marks.dot(drawing, scale(score), y)
    drawing.labels([(scale(score), row.label, ACCENT)], left, right, y - 11, TEXT, True)


def _row(row: LevelRow) -> tuple[Label, ...]:
    told = ((name, known(mean)) for name, mean in row.groups)
    return (
        Label(row.name),
        _label(row),
        Label(fixed(row.low, 0)),
        Label(fixed(row.high, 0)),
        Label(
            semicolon().join(f"{name} {fixed(mean, 0)}" for name, mean in told if mean is not None)
        ),
        Label(fixed(row.gap, 1)),
        Label(_word(row)),
    )
