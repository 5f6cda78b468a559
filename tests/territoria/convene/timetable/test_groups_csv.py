from __future__ import annotations

from dataclasses import replace

from barcamp_seats import barcamp
from territoria.convene.timetable.event import Person
from territoria.convene.timetable.groups_csv import groups_csv
from territoria.convene.timetable.seating import seat_people


def test_a_line_for_each_person_and_slot() -> None:
    event, timetable = barcamp([[3, 0, 1]] * 2, ["AB", "C"], seats=[1, 1], away={"p1": "s0"})
    found = seat_people(event, timetable, least=1, picks={("p1", "s1"): "C"})
    assert groups_csv(event, timetable, found) == (
        "person,slot,topic,room\np0,s0,A,r0\np0,s1,,\np1,s0,,\np1,s1,C,r0\n"
    )


def test_a_name_that_looks_like_a_formula_is_text() -> None:
    event, timetable = barcamp([[3]], ["A"], seats=[1])
    event = replace(event, people=(Person("=1+1"),))
    found = seat_people(event, timetable)
    assert groups_csv(event, timetable, found) == "person,slot,topic,room\n'=1+1,s0,A,r0\n"
