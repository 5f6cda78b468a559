"""Pairs of topics that many want and that are held at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from territoria.convene.timetable.event import Event, Timetable

WANTS = 2
"""Interest from which somebody would not like to miss a topic."""


@dataclass(frozen=True)
class Conflict:
    """Two topics in one slot. ``people``: how many give 2 or more to both and are there; ``lost``:
    interest that they miss, the lesser of the two for each; a host misses the other topic's.
    """

    slot: str
    topics: tuple[str, str]
    people: int
    lost: int


def conflicts_of(event: Event, timetable: Timetable) -> tuple[Conflict, ...]:
    """Pairs in one slot that somebody wants both of, the worst first: by interest lost, then people."""
    place = {topic.id: n for n, topic in enumerate(event.topics)}
    values = event.values.astype(np.int64)
    out = []
    for slot in event.slots:
        there = np.array([slot not in person.away for person in event.people], dtype=bool)
        inside = [p.topic for p in timetable.placements if p.slot == slot]
        for one, other in combinations(sorted(inside, key=place.__getitem__), 2):
            first, second = values[:, place[one]], values[:, place[other]]
            wanting = there & (first >= WANTS) & (second >= WANTS)
            if wanting.any():
                lost = np.where(
                    _hosting(event, one),
                    second,
                    np.where(_hosting(event, other), first, np.minimum(first, second)),
                )
                lost_in_all = int(lost[wanting].sum())
                out.append(Conflict(slot, (one, other), int(wanting.sum()), lost_in_all))
    order = {slot: n for n, slot in enumerate(event.slots)}
    return tuple(sorted(out, key=lambda c: (-c.lost, -c.people, order[c.slot], c.topics)))


def _hosting(event: Event, name: str) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    (hosts,) = (topic.hosts for topic in event.topics if topic.id == name)
    return np.array([person.id in hosts for person in event.people], dtype=bool)
