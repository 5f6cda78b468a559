"""Peer constellation: who is alike, at home and abroad, what sets them apart, how firmly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from territoria.pictures import words
from territoria.pictures.lettering import text_width, wrap
from territoria.pictures.numbers import Scale, fixed, known, percent
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    GAP,
    INK,
    MUTED,
    NARROW,
    PAPER,
    PEER_FILL,
    RULE,
    SEQUENCE,
    SMALL,
    TEXT,
    WIDTH,
)
from territoria.pictures.svg import Drawing
from territoria.speech import gettext, gettext_noop, pgettext

Firmness = Literal["firm", "likely", "arguable"]

FIRMNESS: Final[dict[str, str]] = {
    "firm": gettext_noop("firm"),
    "likely": gettext_noop("likely"),
    "arguable": gettext_noop("arguable"),
}
NAMES: Final = 152.0
WORDS: Final = 192.0
DASHES: Final[dict[Firmness, str | None]] = {"firm": None, "likely": "7 4", "arguable": "1.5 3.5"}
TONES: Final = (SEQUENCE[2], SEQUENCE[0], SEQUENCE[3], SEQUENCE[1], SEQUENCE[4])
"""Neighbours differ in greyscale."""
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


@dataclass(frozen=True, slots=True)
class PeerMark:
    """One peer. ``shares``: what part of the distance each element makes."""

    name: str
    place: Label | None
    firmness: Firmness
    probability: Label
    distance: float
    home: bool
    reciprocal: bool
    shares: tuple[float, ...]


def peer_constellation(
    key: str,
    title: str,
    description: str,
    peers: Sequence[PeerMark],
    elements: Sequence[str],
    *,
    width: int = WIDTH,
) -> Picture:
    """Two groups of rows; the shorter the bar, the more alike."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    left, right = (NAMES + GAP, width - WORDS - GAP) if beside else (3.0, width - 3.0)
    distances = [known(peer.distance) for peer in peers]
    far = max((d for d in distances if d is not None), default=0.0)
    scale = Scale(0.0, far if far > 0 else 1.0, left, right)
    y = _key(drawing, elements, scale)
    groups = [(gettext(words.AT_HOME), True), (gettext(words.ABROAD), False)]
    for name, home in groups:
        inside = [peer for peer in peers if peer.home is home]
        parts = [(Label(name), TEXT, INK, True)]
        parts += [] if inside else [(Label(gettext(words.NONE)), SMALL, MUTED, False)]
        drawing.flow(0, y + 16, parts, width)
        drawing.line(0, y + 23, width, y + 23, RULE)
        y += 28
        for peer in inside:
            y = (_beside if beside else _above)(drawing, peer, scale, y)
        y += 12
    header = (
        gettext("Where"),
        gettext("Peer"),
        gettext("Firmness"),
        gettext("How sure"),
        gettext("Distance"),
        *elements,
        gettext("Picks you too"),
    )
    ordered = [peer for _, home in groups for peer in peers if peer.home is home]
    rows = [_row(peer, len(elements)) for peer in ordered]
    return drawing.picture(y, title, description, header, rows)


def _key(drawing: Drawing, elements: Sequence[str], scale: Scale) -> float:
    """Letter and tone of each element, in as few lines as fit; returns the height used."""
    x, y = 0.0, 4.0
    for index, name in enumerate(elements):
        wide = min(text_width(name, SMALL) + 22, drawing.width)
        if x and x + wide > drawing.width:
            x, y = 0.0, y + 24
        _segment(drawing, index, x, y, 16, 16)
        drawing.text(x + 21, y + 13, name, SMALL, MUTED, room=drawing.width - 22)
        x += wide + 14
    y += 34 if elements else 12
    note = gettext("longer bar = less alike; the parts say why")
    lines = wrap(note, SMALL, drawing.width - scale.left)
    return drawing.lines(scale.left, y, lines, SMALL, MUTED) - 1.2 * SMALL + 12


