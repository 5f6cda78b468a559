"""The marks all pictures share: dots, ranges, medians, diamonds, the shapes of standing."""

from __future__ import annotations

from territoria.pictures.numbers import Scale, known
from territoria.pictures.style import (
    ABOVE,
    ACCENT,
    BELOW,
    DOT,
    INK,
    LEVEL,
    MUTED,
    PAPER,
    PEER,
    PEER_FILL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.pictures.words import NOTHING, Standing
from territoria.speech import gettext


def dot(drawing: Drawing, x: float, y: float, *, hollow: bool = False, radius: float = DOT) -> None:
    """A territory of its own colour: filled; hollow when it cannot be told or is not its own figure."""
    if hollow:
        drawing.circle(x, y, radius, PAPER, ACCENT, 2.0)
    else:
        drawing.circle(x, y, radius, ACCENT, PAPER, 1.5)


def span(drawing: Drawing, scale: Scale, low: float | None, high: float | None, y: float) -> None:
    """The range of this territory's value, on a paper edge so that it reads on any ground."""
    low, high = known(low), known(high)
    if low is None or high is None:
        return
    x1, x2 = sorted((scale(low), scale(high)))
    drawing.line(x1, y, x2, y, PAPER, 6.0)
    drawing.line(x1, y, x2, y, ACCENT, 2.5, cap="round")


def peer_dot(drawing: Drawing, x: float, y: float) -> None:
    """One peer."""
    drawing.circle(x, y, 4.0, PEER_FILL, PEER, 1.0)


def median(drawing: Drawing, x: float, y: float, half: float = 9.0) -> None:
    """The tick of the peers' median."""
    drawing.line(x, y - half, x, y + half, PAPER, 5.0)
    drawing.line(x, y - half, x, y + half, MUTED, 2.5)


def diamond(drawing: Drawing, x: float, y: float, half: float = 5.0) -> None:
    """The country."""
    points = ((x, y - half), (x + half, y), (x, y + half), (x - half, y))
    drawing.path(points, INK, PAPER, 1.0, close=True)


def standing(drawing: Drawing, x: float, y: float, word: Standing) -> None:
    """▲ ● ▼ or a hollow ring, centred at ``x, y``; the caller writes the word beside it."""
    if word == "above":
        drawing.path(((x, y - 5.5), (x + 6, y + 5), (x - 6, y + 5)), ABOVE, close=True)
    elif word == "below":
        drawing.path(((x, y + 5.5), (x + 6, y - 5), (x - 6, y - 5)), BELOW, close=True)
    elif word == "level":
        drawing.circle(x, y, 5.0, LEVEL)
    else:
        drawing.circle(x, y, 4.5, PAPER, LEVEL, 1.8)


def nothing(drawing: Drawing, y: float = 20.0) -> float:
    """Says that there is nothing to show; returns the height used."""
    drawing.text(0, y, gettext(NOTHING), TEXT, MUTED, room=WIDTH)
    return y + 12
