"""Exchanges of two places, first only the better ones, then also worse ones while it is hot.

A place is where a topic stands, or an empty seat of a slot, or a topic left out. One move exchanges
what stands in two places of different slots; to leave a topic out is to exchange it with nothing.
Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) over a fixed number of moves: no clock, so the
same seed finds the same on every machine.
"""

from __future__ import annotations

import numpy as np

from territoria.convene.timetable.prepared import Prepared
from territoria.convene.timetable.start import Arrangement

HOT, COLD = 4.0, 0.25
"""A loss accepted with probability 1/e at the beginning and at the end, in points of interest."""
DRAWN = 1 << 14
"""Moves drawn at a time."""


class Places:
    """Places of an arrangement, what stands in them, and what each slot is worth."""

    def __init__(self, event: Prepared, held: Arrangement) -> None:
        """Lay out the places: slot after slot without the pinned, then outside."""
        self.event, self.nothing = event, len(event.event.topics)
        self.topics: list[int] = []
        self.slot_of: list[int] = []
        self.begins: list[int] = []
        outside = len(held)
        self.fixed = [set(event.kinds[k].pinned) for k in event.kind_of]
        for slot, topics in enumerate(held):
            kind = event.kinds[event.kind_of[slot]]
            moving = [t for t in topics if t not in self.fixed[slot]]
            moving += [self.nothing] * (kind.rooms - len(topics))
            self.begins.append(len(self.topics))
            self.topics += moving
            self.slot_of += [slot] * len(moving)
        self.begins.append(len(self.topics))
        left = [*sorted(event.wanted.difference(*held)), self.nothing]
        self.topics += left
        self.slot_of += [outside] * len(left)
        self.worth = [event.worth(slot, topics) for slot, topics in enumerate(held)]
        self._pinned_bits = [self._join(slot, self.fixed[slot]) for slot in range(outside)]
        self._pinned_lack = [sum(event.lack[t] for t in self.fixed[s]) for s in range(outside)]
        self._pinned_sum = [sum(1 << t for t in self.fixed[s]) for s in range(outside)]

    def _join(self, slot: int, topics: set[int]) -> int:
        masks, joined = self.event.kinds[self.event.kind_of[slot]].masks, 0
        for topic in topics:
            joined |= masks[topic]
        return joined

    def arrangement(self) -> Arrangement:
        """What stands where now."""
        return [
            sorted(self.fixed[slot] | {t for t in self.topics[begin:end] if t != self.nothing})
            for slot, (begin, end) in enumerate(zip(self.begins, self.begins[1:], strict=False))
        ]

    @property
    def value(self) -> int:
        """What the arrangement is worth."""
        return sum(self.worth)

    def worth_with(self, slot: int) -> int:
        """What a slot is worth with what stands in it."""
        event, joined = self.event, self._pinned_bits[slot]
        masks, lack, less = event.kinds[event.kind_of[slot]].masks, event.lack, 0
        for topic in self.topics[self.begins[slot] : self.begins[slot + 1]]:
            joined |= masks[topic]
            less += lack[topic]
        return joined.bit_count() - less - self._pinned_lack[slot]

    def takes(self, slot: int, topic: int) -> bool:
        """Whether a topic that stands in a slot may stand there beside the others."""
        kind = self.event.kinds[self.event.kind_of[slot]]
        if topic == self.nothing:
            return True
        if topic not in kind.open_to:
            return False
        limits = kind.limits_of[topic]
        if not limits:
            return True
        joined = self._pinned_sum[slot]
        for other in self.topics[self.begins[slot] : self.begins[slot + 1]]:
            if other != self.nothing:
                joined |= 1 << other
        return all((joined & mask).bit_count() <= most for mask, most in limits)

    def exchange(self, one: int, other: int, least: int) -> int | None:
        """Exchange two places if it loses no more than ``-least``: what is gained, or None."""
        topics, outside = self.topics, len(self.worth)
        first, second = self.slot_of[one], self.slot_of[other]
        a, b = topics[one], topics[other]
        if first == second or a == b:
            return None
        if first == outside and b in self.event.required:
            return None
        if second == outside and a in self.event.required:
            return None
        topics[one], topics[other] = b, a
        gain, found = 0, []
        for slot, topic in ((first, b), (second, a)):
            if slot == outside:
                continue
            if not self.takes(slot, topic):
                break
            worth = self.worth_with(slot)
            found.append((slot, worth))
            gain += worth - self.worth[slot]
        else:
            if gain >= least:
                for slot, worth in found:
                    self.worth[slot] = worth
                return gain
        topics[one], topics[other] = a, b
        return None


def climb(places: Places) -> None:
    """Make every exchange that gains something, until none does."""
    count, better = len(places.topics), True
    while better:
        better = False
        for one in range(count):
            for other in range(one + 1, count):
                better |= places.exchange(one, other, 1) is not None


def anneal(places: Places, *, moves: int, seed: int) -> Arrangement:
    """The best arrangement met in so many moves at falling heat, settled by ``climb``."""
    chance = np.random.default_rng(seed)
    count = len(places.topics)
    best, found = places.value, list(places.topics)
    value = best
    for begin in range(0, moves, DRAWN):
        size = min(DRAWN, moves - begin)
        ones, others = chance.integers(0, count, (2, size)).tolist()
        heat = HOT * (COLD / HOT) ** (np.arange(begin, begin + size) / moves)
        least = np.ceil(heat * np.log(chance.random(size) + 1e-12)).astype(int).tolist()
        for one, other, lowest in zip(ones, others, least, strict=True):
            gain = places.exchange(one, other, lowest)
            if gain is not None:
                value += gain
                if value > best:
                    best, found = value, list(places.topics)
    places.topics[:] = found
    places.worth[:] = [places.worth_with(slot) for slot in range(len(places.worth))]
    climb(places)
    return places.arrangement()
