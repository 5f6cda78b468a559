"""The timetable of a BarCamp that serves the most interest, with proof where there can be one.

    value = Σ over slots and the people there of the liveliest interest among what is held then

Who hosts a topic counts only that one. A first answer is greedy, a second annealed, the last is
proved: all that a slot can hold is listed and priced, and the best choice is made of what is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

from territoria.convene.timetable.anneal import Places, anneal, climb
from territoria.convene.timetable.check import check_event
from territoria.convene.timetable.choose import Choice, choose
from territoria.convene.timetable.columns import can_be_listed, list_contents
from territoria.convene.timetable.event import Event, Placement, Timetable
from territoria.convene.timetable.left_out import fill_places, why_left_out
from territoria.convene.timetable.master import SCALE, Pool, find_prices
from territoria.convene.timetable.prepared import Prepared, prepare
from territoria.convene.timetable.rooms import assign_rooms
from territoria.convene.timetable.start import Arrangement, arrange_greedily, worth_of
from territoria.speech import gettext

Effort = Literal["first", "quick", "full"]


@dataclass(frozen=True)
class _Means:
    """Moves of annealing with a proof to come and without one, and how many contents are listed."""

    moves: int
    alone: int
    contents: int


MEANS: dict[Effort, _Means] = {
    "first": _Means(moves=0, alone=0, contents=0),
    "quick": _Means(moves=50_000, alone=500_000, contents=50_000),
    "full": _Means(moves=100_000, alone=2_000_000, contents=30_000_000),
}

FEW = 20_000
"""Contents from which it pays to anneal before the proof."""


def make_timetable(event: Event, *, seed: int = 1, effort: Effort = "full") -> Timetable:
    """The timetable that serves the most interest, with a bound that none exceeds.

    ``effort``: *first* is greedy with exchanges, in a hundredth of a second; *quick* anneals, a
    second; *full* lists all that a slot can hold and proves the best, some seconds. Where that is
    too much to list, it anneals longer and the bound is that of everybody's favourites.
    Pins and skips hold. Free places go to topics that cost nobody anything; what is not held has its
    reason. The same event and seed give the same timetable: work is limited by counts, and by time only
    as a safety net (``choose.MOST_SECONDS``).
    DataError: the event does not hold (``check_event``). MethodError: its pins cannot all be kept.
    """
    check_event(event)
    prepared, means = prepare(event), MEANS[effort]
    listed = can_be_listed(prepared, means.contents)
    held = arrange_greedily(prepared)
    places = Places(prepared, held)
    climb(places)
    held, moves = places.arrangement(), means.moves if listed else means.alone
    if moves and not (listed and can_be_listed(prepared, FEW)):
        held = anneal(places, moves=moves, seed=seed)
    favourites = favourites_of(prepared)
    found = Choice(held, worth_of(prepared, held), favourites)
    if listed and found.value < found.bound:
        found = _prove(prepared, held, favourites)
        method = gettext("everything that a slot can hold compared")
    elif found.value == found.bound:
        method = gettext("everybody can be at their favourites")
    else:
        method = (
            gettext("simulated annealing") if moves else gettext("greedy choice with exchanges")
        )
    return _timetable(prepared, fill_places(prepared, found.held), found.bound, method)


def favourites_of(event: Prepared) -> int:
    """What it would be worth if everybody could be at their favourites, one in each slot."""
    can_be = frozenset[int]().union(*(kind.open_to for kind in event.kinds))
    values = event.event.values[:, sorted(can_be)].astype(np.int64)
    ordered = -np.sort(-values, axis=1)
    total = 0
    for person, row in zip(event.event.people, ordered, strict=True):
        there = sum(slot not in person.away for slot in event.event.slots)
        total += int(row[:there].sum())
    return total


def _prove(event: Prepared, held: Arrangement, favourites: int) -> Choice:
    """The best arrangement, among all that can be listed."""
    contents = [list_contents(event, kind) for kind in event.kinds]
    pool = Pool(event, contents)
    pool.add_arrangement(held)
    start = np.zeros(len(event.event.topics), dtype=np.int64)
    for slot, topics in enumerate(held):
        for topic in topics:
            rest = [other for other in topics if other != topic]
            start[topic] = (event.worth(slot, topics) - event.worth(slot, rest)) * SCALE
    prices = find_prices(pool, start, enough=worth_of(event, held))
    found = choose(pool, prices, held)
    return Choice(found.held, found.value, min(found.bound, favourites))


def _timetable(event: Prepared, held: Arrangement, bound: int, method: str) -> Timetable:
    names = [topic.id for topic in event.event.topics]
    placements = []
    for slot, topics in zip(event.event.slots, held, strict=True):
        rooms = assign_rooms(event.event, slot, [names[t] for t in sorted(topics)])
        order = {room.id: n for n, room in enumerate(event.event.rooms)}
        placements += [
            Placement(topic, slot, room)
            for topic, room in sorted(rooms.items(), key=lambda one: order[one[1]])
        ]
    return Timetable(
        placements=tuple(placements),
        left_out=why_left_out(event, held),
        value=worth_of(event, held),
        bound=bound,
        method=method,
    )
