"""Opinion map: groups of people who vote alike, as centres with their size and reach, never people.

No person has a mark: an ellipse says where about half of a group stands, worked out from its mean and
variances. The corners of a hull would be places of single people.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import fixed, known, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    INK,
    MUTED,
    NARROW,
    PAPER,
    RULE,
    SEQUENCE,
    SMALL,
    TEXT,
    TINT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

FEWEST: Final = 5
"""A group of fewer people has no mark."""
FARTHEST: Final = 1e9
TONES: Final = (SEQUENCE[4], SEQUENCE[2], SEQUENCE[3], SEQUENCE[1], SEQUENCE[0])
"""Neighbours in the list differ in greyscale."""
DASHES: Final = (None, "7 4", "1.5 3.5", "10 3 2 3", "3 3")
HALF: Final = math.sqrt(2 * math.log(2))
"""An ellipse of so many standard deviations holds half of a normal group."""
CORNERS: Final = 48
HEADER: Final = (
    gettext_noop("Group"),
    gettext_noop("People"),
    gettext_noop("Share of those placed"),
    gettext_noop("Place across"),
    gettext_noop("Place up"),
)
Spot = tuple[float, float]


@dataclass(frozen=True, slots=True)
class OpinionMark:
    """One group. ``size``: people; ``centre``: mean place; ``spread``: variance across, covariance,
    variance up.
    """

    name: str
    size: int
    centre: Spot
    spread: tuple[float, float, float]


def opinion_map(
    key: str,
    title: str,
    description: str,
    groups: Sequence[OpinionMark],
    explained: tuple[float, float],
    *,
    width: int = WIDTH,
) -> Picture:
    """Centres as discs by size, an ellipse around half of each group. ``explained``: shares of the
    variance on the two axes, 0 to 1. A group of fewer than five people is left out.
    """
    drawing = Drawing(key, width)
    shown = [g for g in groups if g.size >= FEWEST and _is_known(g)]
    data = _rows(shown)
    if not shown:
        return drawing.picture(marks.nothing(drawing), title, description, HEADER, data)
    high = width * (0.62 if width >= NARROW else 0.9)
    place, unit = _fit(shown, width, high)
    drawing.rect(0, 0, width, high, TINT)
    for x1, y1, x2, y2 in ((0, high / 2, width, high / 2), (width / 2, 0, width / 2, high)):
        drawing.line(x1, y1, x2, y2, RULE)
    for index, group in enumerate(shown):
        _reach(drawing, group, index, place, unit)
    for index, group in enumerate(shown):
        _centre(drawing, group, index, place, sum(g.size for g in shown))
    y = _list(drawing, shown, high + 24)
    y = _notes(drawing, explained, y)
    return drawing.picture(y, title, description, HEADER, data)


def _is_known(group: OpinionMark) -> bool:
    return all(
        known(value) is not None and abs(value) < FARTHEST
        for value in (*group.centre, *group.spread)
    )


def _axes(group: OpinionMark) -> tuple[float, float, float]:
    """Half axes of the ellipse, in units of the map, and its angle."""
    across, both, up = group.spread
    middle, apart = (across + up) / 2, math.hypot((across - up) / 2, both)
    angle = math.atan2(2 * both, across - up) / 2
    long, short = (HALF * math.sqrt(max(v, 0.0)) for v in (middle + apart, middle - apart))
    return long, short, angle


def _fit(shown: Sequence[OpinionMark], width: float, high: float) -> tuple[list[Spot], float]:
    """Places in pixels around the middle, which is nobody's opinion, and pixels by unit."""
    far_x = far_y = 0.0
    for group in shown:
        reach = _axes(group)[0]
        far_x = max(far_x, abs(group.centre[0]) + reach)
        far_y = max(far_y, abs(group.centre[1]) + reach)
    unit = min((width / 2 - 30) / max(far_x, 1e-300), (high / 2 - 30) / max(far_y, 1e-300), 1e9)
    spots = [(width / 2 + g.centre[0] * unit, high / 2 - g.centre[1] * unit) for g in shown]
    return spots, unit


def _reach(
    drawing: Drawing, group: OpinionMark, index: int, place: list[Spot], unit: float
) -> None:
    long, short, angle = _axes(group)
    x, y = place[index]
    corners = []
    for n in range(CORNERS):
        turn = 2 * math.pi * n / CORNERS
        along, over = long * unit * math.cos(turn), short * unit * math.sin(turn)
        corners.append(
            (
                x + along * math.cos(angle) - over * math.sin(angle),
                y - along * math.sin(angle) - over * math.cos(angle),
            )
        )
    drawing.path(corners, "none", MUTED, 1.5, DASHES[index % len(DASHES)], close=True)


def _radius(size: int, total: int) -> float:
    return 10.0 + 14.0 * math.sqrt(size / max(total, 1))


def _centre(
    drawing: Drawing, group: OpinionMark, index: int, place: list[Spot], total: int
) -> None:
    """A disc with the letter of the group; its name and number stand below the map."""
    x, y = place[index]
    tone = TONES[index % len(TONES)]
    radius = _radius(group.size, total)
    drawing.circle(x, y, radius, tone, PAPER, 2.0)
    alone = all(math.dist((x, y), other) > 60 for n, other in enumerate(place) if n != index)
    if alone and text_width(group.name, TEXT, True) <= 2 * radius - 4:
        ink = PAPER if tone in (SEQUENCE[3], SEQUENCE[4]) else INK
        drawing.text(x, y + 5, group.name, TEXT, ink, "middle", True)


def _list(drawing: Drawing, shown: Sequence[OpinionMark], y: float) -> float:
    for index, group in enumerate(shown):
        tone = TONES[index % len(TONES)]
        drawing.circle(9, y - 5, 7, tone, MUTED, 1.0)
        dash = DASHES[index % len(DASHES)]
        drawing.line(22, y - 5, 50, y - 5, MUTED, 1.5, dash)
        text = gettext("{n} people").format(n=fixed(group.size, 0))
        room = drawing.width - 58.0
        name = wrap(group.name, TEXT, room - text_width(text, SMALL) - 10, 1, bold=True)
        parts = [(Label(part), TEXT, INK, True) for part in name]
        drawing.flow(58, y, [*parts, (Label(text), SMALL, MUTED, False)], room)
        y += 22
    return y


def _notes(drawing: Drawing, explained: tuple[float, float], y: float) -> float:
    both = sum(share for share in explained if known(share) is not None)
    notes = (
        gettext(
            "The two axes tell {share} of how people differ; the rest is not in the map."
        ).format(share=percent(both)),
        gettext("A line goes around about half of a group. Nobody has a mark of their own."),
    )
    for note in notes:
        y = drawing.lines(0, y, wrap(note, SMALL, drawing.width, 3), SMALL, MUTED)
    return y


def _rows(shown: Sequence[OpinionMark]) -> list[tuple[Label, ...]]:
    total = sum(group.size for group in shown)
    return [
        (
            Label(group.name),
            Label(fixed(group.size, 0)),
            Label(percent(group.size / total)),
            Label(fixed(group.centre[0], 1)),
            Label(fixed(group.centre[1], 1)),
        )
        for group in shown
    ]
