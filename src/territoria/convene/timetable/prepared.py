"""An event as the search sees it: who likes what as bits, slots that are alike, what cannot stand together.

What a slot is worth is a count of bits. Each person has three bits, one for each step of interest;
a topic sets the bits up to what somebody gives it, and all three of its hosts. The bits of what is
held in a slot are joined by *or* and counted. That counts hosts in full, so the lack of their own
interest is taken off again, topic by topic: ``worth = bits(joined) − Σ lack``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from territoria.convene.timetable.event import MOST_INTEREST, Event

Limit = tuple[int, int]
"""Topics as bits of an integer, and how many of them a slot takes at most."""
Bits = NDArray[np.bool_]


@dataclass(frozen=True)
class Kind:
    """Slots that are alike for the search: the same people, topics, rooms and pins.

    ``slots``: their numbers. ``topics``: numbers of those that may be held, without the pinned.
    ``pinned``: those that have to be. ``rooms``: how many are open. ``limits``: what cannot stand
    together. ``bits``: topics × (3 × people), as in the head of this file. ``masks``: the same as one
    integer a topic, with a 0 at the end for no topic.
    """

    slots: tuple[int, ...]
    topics: tuple[int, ...]
    pinned: tuple[int, ...]
    rooms: int
    limits: tuple[Limit, ...]
    bits: Bits
    masks: tuple[int, ...]

    @cached_property
    def limits_of(self) -> tuple[tuple[Limit, ...], ...]:
        """For each topic the limits it counts for, and none for no topic."""
        count = len(self.masks) - 1
        own = (tuple(li for li in self.limits if li[0] >> t & 1) for t in range(count))
        return (*own, ())

    @cached_property
    def open_to(self) -> frozenset[int]:
        """Topics that may be held, the pinned among them."""
        return frozenset((*self.topics, *self.pinned))

    def holds(self, topics: Iterable[int]) -> bool:
        """Whether these topics may be held together; the pinned need not be among them."""
        held = list(topics)
        joined = sum(1 << t for t in held)
        return (
            len(held) <= self.rooms
            and self.open_to.issuperset(held)
            and all((joined & mask).bit_count() <= most for mask, most in self.limits)
        )


@dataclass(frozen=True)
class Prepared:
    """An event for the search.

    ``kinds``: kinds of slots; ``kind_of``: for each slot the number of its kind. ``lack``: what is
    taken off for each topic, 0 at the end for no topic. ``wanted``: topics that can add something, or
    have to be held; the others are left to fill places. ``required``: those that have to be held.
    """

    event: Event
    kinds: tuple[Kind, ...]
    kind_of: tuple[int, ...]
    lack: tuple[int, ...]
    wanted: frozenset[int]
    required: frozenset[int]

    def worth(self, slot: int, topics: Iterable[int]) -> int:
        """Interest served in a slot where these topics are held."""
        masks, joined, less = self.kinds[self.kind_of[slot]].masks, 0, 0
        for topic in topics:
            joined |= masks[topic]
            less += self.lack[topic]
        return joined.bit_count() - less


def prepare(event: Event) -> Prepared:
    """Look through a checked event once, for all that searches in it."""
    place = {person.id: n for n, person in enumerate(event.people)}
    hosts = [[place[h] for h in dict.fromkeys(topic.hosts)] for topic in event.topics]
    liked = _liked(event, hosts)
    lack = [
        sum(MOST_INTEREST - int(event.values[h, t]) for h in inside)
        for t, inside in enumerate(hosts)
    ]
    required = frozenset(t for t, topic in enumerate(event.topics) if topic.id in _pins(event))
    adds = liked.sum(axis=1) > np.array([MOST_INTEREST * len(inside) for inside in hosts])
    adds |= np.array([any(event.values[h, t] for h in hosts[t]) for t in range(len(hosts))], bool)
    found: dict[tuple[object, ...], list[int]] = {}
    for slot in range(len(event.slots)):
        found.setdefault(_signature(event, slot, hosts), []).append(slot)
    kinds = tuple(_kind(event, slots, hosts, liked) for slots in found.values())
    number = {slot: k for k, kind in enumerate(kinds) for slot in kind.slots}
    return Prepared(
        event=event,
        kinds=kinds,
        kind_of=tuple(number[slot] for slot in range(len(event.slots))),
        lack=(*lack, 0),
        wanted=required | frozenset(np.flatnonzero(adds).tolist()),
        required=required,
    )


def _pins(event: Event) -> dict[str, tuple[str, str]]:
    return {pin.topic: (pin.slot, pin.room) for pin in event.pins}


def _liked(event: Event, hosts: list[list[int]]) -> Bits:
    """Topics × steps × people, laid flat: who gives a topic so much; hosts give everything."""
    values = event.values
    steps = np.stack([step <= values.T for step in range(1, MOST_INTEREST + 1)], axis=1)
    for topic, inside in enumerate(hosts):
        steps[topic, :, inside] = True
    return steps.reshape(len(event.topics), -1)


# ── kinds of slots ────────────────────────────────────────────────────────────────────────────


def _signature(event: Event, slot: int, hosts: list[list[int]]) -> tuple[object, ...]:
    """What two slots must share to be exchangeable."""
    name = event.slots[slot]
    away = tuple(n for n, person in enumerate(event.people) if name in person.away)
    shut = tuple(room.id for room in event.rooms if name in room.closed)
    pinned = tuple(sorted(t for t, (at, _) in _pins(event).items() if at == name))
    return away, shut, pinned


def _kind(event: Event, slots: list[int], hosts: list[list[int]], liked: Bits) -> Kind:
    name = event.slots[slots[0]]
    there = np.array([name not in person.away for person in event.people], dtype=bool)
    pins = _pins(event)
    rooms = [
        (0 if event.topics[t].id in event.skipped else 1) * fitting
        for t, fitting in enumerate(_fitting(event, name, pins))
    ]
    pinned = tuple(
        t for t, topic in enumerate(event.topics) if pins.get(topic.id, ("",))[0] == name
    )
    topics = tuple(
        t
        for t, topic in enumerate(event.topics)
        if rooms[t] and pins.get(topic.id, ("",))[0] == "" and all(there[h] for h in hosts[t])
    )
    inside = (*topics, *pinned)
    count = sum(name not in room.closed for room in event.rooms)
    limits = (
        *_limits_of_hosts(hosts, inside),
        *(one for one in _limits_of_rooms({t: rooms[t] for t in inside}) if one[1] < count),
    )
    bits = liked & np.tile(there, MOST_INTEREST)
    masks = (*(int.from_bytes(np.packbits(row).tobytes(), "big") for row in bits), 0)
    return Kind(tuple(slots), topics, pinned, count, limits, bits, masks)


def _fitting(event: Event, slot: str, pins: dict[str, tuple[str, str]]) -> Iterator[int]:
    """For each topic the rooms it may stand in, as bits."""
    for topic in event.topics:
        _, pinned = pins.get(topic.id, ("", ""))
        yield sum(
            1 << r
            for r, room in enumerate(event.rooms)
            if slot not in room.closed and topic.needs <= room.features and pinned in ("", room.id)
        )


def _limits_of_hosts(hosts: list[list[int]], topics: Iterable[int]) -> list[Limit]:
    """Nobody hosts two topics of a slot."""
    hosted: dict[int, int] = {}
    for topic in topics:
        for host in hosts[topic]:
            hosted[host] = hosted.get(host, 0) | 1 << topic
    return [(mask, 1) for mask in dict.fromkeys(hosted.values()) if mask.bit_count() > 1]


def _limits_of_rooms(rooms: dict[int, int]) -> list[Limit]:
    """Topics have rooms of their own if and only if no set of rooms is all that too many of them
    can stand in (Hall 1935); sets that fall apart follow from their parts.
    """
    single = set(rooms.values()) - {0}
    unions, fresh = set(single), set(single)
    while fresh:
        fresh = {u | s for u in fresh for s in single if u & s} - unions
        unions |= fresh
    out = []
    for union in sorted(unions):
        mask = sum(1 << t for t, own in rooms.items() if own and own | union == union)
        if mask.bit_count() > union.bit_count():
            out.append((mask, union.bit_count()))
    return out
