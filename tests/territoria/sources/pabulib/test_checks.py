from __future__ import annotations

import pytest

from territoria.errors import DataError
from territoria.sources.pabulib import parse_pabulib

BAD = """\
META
key;value
budget;1 000
budget;7
vote_type;aproval
num_projects;4
num_votes;5
PROJECTS
project_id;cost
1;600
1;eight
3,4;5
VOTES
voter_id;vote;points
a;1,9;
a;1,1;
b;;
;1;
c;1;x
"""


def problems(text):
    with pytest.raises(DataError) as caught:
        parse_pabulib(text, where="x.pb")
    return [str(p) for p in caught.value.problems]


def test_everything_is_told_at_once_with_its_line():
    assert problems(BAD) == [
        "x.pb:4: the key budget stands twice. Keep one of them.",
        "x.pb:3: the budget “1 000” is no number. Write digits with a point, such as 1234.50.",
        "x.pb:5: the vote_type aproval is not known. Did you mean approval? Known: approval, choose-1, "
        "cumulative, ordinal, scoring.",
        "x.pb:6: num_projects is 4, and PROJECTS has 3 rows. Correct it, or find what is missing.",
        "x.pb:11: the project 1 stands twice. Give each project its own id.",
        "x.pb:11: the cost “eight” is no number. Write digits with a point, such as 1234.50.",
        "x.pb:12: the project_id 3,4 cannot be named in a vote. Give it an id without a comma.",
        "x.pb:15: the vote names 9, which is no project. Known: 1, 3,4.",
        "x.pb:16: the voter a stands twice. Give each voter an id of their own.",
        "x.pb:16: the vote names 1 twice. Name each project once.",
        "x.pb:17: the vote is empty. Leave the row out.",
        "x.pb:18: the voter has no id. Give each voter an id of their own.",
        "x.pb:19: the points are not one number for each project named. Give as many points as ids, "
        "parted by commas.",
    ]


def test_tables_that_do_not_hold_are_told_before_anything_else():
    text = "META\nvalue;key\nx;y\nPROJECTS\nid;cost;cost\n1;2;3;4\n2;3\nVOTES\n"
    assert problems(text) == [
        "x.pb:2: the header of META is not key;value. Write key;value.",
        "x.pb:5: the section PROJECTS has no column project_id. Known: cost, cost, id.",
        "x.pb:5: the column cost stands twice. Rename one of them.",
        "x.pb:6: the row has 4 cells, the header 3. Put a text with a semicolon in quotation marks; "
        "mind empty cells.",
        "x.pb:7: the row has 2 cells, the header 3. Put a text with a semicolon in quotation marks; "
        "mind empty cells.",
        "x.pb: the section VOTES has no header. Name its columns, parted by semicolons.",
    ]


def test_of_very_many_problems_the_first_are_told():
    head = "META\nkey;value\nbudget;7\nvote_type;approval\nPROJECTS\nproject_id;cost\n1;6\n"
    votes = "".join(f"v{n};nowhere\n" for n in range(5_000))
    found = problems(f"{head}VOTES\nvoter_id;vote\n{votes}")
    assert len(found) == 201
    assert found[0] == "x.pb:10: the vote names nowhere, which is no project. Known: 1."
    assert found[-1] == "x.pb: only the first 200 problems are told."


def test_a_sum_of_thousands_of_digits_is_no_number():
    head = f"META\nkey;value\nbudget;{'9' * 5000}\nvote_type;approval\n"
    rows = f"PROJECTS\nproject_id;cost\n1;0.{'1' * 5000}\nVOTES\nvoter_id;vote\na;1\n"
    assert [p[: p.index("“")] for p in problems(head + rows)] == [
        "x.pb:3: the budget ",
        "x.pb:7: the cost ",
    ]


def test_budget_and_kind_of_vote_must_be_said():
    text = "META\nkey;value\nunit;U\nPROJECTS\nproject_id;cost\nVOTES\nvoter_id;vote\n"
    assert problems(text) == [
        "x.pb:2: META does not say the budget. Add a line budget;…",
        "x.pb:2: META does not say the vote_type. Add a line vote_type;…",
    ]
