"""The groups as a CSV table: who sits where, slot by slot."""

from __future__ import annotations

import csv
import io

from territoria.convene.timetable.event import Event, Timetable
from territoria.convene.timetable.seated import Seating
from territoria.sources.polis.as_text import marked

COLUMNS = ("person", "slot", "topic", "room")


def groups_csv(event: Event, timetable: Timetable, seating: Seating) -> str:
    """``person,slot,topic,room``: a line for each person and slot, in the order of the event.

    Topic and room are empty where somebody has no seat. A cell that a spreadsheet would take for a
    formula is written as text, with an apostrophe before it.
    """
    room = {(place.slot, place.topic): place.room for place in timetable.placements}
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(COLUMNS)
    for person in event.people:
        for slot in event.slots:
            topic = seating.seats.get((person.id, slot), "")
            writer.writerow(
                [marked(cell) for cell in (person.id, slot, topic, room.get((slot, topic), ""))]
            )
    return file.getvalue()
