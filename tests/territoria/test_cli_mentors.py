"""`territoria mentors`: what it prints and writes, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from territoria.cli.mentors import mentors

MENTORS = "mentor,capacity,name,themes\nm,1,Mia,export\nn,1,Noa,\n"
MENTEES = "mentee,name,wishes,themes\na,Ada,m;n,\nb,Ben,m,export\nc,Cleo,,green\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "mentors.csv").write_text(MENTORS, encoding="utf-8")
    (tmp_path / "mentees.csv").write_text(MENTEES, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str) -> Result:
    files = [str(folder / "mentors.csv"), str(folder / "mentees.csv")]
    return CliRunner().invoke(mentors, [*files, *options])


def test_it_prints_the_pairs_with_their_reasons(folder):
    done = run(folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "mentee  mentor  points  because\n"
        "Ada     Noa     4       Noa is the second wish of Ada.\n"
        "Ben     Mia     8       Mia is the first wish of Ben. Themes in common: export.\n"
        "\n"
        "Without a mentor: Cleo. No mentor is wished for or has a theme in common.\n"
        "Mentees with a mentor: 2 of 3, 12 points in all. The other method assigns the same.\n"
    )


def test_it_says_all_of_it_as_json_and_writes_csv(folder):
    out = folder / "pairs.csv"
    found = json.loads(run(folder, "--method", "stable", "--json", "--out", str(out)).stdout)
    assert (found["method"], found["total"], found["blocking"]) == ("stable", 12, [])
    assert [(p["mentee"], p["mentor"], p["wish"]) for p in found["pairs"]] == [
        ("a", "n", 2),
        ("b", "m", 1),
    ]
    assert found["unmatched"][0]["mentee"] == "c"
    assert out.read_text(encoding="utf-8").splitlines()[0] == (
        "mentee,name,mentor,mentor_name,points,reason"
    )


def test_a_folder_that_is_not_there_is_refused_before_anything_is_read(tmp_path):
    done = run(tmp_path, "--out", f"{tmp_path}/no/x.csv")
    said = f"{tmp_path}/no: there is no such folder. Make it first, or name another one.\n"
    assert (done.exit_code, done.stderr) == (2, said)


def test_it_refuses_with_all_problems(folder):
    (folder / "mentees.csv").write_text("mentee,wishes\na,x\na,m\n", encoding="utf-8")
    done = run(folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.replace(f"{folder}/", "") == (
        "mentees.csv:3: this id is given more than once: a. Name each once.\n"
        "mentees.csv:2: no such mentor: x. Known: m, n.\n"
    )
