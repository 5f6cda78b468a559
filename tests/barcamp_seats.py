"""Small BarCamps for the tests of groups: who wants what, where, and all seatings there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import product

import numpy as np

from territoria.convene.timetable.event import Event, Person, Placement, Room, Timetable, Topic
from territoria.convene.timetable.seated import Picks


def barcamp(
    interests: Sequence[Sequence[int]],
    grid: Sequence[str],
    *,
    seats: Sequence[int],
    cities: str = "",
    hosts: Mapping[str, str] | None = None,
    away: Mapping[str, str] | None = None,
) -> tuple[Event, Timetable]:
    """People p0, p1 …, topics A, B … by their interests; ``grid``: the topics of each slot, s0, s1 …
    in the rooms r0, r1 …. ``cities``: a letter each, a blank for none; ``hosts``: topic → person;
    ``away``: person → slots, with blanks between.
    """
    told = np.array(interests, dtype=np.int8)
    people = tuple(
        Person(f"p{n}", city.strip(), frozenset((away or {}).get(f"p{n}", "").split()))
        for n, city in enumerate(cities.ljust(len(told)))
    )
    names = [chr(ord("A") + n) for n in range(told.shape[1])]
    topics = tuple(Topic(name, hosts=tuple((hosts or {}).get(name, "").split())) for name in names)
    rooms = tuple(Room(f"r{n}", count) for n, count in enumerate(seats))
    event = Event(people, topics, tuple(f"s{n}" for n in range(len(grid))), rooms, told)
    placements = tuple(
        Placement(topic, f"s{slot}", f"r{room}")
        for slot, held in enumerate(grid)
        for room, topic in enumerate(held)
    )
    return event, Timetable(placements, {}, 0, 0, "by hand")


def best_by_trying(
    event: Event, timetable: Timetable, picks: Picks, *, least: int, most_of_city: int
) -> tuple[int, int, int]:
    """Every seating there is: the least that gives way, the highest floor in twentieths, and the best
    value in tenths of a point. Hosts and picks have to fit.
    """
    ways = [list(_ways(event, timetable, picks, slot)) for slot in event.slots]
    kept, given = [], 0
    for slot, inside in zip(event.slots, ways, strict=True):
        priced = [(_gives(event, timetable, slot, way, least, most_of_city), way) for way in inside]
        low = min(price for price, _ in priced)
        given += low
        kept.append([way for price, way in priced if price == low])
    ideals = [_ideal(event, timetable, picks, n) for n in range(len(event.people))]
    return given, *max(_worth(event, whole, ideals) for whole in product(*kept))


def _ways(
    event: Event, timetable: Timetable, picks: Picks, slot: str
) -> Iterator[tuple[str | None, ...]]:
    held = [place.topic for place in timetable.placements if place.slot == slot]
    room = {place.topic: place.room for place in timetable.placements if place.slot == slot}
    seats = {one.id: one.seats for one in event.rooms}
    choices = []
    for person in event.people:
        own = [t.id for t in event.topics if t.id in held and person.id in t.hosts]
        if slot in person.away:
            choices.append([None])
        elif (person.id, slot) in picks:
            choices.append([picks[person.id, slot]])
        else:
            choices.append(own[:1] or [None, *held])
    for way in product(*choices):
        counts = Counter(way)
        if all(counts[topic] <= seats[room[topic]] for topic in held):
            yield way


def _gives(
    event: Event,
    timetable: Timetable,
    slot: str,
    way: tuple[str | None, ...],
    least: int,
    most: int,
) -> int:
    """Out weighs more than people of a city too many, these more than people short."""
    held = [place.topic for place in timetable.placements if place.slot == slot]
    sizes = Counter(way)
    cities = Counter((t, p.city) for t, p in zip(way, event.people, strict=True) if t and p.city)
    short = sum(max(0, least - sizes[topic]) for topic in held)
    over = sum(max(0, count - most) for count in cities.values())
    return 10_000 * sizes[None] + 100 * over + short


def _ideal(event: Event, timetable: Timetable, picks: Picks, n: int) -> int:
    person, column = event.people[n], [t.id for t in event.topics]
    total = 0
    for slot in event.slots:
        held = [place.topic for place in timetable.placements if place.slot == slot]
        own = [t.id for t in event.topics if t.id in held and person.id in t.hosts]
        topics = own[:1] or held
        if (person.id, slot) in picks:
            picked = picks[person.id, slot]
            topics = [picked] if picked else []
        if slot not in person.away:
            total += max((int(event.values[n, column.index(t)]) for t in topics), default=0)
    return total


def _worth(
    event: Event, whole: tuple[tuple[str | None, ...], ...], ideals: Sequence[int]
) -> tuple[int, int]:
    column = {t.id: k for k, t in enumerate(event.topics)}
    got = [
        sum(int(event.values[n, column[way[n]]]) for way in whole if way[n])
        for n in range(len(event.people))
    ]
    step = min((20 * g // i for g, i in zip(got, ideals, strict=True) if i), default=20)
    met = sum(
        len({(t, p.city) for t, p in zip(way, event.people, strict=True) if t and p.city})
        for way in whole
    )
    return step, 10 * sum(got) + 3 * met


def fewest_moves_by_trying(
    event: Event,
    timetable: Timetable,
    before: Mapping[tuple[str, str], str],
    *,
    least: int,
    most: int,
) -> int:
    """How many people have to leave the seat they had so that as little as can be gives way."""
    total = 0
    for slot in event.slots:
        priced = [
            (_gives(event, timetable, slot, way, least, most), _left(event, slot, way, before))
            for way in _ways(event, timetable, {}, slot)
        ]
        total += min(priced)[1]
    return total


def _left(
    event: Event, slot: str, way: tuple[str | None, ...], before: Mapping[tuple[str, str], str]
) -> int:
    return sum(
        before.get((person.id, slot), topic) != topic
        for person, topic in zip(event.people, way, strict=True)
        if slot not in person.away
    )
