"""Dot vote: what was voted on, on the plane of two questions, and where what they put first ends.

Every mark has its number, and the list below the plane says whose it is. The border is the curve on
which the product of both counts is the same: what lies beyond it comes first by votes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import fit, text_width, wrap
from territoria.pictures.naming import Box, Spot, name_places
from territoria.pictures.picture import Label, Picture
from territoria.pictures.plane import Axis, Side
from territoria.pictures.style import (
    INK,
    MUTED,
    NARROW,
    SMALL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.pictures.voted_items import (
    STATES,
    Numbered,
    State,
    VotedItem,
    border_level,
    count_label,
    spot_of,
    vote_mark,
    voted_list,
)
from territoria.speech import gettext

TALL: Final = 340.0
TALL_NARROW: Final = 280.0
NAME: Final = 190.0
"""The longest name inside the plane."""
STEPS: Final = 32
Mark = tuple[Spot, list[Numbered]]
"""Where one mark stands, and all that stand there."""


def dot_vote(
    key: str,
    title: str,
    description: str,
    items: Sequence[VotedItem],
    across: Axis,
    up: Axis,
    *,
    finding: str = "",
    width: int = WIDTH,
) -> Picture:
    """``across`` and ``up`` name the two questions and what is counted; both begin at 0."""
    drawing = Drawing(key, width)
    numbered = list(enumerate(items, start=1))
    y = drawing.lines(0, 16, wrap(finding, TEXT, width, 4, bold=True), bold=True) - 10
    shown = [one for one in numbered if spot_of(one[1]) is not None]
    y = _plane(drawing, shown, across, up, y) if shown else marks.nothing(drawing, max(y, 0) + 14)
    y = voted_list(drawing, numbered, across, up, y)
    header = (gettext("No."), gettext("Item"), _named(across), _named(up))
    whole = (*header, gettext("Place"), gettext("Short list"), gettext("How firm"))
    return drawing.picture(y, title, description, whole, map(_row, numbered))


def _named(axis: Axis) -> str:
    return ", ".join(filter(None, (axis.name.strip(), axis.unit.strip())))


def _row(one: Numbered) -> tuple[Label, ...]:
    number, item = one
    firm = gettext("firm") if item.firm else gettext("hangs on one group")
    return (
        Label(str(number)),
        Label(item.name),
        count_label(item.across_label, item.across),
        count_label(item.up_label, item.up),
        item.place,
        Label(gettext(STATES[item.state])),
        Label(firm),
    )


# ── the plane ─────────────────────────────────────────────────────────────────────────────────


def _plane(drawing: Drawing, shown: Sequence[Numbered], across: Axis, up: Axis, y: float) -> float:
    """Axes, border, marks with their numbers; returns the height used."""
    wide = float(drawing.width)
    top = _title(drawing, up, 0.0, y + 16) + 4
    bottom = top + (TALL if wide >= NARROW else TALL_NARROW)
    flat = Side(across, [0.0, *(item.across for _, item in shown)])
    tall = Side(up, [0.0, *(item.up for _, item in shown)])
    left = min(tall.widest() + 10, wide * 0.3)
    flat.between(left + 14, wide - 14)
    tall.between(bottom - 14, top + 14)
    flat.draw_across(drawing, top, bottom, left)
    tall.draw_up(drawing, left, wide)
    drawing.line(left, bottom, wide, bottom, MUTED)
    curve = _border(drawing, shown, flat, tall)
    found: dict[tuple[Spot, State], list[Numbered]] = {}
    for one in shown:
        spot = (flat.at(one[1].across), tall.at(one[1].up))
        found.setdefault((spot, one[1].state), []).append(one)
    order = sorted(found, key=lambda place: list(STATES).index(place[1]))
    placed = [(place[0], found[place]) for place in order]
    for spot, inside in reversed(placed):
        vote_mark(drawing, *spot, inside[0][1].state, all(item.firm for _, item in inside))
    _number(drawing, placed, curve, (left, top, wide, bottom))
    return _title(drawing, across, left, bottom + 34) - 4


def _title(drawing: Drawing, axis: Axis, x: float, y: float) -> float:
    """A question and what is counted; returns the next baseline."""
    texts = wrap(_named(axis), SMALL, drawing.width - x, 2, bold=True)
    return drawing.lines(x, y, texts, SMALL, INK, True)


def _border(drawing: Drawing, shown: Sequence[Numbered], flat: Side, tall: Side) -> list[Spot]:
    """The curve behind which lies what the votes put first; returns places along it."""
    level = border_level(shown)
    if level is None:
        return []
    first = level / tall.high
    ratio = flat.high / first
    steps = [first * ratio ** (step / STEPS) for step in range(STEPS + 1)]
    curve = [(flat.at(x), tall.at(level / x)) for x in steps]
    drawing.path(curve, stroke=MUTED, width=1.2, dash="6 3")
    return curve


def _number(drawing: Drawing, placed: Sequence[Mark], curve: list[Spot], box: Box) -> None:
    """Numbers beside the marks; with the name where one stands alone, is not out and has room."""
    broad = drawing.width >= NARROW
    short = [", ".join(str(number) for number, _ in inside) for _, inside in placed]
    long = [
        fit(f"{text} {inside[0][1].name}", SMALL, NAME, True)
        if broad and len(inside) == 1 and inside[0][1].state != "out"
        else text
        for text, (_, inside) in zip(short, placed, strict=True)
    ]
    spots = [spot for spot, _ in placed]
    tried = [
        place if place and _own(place, spot, spots) else None
        for place, spot in zip(_places(spots, long, curve, [], box), spots, strict=True)
    ]
    taken = [place for place in tried if place is not None]
    taken += [(x - 7, y - 7, x + 7, y + 7) for x, y in spots]
    for text, name, spot, place in zip(short, long, spots, tried, strict=True):
        if place is None:
            name = text
            (place,) = _places([spot], [text], curve, taken, box)
            taken += [place] if place else []
        if place is not None:
            _write(drawing, name, spot, place)


def _places(
    spots: Sequence[Spot], texts: Sequence[str], curve: list[Spot], taken: list[Box], box: Box
) -> list[Box | None]:
    return name_places(spots, [text_width(t, SMALL, True) for t in texts], curve, taken, box)


def _own(place: Box, spot: Spot, spots: Sequence[Spot]) -> bool:
    """Whether a name is clearly nearer to its own mark than to any other."""
    own = _away(place, spot)
    return all(_away(place, other) > own + 4 for other in spots if other != spot)


def _away(place: Box, spot: Spot) -> float:
    x, y = min(max(spot[0], place[0]), place[2]), min(max(spot[1], place[1]), place[3])
    return math.hypot(x - spot[0], y - spot[1])


def _write(drawing: Drawing, text: str, spot: Spot, place: Box) -> None:
    """A number at its place, with a thin line to its mark where that is not beside it."""
    x1, y1, x2, y2 = place
    x, y = min(max(spot[0], x1), x2), min(max(spot[1], y1), y2)
    if _away(place, spot) > 18:
        drawing.line(spot[0], spot[1], x, y, MUTED, 0.8)
    if x2 <= spot[0]:
        drawing.text(x2, y2 - 3, text, SMALL, INK, "end", bold=True)
    else:
        drawing.text(x1, y2 - 3, text, SMALL, INK, bold=True)
