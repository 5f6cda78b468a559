"""Social card: what a link to a page shows where it is shared; 1200 × 630, large type only.

It is read at a third of its size in a phone's list of messages, so that no text is smaller than 28.
It becomes a PNG like every other picture of a document (``territoria.documents.paper_png``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import words
from territoria.pictures.lettering import clean, text_width, wrap
from territoria.pictures.numbers import Scale, known, tick
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import ACCENT, HATCH, INK, MUTED, PAPER, RULE, TINT
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

WIDE: Final = 1200
TALL: Final = 630
LEFT: Final = 76.0
RIGHT: Final = 1136.0
SMALLEST: Final = 28.0
FINDINGS: Final = (38.0, 34.0, 30.0)
FREE_FINDINGS: Final = (48.0, 42.0, 36.0, 30.0)
"""Steps for the finding; larger where no dimensions stand below."""
SIZES: Final = (88.0, 76.0, 64.0, 54.0)
"""Steps for the name: the largest that fits."""
REAL: Final = 1.1
"""The estimate of widths allows for wider faces than the one that a PNG is set in."""
MOST: Final = 7
NAMES: Final = 424.0
VALUES: Final = 190.0
PRODUCT: Final = "Territoria"
HEADER: Final = (
    gettext_noop("Dimension"),
    gettext_noop("Score"),
    gettext_noop("Low"),
    gettext_noop("High"),
)


@dataclass(frozen=True, slots=True)
class CardPillar:
    """One dimension from 0 to 100; ``value`` None is unknown."""

    name: str
    value: float | None
    low: float | None
    high: float | None
    label: Label


def social_card(
    key: str,
    title: str,
    description: str,
    name: str,
    finding: str,
    pillars: Sequence[CardPillar] = (),
    *,
    product: str = PRODUCT,
) -> Picture:
    """``name`` of the territory or page, its ``finding``, and four to seven dimensions or none."""
    drawing = Drawing(key, WIDE)
    drawing.rect(0, 0, 20, TALL, ACCENT)
    drawing.text(LEFT, 74, product, 30, ACCENT, bold=True, room=RIGHT - LEFT)
    shown = pillars[:MOST]
    bottom = TALL - 44.0
    pitch = min(60.0, 252 / max(len(shown), 1))
    top = bottom - pitch * len(shown)
    _words(drawing, name, finding, top - 26 if shown else bottom)
    if shown:
        drawing.line(LEFT, top - 16, RIGHT, top - 16, RULE, 2.0)
    for index, pillar in enumerate(shown):
        _pillar(drawing, pillar, top + pitch * (index + 0.5))
    return drawing.picture(TALL, title, description, HEADER, map(_row, pillars))


def _words(drawing: Drawing, name: str, finding: str, bottom: float) -> None:
    """The name as large as it can be, and the finding as large as it fits above ``bottom``.

    Without dimensions both share the whole card, and stand at its optical middle.
    """
    room, free = (RIGHT - LEFT) * REAL, bottom > TALL - 60
    size = next((s for s in SIZES if text_width(name, s, True) <= room), 0.0)
    names = wrap(name, size or SIZES[-1], room, 1 if size else 2, bold=True)
    size = size or SIZES[-1]
    top = 74 + (90 if free else 18)
    after = drawing.lines(LEFT, top + size * 0.92, names, size, INK, True)
    y = after - size * 1.2 + 30
    for wanted in FREE_FINDINGS if free else FINDINGS:
        many = max(int((bottom - y + wanted * 0.2) // (wanted * 1.2)), 1)
        found = wrap(finding, wanted, room, many)
        if found == wrap(finding, wanted, room, many + 1):
            break
    drawing.lines(LEFT, y + wanted * 0.9, found, wanted, MUTED)


def _pillar(drawing: Drawing, pillar: CardPillar, y: float) -> None:
    """Name, range and value on one line."""
    left, right = LEFT + NAMES + 24, RIGHT - VALUES - 24
    scale = Scale(0.0, 100.0, left + 14, right - 14)
    value, low, high = known(pillar.value), known(pillar.low), known(pillar.high)
    drawing.text(LEFT, y + 10, pillar.name, SMALLEST, room=NAMES * REAL)
    drawing.line(left, y, right, y, RULE, 3.0)
    for mark in (0, 25, 50, 75, 100):
        drawing.line(scale(mark), y - 9, scale(mark), y + 9, RULE, 2.0)
    if value is None:
        _unknown(drawing, left, y - 13, right - left, 26)
    elif low is not None and high is not None:
        x1, x2 = sorted((scale(low), scale(high)))
        drawing.line(x1, y, x2, y, PAPER, 16.0, cap="round")
        drawing.line(x1, y, x2, y, ACCENT, 9.0, cap="round")
    if value is not None:
        drawing.circle(scale(value), y, 11, ACCENT, PAPER, 3.0)
    fill = INK if value is not None else MUTED
    drawing.text(
        RIGHT, y + 10, _label(pillar), SMALLEST, fill, "end", value is not None, VALUES * REAL
    )


def _unknown(drawing: Drawing, x: float, y: float, wide: float, tall: float) -> None:
    """Hatching wide enough to be seen when the card is small."""
    drawing.rect(x, y, wide, tall, TINT, HATCH, 2.0)
    at = x
    while at + tall <= x + wide:
        drawing.line(at, y + tall, at + tall, y, HATCH, 2.5)
        at += 18


def _label(pillar: CardPillar) -> Label:
    text = clean(pillar.label.text)
    if known(pillar.value) is None:
        return Label(text or gettext(words.UNKNOWN), pillar.label.address)
    return Label(text or tick(pillar.value), pillar.label.address)


def _row(pillar: CardPillar) -> tuple[Label, ...]:
    ends = (pillar.low, pillar.high) if known(pillar.value) is not None else (None, None)
    return (Label(pillar.name), _label(pillar), *(Label(tick(end)) for end in ends))
