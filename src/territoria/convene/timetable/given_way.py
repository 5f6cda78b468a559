"""What gave way when people were seated, in sentences: small groups, many of a city, no seat."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from territoria.convene.timetable.duties import Hall
from territoria.convene.timetable.event import Event
from territoria.convene.timetable.seated import Note, Seat
from territoria.speech import gettext, number, with_unit

ENOUGH = 0.75
"""A floor below this share is told with the names of those below it."""


def why_out(
    event: Event, hall: Hall, settled: Mapping[Seat, str | None], seats: Mapping[Seat, str]
) -> dict[Seat, str]:
    """(person, slot) → why there is no seat, of all who have none."""
    out = {}
    for slot, held in hall.held.items():
        for person in event.people:
            if (at := (person.id, slot)) in seats:
                continue
            if slot in person.away:
                out[at] = gettext("Is away.")
            elif at in settled:
                out[at] = gettext("Sits out, as set by hand.")
            elif not held:
                out[at] = gettext("Nothing is held in this slot.")
            else:
                text = gettext("No seat is left: the rooms in use have {count} in all.")
                out[at] = text.format(count=sum(held.values()))
    return out


def notes_of(
    event: Event,
    hall: Hall,
    settled: Mapping[Seat, str | None],
    seats: Mapping[Seat, str],
    shares: Mapping[str, float],
    least: int,
    most_of_city: int,
) -> Iterator[Note]:
    """A sentence for each thing that gave way, slot by slot; the floor at the end."""
    city = {person.id: person.city for person in event.people}
    for slot, held in hall.held.items():
        for topic in held:
            inside = sorted(p for (p, s), t in seats.items() if (s, t) == (slot, topic))
            yield from _small(slot, topic, hall, inside, least)
            yield from _crowded(slot, topic, hall, inside, city, most_of_city)
        yield from _standing(event, slot, held, settled, seats)
    yield from _low(shares)


def _small(slot: str, topic: str, hall: Hall, inside: list[str], least: int) -> Iterator[Note]:
    if len(inside) < least:
        text = gettext("{topic} in {slot} stays small: {count} people, {least} are wanted.")
        text = text.format(topic=hall.name(topic), slot=slot, count=len(inside), least=least)
        yield Note("small", text, slot, topic, tuple(inside))


def _crowded(
    slot: str, topic: str, hall: Hall, inside: list[str], city: Mapping[str, str], most: int
) -> Iterator[Note]:
    counts = Counter(city[person] for person in inside if city[person])
    for name, count in sorted(counts.items()):
        if count > most:
            text = gettext(
                "{topic} in {slot}: {count} people of {city}, at most {most} are wanted."
            )
            text = text.format(topic=hall.name(topic), slot=slot, count=count, city=name, most=most)
            people = tuple(person for person in inside if city[person] == name)
            yield Note("city", text, slot, topic, people)


def _standing(
    event: Event,
    slot: str,
    held: Mapping[str, int],
    settled: Mapping[Seat, str | None],
    seats: Mapping[Seat, str],
) -> Iterator[Note]:
    people = tuple(
        sorted(
            p.id
            for p in event.people
            if held and slot not in p.away and not {(p.id, slot)} & {*seats, *settled}
        )
    )
    if people:
        text = gettext(
            "Seats are short in {slot}: {seats} in all. Without a seat ({count}): {names}."
        )
        text = text.format(
            slot=slot, seats=sum(held.values()), count=len(people), names=", ".join(people)
        )
        yield Note("out", text, slot, "", people)


def _low(shares: Mapping[str, float]) -> Iterator[Note]:
    people = tuple(sorted(person for person, share in shares.items() if share < ENOUGH))
    if people:
        text = gettext("Fewer than {share} of what they could have at best ({count}): {names}.")
        percent = with_unit(number(100 * ENOUGH), "%")
        text = text.format(share=percent, count=len(people), names=", ".join(people))
        yield Note("floor", text, people=people)
