"""A BarCamp's CSV files: what they say, and every fault of every file with its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from territoria.errors import DataError
from territoria.sources.barcamp_file import BarcampFile, RoomRow, TopicRow, read_barcamp_files

TOPICS = "topic,title,host,needs\nbike,Bikes for all,Ada; Bo,screen;wall\ncity,,,\n"
INTERESTS = "person,topic,interest\nAda,bike,3\nBo,bike,\nBo,city,0\n"
SLOTS = ("1", "2")


@pytest.fixture
def write(tmp_path: Path):
    def put(name: str, text: str | bytes) -> Path:
        raw = text if isinstance(text, bytes) else text.encode()
        (tmp_path / name).write_bytes(raw)
        return tmp_path / name

    return put


def faults_of(folder: Path, *args, **kwargs) -> list[str]:
    with pytest.raises(DataError) as refused:
        read_barcamp_files(*args, slots=SLOTS, **kwargs)
    return [str(p).replace(f"{folder}/", "") for p in refused.value.problems]


def test_topics_and_interests_are_enough(write):
    found = read_barcamp_files(write("t.csv", TOPICS), write("i.csv", INTERESTS), slots=SLOTS)
    assert found == BarcampFile(
        topics={
            "bike": TopicRow("Bikes for all", ("Ada", "Bo"), ("screen", "wall")),
            "city": TopicRow("", (), ()),
        },
        interests={("Ada", "bike"): 3, ("Bo", "bike"): -1, ("Bo", "city"): 0},
        people={"Ada": ("", ()), "Bo": ("", ())},
        rooms=None,
        pins={},
    )


def test_hosts_stand_under_either_name_as_in_the_timetable_that_is_written(write):
    for name in ("host", "hosts"):
        topics = write("t.csv", f"topic,title,{name}\na,A,Ada; Bo\n")
        interests = write("i.csv", "person,topic,interest\n")
        read = read_barcamp_files(topics, interests, slots=["1"])
        assert read.topics["a"].hosts == ("Ada", "Bo")


def test_people_rooms_and_pins_may_be_told(write):
    found = read_barcamp_files(
        write("t.csv", TOPICS),
        write("i.csv", "interest, Person ,topic,when\n2,Ada,city,now\n"),
        people=write("p.csv", "person,city,away\nAda,Metz,1; 2\nBo,,\nCy,Trier,\n"),
        rooms=write("r.csv", "room,seats,features,closed\nHall,40,screen; wall,2\n"),
        pins=write("f.csv", "slot,room,topic,title\n2,Hall,bike,x\n1,,city,y\n,,none,z\n"),
        slots=SLOTS,
    )
    assert found.people == {"Ada": ("Metz", ("1", "2")), "Bo": ("", ()), "Cy": ("Trier", ())}
    assert found.rooms == {"Hall": RoomRow(40, ("screen", "wall"), ("2",))}
    assert found.pins == {"bike": ("2", "Hall"), "city": ("1", "")}
    assert found.interests == {("Ada", "city"): 2}


def test_a_text_marked_for_spreadsheets_is_read_bare(write):
    found = read_barcamp_files(
        write("t.csv", "topic,title\n'=1,'-x\n"),
        write("i.csv", "person,topic,interest\n'@a,'=1,1\n"),
        slots=SLOTS,
    )
    assert found.topics == {"=1": TopicRow("-x", (), ())}
    assert found.interests == {("@a", "=1"): 1}


def test_a_number_of_seats_that_no_machine_holds_is_a_fault(write, tmp_path):
    topics, interests = (
        write("t.csv", "topic,title\na,A\n"),
        write("i.csv", "person,topic,interest\n"),
    )
    rooms = write("r.csv", f"room,seats\nHall,{'9' * 5000}\nHut,0012\n")
    (fault,) = faults_of(tmp_path, topics, interests, rooms=rooms)
    assert fault.startswith("r.csv:2: seats “999")


def test_all_faults_of_all_files_are_told_at_once(write, tmp_path):
    topics = write("t.csv", "topic,title,host\na,A,Ada\na,B,\n,C,\nb,B,Zoe\n")
    interests = write(
        "i.csv",
        "person,topic,interest\nAda,a,4\nAda,a,1\nAda,a,2\nBo,a,1\nAda,z,1\n,a,1\nAda,b\n",
    )
    people = write("p.csv", "person,away\nAda,3\nAda,\n")
    rooms = write("r.csv", "room,seats,closed\nHall,many,3\nHall,0,\n")
    pins = write("f.csv", "topic,slot,room\nc,1,\na,3,Hut\na,1,Hall\n")
    assert faults_of(tmp_path, topics, interests, people=people, rooms=rooms, pins=pins) == [
        "t.csv:3: a is named more than once. Name each once.",
        "t.csv:4: a name is empty. Give each a name.",
        "p.csv:2: 3 is not known. Known: 1, 2.",
        "p.csv:3: Ada is named more than once. Name each once.",
        "r.csv:2: seats “many” is no whole number above 0. Write one.",
        "r.csv:2: 3 is not known. Known: 1, 2.",
        "r.csv:3: seats “0” is no whole number above 0. Write one.",
        "r.csv:3: Hall is named more than once. Name each once.",
        "i.csv:2: interest “4” is none of 0, 1, 2, 3. "
        "Write one, or nothing where nothing was said.",
        "i.csv:4: Ada has said an interest in a above. Leave one of the rows.",
        "i.csv:5: Bo is not known. Known: Ada.",
        "i.csv:6: z is not known. Known: a, b.",
        "i.csv:7: a name is empty. Give each a name.",
        "i.csv:8: 2 cells under 3 columns. Correct the line.",
        "f.csv:2: c is not known. Known: a, b.",
        "f.csv:3: 3 is not known. Known: 1, 2.",
        "f.csv:3: Hut is not known. Known: Hall.",
        "f.csv:4: a is named more than once. Name each once.",
        "t.csv:5: Zoe is not known. Known: Ada.",
    ]


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ("", "t.csv: the file is empty. Begin with topic, title."),
        (
            "topic;title\na;b\n",
            "t.csv:1: there is no column topic, title. Add it. Columns are parted by commas.",
        ),
        (
            "topic,title\nä,b\n".encode("latin-1"),
            "t.csv:2: the file is not UTF-8. Save it as CSV UTF-8.",
        ),
        (
            'topic,title\na,"b\n',
            "t.csv:2: the row that begins here does not end. Close its quotation mark, or take it out.",
        ),
    ],
)
def test_a_file_that_is_no_table_is_refused(write, tmp_path, raw, said):
    empty = write("i.csv", "person,topic,interest\n")
    assert faults_of(tmp_path, write("t.csv", raw), empty) == [said]


def test_a_file_that_is_not_there_is_refused(tmp_path, write):
    assert faults_of(tmp_path, tmp_path / "t.csv", write("i.csv", INTERESTS))[0] == (
        "t.csv: there is no such file. Check the path."
    )
