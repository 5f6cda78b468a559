"""Events for the tests of timetables: made by hand, drawn at random, and solved by trying everything."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations, product

import numpy as np

from territoria.convene.timetable.event import Event, Person, Pin, Room, Topic


def event_of(
    rows: list[list[int]], *, slots: int = 2, rooms: int | tuple[Room, ...] = 1, **changes
) -> Event:
    """An event from rows of interests: people p0 …, topics t0 …, slots s0 …, rooms r0 … of 9 seats."""
    made = {
        "people": tuple(Person(f"p{n}") for n in range(len(rows))),
        "topics": tuple(Topic(f"t{n}") for n in range(len(rows[0]))),
        "slots": tuple(f"s{n}" for n in range(slots)),
        "rooms": rooms
        if isinstance(rooms, tuple)
        else tuple(Room(f"r{n}", 9) for n in range(rooms)),
        "interests": np.array(rows, dtype=np.int8),
    }
    return Event(**{**made, **changes})


def drawn(seed: int, *, people=6, topics=5, slots=2, rooms=2, pinned=True) -> Event:
    """A small event with hosts, features, closed rooms, people away, and perhaps a pin and a skip."""
    chance = np.random.default_rng(seed)

    def some(names: list[str], share: float) -> frozenset[str]:
        return frozenset(name for name in names if chance.random() < share)

    names = [f"s{n}" for n in range(slots)]
    made = [f"t{n}" for n in range(topics)]
    pins: tuple[Pin, ...] = ()
    if pinned and chance.random() < 0.4:
        slot, room = chance.choice(["", *names]), chance.choice(["", "r0", "r1"])
        pins = (Pin(str(chance.choice(made)), str(slot), str(room)),) if slot or room else ()
    return Event(
        people=tuple(Person(f"p{n}", "", some(names, 0.15)) for n in range(people)),
        topics=tuple(
            Topic(
                name,
                name.upper(),
                tuple(sorted(some([f"p{n}" for n in range(people)], 0.9 / people))),
                some(["screen"], 0.3),
            )
            for name in made
        ),
        slots=tuple(names),
        rooms=tuple(
            Room(f"r{n}", 3 + n, some(["screen"], 0.6), some(names, 0.15)) for n in range(rooms)
        ),
        interests=chance.integers(-1, 4, (people, topics)).astype(np.int8),
        pins=pins,
        skipped=some(made, 0.1) - {pin.topic for pin in pins},
    )


def best_of(event: Event) -> int | None:
    """The most that a timetable of a small event is worth, by trying all; None where there is none."""
    names = [topic.id for topic in event.topics]
    subsets = [[t for t in range(len(names)) if mask >> t & 1] for mask in range(1 << len(names))]
    worths = {
        (slot, mask): worth(event, slot, inside)
        for slot in event.slots
        for mask, inside in enumerate(subsets)
        if fits(event, slot, [event.topics[t] for t in inside])
    }
    pins = {pin.topic: pin.slot for pin in event.pins}
    choices = [
        () if name in event.skipped else (pins[name],) if pins.get(name) else event.slots
        for name in names
    ]
    open_to = [(*slots, *([] if names[t] in pins else [None])) for t, slots in enumerate(choices)]
    found = []
    for held in product(*open_to):
        masks = [sum(1 << t for t, at in enumerate(held) if at == s) for s in event.slots]
        inside = list(zip(event.slots, masks, strict=True))
        if all(one in worths for one in inside):
            found.append(sum(worths[one] for one in inside))
    return max(found, default=None)


def fits(event: Event, slot: str, topics: list[Topic]) -> bool:
    """Whether topics may be held in a slot together: their hosts are there, rooms are found."""
    away = {person.id for person in event.people if slot in person.away}
    hosts = [host for topic in topics for host in topic.hosts]
    if len(set(hosts)) < len(hosts) or away & set(hosts):
        return False
    return any(True for _ in _seatings(event, slot, topics))


def _seatings(event: Event, slot: str, topics: list[Topic]) -> Iterator[tuple[Room, ...]]:
    pins = {pin.topic: pin.room for pin in event.pins if pin.room}
    for rooms in permutations(event.rooms, len(topics)):
        if all(
            slot not in room.closed
            and topic.needs <= room.features
            and pins.get(topic.id, room.id) == room.id
            for topic, room in zip(topics, rooms, strict=True)
        ):
            yield rooms


def worth(event: Event, slot: str, topics: list[int]) -> int:
    """Interest served in a slot, person by person."""
    total = 0
    for p, person in enumerate(event.people):
        if slot in person.away:
            continue
        own = [t for t in topics if person.id in event.topics[t].hosts]
        total += max((max(int(event.interests[p, t]), 0) for t in own or topics), default=0)
    return total
