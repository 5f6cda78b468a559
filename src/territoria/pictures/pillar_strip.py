"""Pillar strip: four to seven dimensions at a glance, each with its range, band and peers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks, words
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, fixed, known
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
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

NAMES: Final = 206.0
WORDS: Final = 161.0
ROW: Final = 44.0
"""The pitch of rows beside their names; a name over two lines takes a little more."""
HEADER: Final = (
    gettext_noop("Dimension"),
    gettext_noop("Score"),
    gettext_noop("Band"),
    gettext_noop("Against peers"),
    gettext_noop("Peers' middle half"),
    gettext_noop("Peers' median"),
    gettext_noop("Figures known"),
)


@dataclass(frozen=True, slots=True)
class Pillar:
    """One dimension on the scale 0–100. ``value`` None is unknown and drawn as hatching."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    label: Label
    band: str
    word: words.Standing
    peers_low: float | None
    peers_high: float | None
    peers_median: float | None
    coverage: Label
    peers_label: Label | None = None
    """The peers' middle half in words for the table; formatted here when absent."""


def pillar_strip(
    key: str, title: str, description: str, pillars: Sequence[Pillar], *, width: int = WIDTH
) -> Picture:
    """Bands 0–25–50–75–100; this territory's dot and range over the peers' middle half."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP / 2) if beside else (8.0, width - 8.0)
    scale = Scale(0.0, 100.0, left, right)
    if not pillars:
        height = marks.nothing(drawing)
    else:
        top = _key(drawing, width)
        talls = [ROW + 17 * max(len(_names(p)) - 1, 0) if beside else 84.0 for p in pillars]
        y = top + 22
        bottom = y + sum(talls)
        _bands(drawing, scale, top, bottom)
        for pillar, tall in zip(pillars, talls, strict=True):
            (_beside if beside else _above)(drawing, pillar, scale, y)
            y += tall
        height = bottom + 18
    return drawing.picture(height, title, description, HEADER, map(_row, pillars))


def _key(drawing: Drawing, width: int) -> float:
    """What the marks mean, in one line (two on a phone); returns the height used."""
    y = 14.0
    marks.span(drawing, Scale(0, 1, 2, 34), 0, 1, y - 4)
    marks.dot(drawing, 18, y - 4)
    x = 42 + drawing.text(42, y, gettext("this territory, with its range"), SMALL, MUTED) + 20
    if x + 38 + text_width(gettext("peers' middle half, with median"), SMALL) > width:
        x, y = 2.0, y + 20
    _peers(drawing, x, x + 32, x + 14, y - 4)
    drawing.text(
        x + 40, y, gettext("peers' middle half, with median"), SMALL, MUTED, room=width - x - 40
    )
    return y + 18


def _bands(drawing: Drawing, scale: Scale, top: float, bottom: float) -> None:
    quarter = (scale.right - scale.left) / 4
    for index, name in enumerate(words.BANDS):
        middle = scale.left + quarter * (index + 0.5)
        room = quarter + 8  # the longest name stands between two shorter ones
        drawing.text(middle, top + 12, gettext(name), SMALL, MUTED, "middle", room=room)
    for value in (0, 25, 50, 75, 100):
        x = scale(value)
        drawing.line(x, top + 20, x, bottom, RULE)
        drawing.text(x, bottom + 14, str(value), SMALL, MUTED, "middle" if value < 100 else "end")


def _names(pillar: Pillar) -> list[str]:
    """The name in bold: one line where it fits, as the estimate of a text's width is generous."""
    if text_width(pillar.name, TEXT, True) <= (NAMES + GAP) * 1.06:
        return wrap(pillar.name, TEXT, (NAMES + GAP) * 1.06, 1, bold=True)
    return wrap(pillar.name, TEXT, NAMES, 2, bold=True)


def _beside(drawing: Drawing, pillar: Pillar, scale: Scale, y: float) -> None:
    names = _names(pillar)
    down = 8.0 * max(len(names) - 1, 0)
    after = drawing.lines(0, y + 17, names, bold=True)
    drawing.text(0, after - 1, pillar.coverage, SMALL, MUTED, room=NAMES)
    _scale(drawing, pillar, scale, y + 21 + down)
    x = scale.right + GAP / 2
    parts = (pillar.label, TEXT, INK, True), (Label(pillar.band), SMALL, MUTED, False)
    drawing.flow(x, y + 17 + down, parts, WORDS)
    marks.standing(drawing, x + 6, y + 30 + down, pillar.word)
    drawing.text(x + 18, y + 34 + down, _word(pillar), SMALL, room=WORDS - 18)


def _above(drawing: Drawing, pillar: Pillar, scale: Scale, y: float) -> None:
    width = drawing.width
    room = width - 130
    drawing.rect(0, y + 2, width, 40, PAPER)
    used = drawing.text(width, y + 18, pillar.label, anchor="end", bold=True, room=130)
    drawing.text(0, y + 18, pillar.name, bold=True, room=width - used - 12)
    drawing.text(0, y + 35, pillar.coverage, SMALL, MUTED, room=room)
    word = _word(pillar)
    drawing.text(width - 16, y + 35, word, SMALL, anchor="end", room=114)
    marks.standing(drawing, width - 6, y + 31, pillar.word)
    _scale(drawing, pillar, scale, y + 60)


def _scale(drawing: Drawing, pillar: Pillar, scale: Scale, y: float) -> None:
    value = known(pillar.value)
    if value is None:
        drawing.hatch(scale.left, y - 9, scale.right - scale.left, 18)
    else:
        drawing.line(scale.left, y, scale.right, y, RULE)
    low, high = known(pillar.peers_low), known(pillar.peers_high)
    middle = known(pillar.peers_median)
    if low is not None and high is not None:
        _peers(drawing, scale(low), scale(high), None if middle is None else scale(middle), y)
    elif middle is not None:
        marks.median(drawing, scale(middle), y)
    if value is not None:
        marks.span(drawing, scale, pillar.low, pillar.high, y)
        marks.dot(drawing, scale(value), y, hollow=pillar.word == "unknown")


def _peers(drawing: Drawing, x1: float, x2: float, middle: float | None, y: float) -> None:
    drawing.rect(x1, y - 6, max(x2 - x1, 1), 12, PEER_FILL, PEER, 1.0)
    if middle is not None:
        marks.median(drawing, middle, y)


def _word(pillar: Pillar) -> str:
    return (
        gettext(words.MEASURE_FIRST)
        if known(pillar.value) is None
        else gettext(words.STANDING[pillar.word])
    )


def _row(pillar: Pillar) -> tuple[Label, ...]:
    low, high = fixed(pillar.peers_low, 0), fixed(pillar.peers_high, 0)
    half = pillar.peers_label or Label(f"{low}–{high}" if low and high else "")
    return (
        Label(pillar.name),
        pillar.label,
        Label(pillar.band),
        Label(_word(pillar)),
        half,
        Label(fixed(pillar.peers_median, 0)),
        pillar.coverage,
    )
