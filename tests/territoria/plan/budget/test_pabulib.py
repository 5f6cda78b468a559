from __future__ import annotations

from fractions import Fraction

import pytest

from territoria.errors import DataError
from territoria.plan.budget.election import Project
from territoria.plan.budget.pabulib import election_of
from territoria.sources.pabulib import parse_pabulib

FILE = """\
META
key;value
budget;1100.50
vote_type;approval
PROJECTS
project_id;cost;name;category
1;700;Bike path;sport, outdoors
2;400.25;;
VOTES
voter_id;vote
x;1,2
y;2
"""


def test_a_file_becomes_an_election():
    held = election_of(parse_pabulib(FILE))
    assert held.budget == Fraction(2201, 2)
    assert held.projects == (
        Project("1", "Bike path", Fraction(700), ("sport", "outdoors")),
        Project("2", "2", Fraction(1601, 4)),
    )
    assert held.ballots == {"x": frozenset({"1", "2"}), "y": frozenset({"2"})}


def test_groups_may_stand_in_another_column():
    held = election_of(parse_pabulib(FILE), groups="district")
    assert [p.groups for p in held.projects] == [(), ()]


def test_a_project_that_costs_more_than_the_budget_is_refused():
    with pytest.raises(DataError, match="project 2: it costs 9,000, more than the whole budget"):
        election_of(parse_pabulib(FILE.replace("400.25", "9000")))
