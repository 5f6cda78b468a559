"""Whether a seating holds what it says: every rule and every figure once more, in plain loops.

Written without anything of what seats people, so that a mistake there is not repeated here. What is
not judged: that nothing better exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from territoria.convene.timetable.event import Event, Person, Timetable
from territoria.convene.timetable.seated import Note, Picks, Seating
from territoria.errors import Problem
from territoria.speech import gettext

NEAR = 1e-9


def judge_seating(
    event: Event, timetable: Timetable, seating: Seating, picks: Picks | None = None
) -> tuple[Problem, ...]:
    """Everything that does not hold; empty where all does.

    ``picks``: what was given by hand, that of the seating where None. After a no-show, ``event`` is
    the one in which those who do not come are away.
    """
    by_hand = seating.picks if picks is None else picks
    court = _Court(event, timetable, seating, by_hand)
    if strange := tuple(court.strangers()):
        return strange
    return (*court.places(), *court.duties(), *court.groups(), *court.figures())


def judge_seats(event: Event, timetable: Timetable, seating: Seating) -> tuple[Problem, ...]:
    """What of a seating is judged when people came, left or said more since: seats that lead nowhere,
    rooms with more people than seats; empty where all does.
    """
    court = _Court(event, timetable, seating, {})
    return (*court.strangers(), *court.overfull())


class _Court:
    """One seating before its judge."""

    def __init__(self, event: Event, timetable: Timetable, seating: Seating, picks: Picks) -> None:
        self.event, self.seating, self.picks = event, seating, picks
        self.people = {person.id: person for person in event.people}
        self.hosts = {topic.id: topic.hosts for topic in event.topics}
        self.rooms = {room.id: room.seats for room in event.rooms}
        self.row = {person.id: n for n, person in enumerate(event.people)}
        self.column = {topic.id: n for n, topic in enumerate(event.topics)}
        self.room = {(one.slot, one.topic): one.room for one in timetable.placements}

    def strangers(self) -> Iterator[Problem]:
        """Seats of nobody, in no slot, in topics that are not held then."""
        for (person, slot), topic in self.seating.seats.items():
            if person not in self.people or (slot, topic) not in self.room:
                text = gettext("nobody of the event can have this seat: {topic}.")
                yield Problem(f"{person}, {slot}", text.format(topic=topic))
        for person, slot in self.seating.out:
            if person not in self.people or slot not in self.event.slots:
                yield Problem(f"{person}, {slot}", gettext("the event does not have this."))

    def places(self) -> Iterator[Problem]:
        """Everybody in one place in every slot, nobody who is away, nobody out beside a free seat."""
        for slot in self.event.slots:
            free = [t for s, t in self.room if s == slot and self._size(s, t) < self._seats(s, t)]
            for person in self.event.people:
                at = (person.id, slot)
                where = f"{person.id}, {slot}"
                if (at in self.seating.seats) == (at in self.seating.out):
                    yield Problem(where, gettext("neither a seat nor a reason for none, or both."))
                if at in self.seating.seats and slot in person.away:
                    yield Problem(where, gettext("has a seat and is away."))
                sent_out = at in self.picks and self.picks[at] is None
                if at in self.seating.out and slot not in person.away and not sent_out and free:
                    text = gettext("stands out while {topic} has a free seat.")
                    yield Problem(where, text.format(topic=free[0]))

    def duties(self) -> Iterator[Problem]:
        """Seats given by hand, and hosts, where no note excuses it."""
        for (person, slot), topic in self.picks.items():
            if self.seating.seats.get((person, slot)) != topic and not self._excused(
                ("pick", "host"), slot, person
            ):
                text = gettext("does not sit where it was set by hand.")
                yield Problem(f"{person}, {slot}", text)
        for (slot, topic), _ in self.room.items():
            for host in self.hosts[topic]:
                known = self.people.get(host)
                if known is None or slot in known.away or (host, slot) in self.picks:
                    continue
                seat = self.seating.seats.get((host, slot))
                if seat != topic and not self._excused(("host",), slot, host):
                    text = gettext("does not sit in the own topic, {topic}.").format(topic=topic)
                    yield Problem(f"{host}, {slot}", text)

    def overfull(self) -> Iterator[Problem]:
        """Groups for which their room is too small."""
        for slot, topic in self.room:
            size, seats = self._size(slot, topic), self._seats(slot, topic)
            if size > seats:
                text = gettext("{count} people on {seats} seats.").format(count=size, seats=seats)
                yield Problem(f"{topic}, {slot}", text)

    def groups(self) -> Iterator[Problem]:
        """Seats of the rooms, least sizes and people of one city, where no note tells of it."""
        least, most = self.seating.least, self.seating.most_of_city
        yield from self.overfull()
        for slot, topic in self.room:
            where, size = f"{topic}, {slot}", self._size(slot, topic)
            if (size < least) != bool(self._notes("small", slot, topic)):
                yield Problem(
                    where,
                    gettext("the group is small and no note says so; or a note says so wrongly."),
                )
            cities = self._cities(slot, topic)
            crowded = any(count > most for count in cities.values())
            if crowded != bool(self._notes("city", slot, topic)):
                text = gettext(
                    "more people of one city than wanted, and no note says so; or a note says so wrongly."
                )
                yield Problem(where, text)

    def figures(self) -> Iterator[Problem]:
        """Every figure of the seating from its seats."""
        interest = sum(self._interest(p, t) for (p, _), t in self.seating.seats.items())
        cities = [self._cities(slot, topic) for slot, topic in self.room]
        met = sum(len(inside) for inside in cities)
        mixes = [len(inside) / sum(inside.values()) for inside in cities if inside]
        shares = {}
        for person in self.event.people:
            ideal, got = self._ideal_and_got(person)
            if ideal:
                shares[person.id] = got / ideal
        found = self.seating
        lowest = min(shares.values(), default=1.0)
        for name, holds in (
            ("interest", found.interest == interest),
            ("cities", found.cities == met),
            ("value", abs(found.value - (interest + 0.3 * met)) < NEAR),
            ("bound", found.value <= found.bound + NEAR),
            ("fair_cost", found.fair_cost >= 0),
            ("shares", found.shares == shares),
            ("floor", found.floor - NEAR <= lowest < found.floor + 0.05 - NEAR),
            ("mixed", abs(found.mixed - (sum(mixes) / len(mixes) if mixes else 0)) < NEAR),
        ):
            if not holds:
                yield Problem(name, gettext("the figure is not that of the seats."))

    def _ideal_and_got(self, person: Person) -> tuple[int, int]:
        """What somebody could have at best over all slots, and what the seats give."""
        ideal = got = 0
        for slot in self.event.slots:
            held = [topic for s, topic in self.room if s == slot]
            seat = self.seating.seats.get((person.id, slot))
            got += self._interest(person.id, seat) if seat else 0
            by_hand = self.picks.get((person.id, slot), "")
            if slot in person.away or not held or by_hand is None:
                continue
            if seat and (seat == by_hand or person.id in self.hosts[seat]):
                ideal += self._interest(person.id, seat)
            else:
                ideal += max(self._interest(person.id, topic) for topic in held)
        return ideal, got

    def _interest(self, person: str, topic: str) -> int:
        return max(0, int(self.event.interests[self.row[person], self.column[topic]]))

    def _size(self, slot: str, topic: str) -> int:
        return sum((s, t) == (slot, topic) for (_, s), t in self.seating.seats.items())

    def _seats(self, slot: str, topic: str) -> int:
        return self.rooms[self.room[slot, topic]]

    def _cities(self, slot: str, topic: str) -> Mapping[str, int]:
        counts: dict[str, int] = {}
        for (person, s), t in self.seating.seats.items():
            if (s, t) == (slot, topic) and (city := self.people[person].city):
                counts[city] = counts.get(city, 0) + 1
        return counts

    def _notes(self, kind: str, slot: str, topic: str) -> list[Note]:
        return [
            note
            for note in self.seating.notes
            if (note.kind, note.slot, note.topic) == (kind, slot, topic)
        ]

    def _excused(self, kinds: tuple[str, ...], slot: str, person: str) -> bool:
        return any(
            note.kind in kinds and note.slot == slot and person in note.people
            for note in self.seating.notes
        )
