"""Supports that arrive as people's supports do not: in bursts, and at the pace of a clock.

A support is never refused for it. It is counted apart, until somebody says what happened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np

#: Minutes that a burst is looked for in, and minutes around it that say nothing of the usual rhythm.
BURST: Final = 10
AROUND: Final = 60
#: Fewer supports than this in ten minutes are never a burst: a family, a class, a stall.
LEAST: Final = 15
#: So many standard errors above the usual: beyond any chance in a year of ten minutes.
BEYOND: Final = 6.0
#: Dwell times that lie in one such stretch of seconds are compared with those just before and after.
PACE: Final = 1.0

Confirmed = Literal["", "mail", "person"]
"""Not at all, by a link in a mail, or face to face: at a counter, on paper, by an assistant."""
Why = Literal["", "vouched", "burst", "pace"]


@dataclass(frozen=True, slots=True)
class Support:
    """One voice for one item. ``minute``: any count of minutes, the same for all; ``seconds`` from the
    page shown to the support, None on paper; ``things``: how many different things the voice did.
    """

    item: str
    voice: str
    minute: int
    confirmed: Confirmed = ""
    seconds: float | None = None
    things: int = 1


@dataclass(frozen=True, slots=True)
class Meeting:
    """What the team vouches for: from minute ``start`` to ``end``, up to ``people`` voices."""

    start: int
    end: int
    people: int


def one_each(supports: Sequence[Support]) -> tuple[Support, ...]:
    """One support of each voice for an item: the best confirmed, then the first."""
    kept: dict[tuple[str, str], Support] = {}
    order = {"person": 0, "mail": 1, "": 2}
    for one in supports:
        before = kept.setdefault((one.voice, one.item), one)
        if (order[one.confirmed], one.minute) < (order[before.confirmed], before.minute):
            kept[one.voice, one.item] = one
    return tuple(kept.values())


def overfull(supports: Sequence[Support], meetings: Sequence[Meeting]) -> tuple[Meeting, ...]:
    """Meetings whose minutes hold more unconfirmed voices than there were people: not to be vouched."""
    return tuple(
        one
        for one in meetings
        if len({s.voice for s in supports if not s.confirmed and one.start <= s.minute <= one.end})
        > one.people
    )


def judge(supports: Sequence[Support], meetings: Sequence[Meeting]) -> tuple[Why, ...]:
    """Of each support why it is out of the usual, or that it is vouched for; "" where it is as usual.

    In a burst the unconfirmed are unusual, and voices that did nothing else; the same for supports
    that follow their page at nearly the same pace. What was confirmed face to face is always usual.
    """
    full = overfull(supports, meetings)
    trusted = [one for one in meetings if one not in full]
    minutes = np.array([s.minute for s in supports], dtype=np.int64)
    pace = np.array([np.nan if s.seconds is None else s.seconds for s in supports])
    open_ = np.array(
        [
            s.confirmed != "person"
            and not any(m.start <= s.minute <= m.end for m in trusted)
            and (not s.confirmed or s.things <= 1)
            for s in supports
        ],
        dtype=bool,
    )
    burst, even = _bursts(supports, minutes), np.zeros(len(supports), bool)
    for rows in (*_by_item(supports).values(), np.arange(len(supports))):
        # what a meeting or a counter did cannot make a pace suspicious
        mine = rows[open_[rows] & np.isfinite(pace[rows])]
        even[mine] |= _even(pace[mine])
    vouched = [
        not s.confirmed and any(m.start <= s.minute <= m.end for m in trusted) for s in supports
    ]
    return tuple(
        "vouched" if kept else "" if not may else "burst" if b else "pace" if e else ""
        for kept, may, b, e in zip(vouched, open_, burst, even, strict=True)
    )


def _by_item(supports: Sequence[Support]) -> Mapping[str, np.ndarray]:
    rows: dict[str, list[int]] = {}
    for place, one in enumerate(supports):
        rows.setdefault(one.item, []).append(place)
    return {item: np.array(held, dtype=np.intp) for item, held in rows.items()}


def _bursts(supports: Sequence[Support], minutes: np.ndarray) -> np.ndarray:
    """Bursts of supports for an item, and of voices anywhere, who are counted once at their first."""
    found = np.zeros(len(supports), dtype=bool)
    for rows in _by_item(supports).values():
        found[rows] = _in_bursts(minutes[rows])
    first: dict[str, int] = {}
    for place in np.argsort(minutes, kind="stable").tolist():
        first.setdefault(supports[place].voice, place)
    arrived = np.fromiter(first.values(), dtype=np.intp, count=len(first))
    crowd = {supports[place].voice for place in arrived[_in_bursts(minutes[arrived])].tolist()}
    found |= np.array([one.voice in crowd for one in supports], dtype=bool)
    return found


def _in_bursts(minutes: np.ndarray) -> np.ndarray:
    """Which supports stand in ten minutes with many more than the rest of the time lets expect."""
    order = np.argsort(minutes, kind="stable")
    when = minutes[order]
    if not len(when):
        return np.zeros(0, dtype=bool)
    ends = np.searchsorted(when, when + BURST)
    near = np.searchsorted(when, when + BURST + AROUND) - np.searchsorted(when, when - AROUND)
    # the rhythm of all the time further away; at least a day, so that a first hour sets none
    length = max(int(when[-1] - when[0]), 24 * 60) - BURST - 2 * AROUND
    return _beyond(order, ends, (len(when) - near) * BURST / length)


def _even(pace: np.ndarray) -> np.ndarray:
    """Which dwell times lie in a second with many more than both seconds beside it."""
    order = np.argsort(pace, kind="stable")
    held = pace[order]
    ends = np.searchsorted(held, held + PACE)
    before = np.arange(len(held)) - np.searchsorted(held, held - PACE)
    after = np.searchsorted(held, held + 2 * PACE) - ends
    return _beyond(order, ends, np.maximum(before, after))


def _beyond(order: np.ndarray, ends: np.ndarray, usual: np.ndarray) -> np.ndarray:
    """Members of any stretch, from each place of the order to its end, that holds far more than usual."""
    here = ends - np.arange(len(order))
    starts = np.flatnonzero((here >= LEAST) & (here > usual + BEYOND * np.sqrt(usual + 1)))
    steps = np.zeros(len(order) + 1, dtype=np.int64)
    np.add.at(steps, starts, 1)
    np.add.at(steps, ends[starts], -1)
    found = np.zeros(len(order), dtype=bool)
    found[order] = np.cumsum(steps[:-1]) > 0
    return found
