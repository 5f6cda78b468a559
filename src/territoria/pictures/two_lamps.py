"""Two lamps: what was promised and what happens, delivery and effect apart.

Each state has a shape of its own and its word beside it, so that no colour says anything alone.
Days and targets that were moved are struck through and stay readable; silence is marked.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Final

from territoria.pictures import marks
from territoria.pictures.lettering import wrap
from territoria.pictures.picture import Label, Picture
from territoria.pictures.style import (
    ACCENT,
    BELOW,
    GAP,
    INK,
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
from territoria.track import delivery, effect

STEP: Final = 15.0  # pitch of the small boxes of milestones
MOST_STEPS: Final = 16
DELIVERY: Final = gettext_noop("Delivery")
EFFECT: Final = gettext_noop("Effect")
HEADER: Final = (
    gettext_noop("Action"),
    DELIVERY,
    gettext_noop("What the dates say"),
    gettext_noop("Milestones reached"),
    EFFECT,
    gettext_noop("What the indicator says"),
    gettext_noop("Moved"),
    gettext_noop("News"),
)


@dataclass(frozen=True, slots=True)
class MovedEntry:
    """A day or a target before and now, in words; ``after`` "": taken out."""

    name: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class LampPair:
    """One action with both lamps. ``delivery_said``, ``effect_said``: why each is as it is;
    ``reached`` of ``of`` milestones; ``silence``: that there is no news, "" where there is.
    """

    name: str
    delivery: delivery.State
    effect: effect.State
    delivery_said: Label
    effect_said: Label
    reached: int = 0
    of: int = 0
    moved_days: tuple[MovedEntry, ...] = ()
    moved_target: MovedEntry | None = None
    silence: str = ""


def two_lamps(
    key: str, title: str, description: str, pair: LampPair, *, width: int = WIDTH
) -> Picture:
    """Both lamps of one action with their reasons, side by side or, narrow, beneath each other."""
    drawing = Drawing(key, width)
    beside = width >= NARROW
    room = (width - 2 * GAP) / 2 if beside else float(width)
    y = _delivery(drawing, pair, 0.0, 0.0, room)
    left, top = (room + 2 * GAP, 0.0) if beside else (0.0, y + 8)
    if beside:
        drawing.line(room + GAP, 4, room + GAP, y, RULE)
    y = max(y, _effect(drawing, pair, left, top, room))
    if pair.silence.strip():
        y = _silence(drawing, pair.silence, 0.0, y + 4, float(width))
    return drawing.picture(y + 4, title, description, HEADER, [_row(pair)])


# ── one action ────────────────────────────────────────────────────────────────────────────────


def _delivery(drawing: Drawing, pair: LampPair, x: float, y: float, room: float) -> float:
    """The panel of delivery; returns the height used."""
    word = delivery.STATES[pair.delivery]
    y = _head(drawing, DELIVERY, word, _DELIVERY[pair.delivery], x, y, room)
    y = _said(drawing, pair.delivery_said, x, y, room)
    if pair.of > 0:
        y = _steps(drawing, pair, x, y, room)
    for entry in pair.moved_days:
        y = _moved(drawing, entry, x, y, room)
    return y


def _effect(drawing: Drawing, pair: LampPair, x: float, y: float, room: float) -> float:
    """The panel of effect; returns the height used."""
    word = effect.STATES[pair.effect]
    y = _head(drawing, EFFECT, word, _EFFECT[pair.effect], x, y, room)
    y = _said(drawing, pair.effect_said, x, y, room)
    return _moved(drawing, pair.moved_target, x, y, room) if pair.moved_target else y


def _head(
    drawing: Drawing, name: str, word: str, mark: Mark, x: float, y: float, room: float
) -> float:
    drawing.text(x, y + 14, gettext(name), SMALL, MUTED, bold=True, room=room)
    mark(drawing, x + 9, y + 32)
    drawing.text(x + 26, y + 37, gettext(word), TEXT, INK, bold=True, room=room - 26)
    return y + 46


def _said(drawing: Drawing, said: Label, x: float, y: float, room: float) -> float:
    lines = wrap(said.text, SMALL, room, 7)
    return drawing.lines(x, y + 12, lines, SMALL, INK, address=said.address) - 6


def _steps(drawing: Drawing, pair: LampPair, x: float, y: float, room: float) -> float:
    """A box a milestone, filled where reached; as a number where they are many."""
    if pair.of <= MOST_STEPS:
        for n in range(pair.of):
            fill = ACCENT if n < pair.reached else PAPER
            drawing.rect(x + 1 + STEP * n, y + 6, 11, 11, fill, ACCENT, 1.4)
        y += 18
    text = gettext("{reached} of {all} milestones").format(reached=pair.reached, all=pair.of)
    drawing.text(x, y + 14, text, SMALL, MUTED, room=room)
    return y + 20


def _moved(drawing: Drawing, entry: MovedEntry, x: float, y: float, room: float) -> float:
    """What was moved, and beneath it the old words struck through and the new ones."""
    drawing.text(x, y + 14, entry.name, SMALL, MUTED, room=room)
    _struck(drawing, entry, x, y + 29, room)
    return y + 36


def _struck(drawing: Drawing, entry: MovedEntry, x: float, y: float, room: float) -> None:
    """Old and new on one line, each in half of the room at most."""
    used = drawing.text(x, y, entry.before, SMALL, MUTED, room=room / 2 - 10)
    if used:
        # the estimate is generous: the stroke ends with the words, not behind them
        drawing.line(x, y - 4, x + used / 1.2, y - 4, MUTED, 1.2)
    after = f"→ {entry.after or gettext('taken out')}"
    drawing.text(x + used + 8, y, after, SMALL, INK, room=room - used - 8)


def _silence(drawing: Drawing, said: str, x: float, y: float, room: float) -> float:
    """A hatched mark and the words that there is no news."""
    drawing.hatch(x + 1, y + 5, 14, 12)
    lines = wrap(said, SMALL, room - 24, 2)
    return drawing.lines(x + 22, y + 15, lines, SMALL, INK, bold=True) - 6


# ── the shapes, each within 8 of its middle ───────────────────────────────────────────────────

Mark = Callable[[Drawing, float, float], None]
_disc: Final[Mark] = marks.dot
_ring: Final[Mark] = partial(marks.dot, hollow=True)
_up: Final[Mark] = partial(marks.standing, word="above")
_down: Final[Mark] = partial(marks.standing, word="below")


def _diamond(drawing: Drawing, x: float, y: float) -> None:
    points = ((x, y - 7), (x + 7, y), (x, y + 7), (x - 7, y))
    drawing.path(points, PAPER, BELOW, 1.8, close=True)


def _ticked(drawing: Drawing, x: float, y: float) -> None:
    """A full square with a tick: done, reached."""
    drawing.rect(x - 7, y - 7, 14, 14, ACCENT)
    drawing.path(((x - 4, y), (x - 1, y + 3.5), (x + 4.5, y - 4)), "none", PAPER, 2.0)


def _bars(drawing: Drawing, x: float, y: float) -> None:
    for shift in (-6.0, 1.5):
        drawing.rect(x + shift, y - 6.5, 4.5, 13, INK)


def _cross(drawing: Drawing, x: float, y: float) -> None:
    drawing.line(x - 5.5, y - 5.5, x + 5.5, y + 5.5, INK, 2.6)
    drawing.line(x - 5.5, y + 5.5, x + 5.5, y - 5.5, INK, 2.6)


def _hatched(drawing: Drawing, x: float, y: float) -> None:
    drawing.hatch(x - 7, y - 7, 14, 14)


def _twice_down(drawing: Drawing, x: float, y: float) -> None:
    for shift in (-6.5, 0.5):
        points = ((x - 6.5, y + shift), (x + 6.5, y + shift), (x, y + shift + 6))
        drawing.path(points, BELOW, close=True)


_DELIVERY: Final[dict[delivery.State, Mark]] = {
    "planned": _ring,
    "on track": _disc,
    "at risk": _diamond,
    "late": _down,
    "paused": _bars,
    "done": _ticked,
    "dropped": _cross,
    "unknown": _hatched,
}
_EFFECT: Final[dict[effect.State, Mark]] = {
    "ahead": _up,
    "on pace": _disc,
    "behind": _down,
    "reached": _ticked,
    "moving away": _twice_down,
    "too early": _ring,
    "unknown": _hatched,
}


# ── the data behind it ────────────────────────────────────────────────────────────────────────


def _moves(pair: LampPair) -> tuple[MovedEntry, ...]:
    return (*pair.moved_days, *([pair.moved_target] if pair.moved_target else []))


def _row(pair: LampPair) -> tuple[Label, ...]:
    share = gettext("{part} of {all}").format(part=pair.reached, all=pair.of) if pair.of > 0 else ""
    moved = [
        gettext("{name}: {before} → {after}").format(
            name=entry.name, before=entry.before, after=entry.after or gettext("taken out")
        )
        for entry in _moves(pair)
    ]
    return (
        Label(pair.name),
        Label(gettext(delivery.STATES[pair.delivery])),
        pair.delivery_said,
        Label(share),
        Label(gettext(effect.STATES[pair.effect])),
        pair.effect_said,
        Label(semicolon().join(moved)),
        Label(pair.silence),
    )
