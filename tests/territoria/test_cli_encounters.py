"""`territoria encounters`: what it prints and writes, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from territoria.cli.encounters import encounters

COMPANIES = """\
company,name,city,sector,offers,seeks,languages,away,booth
a,Alpha,Pau,J62,3D,data,fr;en,1,
b,Beta,Bilbao,J62,data,3D,es;en,,2
c,Gamma,Pau,C26,lenses,,fr,,
"""
WISHES = """\
asker,asked,value,accepted
a,b,3,
b,a,2,
c,a,1,yes
b,c,2,no
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "companies.csv").write_text(COMPANIES, encoding="utf-8")
    (tmp_path / "wishes.csv").write_text(WISHES, encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str, wishes: bool = True) -> Result:
    files = [str(folder / "companies.csv"), *([str(folder / "wishes.csv")] if wishes else [])]
    return CliRunner().invoke(encounters, [*files, *options])


def test_it_prints_who_meets_whom_and_how_good_that_is(folder):
    done = run(folder, "--slots", "3", "--tables", "2")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "slot  table  company  meets  weight\n"
        "2     2      Alpha    Beta   7\n"
        "3     1      Alpha    Gamma  1\n"
        "\n"
        "Not placed: Beta and Gamma. Gamma declined.\n"
        "Meetings: 2, worth 8: no arrangement is worth more.\n"
        "Slots in which companies wait between meetings: 0, of 0 companies.\n"
    )


def test_it_says_all_of_it_as_json_and_writes_csv(folder):
    out = folder / "meetings.csv"
    found = json.loads(
        run(folder, "--slots", "3", "--tables", "2", "--json", "--out", str(out)).stdout
    )
    assert (found["value"], found["bound"], found["proven"], found["gap"]) == (8, 8, True, 0.0)
    assert found["meetings"][0] == {"slot": 2, "table": 2, "a": "a", "b": "b", "weight": 7}
    assert [u["cause"] for u in found["unplaced"]] == ["declined"]
    assert out.read_text(encoding="utf-8").splitlines() == [
        "slot,table,company,name,other,other_name,weight",
        "2,2,a,Alpha,b,Beta,7",
        "3,1,a,Alpha,c,Gamma,1",
    ]
    pinned = run(
        folder, "--slots", "3", "--tables", "2", "--pins", str(out), "--json", "--seed", "7"
    )
    assert json.loads(pinned.stdout)["meetings"] == found["meetings"]


def test_who_does_not_come_and_what_is_over(folder):
    done = run(folder, "--slots", "3", "--absent", "c", "--closed", "2, 1")
    assert done.stdout.splitlines()[1:] == [
        "3     2      Alpha    Beta   7",
        "",
        "Not placed: Alpha and Gamma. Gamma does not come.",
        "Not placed: Beta and Gamma. Gamma declined.",
        "Meetings: 1, worth 7: no arrangement is worth more.",
        "Slots in which companies wait between meetings: 0, of 0 companies.",
    ]


def test_without_wishes_it_proposes(folder):
    done = run(folder, wishes=False)
    assert done.stdout == (
        "company  should meet  because\n"
        "Alpha    Beta         Alpha offers what Beta seeks: 3D. Beta offers what Alpha seeks: data. "
        "Both work in one sector: J62. They come from different cities: Pau, Bilbao. "
        "They share a language: en.\n"
    )
    out = folder / "proposals.csv"
    found = json.loads(run(folder, "--json", "--most", "1", "--out", str(out), wishes=False).stdout)
    assert [(p["a"], p["b"], len(p["reasons"])) for p in found["proposals"]] == [("a", "b", 5)]
    assert len(out.read_text(encoding="utf-8").splitlines()) == 2


def test_pairs_that_are_ruled_out_do_not_meet(folder):
    (folder / "apart.csv").write_text("company,other\na,b\n", encoding="utf-8")
    apart = ("--apart", str(folder / "apart.csv"))
    found = json.loads(run(folder, "--slots", "3", "--json", *apart).stdout)
    assert [(m["a"], m["b"]) for m in found["meetings"]] == [("a", "c")]
    proposed = json.loads(run(folder, "--json", *apart, wishes=False).stdout)
    assert proposed["proposals"] == []
    (folder / "apart.csv").write_text("company,other\na,x\n", encoding="utf-8")
    assert run(folder, *apart).exit_code == 2


def test_too_many_and_a_folder_that_is_not_there_are_refused_before_anything_is_read(tmp_path):
    strange = (("--slots", "201"), ("--tables", "5001"), ("--seed", "-1"), ("--most", "0"))
    done = [run(tmp_path, *option) for option in strange]
    assert [(one.exit_code, "is not in the range" in one.stderr) for one in done] == [(2, True)] * 4
    said = f"{tmp_path}/no: there is no such folder. Make it first, or name another one.\n"
    done = run(tmp_path, "--out", f"{tmp_path}/no/x.csv")
    assert (done.exit_code, done.stderr) == (2, said)


def test_it_refuses_with_all_problems(folder):
    (folder / "wishes.csv").write_text("asker,asked,value\na,x,5\n", encoding="utf-8")
    done = run(folder)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.replace(f"{folder}/", "") == (
        "wishes.csv:2: value 5 is not known. Known: 1, 2, 3.\n"
        "wishes.csv:2: no such company: x. Known: a, b, c.\n"
    )
    assert "one is no number of a slot" in run(folder, "--closed", "one").stderr
    assert "is no number of a slot" in run(folder, "--closed", "9" * 5000).stderr
    (folder / "wishes.csv").write_text(WISHES, encoding="utf-8")
    assert run(folder, "--slots", "0").stderr == (
        "encounter: 0 slots and 3 tables cannot be arranged. Give at least 1 of each.\n"
    )
