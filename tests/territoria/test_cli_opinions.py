from __future__ import annotations

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner

from territoria.cli import main
from territoria.sources.polis.export import PolisStatement, PolisVote, export_of
from territoria.sources.polis.writing import write_polis

AT = 1_700_000_000_000


def conversation(camps):
    """Camps of so many people, on nine statements: they agree on the first and differ on all others."""
    statements = [PolisStatement(n, 0, f"Statement {n}", AT) for n in range(9)]
    votes = [
        PolisVote(s, 100 * camp + person, 1 if s == 0 or camp == 0 else -1, AT + s)
        for camp, size in enumerate(camps)
        for person in range(size)
        for s in range(9 if person % 3 else 8)
    ]
    return export_of(statements, votes, topic="t")


@pytest.fixture
def run(tmp_path):
    """The command on an export; what it says, with the path left out."""

    def run(export, *options):
        for name, text in write_polis(export).items():
            (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        done = CliRunner().invoke(main, ["opinions", str(tmp_path), *options])
        assert done.exception is None or isinstance(done.exception, SystemExit)
        return done.exit_code, done.stdout, done.stderr.replace(str(tmp_path), "export")

    return run


def test_it_prints_the_finding_the_lists_and_the_groups(run):
    code, out, err = run(conversation((20, 16)))
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == ("People vote in 2 groups, and most of every group share some statements.")
    assert lines[2:5] == [
        "Most agree:",
        "id  seen by  agree  pass  disagree  statement",
        "0   36       36     0     0         Statement 0",
    ]
    assert "Drawn again, the groups agree with themselves: 1.00 of 1 (seed 1)." in lines
    start = lines.index("Group A, 20 people:")
    assert lines[start + 1].split() == ["id", "side", "votes", "of", "statement"]
    assert lines[start + 2].split() == ["1", "agree", "20", "20", "Statement", "1"]


def test_it_says_why_there_are_no_groups(run):
    _, out, _ = run(conversation((30, 3)))
    assert out.splitlines()[-1] == (
        "No groups are shown: the smallest of them would have too few people; it needs 5 of those "
        "who voted enough. Seed 1."
    )


def test_json_holds_the_same_and_the_texts(run):
    code, out, _ = run(conversation((20, 16)), "--json", "--seed", "3")
    found = json.loads(out)
    assert code == 0
    assert found["finding"].startswith("People vote in 2 groups")
    assert (found["seed"], found["k"], found["participants"]) == (3, 5, 36)
    assert found["texts"]["8"] == "Statement 8"
    assert [group["size"] for group in found["groups"]] == [20, 16]


def test_what_was_moderated_out_is_not_printed(run):
    export = conversation((20, 16))
    out = [replace(c, moderated=-1) if c.id == 3 else c for c in export.comments]
    _, text, _ = run(replace(export, comments=tuple(out)), "--json")
    assert sorted(json.loads(text)["texts"]) == ["0", "1", "2", "4", "5", "6", "7", "8"]


def test_small_counts_are_not_printed(run):
    export = conversation((20, 3))
    _, out, _ = run(export)
    row = next(line for line in out.splitlines() if line.startswith("1 "))
    assert row.split()[:5] == ["1", "23", "–", "–", "–"]


def test_notes_and_faults_go_to_standard_error(run, tmp_path):
    export = conversation((20, 16))
    (tmp_path / "old-votes.csv").write_text("", encoding="utf-8")
    code, out, err = run(export)
    assert (code, out) == (2, "")
    assert err == (
        "export: there are several votes.csv: old-votes.csv, votes.csv. Leave one of them.\n"
        "old-votes.csv: the file is empty. Begin with timestamp, comment-id, voter-id, vote.\n"
    )
