"""An event from CSV files, and its timetable as one."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from territoria.convene.timetable.event import UNSAID, Event, Person, Pin, Room, Timetable, Topic
from territoria.sources.barcamp_file import BarcampFile, read_barcamp_files
from territoria.sources.polis.as_text import marked

COLUMNS = ("slot", "room", "topic", "title", "hosts", "note")


def read_barcamp(
    topics: Path,
    interests: Path,
    *,
    slots: int | Sequence[str],
    rooms: Path | int,
    people: Path | None = None,
    pins: Path | None = None,
    skipped: Sequence[str] = (),
) -> Event:
    """The event in CSV files (``territoria.sources.barcamp_file`` says which columns).

    ``slots``: their names, or how many; then they are called 1, 2, 3. ``rooms``: a file, or how many;
    then each is large enough for everybody. DataError lists all problems with file and line; what
    only shows in the whole, ``make_timetable`` says.
    """
    names = tuple(map(str, range(1, slots + 1))) if isinstance(slots, int) else tuple(slots)
    read = read_barcamp_files(
        topics,
        interests,
        people=people,
        rooms=rooms if isinstance(rooms, Path) else None,
        pins=pins,
        slots=names,
    )
    return _event(read, names, rooms if isinstance(rooms, int) else 0, skipped)


def _event(read: BarcampFile, slots: tuple[str, ...], rooms: int, skipped: Sequence[str]) -> Event:
    if read.rooms is None:
        seats = max(len(read.people), 1)
        halls = tuple(Room(str(n + 1), seats) for n in range(rooms))
    else:
        halls = tuple(
            Room(name, row.seats, frozenset(row.features), frozenset(row.closed))
            for name, row in read.rooms.items()
        )
    interests = np.full((len(read.people), len(read.topics)), UNSAID, dtype=np.int8)
    person_at = {name: n for n, name in enumerate(read.people)}
    topic_at = {name: n for n, name in enumerate(read.topics)}
    for (person, topic), interest in read.interests.items():
        interests[person_at[person], topic_at[topic]] = interest
    return Event(
        people=tuple(Person(name, c, frozenset(away)) for name, (c, away) in read.people.items()),
        topics=tuple(
            Topic(name, row.title, row.hosts, frozenset(row.needs))
            for name, row in read.topics.items()
        ),
        slots=slots,
        rooms=halls,
        interests=interests,
        pins=tuple(Pin(name, slot, room) for name, (slot, room) in read.pins.items()),
        skipped=frozenset(skipped),
    )


def write_timetable_csv(event: Event, timetable: Timetable) -> str:
    """A timetable as CSV: slot, room, topic, title, hosts; below, what is left out and why.

    It can be read again as pins.
    """
    topics = {topic.id: topic for topic in event.topics}
    file = io.StringIO(newline="")
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    rows = [(p.slot, p.room, p.topic, "") for p in timetable.placements]
    rows += [("", "", name, why) for name, why in timetable.left_out.items()]
    for slot, room, name, note in rows:
        topic = topics[name]
        cells = (slot, room, name, topic.title, "; ".join(topic.hosts), note)
        writer.writerow([marked(cell) for cell in cells])
    return file.getvalue()
