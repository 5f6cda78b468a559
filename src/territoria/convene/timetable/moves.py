"""What a move by hand would change, before anybody makes it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from territoria.convene.timetable.event import Event, Placement, Room, Timetable, Topic
from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext


@dataclass(frozen=True)
class Move:
    """A topic into a slot and a room. What stands there takes the place that becomes free; where
    the topic was not held, what stood there is left out. ``slot`` "" leaves the topic out.
    """

    topic: str
    slot: str = ""
    room: str = ""


@dataclass(frozen=True)
class Tried:
    """What a move comes to.

    ``why_not``: why it is not allowed, a sentence each, empty where it is. ``value``: what the
    timetable would be worth; ``gain``: how much more than now. ``placements``: what would stand
    where. ``swapped``: the topic that would make room, "" for none.
    """

    value: int
    gain: int
    why_not: tuple[str, ...]
    placements: tuple[Placement, ...]
    swapped: str

    @property
    def allowed(self) -> bool:
        """Whether the move may be made."""
        return not self.why_not


def value_if(event: Event, timetable: Timetable, move: Move) -> Tried:
    """What a timetable of a checked event would be worth after a move, and whether it is allowed.

    A move by hand is above pins and skips; hosts, rooms and what topics need hold.
    DataError: a name that leads nowhere.
    """
    _check(event, move)
    old = {p.topic: p for p in timetable.placements}
    from_here = old.get(move.topic)
    target = next(
        (p for p in timetable.placements if (p.slot, p.room) == (move.slot, move.room)), None
    )
    swapped = target.topic if target and target.topic != move.topic else ""
    new = {name: p for name, p in old.items() if name not in (move.topic, swapped)}
    if move.slot:
        new[move.topic] = Placement(move.topic, move.slot, move.room)
    if swapped and from_here:
        new[swapped] = Placement(swapped, from_here.slot, from_here.room)
    order = {placement: n for n, placement in enumerate(_order(event))}
    placements = sorted(new.values(), key=lambda p: order[p.slot, p.room])
    changed = {p.slot for p in (from_here, target) if p} | ({move.slot} - {""})
    gain = sum(_served(event, placements, s) for s in changed)
    gain -= sum(_served(event, timetable.placements, s) for s in changed)
    moved = [new[name] for name in (move.topic, swapped) if name in new]
    why_not = dict.fromkeys(why for p in moved for why in _why_not(event, placements, p))
    return Tried(timetable.value + gain, gain, tuple(why_not), tuple(placements), swapped)


def _order(event: Event) -> Iterator[tuple[str, str]]:
    return ((slot, room.id) for slot in event.slots for room in event.rooms)


def _check(event: Event, move: Move) -> None:
    known = (
        (move.topic, [topic.id for topic in event.topics]),
        (move.slot, [*event.slots] if move.slot else [""]),
        (move.room, [room.id for room in event.rooms] if move.slot else [move.room]),
    )
    problems = [
        Problem(
            gettext("move"),
            gettext("{name} is not known.").format(name=name),
            did_you_mean(name, names),
        )
        for name, names in known
        if name not in names
    ]
    if problems:
        raise DataError(problems)


def _served(event: Event, placements: Sequence[Placement], slot: str) -> int:
    """Interest served in one slot."""
    place = {topic.id: n for n, topic in enumerate(event.topics)}
    inside = [place[p.topic] for p in placements if p.slot == slot]
    if not inside:
        return 0
    values = event.values[:, inside]
    served = values.max(axis=1).astype(int)
    rows = {person.id: n for n, person in enumerate(event.people)}
    for column, topic in enumerate(inside):
        for host in event.topics[topic].hosts:
            served[rows[host]] = values[rows[host], column]
    there = [slot not in person.away for person in event.people]
    return int(served[there].sum())


def _why_not(event: Event, placements: Sequence[Placement], at: Placement) -> Iterator[str]:
    """What stands against a topic where it would stand."""
    topics: dict[str, Topic] = {topic.id: topic for topic in event.topics}
    rooms: dict[str, Room] = {room.id: room for room in event.rooms}
    away = {person.id: person.away for person in event.people}
    topic, room = topics[at.topic], rooms[at.room]
    if at.slot in room.closed:
        yield gettext("{room} is closed in {slot}.").format(room=room.id, slot=at.slot)
    if lacking := sorted(topic.needs - room.features):
        yield gettext("{room} does not have what {topic} needs: {needs}.").format(
            room=room.id, topic=topic.id, needs=", ".join(lacking)
        )
    for host in topic.hosts:
        if at.slot in away[host]:
            yield gettext("{host} hosts {topic} and is away in {slot}.").format(
                host=host, topic=topic.id, slot=at.slot
            )
        for other in placements:
            if other.slot == at.slot and other.topic != at.topic:
                if host in topics[other.topic].hosts:
                    yield gettext("{host} hosts {topic} in {slot} too.").format(
                        host=host, topic=other.topic, slot=at.slot
                    )
