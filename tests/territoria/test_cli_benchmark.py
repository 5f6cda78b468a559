"""`territoria benchmark`: what it prints and writes, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from territoria.cli.benchmark import benchmark

SCORES = """\
initiative,criterion,assessor,role,value
a,clear-target,Ann,assessor,4
a,clear-target,Bob,assessor,4
a,results,Ann,assessor,0
a,results,Bob,assessor,2
a,results,Team,owner,4
b,results,Ann,assessor,
b,results,Bob,assessor,1
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "scores.csv").write_text(SCORES, encoding="utf-8")
    (tmp_path / "criteria.csv").write_text("criterion\nclear-target\n", encoding="utf-8")
    (tmp_path / "both.csv").write_text("criterion\nclear-target\nresults\n", encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str, criteria: str = "both.csv") -> Result:
    files = [str(folder / "scores.csv"), "--criteria", str(folder / criteria)]
    return CliRunner().invoke(benchmark, [*files, *options])


def test_it_prints_what_is_known_and_what_is_to_be_talked_over(folder):
    done = run(folder)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "a: 1 of 2 criteria known.\n"
        "Too little is known for a profile.\n"
        "To talk over: results, from 0 to 2.\n"
        "\n"
        "b: 0 of 2 criteria known.\n"
        "Too little is known for a profile.\n"
        "\n"
    )


def test_it_says_all_of_it_as_json_and_writes_csv(folder):
    out = folder / "profiles.csv"
    done = run(folder, "--json", "--without-baseline", "a", "--out", str(out))
    found = json.loads(done.stdout)
    assert found["a"]["cells"]["clear-target"] == {
        **{"criterion": "clear-target", "value": 2.0, "low": 2.0, "high": 2.0, "known": 2, "of": 2},
        **{"state": "known", "owner": None, "capped": True},
    }
    assert out.read_text().splitlines()[1:3] == [
        "a,clear-target,2,2,2,2,2,known,,yes",
        "a,results,,0,2,2,2,disputed,4,no",
    ]


def test_what_does_not_hold_is_said_and_it_stops(folder):
    done = run(folder, criteria="criteria.csv")
    assert (done.exit_code, done.stderr.count("no such criterion: results.")) == (2, 5)
    done = run(folder, "--without-baseline", "c")
    assert (done.exit_code, "no such initiative: c." in done.stderr) == (2, True)
    assert run(folder, criteria="nothing.csv").exit_code == 2


def test_a_sheet_too_many_is_told_with_its_initiative(folder):
    more = "b,results,Bob,owner,3\nb,clear-target,Team,owner,3\n"
    (folder / "scores.csv").write_text(SCORES.replace("b,results,Bob", "b,results,Eve") + more)
    said = run(folder).stderr
    assert said == "b, owner: there are two sheets of the owner. Keep one of them.\n"


def test_without_a_file_the_ten_criteria_of_the_library_are_taken(folder):
    done = CliRunner().invoke(benchmark, [str(folder / "scores.csv"), "--json"])
    found = json.loads(done.stdout)
    assert (len(found["a"]["cells"]), found["a"]["known"]) == (10, 1)
