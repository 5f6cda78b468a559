"""Everything that does not hold in an event, all at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from territoria.convene.timetable.event import MOST_INTEREST, UNSAID, Event, Pin, Topic
from territoria.errors import DataError, Problem, did_you_mean
from territoria.speech import gettext


def check_event(event: Event) -> None:
    """DataError with all problems of an event: nothing to place, names that stand twice or lead
    nowhere, interests that are none, pins that cannot be kept.
    """
    found = [
        *_nothing(event),
        *_doubles(event),
        *_interests(event),
        *_strangers(event),
        *_pins(event),
    ]
    if found:
        raise DataError(found)


def _nothing(event: Event) -> Iterator[Problem]:
    if not event.topics:
        what = gettext("there is no topic.")
        yield Problem("topics", what, gettext("Add one at least."))
    if not event.slots:
        what = gettext("there is no slot.")
        yield Problem("slots", what, gettext("Add one at least."))
    if not event.rooms:
        what = gettext("there is no room.")
        yield Problem("rooms", what, gettext("Add one at least."))
    for room in event.rooms:
        if room.seats < 1:
            what = gettext("{count} seats are too few.").format(count=room.seats)
            yield Problem(f"rooms, {room.id}", what, gettext("Give it 1 at least."))


def _doubles(event: Event) -> Iterator[Problem]:
    named = {
        "people": [person.id for person in event.people],
        "topics": [topic.id for topic in event.topics],
        "slots": list(event.slots),
        "rooms": [room.id for room in event.rooms],
    }
    for where, names in named.items():
        for name, count in Counter(names).items():
            if count > 1:
                what = gettext("{name} is named more than once.").format(name=name)
                yield Problem(where, what, gettext("Name each once."))
            if not name:
                what = gettext("a name is empty.")
                yield Problem(where, what, gettext("Give each a name."))


def _interests(event: Event) -> Iterator[Problem]:
    shape = (len(event.people), len(event.topics))
    if event.interests.shape != shape:
        what = gettext("the table is {found}, people and topics are {wanted}.")
        what = what.format(found=_size(event.interests.shape), wanted=_size(shape))
        yield Problem("interests", what, gettext("Give one row a person, one column a topic."))
        return
    outside = (event.interests < UNSAID) | (event.interests > MOST_INTEREST)
    for p, t in zip(*outside.nonzero(), strict=True):
        what = gettext("an interest of {value} cannot be.").format(value=event.interests[p, t])
        mend = gettext("Give {low} to {high}, or {unsaid} where nothing was said.")
        mend = mend.format(low=0, high=MOST_INTEREST, unsaid=UNSAID)
        yield Problem(f"interests, {event.people[p].id}, {event.topics[t].id}", what, mend)


def _size(shape: tuple[int, ...]) -> str:
    return " × ".join(map(str, shape))


def _strangers(event: Event) -> Iterator[Problem]:
    """Names that lead nowhere."""
    people = {person.id for person in event.people}
    topics = {topic.id for topic in event.topics}
    rooms = {room.id for room in event.rooms}
    slots = set(event.slots)
    for topic in event.topics:
        yield from _unknown(f"topics, {topic.id}", topic.hosts, people)
        if len(set(topic.hosts)) < len(topic.hosts):
            what = gettext("a host is named more than once.")
            yield Problem(f"topics, {topic.id}", what, gettext("Name each once."))
    for person in event.people:
        yield from _unknown(f"people, {person.id}", sorted(person.away), slots)
    for room in event.rooms:
        yield from _unknown(f"rooms, {room.id}", sorted(room.closed), slots)
    yield from _unknown("skipped", sorted(event.skipped), topics)
    for pin in event.pins:
        yield from _unknown("pins", [pin.topic], topics)
        yield from _unknown(f"pins, {pin.topic}", [pin.slot] if pin.slot else [], slots)
        yield from _unknown(f"pins, {pin.topic}", [pin.room] if pin.room else [], rooms)


def _unknown(where: str, names: Iterable[str], known: set[str]) -> Iterator[Problem]:
    for name in names:
        if name not in known:
            what = gettext("{name} is not known.").format(name=name)
            yield Problem(where, what, did_you_mean(name, known))


# ── pins ──────────────────────────────────────────────────────────────────────────────────────


def _pins(event: Event) -> Iterator[Problem]:
    topics = {topic.id: topic for topic in event.topics}
    for name, count in Counter(pin.topic for pin in event.pins).items():
        if count > 1:
            what = gettext("the topic is pinned more than once.")
            yield Problem(f"pins, {name}", what, gettext("Keep one of the pins."))
        if name in event.skipped:
            what = gettext("the topic is pinned and left out.")
            yield Problem(f"pins, {name}", what, gettext("Take back one of the two."))
    for pin in event.pins:
        if not pin.slot and not pin.room:
            what = gettext("the pin names neither slot nor room.")
            yield Problem(f"pins, {pin.topic}", what, gettext("Name one of them, or both."))
        if pin.topic in topics:
            yield from _hosts_away(event, pin, topics[pin.topic])
            yield from _no_room(event, pin, topics[pin.topic])
    yield from _together(event, topics)


def _hosts_away(event: Event, pin: Pin, topic: Topic) -> Iterator[Problem]:
    away = {person.id: person.away for person in event.people}
    missing = [h for h in topic.hosts if pin.slot and pin.slot in away.get(h, frozenset())]
    for host in missing:
        what = gettext("{host}, who hosts it, is away in {slot}.")
        what = what.format(host=host, slot=pin.slot)
        yield Problem(f"pins, {pin.topic}", what, gettext("Pin it to another slot."))


def _no_room(event: Event, pin: Pin, topic: Topic) -> Iterator[Problem]:
    """A room that lacks something or is closed, or no room at all in the slot."""
    rooms = {room.id: room for room in event.rooms}
    room = rooms.get(pin.room)
    where, mend = f"pins, {pin.topic}", gettext("Pin it elsewhere.")
    if room and not topic.needs <= room.features:
        what = gettext("{room} does not have what it needs: {needs}.")
        lacking = ", ".join(sorted(topic.needs - room.features))
        yield Problem(where, what.format(room=room.id, needs=lacking), mend)
    if room and pin.slot in room.closed:
        what = gettext("{room} is closed in {slot}.").format(room=room.id, slot=pin.slot)
        yield Problem(where, what, mend)
    fitting = (r for r in event.rooms if topic.needs <= r.features and pin.slot not in r.closed)
    if pin.slot and not pin.room and not any(fitting):
        what = gettext("no open room has what it needs in {slot}.").format(slot=pin.slot)
        yield Problem(where, what, mend)


def _together(event: Event, topics: Mapping[str, Topic]) -> Iterator[Problem]:
    """Pins of a slot that stand in each other's way."""
    for place, count in Counter((p.slot, p.room) for p in event.pins if p.slot and p.room).items():
        if count > 1:
            what = gettext("{count} topics are pinned to {slot} in {room}.")
            what = what.format(count=count, slot=place[0], room=place[1])
            yield Problem("pins", what, gettext("Keep one of the pins."))
    for slot in dict.fromkeys(pin.slot for pin in event.pins if pin.slot):
        inside = [pin for pin in event.pins if pin.slot == slot]
        hosts = Counter(h for p in inside if p.topic in topics for h in set(topics[p.topic].hosts))
        for host, count in hosts.items():
            if count > 1:
                what = gettext("{host} hosts {count} of the topics pinned to {slot}.")
                what = what.format(host=host, count=count, slot=slot)
                yield Problem("pins", what, gettext("Pin one of them elsewhere."))
        rooms = sum(slot not in room.closed for room in event.rooms)
        if len(inside) > rooms:
            what = gettext("{count} topics are pinned to {slot}; open rooms: {rooms}.")
            what = what.format(count=len(inside), slot=slot, rooms=rooms)
            yield Problem("pins", what, gettext("Pin some of them elsewhere."))
