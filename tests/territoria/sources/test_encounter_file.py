"""Companies, wishes, pins, mentors and mentees from CSV; every fault with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from territoria.sources.encounter_file import (
    CompanyRow,
    MenteeRow,
    MentorRow,
    PinRow,
    WishRow,
    read_companies,
    read_mentees,
    read_mentors,
    read_pins,
    read_wishes,
    write_table,
)
from territoria.sources.polis.tables import Faults


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "f.csv"


def said(faults: Faults, path: Path) -> list[str]:
    return [str(problem).replace(str(path), "f.csv") for problem in faults.all()]


def test_a_company_with_all_its_columns(path: Path) -> None:
    path.write_text(
        "\ufeffCompany,name,city,sector,offers,seeks,languages,away,booth\n"
        "a,Alpha,Pau,J62,3D; data;3D,,fr;en,2;4,7\n"
        "'=b,,,,,,,,\n",
        encoding="utf-8",
    )
    faults = Faults()
    assert read_companies(path, faults) == [
        CompanyRow(
            f"{path}:2", "a", "Alpha", "Pau", "J62", ("3D", "data"), (), ("fr", "en"), (2, 4), 7
        ),
        CompanyRow(f"{path}:3", "=b", "", "", "", (), (), (), (), None),
    ]
    assert faults.all() == []


def test_wishes_with_and_without_an_answer(path: Path) -> None:
    path.write_text("asker,asked,value,accepted\na,b,3,yes\nb,c,,No\nc,a,2,\n", encoding="utf-8")
    assert read_wishes(path, Faults()) == [
        WishRow(f"{path}:2", "a", "b", 3, True),
        WishRow(f"{path}:3", "b", "c", 1, False),
        WishRow(f"{path}:4", "c", "a", 2, None),
    ]
    path.write_text("asker,asked\n", encoding="utf-8")
    faults = Faults()
    assert (read_wishes(path, faults), faults.all()) == ([], [])


def test_pins_mentors_and_mentees(path: Path) -> None:
    path.write_text("slot,table,company,other\n2,,a,b\n", encoding="utf-8")
    assert read_pins(path, Faults()) == [PinRow(f"{path}:2", "a", "b", 2, None)]
    path.write_text("mentor,capacity,themes\nm,2,data;green\n", encoding="utf-8")
    assert read_mentors(path, Faults()) == [
        MentorRow(f"{path}:2", "m", "", 2, ("data", "green"), ())
    ]
    path.write_text("mentee,wishes,languages\na,m;n,fr\n", encoding="utf-8")
    assert read_mentees(path, Faults()) == [
        MenteeRow(f"{path}:2", "a", "", ("m", "n"), (), ("fr",))
    ]


def test_every_fault_is_told_with_its_line(path: Path) -> None:
    path.write_text("company,away,booth\na,one;0,x\nb,1\nc,,0\n", encoding="utf-8")
    faults = Faults()
    read_companies(path, faults)
    mend = "Write numbers of slots, parted by semicolons."
    assert said(faults, path) == [
        f"f.csv:2: away “one” is no whole number above 0. {mend}",
        f"f.csv:2: away “0” is no whole number above 0. {mend}",
        "f.csv:2: booth “x” is no whole number. Write one.",
        "f.csv:3: 2 cells under 3 columns. Correct the line.",
        "f.csv:4: booth 0 is too small. The least is 1.",
    ]
    path.write_text(f"company,away\na,{'9' * 5000}\n", encoding="utf-8")
    faults = Faults()
    read_companies(path, faults)
    assert len(said(faults, path)) == 1
    path.write_text("asker,asked,value,accepted\na,b,4,perhaps\n", encoding="utf-8")
    faults = Faults()
    read_wishes(path, faults)
    assert said(faults, path) == [
        "f.csv:2: value 4 is not known. Known: 1, 2, 3.",
        "f.csv:2: accepted “perhaps” is neither yes nor no. "
        "Write yes, no, or nothing while there is no answer.",
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", ["f.csv: the file is empty. Begin with asker, asked, value, accepted."]),
        ("asker;asked\na;b\n", [
            "f.csv:1: there is no column asker, asked. Add it. Columns are parted by commas.",
            "f.csv:1: there is a column asker;asked, which is not known. "
            "Did you mean asker? Known: accepted, asked, asker, value.",
        ]),
        ("asker,asked,valeu\n", [
            "f.csv:1: there is a column valeu, which is not known. "
            "Did you mean value? Known: accepted, asked, asker, value.",
        ]),
        ("asker,asked,asked\n", ["f.csv:1: the column asked stands twice. Rename one of them."]),
        ('asker,asked\n"a,b\n', [
            "f.csv:2: the row that begins here does not end. "
            "Close its quotation mark, or take it out.",
        ]),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_read_says_why(path: Path, text: str, told: list[str]) -> None:
    path.write_text(text, encoding="utf-8")
    faults = Faults()
    assert read_wishes(path, faults) == []
    assert said(faults, path) == told


def test_a_file_that_is_not_there_is_told(path: Path) -> None:
    faults = Faults()
    assert read_companies(path, faults) == []
    assert said(faults, path) == ["f.csv: there is no such file. Check the path."]


def test_what_a_spreadsheet_would_compute_is_marked_and_read_back(path: Path) -> None:
    text = write_table(("company", "other", "slot"), [("=a", "b,c", 1)])
    assert text == 'company,other,slot\r\n\'=a,"b,c",1\r\n'
    path.write_bytes(text.encode())
    assert read_pins(path, Faults()) == [PinRow(f"{path}:2", "=a", "b,c", 1, None)]
