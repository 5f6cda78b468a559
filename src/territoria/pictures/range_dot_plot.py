"""Range dot plot: where a territory stands among its peers, figure by figure, in own units."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks, words
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, known, tick
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    ACCENT,
    GAP,
    MUTED,
    NARROW,
    RULE,
    SMALL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, semicolon

NAMES: Final = 182.0
WORDS: Final = 126.0
LOWER: Final = gettext_noop("lower is better")
INHERITED: Final = gettext_noop("figure of the wider area")
HEADER: Final = (
    gettext_noop("Figure"),
    gettext_noop("Unit"),
    gettext_noop("Year"),
    gettext_noop("This territory"),
    gettext_noop("Peers' median"),
    gettext_noop("Country"),
    gettext_noop("Each peer"),
    gettext_noop("Against peers"),
)


@dataclass(frozen=True, slots=True)
class DotRow:
    """One figure. ``direction`` −1: lower is better. ``inherited``: taken from the wider area."""

    name: str
    unit: str
    year: str
    value: float | None
    label: Label
    peers: tuple[float, ...]
    peer_median: float | None
    peer_label: Label
    country: float | None
    country_label: Label
    direction: Literal[1, -1]
    word: words.Standing
    inherited: bool


def range_dot_plot(
    key: str, title: str, description: str, rows: Sequence[DotRow], *, width: int = WIDTH
) -> Picture:
    """Each row on its own scale; right is always better; labels at the marks."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (0.0, float(width))
    if not rows:
        height = marks.nothing(drawing)
    else:
        y = _key(drawing, left, right)
        for row in rows:
            y = (_beside if beside else _above)(drawing, row, left, right, y)
        height = y
    return drawing.picture(height, title, description, HEADER, map(_row, rows))


def _key(drawing: Drawing, left: float, right: float) -> float:
    """What the marks mean and which way is better; returns the height used."""
    x, y = 6.0, 14.0
    for draw, text in (
        (marks.dot, gettext("this territory")),
        (marks.peer_dot, gettext("a peer")),
        (marks.median, gettext("peers' median")),
        (marks.diamond, gettext("the country")),
    ):
        room = text_width(text, SMALL)
        if x + 10 + room > drawing.width:
            x, y = 6.0, y + 20
        draw(drawing, x, y - 4)
        x += 10 + drawing.text(x + 10, y, text, SMALL, MUTED) + 18
    y += 24
    end = drawing.text(right - 12, y, gettext("better"), SMALL, MUTED, "end")
    tip = right
    drawing.line(tip - 9, y - 4, tip - 2, y - 4, MUTED, 1.2)
    drawing.path(((tip, y - 4), (tip - 5, y - 7), (tip - 5, y - 1)), MUTED, close=True)
    if right - left - end > 60:
        drawing.text(left, y, gettext("worse"), SMALL, MUTED)
    return y + 4


def _notes(row: DotRow) -> list[str]:
    notes = [gettext(LOWER)] if row.direction == -1 else []
    return notes + ([gettext(INHERITED)] if row.inherited and known(row.value) is not None else [])


def _word(row: DotRow) -> str:
    if known(row.value) is None:
        return gettext(words.STANDING["unknown"])
    table = words.STANDING if row.direction == 1 else words.STANDING_LOWER_IS_BETTER
    return gettext(table[row.word])


def _label(row: DotRow) -> Label:
    """The caller's label; a missing value without one is called unknown."""
    if known(row.value) is None and not row.label.text.strip():
        return Label(gettext(words.UNKNOWN), row.label.address)
    return row.label


def _unit(row: DotRow) -> str:
    return ", ".join(part for part in (row.unit, row.year) if part)


def _beside(drawing: Drawing, row: DotRow, left: float, right: float, y: float) -> float:
    names = wrap(row.name, TEXT, NAMES, 4, bold=True)
    units = wrap(_unit(row), SMALL, NAMES, 2)
    tall = max(64.0, 16 + 16.8 * len(names) + 14.4 * len(units))
    after = drawing.lines(0, y + 20, names, bold=True)
    drawing.lines(0, after - 1, units, SMALL, MUTED)
    _marks(drawing, row, left, right, y + 32)
    x = right + GAP
    notes = [line for note in _notes(row) for line in wrap(note, SMALL, WORDS, 2)]
    marks.standing(drawing, x + 6, y + 32, row.word if known(row.value) is not None else "unknown")
    drawing.text(x + 18, y + 36, _word(row), SMALL, room=WORDS - 18)
    drawing.lines(x, y + 51, notes, SMALL, MUTED)
    return y + max(tall, 44 + 14.4 * len(notes))


def _above(drawing: Drawing, row: DotRow, left: float, right: float, y: float) -> float:
    width = right - left
    word = _word(row)
    used = drawing.text(right - 16, y + 20, word, SMALL, anchor="end", room=140)
    shape = row.word if known(row.value) is not None else "unknown"
    marks.standing(drawing, right - 6, y + 16, shape)
    names = wrap(row.name, TEXT, width - used - 28, 3, bold=True)
    after = drawing.lines(left, y + 20, names or [""], bold=True)
    units = wrap(" · ".join((_unit(row), *_notes(row))), SMALL, width, 2)
    after = drawing.lines(left, after - 1, units, SMALL, MUTED)
    _marks(drawing, row, left, right, after + 20)
    return after + 56


def _marks(drawing: Drawing, row: DotRow, left: float, right: float, y: float) -> None:
    value, middle, country = known(row.value), known(row.peer_median), known(row.country)
    peers = [peer for peer in row.peers if known(peer) is not None]
    shown = peers + [mark for mark in (value, middle, country) if mark is not None]
    low, high = min(shown, default=0.0), max(shown, default=0.0)
    ends = (left + 8, right - 8) if row.direction == 1 else (right - 8, left + 8)
    scale = Scale(low, high, *ends)
    if value is None:
        drawing.hatch(left, y - 9, right - left, 18)
    else:
        drawing.line(left, y, right, y, RULE)
    for peer in peers:
        marks.peer_dot(drawing, scale(peer), y)
    if middle is not None:
        marks.median(drawing, scale(middle), y, 10)
    if country is not None:
        marks.diamond(drawing, scale(country), y + 10)
    if value is not None:
        marks.dot(drawing, scale(value), y, hollow=row.inherited)
        drawing.labels([(scale(value), row.label, ACCENT)], left, right, y - 13, TEXT, True)
    else:
        drawing.labels([(left, _label(row), MUTED)], left, right, y - 13, TEXT, True)
    under = [(middle, row.peer_label), (country, row.country_label)]
    places = [(scale(at), label, MUTED) for at, label in under if at is not None and label.text]
    drawing.labels(places, left, right, y + 25)


def _row(row: DotRow) -> tuple[Label, ...]:
    return (
        Label(row.name),
        Label(row.unit),
        Label(row.year),
        _label(row),
        row.peer_label,
        row.country_label,
        Label(semicolon().join(tick(peer, 3) for peer in row.peers if known(peer) is not None)),
        Label(semicolon().join((_word(row), *_notes(row)))),
    )
