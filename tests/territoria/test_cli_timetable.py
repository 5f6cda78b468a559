"""`territoria timetable`: what it prints, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from territoria.cli.timetable import timetable

TOPICS = "topic,title,host\nbike,Bikes,Ada\npark,Parks,\nheat,Heat,\nnoise,Noise,\n"
INTERESTS = """\
person,topic,interest
Ada,bike,3
Bo,bike,3
Bo,park,3
Cy,park,2
Cy,heat,2
Dee,heat,3
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "t.csv").write_text(TOPICS, encoding="utf-8")
    (tmp_path / "i.csv").write_text(INTERESTS, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> Result:
    return CliRunner().invoke(timetable, [f"{folder}/t.csv", f"{folder}/i.csv", *options])


def test_it_prints_the_table_and_that_it_is_the_best(folder):
    done = run(folder, "--slots", "morning,noon", "--rooms", "2", "--skip", "noise")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "slot     room  topic  title\n"
        "morning  1     bike   Bikes\n"
        "morning  2     heat   Heat\n"
        "noon     1     park   Parks\n"
        "Not held: noise. It was left out by hand.\n"
        "\n"
        "Interest served: 16. This is proven the best: no timetable serves more.\n"
    )


def test_conflicts_are_told(folder):
    done = run(folder, "--slots", "1", "--rooms", "3")
    assert done.stdout.splitlines()[-3:] == [
        "Interest served: 11. This is proven the best: no timetable serves more.",
        "1: bike and park are both wanted by 1 (interest missed: 3).",
        "1: park and heat are both wanted by 1 (interest missed: 2).",
    ]


def test_it_says_all_of_it_as_json_and_writes_it_as_csv(folder):
    out = folder / "out.csv"
    done = run(folder, "--slots", "1", "--rooms", "1", "--json", "--out", str(out))
    assert json.loads(done.stdout) == {
        "value": 6,
        "bound": 6,
        "proven": True,
        "gap": 0.0,
        "method": "everything that a slot can hold compared",
        "placements": [{"slot": "1", "room": "1", "topic": "bike"}],
        "left_out": dict.fromkeys(
            ("park", "heat", "noise"),
            "All places went to topics that together serve as much or more.",
        ),
        "conflicts": [],
    }
    assert out.read_bytes().splitlines()[1] == b"1,1,bike,Bikes,Ada,"


def test_pins_hold_and_what_was_written_can_be_a_pin(folder):
    pins = folder / "pins.csv"
    pins.write_text("topic,slot,room\nnoise,1,1\n", encoding="utf-8")
    done = run(folder, "--slots", "1", "--rooms", "1", "--pins", str(pins), "--quick")
    assert done.stdout.splitlines()[1] == "1     1     noise  Noise"


def test_people_and_rooms_may_be_files(folder):
    (folder / "p.csv").write_text("person,away\nAda,1\nBo,\nCy,\nDee,\n", encoding="utf-8")
    (folder / "r.csv").write_text("room,seats\nHall,9\n", encoding="utf-8")
    done = run(
        *(folder, "--slots", "2", "--rooms", f"{folder}/r.csv", "--people", f"{folder}/p.csv")
    )
    assert done.stdout.splitlines()[1:3] == ["1     Hall  park   Parks", "2     Hall  bike   Bikes"]


def test_what_cannot_be_proven_says_by_how_much_it_may_fall_short(folder):
    from territoria.cli.timetable import _how_good
    from territoria.convene.timetable.event import Timetable

    for value, bound, share in (
        ("1,980", "2,000", "1.1"),
        ("50", "100", "100.0"),
        ("9,999", "10,000", "0.1"),
    ):
        numbers = (int(text.replace(",", "")) for text in (value, bound))
        assert _how_good(Timetable((), {}, *numbers, "simulated annealing")) == (
            f"Interest served: {value}. None serves more than {bound}: the best is at most {share} % "
            "better. Found by simulated annealing."
        )


def test_everybody_gets_a_seat_where_groups_are_asked_for(folder):
    (folder / "p.csv").write_text("person,city\nAda,Pau\nBo,Pau\nCy,Turku\nDee,Turku\n", "utf-8")
    files = ["--people", f"{folder}/p.csv", "--groups", f"{folder}/g.csv"]
    done = run(folder, "--slots", "1", "--rooms", "2", *files)
    assert (done.exit_code, (folder / "g.csv").read_text("utf-8").splitlines()) == (
        0,
        [
            "person,slot,topic,room",
            "Ada,1,bike,1",
            "Bo,1,bike,1",
            "Cy,1,heat,2",
            "Dee,1,heat,2",
        ],
    )
    assert "In groups everybody gets at least" in done.stdout


def test_too_many_and_a_folder_that_is_not_there_are_refused_before_anything_is_read(tmp_path):
    for name, given in (("slots", "9" * 5000), ("slots", "a," * 101), ("rooms", "501")):
        held = {"slots": "1", "rooms": "1", name: given}
        done = run(tmp_path, "--slots", held["slots"], "--rooms", held["rooms"])
        assert (done.exit_code, f"--{name}: more than" in done.stderr) == (2, True)
    for option in ("--out", "--groups"):
        done = run(tmp_path, "--slots", "1", "--rooms", "1", option, f"{tmp_path}/no/x.csv")
        said = f"{tmp_path}/no: there is no such folder. Make it first, or name another one.\n"
        assert (done.exit_code, done.stderr) == (2, said)


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--slots", "0", "--rooms", "1"], "slots: there is no slot. Add one at least.\n"),
        (["--slots", "1", "--rooms", "no.csv"], "no.csv: there is no such file. Check the path.\n"),
        (
            ["--slots", "1", "--rooms", "1", "--skip", "bik"],
            "skipped: bik is not known. Did you mean bike? Known: bike, heat, noise, park.\n",
        ),
    ],
)
def test_what_cannot_be_is_refused_in_words(folder, options, said):
    done = run(folder, *options)
    assert (done.exit_code, done.stdout, done.stderr) == (2, "", said)
