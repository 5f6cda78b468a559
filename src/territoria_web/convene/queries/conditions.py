"""What a timetable hangs on, as a digest: as long as it is the same, what was proven of it holds."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from territoria.convene.timetable.event import Event, Pin
    from territoria_web.convene.queries.timetables import Laid


def conditions_of(laid: Laid) -> str:
    """The digest (64 hex digits) of who comes when, what stands, interests, slots, spaces and what is
    set by hand. By rows: what something is called changes nothing.
    """
    event = laid.event
    people = [laid.people[one.id].pk for one in event.people]
    slots = {name: row.number for name, row in laid.slots.items()}
    topics = {name: held.row.pk for name, held in laid.topics.items()}
    pins = [_pinned(laid, one) for one in event.pins]
    told: tuple[Any, ...] = (
        [
            (n, one.city, sorted(slots[s] for s in one.away))
            for n, one in zip(people, event.people, strict=True)
        ],
        [
            (topics[one.id], sorted(laid.people[h].pk for h in one.hosts), sorted(one.needs))
            for one in event.topics
        ],
        list(slots.values()),
        [
            (
                laid.spaces[one.id].number,
                one.seats,
                sorted(one.features),
                sorted(slots[s] for s in one.closed),
            )
            for one in event.rooms
        ],
        event.interests.tolist(),
        sorted(pins),
        sorted(topics[one] for one in event.skipped),
    )
    return sha256(repr(told).encode()).hexdigest()


def _pinned(laid: Laid, pin: Pin) -> tuple[int, int, int]:
    """Row of the topic, numbers of slot and space; 0 where that is open."""
    slot = laid.slots[pin.slot].number if pin.slot else 0
    space = laid.spaces[pin.room].number if pin.room else 0
    return laid.topics[pin.topic].row.pk, slot, space


def is_tighter(after: Event, before: Event) -> bool:
    """Whether only pins and topics that are left out came to what was set by hand: the best timetable is
    worth no more then.
    """
    return set(after.pins) >= set(before.pins) and after.skipped >= before.skipped
