"""What is settled before anybody is seated: hosts in their own topics, seats given by hand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from territoria.convene.timetable.event import Event, Timetable, Topic
from territoria.convene.timetable.seated import Note, Picks, Seat
from territoria.errors import DataError, Problem
from territoria.speech import gettext


@dataclass(frozen=True)
class Hall:
    """What is held in each slot: slot → topic → seats of its room, and the topics by id."""

    held: Mapping[str, Mapping[str, int]]
    topics: Mapping[str, Topic]

    def name(self, topic: str) -> str:
        """The title, or the id where there is none."""
        return self.topics[topic].title or topic


@dataclass
class Duties:
    """(person, slot) → the topic where somebody has to sit, or None for somebody who sits out."""

    settled: dict[Seat, str | None] = field(default_factory=dict)
    notes: list[Note] = field(default_factory=list)


def hall_of(event: Event, timetable: Timetable) -> Hall:
    """The topics of each slot with their seats.

    DataError: an unknown topic, slot or room; a topic or room twice in a slot.
    """
    seats = {room.id: room.seats for room in event.rooms}
    topics = {topic.id: topic for topic in event.topics}
    problems = list(_unheld(event, timetable))
    for at, count in Counter(
        one for p in timetable.placements for one in ((p.slot, p.topic), (p.slot, p.room))
    ).items():
        if count > 1:
            text = gettext("{name} stands twice in this slot.").format(name=at[1])
            problems.append(Problem(at[0], text, gettext("Place it once.")))
    if problems:
        raise DataError(problems)
    held: dict[str, dict[str, int]] = {slot: {} for slot in event.slots}
    for place in sorted(timetable.placements, key=lambda p: p.topic):
        held[place.slot][place.topic] = seats[place.room]
    return Hall(held, topics)


def _unheld(event: Event, timetable: Timetable) -> Iterator[Problem]:
    known = (
        ("topic", {t.id for t in event.topics}),
        ("slot", set(event.slots)),
        ("room", {r.id for r in event.rooms}),
    )
    for place in timetable.placements:
        for kind, names in known:
            if (name := getattr(place, kind)) not in names:
                text = gettext("the event does not have this: {name}.").format(name=name)
                mend = gettext("Make the timetable again for this event.")
                yield Problem(f"timetable, {kind}", text, mend)


def check_picks(event: Event, picks: Picks) -> None:
    """DataError: a pick names a person, slot or topic that the event does not have."""
    people, topics = {p.id for p in event.people}, {t.id for t in event.topics}
    problems = []
    for (person, slot), topic in picks.items():
        strange = [
            name
            for name, names in ((person, people), (slot, set(event.slots)), (topic, topics))
            if name is not None and name not in names
        ]
        for name in strange:
            text = gettext("the event does not have this: {name}.").format(name=name)
            mend = gettext("Name people, slots and topics of the event.")
            problems.append(Problem(f"picks, {person}, {slot}", text, mend))
    if problems:
        raise DataError(problems)


def duties_of(event: Event, hall: Hall, picks: Picks) -> Duties:
    """Who has to sit where.

    A seat given by hand goes before hosting, and both before all wishes. Seats of the room limit
    even these; hosts come first, then the others, by id. What cannot hold is told in a note.
    """
    duties = Duties()
    for slot, held in hall.held.items():
        present = {p.id for p in event.people if slot not in p.away}
        own = _own_topics(slot, hall, present)
        by_hand = _picked(slot, hall, picks, duties, present)
        left = dict(held)
        for person in sorted({*own, *by_hand}, key=lambda name: (name in by_hand, name)):
            if by_hand.get(person, "") is None:
                duties.settled[person, slot] = None
            else:
                topics = own.get(person, [])
                first = [topic] if (topic := by_hand.get(person)) is not None else []
                _settle(person, slot, [*first, *topics], hall, left, duties)
                if person not in by_hand and len(topics) > 1:
                    duties.notes.append(_torn(person, slot, len(topics), hall, duties))
        duties.notes += _without_host(slot, hall, duties.settled)
    return duties


def _own_topics(slot: str, hall: Hall, present: set[str]) -> dict[str, list[str]]:
    """The topics of each host that is there; of several, first those with fewest other hosts."""
    own: dict[str, list[str]] = {}
    for topic in hall.held[slot]:
        for host in dict.fromkeys(hall.topics[topic].hosts):
            if host in present:
                own.setdefault(host, []).append(topic)
    hosts = Counter(topic for topics in own.values() for topic in topics)
    return {host: sorted(topics, key=lambda t: (hosts[t], t)) for host, topics in own.items()}


def _picked(
    slot: str, hall: Hall, picks: Picks, duties: Duties, present: set[str]
) -> dict[str, str | None]:
    """The seats given by hand that can hold: the person is there, and the topic is held then."""
    chosen: dict[str, str | None] = {}
    for (person, at), topic in sorted(picks.items(), key=lambda pick: pick[0]):
        if at != slot:
            continue
        if person in present and (topic is None or topic in hall.held[slot]):
            chosen[person] = topic
        elif topic is not None:
            text = (
                gettext("{person} is away in {slot} and cannot sit in {topic}, as set by hand.")
                if person not in present
                else gettext(
                    "{topic} is not held in {slot}; {person} cannot sit there, as set by hand."
                )
            )
            text = text.format(person=person, slot=slot, topic=hall.name(topic))
            duties.notes.append(Note("pick", text, slot, topic, (person,)))
    return chosen


def _settle(
    person: str, slot: str, topics: list[str], hall: Hall, left: dict[str, int], duties: Duties
) -> None:
    """Into the first of the topics that has a seat left; into none where all are full."""
    for topic in dict.fromkeys(topics):
        if left[topic] > 0:
            left[topic] -= 1
            duties.settled[person, slot] = topic
            return
        hosting = person in hall.topics[topic].hosts
        text = (
            gettext("The room of {topic} in {slot} has no seat left for {person}, who hosts it.")
            if hosting
            else gettext(
                "The room of {topic} in {slot} has no seat left for {person}, as set by hand."
            )
        )
        text = text.format(topic=hall.name(topic), slot=slot, person=person)
        duties.notes.append(Note("host" if hosting else "pick", text, slot, topic, (person,)))


def _torn(person: str, slot: str, count: int, hall: Hall, duties: Duties) -> Note:
    topic = duties.settled.get((person, slot))
    text = (
        gettext("{person} hosts {count} topics in {slot} and sits in {topic}.")
        if topic is not None
        else gettext("{person} hosts {count} topics in {slot} and cannot sit in any.")
    )
    name = "" if topic is None else hall.name(topic)
    text = text.format(person=person, count=count, slot=slot, topic=name)
    return Note("host", text, slot, "", (person,))


def _without_host(slot: str, hall: Hall, settled: Mapping[Seat, str | None]) -> Iterator[Note]:
    """Topics in whose group none of their hosts sits."""
    for topic in hall.held[slot]:
        hosts = hall.topics[topic].hosts
        if hosts and not any(settled.get((host, slot)) == topic for host in hosts):
            text = gettext("{topic} in {slot} is without its host.")
            text = text.format(topic=hall.name(topic), slot=slot)
            yield Note("host", text, slot, topic, hosts)
