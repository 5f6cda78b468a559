"""Whether a timetable holds, looked at afresh: nothing here is shared with what made it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from territoria.convene.timetable.event import Event, Timetable
from territoria.speech import gettext, number


def judge_timetable(event: Event, timetable: Timetable) -> tuple[str, ...]:
    """What does not hold in a timetable of a checked event, a sentence each; empty where all does.

    Looks for: names that lead nowhere, topics held twice or forgotten, rooms taken twice, closed or
    without what a topic needs, hosts who are away or in two places, pins and skips, a value that is
    not the interest served, a bound below the value.
    """
    found = list(_unknown(event, timetable))
    if found:
        return tuple(found)
    return (
        *_topics(event, timetable),
        *_rooms(event, timetable),
        *_hosts(event, timetable),
        *_pins(event, timetable),
        *_value(event, timetable),
    )


def _unknown(event: Event, timetable: Timetable) -> Iterator[str]:
    topics = [topic.id for topic in event.topics]
    rooms = [room.id for room in event.rooms]
    named = [(p.topic, topics) for p in timetable.placements]
    named += [(name, topics) for name in timetable.left_out]
    named += [(p.slot, list(event.slots)) for p in timetable.placements]
    named += [(p.room, rooms) for p in timetable.placements]
    for name, known in named:
        if name not in known:
            yield gettext("{name} is not known.").format(name=name)


def _topics(event: Event, timetable: Timetable) -> Iterator[str]:
    held = Counter(p.topic for p in timetable.placements)
    for topic in event.topics:
        if held[topic.id] > 1:
            yield gettext("{topic} is held {count} times.").format(
                topic=topic.id, count=held[topic.id]
            )
        if held[topic.id] and topic.id in timetable.left_out:
            yield gettext("{topic} is held and left out.").format(topic=topic.id)
        if not held[topic.id] and topic.id not in timetable.left_out:
            yield gettext("{topic} is neither held nor left out.").format(topic=topic.id)
        if held[topic.id] and topic.id in event.skipped:
            yield gettext("{topic} is held although it was left out by hand.").format(
                topic=topic.id
            )


def _rooms(event: Event, timetable: Timetable) -> Iterator[str]:
    for (slot, room), count in Counter((p.slot, p.room) for p in timetable.placements).items():
        if count > 1:
            yield gettext("{room} is taken {count} times in {slot}.").format(
                room=room, count=count, slot=slot
            )
    for placement in timetable.placements:
        (room_there,) = (room for room in event.rooms if room.id == placement.room)
        (topic,) = (topic for topic in event.topics if topic.id == placement.topic)
        if placement.slot in room_there.closed:
            yield gettext("{room} is closed in {slot}.").format(
                room=placement.room, slot=placement.slot
            )
        if any(need not in room_there.features for need in topic.needs):
            yield gettext("{room} does not have what {topic} needs.").format(
                room=placement.room, topic=topic.id
            )


def _hosts(event: Event, timetable: Timetable) -> Iterator[str]:
    away = {person.id: person.away for person in event.people}
    hosting: Counter[tuple[str, str]] = Counter()
    for placement in timetable.placements:
        (topic,) = (topic for topic in event.topics if topic.id == placement.topic)
        for host in topic.hosts:
            hosting[host, placement.slot] += 1
            if placement.slot in away[host]:
                yield gettext("{host} hosts {topic} and is away in {slot}.").format(
                    host=host, topic=topic.id, slot=placement.slot
                )
    for (host, slot), count in hosting.items():
        if count > 1:
            yield gettext("{host} hosts {count} topics in {slot}.").format(
                host=host, count=count, slot=slot
            )


def _pins(event: Event, timetable: Timetable) -> Iterator[str]:
    held = {p.topic: (p.slot, p.room) for p in timetable.placements}
    for pin in event.pins:
        slot, room = held.get(pin.topic, ("", ""))
        if not slot or pin.slot not in ("", slot) or pin.room not in ("", room):
            yield gettext("{topic} is not where it is pinned.").format(topic=pin.topic)


def _value(event: Event, timetable: Timetable) -> Iterator[str]:
    served = 0
    for slot in event.slots:
        inside = {p.topic for p in timetable.placements if p.slot == slot}
        for p, person in enumerate(event.people):
            if slot in person.away:
                continue
            liked = own = 0
            hosts_here = False
            for t, topic in enumerate(event.topics):
                if topic.id not in inside:
                    continue
                interest = int(event.interests[p, t]) if event.interests[p, t] > 0 else 0
                if person.id in topic.hosts:
                    hosts_here, own = True, interest
                if interest > liked:
                    liked = interest
            served += own if hosts_here else liked
    if served != timetable.value:
        yield gettext("it is worth {served}, not {value}.").format(
            served=number(served, ",d"), value=number(timetable.value, ",d")
        )
    if timetable.value > timetable.bound:
        yield gettext("it is worth more than its bound: {value}, {bound}.").format(
            value=number(timetable.value, ",d"), bound=number(timetable.bound, ",d")
        )
