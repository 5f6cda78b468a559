"""The groups of one slot as a flow: each person sends one unit into a topic, cities on the way.

    person → (topic, city) → topic → out

An arc from a person is worth the interest; the first unit through (topic, city) is worth 0.3 more,
and at most so many pass; a topic takes between its least size and the seats of its room. The matrix
of a flow is totally unimodular, so the best corner of the linear programme is whole (Hoffman and
Kruskal 1956). Slack columns stand for what may have to give way: people short of the least size,
people of one city too many, people without a seat.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from territoria.convene.timetable.event import Event
from territoria.convene.timetable.programme import Programme, Rows, solve
from territoria.convene.timetable.seated import CITY_TENTHS, INTEREST_TENTHS

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
DRAWS = 2**20
"""Equals are told apart by drawn fractions of a tenth of a point, in steps of 1 / DRAWS."""


@dataclass(frozen=True)
class SlotFlow:
    """One slot. Columns: arcs, cities met, people short, people too many, people standing out.

    ``people``: places in the event of those who may sit; ``topics``: ids. ``person``, ``topic``: of
    each arc, as places in the event and in ``topics``; ``interest``: of each arc. ``worth``: of each
    column in tenths of a point; ``drawn``: of each arc, at least 0 and below 1. ``slack``: the three
    ranges of columns that give way, the dearest first: out, too many of a city, short.
    """

    slot: str
    people: Integers
    topics: tuple[str, ...]
    person: Integers
    topic: Integers
    interest: Integers
    worth: Floats
    drawn: Floats
    slack: tuple[slice, slice, slice]
    rules: Programme

    def aim(self, unit: int) -> Floats:
        """The worth of each column, equals told apart by the draw: ``unit`` exceeds all its sums."""
        told = self.worth * unit
        told[: len(self.drawn)] += self.drawn
        return told

    def lost(self, people: int) -> tuple[Integers, Floats]:
        """Whose each column is (arcs and standing out; the place after ``people`` for all others),
        and what it gives away of the interest that this person can have at best.
        """
        best = np.zeros(people + 1)
        np.maximum.at(best, self.person, self.interest)
        whose = np.full(len(self.worth), people)
        whose[: len(self.person)] = self.person
        whose[self.slack[0]] = self.people
        given = best[whose]
        given[: len(self.person)] -= self.interest
        return whose, given

    def closed(self, *closed: slice) -> SlotFlow:
        """With some ranges of columns at 0."""
        most = self.rules.most.copy()
        for columns in closed:
            most[columns] = 0.0
        return replace(self, rules=replace(self.rules, most=most))

    def holding(self, columns: Floats, low: float, high: float) -> SlotFlow:
        """With one more rule: the columns times their signs lie between two bounds."""
        return replace(self, rules=self.rules.with_row(columns, low, high))

    def relaxed(self) -> SlotFlow:
        """As little gives way as can be: few stand out, then few are too many, then few short."""
        short = len(self.topics) * float(self.rules.most[self.slack[2]].max(initial=1.0)) + 1
        price, weight = np.zeros(len(self.worth)), 1.0
        for columns, factor in zip(reversed(self.slack), (short, len(self.people) + 1.0, 1.0)):
            price[columns] = weight
            weight *= factor
        found = solve(self.rules, -price)
        assert found is not None  # everybody who is free may stand out
        flow = self
        for columns in self.slack:
            total, row = round(float(found[columns].sum())), np.zeros(len(self.worth))
            row[columns] = 1.0
            flow = flow.holding(row, total, total) if total else flow.closed(columns)
        return flow


def slot_flow(
    event: Event,
    slot: str,
    held: Mapping[str, int],
    settled: Mapping[str, str | None],
    *,
    least: int,
    most_of_city: int,
    seed: int,
) -> SlotFlow | None:
    """The flow of a slot; None where nobody is there or nothing is held.

    ``held``: topic → seats. ``settled``: person → the topic where they have to sit, None: sits out.
    """
    topics = tuple(held)
    sitting = [
        n
        for n, one in enumerate(event.people)
        if slot not in one.away and settled.get(one.id, "") is not None
    ]
    if not (topics and sitting):
        return None
    open_to = np.array([_open_to(settled.get(event.people[n].id), topics) for n in sitting])
    row, topic = np.nonzero(open_to)
    people = np.array(sitting)
    column = {t.id: n for n, t in enumerate(event.topics)}
    held_at = np.array([column[t] for t in topics])
    interest = event.values[people[row], held_at[topic]].astype(np.int64)
    homes = [event.people[n].city for n in sitting]
    cells = _Cells(homes, row, topic, most_of_city)
    free = np.array([settled.get(event.people[n].id) is None for n in sitting])
    rules, slack = _rules(row, topic, cells, np.array(list(held.values())), free, least)
    worth = np.zeros(len(rules.most))
    worth[: len(row)] = INTEREST_TENTHS * interest + CITY_TENTHS * cells.alone
    worth[len(row) : slack[2].start] = CITY_TENTHS
    names = [(event.people[people[n]].id, topics[t]) for n, t in zip(row, topic, strict=True)]
    drawn = np.array([draw(seed, person, slot, t) for person, t in names])
    return SlotFlow(
        slot,
        people,
        topics,
        people[row],
        topic,
        interest,
        worth,
        drawn,
        slack,
        rules,
    )


def draw(seed: int, *names: str) -> float:
    """A fraction that hangs on the names and the seed alone, not on who else takes part."""
    told = "\x1f".join((str(seed), *names)).encode()
    return int.from_bytes(blake2b(told, digest_size=4).digest()) % DRAWS / DRAWS


def _open_to(settled: str | None, topics: Sequence[str]) -> list[bool]:
    return [settled in (None, topic) for topic in topics]


class _Cells:
    """People of one city who may sit in one topic: ``of`` each arc its cell; those without a city share
    one that counts for nothing.

    ``alone``: arcs that are the only one of their cell, whose bonus is certain; ``shared``: cells of
    several arcs; ``crowded``: of more than may sit together.
    """

    def __init__(
        self, homes: Sequence[str], row: Integers, topic: Integers, most_of_city: int
    ) -> None:
        home = np.unique(homes, return_inverse=True)[1][row]
        named = np.array([bool(one) for one in homes])[row]
        key = np.where(named, topic * len(homes) + home, -1)
        _, self.of, count = np.unique(key, return_inverse=True, return_counts=True)
        count = np.where(np.bincount(self.of, weights=named) > 0, count, 0)
        self.alone = (count == 1)[self.of]
        self.shared, self.crowded = np.flatnonzero(count > 1), np.flatnonzero(count > most_of_city)
        self.most = most_of_city


def _rules(
    row: Integers,
    topic: Integers,
    cells: _Cells,
    seats: Integers,
    free: NDArray[np.bool_],
    least: int,
) -> tuple[Programme, tuple[slice, slice, slice]]:
    """All rows of a slot, and where its slack columns stand."""
    arcs, people, topics = len(row), len(free), len(seats)
    ends = np.cumsum([arcs, len(cells.shared), topics, len(cells.crowded), people])
    met, short, over, out = (np.arange(first, last) for first, last in pairwise(ends))
    every = np.arange(arcs)
    rows = Rows(int(ends[-1]))
    rows.add([(row, every, 1.0), (np.arange(people), out, 1.0)], np.ones(people), np.ones(people))
    into = (topic, every, 1.0)
    rows.add([into], np.full(topics, -np.inf), seats.astype(np.float64))
    rows.add(
        [into, (np.arange(topics), short, 1.0)], np.full(topics, least), np.full(topics, np.inf)
    )
    for inside, column, low, high in (
        (cells.shared, met, 0.0, np.inf),
        (cells.crowded, over, -np.inf, float(cells.most)),
    ):
        place = np.full(arcs + 1, -1)
        place[inside] = np.arange(len(inside))
        on = np.flatnonzero(place[cells.of] >= 0)
        size = len(inside)
        parts = [(place[cells.of[on]], on, 1.0), (np.arange(size), column, -1.0)]
        rows.add(parts, np.full(size, low), np.full(size, high))
    most = np.ones(int(ends[-1]))
    most[short], most[over], most[out] = least, people, free
    slack = tuple(slice(int(a), int(b)) for a, b in pairwise(ends))
    return rows.programme(most), (slack[3], slack[2], slack[1])
