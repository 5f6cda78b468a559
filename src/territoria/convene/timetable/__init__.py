"""The timetable of a BarCamp: what is held when and where, so that it serves the most interest."""

from territoria.convene.timetable.changes import Change, changes_between
from territoria.convene.timetable.check import check_event
from territoria.convene.timetable.conflicts import Conflict, conflicts_of
from territoria.convene.timetable.event import (
    Event,
    Person,
    Pin,
    Placement,
    Room,
    Timetable,
    Topic,
)
from territoria.convene.timetable.groups_csv import groups_csv
from territoria.convene.timetable.judge import judge_timetable
from territoria.convene.timetable.judge_seating import judge_seating
from territoria.convene.timetable.make import make_timetable
from territoria.convene.timetable.moves import Move, Tried, value_if
from territoria.convene.timetable.reseat import reseat
from territoria.convene.timetable.seated import Note, Reseating, Seating
from territoria.convene.timetable.seating import seat_people

__all__ = [
    "Change",
    "Conflict",
    "Event",
    "Move",
    "Note",
    "Person",
    "Pin",
    "Placement",
    "Reseating",
    "Room",
    "Seating",
    "Timetable",
    "Topic",
    "Tried",
    "changes_between",
    "check_event",
    "conflicts_of",
    "groups_csv",
    "judge_seating",
    "judge_timetable",
    "make_timetable",
    "reseat",
    "seat_people",
    "value_if",
]
