"""A first answer: what has to be held, then always the topic that adds most, then exchanges.

An arrangement is a list of topics for each slot, by their numbers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from territoria.convene.timetable.prepared import Prepared
from territoria.errors import MethodError, Problem
from territoria.speech import gettext

Arrangement = list[list[int]]
MOST_TRIES = 100_000
"""Places tried for what has to be held before it is given up."""


def arrange_greedily(event: Prepared) -> Arrangement:
    """Slots filled topic by topic, each where it adds most, as long as something is added.

    MethodError: what is pinned cannot be held together.
    """
    held = _required(event)
    left = sorted(event.wanted.difference(*held))
    gains = [_gains(event, slot, held[slot], left) for slot in range(len(held))]
    while True:
        best, topic, slot = max(
            ((gain, -t, -s) for s, row in enumerate(gains) for t, gain in row.items()),
            default=(0, 0, 0),
        )
        if best <= 0:
            return held
        held[-slot].append(-topic)
        left.remove(-topic)
        for row in gains:
            row.pop(-topic, None)
        gains[-slot] = _gains(event, -slot, held[-slot], left)


def _gains(event: Prepared, slot: int, held: list[int], left: list[int]) -> dict[int, int]:
    """What each topic that may be added to a slot adds to it."""
    kind, now = event.kinds[event.kind_of[slot]], event.worth(slot, held)
    return {t: event.worth(slot, [*held, t]) - now for t in left if kind.holds([*held, t])}


def _required(event: Prepared) -> Arrangement:
    """What is pinned, in the slots pinned to, and what only has a room in slots that take it."""
    held = [list(event.kinds[k].pinned) for k in event.kind_of]
    kept = (event.kinds[k].holds(h) for k, h in zip(event.kind_of, held, strict=True))
    if not all(kept):
        raise _impossible()
    left = sorted(event.required.difference(*held))
    left.sort(key=lambda t: sum(t in event.kinds[k].open_to for k in event.kind_of))
    if not _settle(event, held, left, iter(range(MOST_TRIES))):
        raise _impossible()
    return held


def _settle(event: Prepared, held: Arrangement, left: list[int], tries: Iterator[int]) -> bool:
    """Put what is left into slots that take it, going back where one is left over."""
    if not left:
        return True
    topic, *rest = left
    for slot, number in enumerate(event.kind_of):
        if next(tries, None) is None:
            raise _impossible()
        if event.kinds[number].holds([*held[slot], topic]):
            held[slot].append(topic)
            if _settle(event, held, rest, tries):
                return True
            held[slot].pop()
    return False


def _impossible() -> MethodError:
    what = gettext("no timetable was found that keeps all of them.")
    return MethodError(Problem("pins", what, gettext("Take one of the pins away.")))


def worth_of(event: Prepared, held: Sequence[Sequence[int]]) -> int:
    """Interest served by an arrangement."""
    return sum(event.worth(slot, topics) for slot, topics in enumerate(held))
