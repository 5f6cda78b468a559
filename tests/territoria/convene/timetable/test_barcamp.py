"""An event from CSV files, and its timetable as one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from territoria.convene.timetable.barcamp import read_barcamp, write_timetable_csv
from territoria.convene.timetable.event import Person, Pin, Placement, Room, Timetable, Topic


@pytest.fixture
def files(tmp_path: Path) -> Path:
    for name, text in {
        "topics": "topic,title,host,needs\nt0,=Bikes,Ada,screen\nt1,Parks,,\n",
        "interests": "person,topic,interest\nBo,t1,2\nBo,t0,0\n",
        "people": "person,city,away\nAda,Metz,9h\nBo,,\n",
        "rooms": "room,seats,features,closed\nHall,40,screen,10h\nHut,8,,\n",
    }.items():
        (tmp_path / f"{name}.csv").write_text(text, encoding="utf-8")
    return tmp_path


def test_numbers_of_slots_and_rooms_are_enough(files):
    event = read_barcamp(files / "topics.csv", files / "interests.csv", slots=2, rooms=2)
    assert event.people == (Person("Bo"), Person("Ada"))
    assert event.topics == (
        Topic("t0", "=Bikes", ("Ada",), frozenset({"screen"})),
        Topic("t1", "Parks"),
    )
    assert (event.slots, event.rooms) == (("1", "2"), (Room("1", 2), Room("2", 2)))
    assert event.interests.tolist() == [[0, 2], [-1, -1]]


def test_people_and_rooms_from_files(files):
    event = read_barcamp(
        files / "topics.csv",
        files / "interests.csv",
        slots=("9h", "10h"),
        rooms=files / "rooms.csv",
        people=files / "people.csv",
        skipped=("t1",),
    )
    assert event.people == (Person("Ada", "Metz", frozenset({"9h"})), Person("Bo"))
    assert event.rooms == (
        Room("Hall", 40, frozenset({"screen"}), frozenset({"10h"})),
        Room("Hut", 8),
    )
    assert (event.interests.tolist(), event.skipped) == ([[-1, -1], [0, 2]], {"t1"})


def test_a_timetable_is_written_with_its_reasons_and_read_again_as_pins(files):
    event = read_barcamp(files / "topics.csv", files / "interests.csv", slots=2, rooms=2)
    made = Timetable((Placement("t0", "1", "2"),), {"t1": "Left out by hand."}, 0, 0, "")
    text = write_timetable_csv(event, made)
    assert text == (
        "slot,room,topic,title,hosts,note\r\n"
        "1,2,t0,'=Bikes,Ada,\r\n"
        ",,t1,Parks,,Left out by hand.\r\n"
    )
    (files / "pins.csv").write_text(text, encoding="utf-8", newline="")
    again = read_barcamp(
        files / "topics.csv", files / "interests.csv", slots=2, rooms=2, pins=files / "pins.csv"
    )
    assert replace(again, interests=event.interests) == replace(event, pins=(Pin("t0", "1", "2"),))
