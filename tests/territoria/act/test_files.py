"""Encounters and mentoring from files: all problems of all files at once, and results as CSV."""

from __future__ import annotations

from pathlib import Path

import pytest

from territoria.act.companies import Company, Wish
from territoria.act.files import (
    Encounter,
    read_encounter,
    read_mentoring,
    write_meetings,
    write_mentoring,
    write_proposals,
)
from territoria.act.fit import proposals_for
from territoria.act.matchmaking import Pin, arrange_meetings
from territoria.act.mentoring import Mentee, Mentor, assign_mentors
from territoria.errors import DataError


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def problems(error: DataError, folder: Path) -> list[str]:
    return [str(problem).replace(f"{folder}/", "") for problem in error.problems]


def test_what_is_written_can_be_read_again_as_pins(tmp_path: Path) -> None:
    companies = written(tmp_path, "companies.csv", "company,name,away\na,Alpha,1\nb,,\nc,,\n")
    wishes = written(tmp_path, "wishes.csv", "asker,asked,value,accepted\na,b,3,yes\nc,b,1,yes\n")
    held = read_encounter(companies, wishes)
    assert held == Encounter(
        (Company("a", "Alpha", away=frozenset({1})), Company("b"), Company("c")),
        (Wish("a", "b", 3, True), Wish("c", "b", 1, True)),
        (),
    )
    found = arrange_meetings(held.companies, held.wishes, slots=2, tables=1)
    text = write_meetings(found, held.companies)
    assert text == (
        "slot,table,company,name,other,other_name,weight\r\n1,1,b,,c,,1\r\n2,1,a,Alpha,b,,3\r\n"
    )
    pins = written(tmp_path, "meetings.csv", text)
    again = read_encounter(companies, wishes, pins=pins)
    assert again.pins == (Pin("b", "c", 1, 1), Pin("a", "b", 2, 1))


def test_the_problems_of_all_files_come_together(tmp_path: Path) -> None:
    companies = written(tmp_path, "c.csv", "company,offers,away\na,1;2;3;4,x\na,,\nbee,,\n")
    wishes = written(tmp_path, "w.csv", "asker,asked,value\na,be,9\na,a,1\n")
    pins = written(tmp_path, "p.csv", "company,other,slot\na,bee,soon\n")
    with pytest.raises(DataError) as refused:
        read_encounter(companies, wishes, pins=pins)
    assert problems(refused.value, tmp_path) == [
        "c.csv:2: away “x” is no whole number above 0. Write numbers of slots, parted by semicolons.",
        "w.csv:2: value 9 is not known. Known: 1, 2, 3.",
        "p.csv:2: slot “soon” is no whole number. Write one.",
        "c.csv:2: 4 offers are more than 3. Keep the first ones.",
        "c.csv:3: this company is named more than once: a. Name each once.",
        "w.csv:2: no such company: be. Did you mean bee? Known: a, bee.",
        "w.csv:3: nobody can meet themselves: a. Take the wish out.",
    ]


def test_proposals_are_written_with_their_reasons(tmp_path: Path) -> None:
    companies = written(tmp_path, "c.csv", "company,sector\na,J62\nb,J62\n")
    fits = proposals_for(read_encounter(companies).companies)
    assert write_proposals(fits) == (
        "company,name,other,other_name,reasons\r\na,,b,,Both work in one sector: J62.\r\n"
    )


def test_mentors_and_mentees(tmp_path: Path) -> None:
    mentors = written(tmp_path, "mentors.csv", "mentor,capacity,name\nm,1,Mia\n")
    mentees = written(tmp_path, "mentees.csv", "mentee,wishes\na,m\nb,\n")
    giving, seeking = read_mentoring(mentors, mentees)
    assert (giving, seeking) == ((Mentor("m", 1, name="Mia"),), (Mentee("a", ("m",)), Mentee("b")))
    assert write_mentoring(assign_mentors(giving, seeking), seeking) == (
        "mentee,name,mentor,mentor_name,points,reason\r\n"
        "a,,m,Mia,6,Mia is the first wish of a.\r\n"
        "b,,,,,No mentor is wished for or has a theme in common.\r\n"
    )
    written(tmp_path, "mentors.csv", "mentor,capacity\nm,few\nm,1\n")
    written(tmp_path, "mentees.csv", "mentee,wishes\na,x\n")
    with pytest.raises(DataError) as refused:
        read_mentoring(mentors, mentees)
    assert problems(refused.value, tmp_path) == [
        "mentors.csv:2: capacity “few” is no whole number. Write one.",
        "mentors.csv:3: this id is given more than once: m. Name each once.",
        "mentees.csv:2: no such mentor: x. Known: m.",
    ]
