"""What is not held: free places go to what costs nobody anything, the rest has its reason."""

from __future__ import annotations

from territoria.convene.timetable.prepared import Prepared
from territoria.convene.timetable.start import Arrangement
from territoria.speech import gettext


def fill_places(event: Prepared, held: Arrangement) -> Arrangement:
    """Topics that are left in free places where they take nothing from anybody.

    Those that most people like come first; each goes where it adds most, then where fewest topics
    stand. A topic costs something where its hosts would miss what they like more.
    """
    out = [list(topics) for topics in held]
    liked = event.event.values.sum(axis=0, dtype=int)
    left = {t for t, topic in enumerate(event.event.topics) if topic.id not in event.event.skipped}
    for topic in sorted(left.difference(*held), key=lambda t: (-liked[t], t)):
        gains = [
            (event.worth(slot, [*topics, topic]) - event.worth(slot, topics), -len(topics), -slot)
            for slot, topics in enumerate(out)
            if event.kinds[event.kind_of[slot]].holds([*topics, topic])
        ]
        gain, _, slot = max(gains, default=(-1, 0, 0))
        if gain >= 0:
            out[-slot].append(topic)
    return out


def why_left_out(event: Prepared, held: Arrangement) -> dict[str, str]:
    """Topic → why it is not held, in a sentence."""
    out = {}
    for number, topic in enumerate(event.event.topics):
        if not any(number in topics for topics in held):
            out[topic.id] = _reason(event, held, number)
    return out


def _reason(event: Prepared, held: Arrangement, number: int) -> str:
    topic = event.event.topics[number]
    if topic.id in event.event.skipped:
        return gettext("It was left out by hand.")
    away = {person.id: person.away for person in event.event.people}
    slots = [s for s in event.event.slots if not any(s in away[host] for host in topic.hosts)]
    if not slots:
        return gettext("There is no slot in which all who host it are there.")
    fitting = [room for room in event.event.rooms if topic.needs <= room.features]
    if not fitting:
        return gettext("No room has what it needs.")
    if not any(slot not in room.closed for slot in slots for room in fitting):
        return gettext("Whenever it could be held, every room with what it needs is closed.")
    kinds = [event.kinds[k] for k in event.kind_of]
    if any(kind.holds([*topics, number]) for kind, topics in zip(kinds, held, strict=True)):
        return gettext("Its hosts would lose more by hosting it than others would gain.")
    if all(len(topics) == kind.rooms for kind, topics in zip(kinds, held, strict=True)):
        return gettext("All places went to topics that together serve as much or more.")
    return gettext("No place is left for it: rooms that fit are taken, or its hosts host another.")
