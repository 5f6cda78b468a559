"""Waves: what first, what waits for what, within what the territory can carry.

Advice in the order of its prerequisites is packed into three waves, 0–6, 6–18 and 18–36 months,
under a capacity in person-months per half-year. Ties break by tier, order and id, so the same
advice gives the same plan.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoria.model import Recommendation
from territoria.recommend.match import order_by_prerequisite
from territoria.recommend.rank import Advice, effort_of
from territoria.speech import gettext_noop

DEFAULT_CAPACITY = 12.0
WAVES = (
    (gettext_noop("0–6 months"), 1),
    (gettext_noop("6–18 months"), 2),
    (gettext_noop("18–36 months"), 3),
)
ENTRY_MONTHS = 12
# What an entry point must be, in the order of the rule.
CONDITIONS = (
    gettext_noop("tier to act now"),
    gettext_noop("prerequisites met"),
    gettext_noop("effort within capacity"),
    gettext_noop("benefit within a year"),
    gettext_noop("opens the way for another"),
)


@dataclass(frozen=True)
class Item:
    """One proposed action. ``effort`` in person-months (upper estimate); None: unknown."""

    advice: Advice
    effort: float | None
    waits_for: tuple[str, ...]
    preparing: bool


@dataclass(frozen=True)
class Wave:
    """A stretch of time with its capacity and what is packed into it (person-months)."""

    title: str
    halves: int
    capacity: float
    items: tuple[Item, ...]

    @property
    def used(self) -> float:
        """Person-months of the items whose effort is known."""
        return sum(item.effort or 0.0 for item in self.items)


@dataclass(frozen=True)
class Roadmap:
    """Three waves, what did not fit, and what the packing had to say about it."""

    waves: tuple[Wave, ...]
    left_over: tuple[Item, ...]
    capacity: float
    warnings: tuple[str, ...]
    entry_points: tuple[str, ...]
    entry_obstacle: str


def pack_waves(
    advice: Sequence[Advice],
    texts: Mapping[str, Recommendation],
    capacity: float = DEFAULT_CAPACITY,
) -> Roadmap:
    """Pack the advice given into waves. ``texts``: the whole library, to find what waits for what.

    An item goes into the first wave that has room and stands after everything it waits for.
    """
    order_by_prerequisite(texts)  # a circle is refused here
    given = {a.text.id: a for a in advice}
    room = [capacity * halves for _, halves in WAVES]
    packed: list[list[Item]] = [[] for _ in WAVES]
    wave_of: dict[str, int] = {}
    left: list[Item] = []
    warnings: list[str] = []
    for one in _in_turn(given):
        needed = _needed(one)
        waits = tuple(i for i in needed if i in given)
        warnings.extend(
            f"{one.text.id} waits for {i}, which is not advised here"
            for i in needed
            if i not in given
        )
        span = effort_of(one.text)
        item = Item(one, span.high if span else None, waits, preparing=one.tier in "BD")
        earliest = _earliest(one, waits, wave_of)
        wave = next(
            (w for w in range(earliest, len(WAVES)) if (item.effort or 0.0) <= room[w]), None
        )
        if wave is None:
            left.append(item)
            why = "does not fit into the capacity of any wave"
            if earliest == len(WAVES):
                why = "waits for what ends after the last wave"
            warnings.append(f"{one.text.id} {why}")
            continue
        room[wave] -= item.effort or 0.0
        wave_of[one.text.id] = wave
        packed[wave].append(item)
    entries, obstacle = find_entry_points(advice, capacity)
    return Roadmap(
        waves=tuple(
            Wave(title, halves, capacity * halves, tuple(items))
            for (title, halves), items in zip(WAVES, packed, strict=True)
        ),
        left_over=tuple(left),
        capacity=capacity,
        warnings=tuple(warnings),
        entry_points=entries,
        entry_obstacle=obstacle,
    )


def find_entry_points(advice: Sequence[Advice], capacity: float) -> tuple[tuple[str, ...], str]:
    """Where to begin: tier A, affordable, visible within a year, and unlocking advice of tier B.

    Returns the ids, and the condition that fails most often where there is none.
    """
    failed = dict.fromkeys(CONDITIONS, 0)
    found = []
    for one in advice:
        effort, first = effort_of(one.text), one.text.effort.first_effect_months
        holds = (
            one.tier == "A",
            not one.unmet,
            effort is not None and effort.high <= capacity,
            first is not None and first.high < ENTRY_MONTHS,
            any(one.text.id in _needed(other) for other in advice if other.tier == "B"),
        )
        checks = dict(zip(CONDITIONS, holds, strict=True))
        if all(checks.values()):
            found.append(one.text.id)
        for name, ok in checks.items():
            failed[name] += not ok
    if found or not advice:
        return tuple(found), ""
    # the tier fails with a prerequisite or the effort: among equals name what can be mended
    return (), max(failed, key=lambda name: (failed[name], name != CONDITIONS[0], name))


def _in_turn(given: Mapping[str, Advice]) -> list[Advice]:
    """Advice so that what must come first stands first; among the ready by tier, order and id."""
    place = {i: n for n, i in enumerate(given)}
    waits = {i: {f for f in _needed(a) if f in given} for i, a in given.items()}
    turn: list[Advice] = []
    while waits:
        ready = [i for i, firsts in waits.items() if not firsts]
        chosen = min(ready, key=lambda i: (given[i].tier, place[i], i))
        del waits[chosen]
        for firsts in waits.values():
            firsts.discard(chosen)
        turn.append(given[chosen])
    return turn


def _needed(advice: Advice) -> tuple[str, ...]:
    """Other advice that must be carried out first and is not."""
    firsts = (c.prerequisite.recommendation for c in advice.unmet)
    return tuple(first for first in firsts if first is not None)


def _earliest(one: Advice, waits: Sequence[str], wave_of: Mapping[str, int]) -> int:
    """The first wave that may hold it, after what it waits for; past the last where there is none."""
    return min(max([wave_of.get(i, len(WAVES)) + 1 for i in waits], default=0), len(WAVES))
