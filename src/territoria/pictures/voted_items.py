"""What was voted on: its marks by state, where what comes first ends, and the list below the plane."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import marks, words
from territoria.pictures.lettering import wrap
from territoria.pictures.naming import Spot
from territoria.pictures.numbers import known, tick
from territoria.pictures.picture import Label
from territoria.pictures.plane import Axis
from territoria.pictures.style import ACCENT, INK, MUTED, NARROW, PAPER, PEER, SMALL, TEXT, TINT
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop

COUNTS: Final = 72.0
GUTTER: Final = 24.0
State = Literal["chosen", "tied", "out"]
STATES: Final[dict[State, str]] = {
    "chosen": gettext_noop("First by votes"),
    "tied": gettext_noop("Tied at the border"),
    "out": gettext_noop("Not first by votes"),
}


@dataclass(frozen=True, slots=True)
class VotedItem:
    """One item in the order of the vote; its number is its place in that order.

    ``across`` and ``up``: its dots on the two questions. ``place``: its rank with the range.
    ``firm``: it is where it is whichever actor group is left out.
    """

    name: str
    across: float | None
    up: float | None
    state: State
    across_label: Label
    up_label: Label
    place: Label
    firm: bool = True


Numbered = tuple[int, VotedItem]


def spot_of(item: VotedItem) -> Spot | None:
    """Both counts, where both are known."""
    x, y = known(item.across), known(item.up)
    return None if x is None or y is None else (x, y)


def count_label(label: Label, value: float | None) -> Label:
    """What is printed for a count: the caller's words, else the number, *unknown* where it is."""
    text = label.text.strip()
    if known(value) is None:
        return Label(text or gettext(words.UNKNOWN), label.address)
    return Label(text or tick(value), label.address)


def border_level(shown: Sequence[Numbered]) -> float | None:
    """The product on the border: that of the tied, else between the last chosen and the next.

    None where there is no such curve: nobody left out or taken, or states that follow another rule.
    """
    spots = [(known(item.across) or 0.0, known(item.up) or 0.0, item.state) for _, item in shown]
    product = {state: [x * y for x, y, of in spots if of == state] for state in STATES}
    chosen, out = min(product["chosen"], default=math.inf), max(product["out"], default=0.0)
    if product["tied"]:
        level = product["tied"][0]
        clear = out < level < chosen and len(set(product["tied"])) == 1
    else:
        level = math.sqrt(max(chosen, 0.0)) * math.sqrt(max(out, 0.0))
        clear = 0 < out < chosen < math.inf
    if not clear or not spots or min(min(x, y) for x, y, _ in spots) < 0:
        return None
    first, last = level / max(y for _, y, _ in spots), max(x for x, _, _ in spots)
    return level if 0 < first < last < math.inf and last / first < math.inf else None


def vote_mark(drawing: Drawing, x: float, y: float, state: State, firm: bool) -> None:
    """Disc, diamond or small grey disc; hollow where one group decides."""
    if state == "chosen":
        marks.dot(drawing, x, y, hollow=not firm)
    elif state == "tied":
        outline = ((x, y - 6.5), (x + 6.5, y), (x, y + 6.5), (x - 6.5, y))
        drawing.path(outline, INK if firm else PAPER, INK, 1.8, close=True)
    elif firm:
        marks.peer_dot(drawing, x, y)
    else:
        drawing.circle(x, y, 4.0, PAPER, PEER, 1.8)


def voted_list(
    drawing: Drawing, numbered: Sequence[Numbered], across: Axis, up: Axis, y: float
) -> float:
    """All items by their state, numbered, with both counts; returns the height used."""
    wide = drawing.width
    for state, word in STATES.items():
        inside = [one for one in numbered if one[1].state == state]
        if not inside:
            continue
        y += 10
        drawing.rect(0, y, wide, 24, TINT)
        vote_mark(drawing, 12, y + 12, state, True)
        drawing.text(26, y + 17, gettext(word), TEXT, INK, bold=True, room=wide - 34.0)
        y = _columns(drawing, inside, y + 30)
    if numbered:
        drawn = [one for one in numbered if spot_of(one[1]) is not None]
        text = gettext("Behind each name: {across} × {up}.")
        notes = [text.format(across=across.name, up=up.name)]
        notes += (
            [gettext("What the votes put first lies beyond the dashed line.")]
            if border_level(drawn)
            else []
        )
        if not all(item.firm for _, item in numbered):
            notes.append(
                gettext("Hollow mark: without one of the actor groups its place would change.")
            )
        missing = [item.name for _, item in numbered if spot_of(item) is None]
        if missing:
            text = gettext("Not drawn, because a count is not known: {names}.")
            notes.append(text.format(names=", ".join(missing)))
        for note in notes:
            y = drawing.lines(0, y + 16, wrap(note, SMALL, wide, 3), SMALL, MUTED) - 14
    return y + 10


def _columns(drawing: Drawing, inside: Sequence[Numbered], y: float) -> float:
    """Two columns, filled downwards, or one on a phone."""
    count = 2 if drawing.width >= NARROW else 1
    wide = (drawing.width - GUTTER * (count - 1)) / count
    half = -(-len(inside) // count)
    ends = []
    for column in range(count):
        x, at = column * (wide + GUTTER), y
        for one in inside[column * half : (column + 1) * half]:
            at = _entry(drawing, one, x, wide, at)
        ends.append(at)
    return max(ends)


def _entry(drawing: Drawing, one: Numbered, x: float, wide: float, y: float) -> float:
    number, item = one
    colour = ACCENT if item.state == "chosen" else INK
    drawing.text(x + 20, y + 14, str(number), TEXT, colour, "end", True, room=26)
    parts = (
        (count_label(item.across_label, item.across), SMALL, MUTED, False),
        (Label("×"), SMALL, MUTED, False),
        (count_label(item.up_label, item.up), SMALL, MUTED, False),
    )
    drawing.flow(x + wide - COUNTS, y + 14, parts, COUNTS, gap=3.0)
    names = wrap(item.name, TEXT, wide - COUNTS - 36, 3)
    return max(drawing.lines(x + 28, y + 14, names), y + 14 + TEXT * 1.2) - 11
