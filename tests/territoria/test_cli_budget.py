"""`territoria budget`: what it prints, and how it refuses."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from territoria.cli.budget import budget

# the example of equalshares.net, “Explanation”
FILE = """\
META
key;value
budget;1100
vote_type;approval
PROJECTS
project_id;cost;name;category
bike;700;Bike path;sport
gym;400;Outdoor gym;sport
park;250;New park;sport,kids
play;200;New playground;kids
lib;100;Library for kids;kids
VOTES
voter_id;vote
1;bike,gym
2;bike,gym,park
3;bike,gym
4;bike,gym,park
5;bike,gym,park
6;bike,gym
7;park,play,lib
8;play
9;play,lib
10;park,play,lib
11;bike
"""
TIED = """\
META
key;value
budget;4
vote_type;approval
PROJECTS
project_id;cost
a;3
b;3
VOTES
voter_id;vote
1;a
2;b
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "vote.pb"


def run(path: Path, text: str, *options: str) -> Result:
    path.write_text(text, encoding="utf-8")
    return CliRunner().invoke(budget, [str(path), *options])


def test_it_prints_both_results_and_the_difference(path):
    done = run(path, FILE)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == (
        "id    project           cost  votes  by votes  by equal shares\n"
        "bike  Bike path         700   7      yes       yes\n"
        "gym   Outdoor gym       400   6      yes\n"
        "park  New park          250   5\n"
        "play  New playground    200   4                yes\n"
        "lib   Library for kids  100   3                yes\n"
        "\n"
        "rule          spent  funded a voter  voters with one\n"
        "votes         1,100  1.18            63.6 %\n"
        "equal shares  1,000  1.27            100.0 %\n"
        "\n"
        "Equal shares do more for the voters: on average 1.27 instead of 1.18 of the projects a voter "
        "approved are funded, and 100.0 % instead of 63.6 % of the voters find at least one.\n"
        "Each of 11 voters has 100.00 of 1,100: nothing more fits.\n"
        "No ties.\n"
    )


def test_it_says_all_of_it_as_json(path):
    found = json.loads(run(path, FILE, "--json").stdout)
    assert found["by_votes"]["winners"] == ["bike", "gym"]
    assert found["by_shares"]["winners"] == ["bike", "play", "lib"]
    assert found["by_shares"]["bought"][1] == {
        "id": "play",
        "most_paid": 50,
        "effective_votes": 4,
    }
    assert found["by_votes"]["by_group"] == {"sport": 1, "kids": 0}
    assert (found["only_by_votes"], found["only_by_shares"]) == (["gym"], ["play", "lib"])
    assert found["ties"] == {"by_votes": [], "by_shares": [], "with_other_shares": []}


def test_ties_are_told_and_a_lot_may_settle_them(path):
    tied = "a, b were equal in cost and votes too; "
    lines = run(path, TIED).stdout.splitlines()
    assert lines[-4:-3] == [
        "Each of 2 voters has 2.00 of 4: the next step costs too much.",
    ]
    by_list = f"{tied}a came first only because the list names it first. Draw lots instead."
    assert lines[-3:] == [
        f"Tie (by votes): {by_list} Not funded: b.",
        f"Tie (by shares): {by_list} Not funded: b.",
        f"Tie (with other shares): {by_list} Not funded: b.",
    ]
    drawn = run(path, TIED, "--lot", "b, a").stdout.splitlines()
    assert drawn[-1] == f"Tie (with other shares): {tied}the lot put b first. Not funded: a."


def test_shares_are_raised_in_steps_and_what_is_left_may_stay(path):
    text = TIED.replace("budget;4", "budget;7").replace("b;3", "b;4")
    lines = run(path, text, "--step", "0.25", "--no-fill").stdout.splitlines()
    assert (
        lines[-2] == "Each of 2 voters has 3.50 of 7, raised to 4.00 (steps: 2): nothing more fits."
    )
    assert run(path, TIED, "--no-fill").stdout.splitlines()[1:3] == [
        "a   a        3     1      yes",
        "b   b        3     1",
    ]


def test_other_ballots_are_refused_or_read_as_approvals_when_asked(path):
    scored = TIED.replace("approval", "scoring")
    refused = run(path, scored)
    assert (refused.exit_code, refused.stdout) == (2, "")
    assert refused.stderr == (
        f"{path}:4: the ballots are scoring; only approvals are counted here. Ask to read them as "
        "approvals, and say so where the result is shown.\n"
    )
    done = run(path, scored, "--as-approval")
    assert (done.exit_code, done.stderr) == (0, "The scoring ballots were read as approvals.\n")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--step", "0"], "step = 0: shares would not rise. Take 1.\n"),
        (["--lot", "z"], "lot: z is no project. Known: a, b.\n"),
    ],
)
def test_what_cannot_be_is_refused_in_words(path, options, said):
    done = run(path, TIED, *options)
    assert (done.exit_code, done.stderr) == (2, said)