def _segment(drawing: Drawing, index: int, x: float, y: float, width: float, height: float) -> None:
    """One element's part of a bar, with its letter where there is room."""
    tone = TONES[index % len(TONES)]
    drawing.rect(x, y, width, height, tone)
    letter = LETTERS[index % len(LETTERS)]
    if width >= 11:
        fill = PAPER if tone in SEQUENCE[3:] else INK
        drawing.text(x + width / 2, y + height / 2 + 4, letter, SMALL, fill, "middle")


def _beside(drawing: Drawing, peer: PeerMark, scale: Scale, y: float) -> float:
    names = wrap(peer.name, TEXT, NAMES, 3)
    after = drawing.lines(0, y + 16, names)
    if peer.place is not None:
        drawing.text(0, after - 1, peer.place, SMALL, MUTED, room=NAMES)
        after += 14.4
    _bar(drawing, peer, scale, y + 8)
    _words(drawing, peer, scale.right + GAP, y + 17, WORDS)
    return max(after, y + (44 if peer.reciprocal else 40))


def _above(drawing: Drawing, peer: PeerMark, scale: Scale, y: float) -> float:
    parts = [(Label(peer.name), TEXT, INK, False)]
    parts += [(peer.place, SMALL, MUTED, False)] if peer.place is not None else []
    drawing.flow(0, y + 16, parts, drawing.width)
    _words(drawing, peer, 0, y + 34, drawing.width)
    below = y + (60 if peer.reciprocal else 44)
    _bar(drawing, peer, scale, below)
    return below + 36


def _words(drawing: Drawing, peer: PeerMark, x: float, y: float, room: float) -> None:
    parts = (
        (Label(gettext(FIRMNESS[peer.firmness])), SMALL, INK, True),
        (peer.probability, SMALL, MUTED, False),
    )
    drawing.flow(x, y, parts, room, 6)
    if peer.reciprocal:
        for end, other, shift in ((x + 14, x, -6.5), (x, x + 14, -1.5)):
            line, tip = y + 16 + shift, 4 if end > other else -4
            drawing.line(other, line, end, line, MUTED, 1.3)
            drawing.path(
                ((end - tip, line - 3), (end, line), (end - tip, line + 3)), "none", MUTED, 1.3
            )
        drawing.text(x + 20, y + 16, gettext(words.RECIPROCAL), SMALL, MUTED, room=room - 20)


def _bar(drawing: Drawing, peer: PeerMark, scale: Scale, y: float) -> None:
    distance = known(peer.distance)
    if distance is None:
        drawing.hatch(scale.left, y, scale.right - scale.left, 20)
        return
    width = max(scale(distance) - scale.left, 3.0)
    parts = [max(known(share) or 0.0, 0.0) for share in peer.shares]
    largest = max(parts, default=0.0)
    parts = [part / largest for part in parts] if largest else []
    whole, x = sum(parts), scale.left
    if not whole:
        drawing.rect(x, y, width, 20, PEER_FILL)
    for index, part in enumerate(parts):
        wide = width * part / whole
        if wide >= 0.1:
            _segment(drawing, index, x, y, max(wide - 1, 0.1), 20)
        x += wide
    dash = DASHES[peer.firmness]
    drawing.rect(scale.left - 2, y - 3, width + 3, 26, "none", MUTED, 1.5, dash)


def _row(peer: PeerMark, elements: int) -> tuple[Label, ...]:
    place = peer.place.text if peer.place is not None else ""
    name = f"{peer.name}, {place}" if place else peer.name
    shares = [Label(percent(share)) for share in peer.shares[:elements]]
    return (
        Label(gettext(words.AT_HOME) if peer.home else gettext(words.ABROAD)),
        Label(name),
        Label(gettext(FIRMNESS[peer.firmness])),
        peer.probability,
        Label(fixed(peer.distance, 4)),
        *shares,
        *[Label("") for _ in range(elements - len(shares))],
        Label(gettext("yes") if peer.reciprocal else pgettext("not so", "no")),
    )
