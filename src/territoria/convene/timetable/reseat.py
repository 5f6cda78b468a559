"""Seats once more, after somebody did not come or a topic was moved: as few as can be change theirs."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

import numpy as np

from territoria.convene.timetable.duties import check_picks, duties_of, hall_of
from territoria.convene.timetable.event import Event, Timetable
from territoria.convene.timetable.flow import Floats, SlotFlow
from territoria.convene.timetable.programme import solve
from territoria.convene.timetable.seated import STEPS, Moved, Picks, Reseating, Seating
from territoria.convene.timetable.seating import NONE, Rules, best_of, flows_of, seating_of, unit_of


def reseat(
    event: Event,
    timetable: Timetable,
    seating: Seating,
    *,
    absent: Collection[str] = (),
    keep: Picks = NONE,
    least: int | None = None,
    seed: int = 1,
) -> Reseating:
    """The seating without those who are ``absent`` all day, with as few other moves as can be.

    In this order: the rules hold again, as in ``seat_people``; what was given by hand stays, and
    ``keep`` with it; as few people as can be leave the seat they had; the floor is kept, or falls as
    little as can be; the value. ``least``: another least size, 1 lets groups shrink in peace.
    The timetable may be a later one than that of ``seating``, and the event may have new people.
    """
    here = without(event, absent)
    gone = set(absent)
    picks = {at: topic for at, topic in {**seating.picks, **keep}.items() if at[0] not in gone}
    check_picks(here, picks)
    rules = Rules(seating.least if least is None else least, seating.most_of_city, seed)
    hall = hall_of(here, timetable)
    duties = duties_of(here, hall, picks)
    flows, chosen = [], []
    for flow in flows_of(here, hall, duties, rules):
        kept, x = _fewest_moves(here, flow, seating)
        flows.append(kept)
        chosen.append(x)
    highest = round(STEPS * seating.floor)
    found = seating_of(here, hall, duties, rules, picks, flows, chosen, highest)
    return Reseating(found, moves_between(here, seating, found))


def without(event: Event, absent: Collection[str]) -> Event:
    """The event with some people away in every slot."""
    gone, slots = set(absent), frozenset(event.slots)
    people = tuple(replace(p, away=slots) if p.id in gone else p for p in event.people)
    return replace(event, people=people)


def moves_between(event: Event, before: Seating, after: Seating) -> tuple[Moved, ...]:
    """Who of those present had a seat and now has another or none, slot by slot, then by id."""
    away = {(person.id, slot) for person in event.people for slot in person.away}
    turn = {slot: n for n, slot in enumerate(event.slots)}
    moved = [
        Moved(person, slot, topic, after.seats.get((person, slot), ""))
        for (person, slot), topic in before.seats.items()
        if slot in turn
        and (person, slot) not in away
        and after.seats.get((person, slot), "") != topic
    ]
    return tuple(sorted(moved, key=lambda one: (turn[one.slot], one.person)))


def _fewest_moves(event: Event, flow: SlotFlow, before: Seating) -> tuple[SlotFlow, Floats]:
    """The flow in which as many as can be keep their seats, and its best corner."""
    stays = np.zeros(len(flow.worth))
    for arc, (person, topic) in enumerate(zip(flow.person, flow.topic, strict=True)):
        name = event.people[person].id
        stays[arc] = before.seats.get((name, flow.slot)) == flow.topics[topic]
    kept, x = best_of(flow, stays)
    count = round(float(stays @ x))
    kept = kept.holding(stays, count, count)
    found = solve(kept.rules, flow.aim(unit_of(event)))
    assert found is not None  # x itself keeps all rules
    return kept, found
