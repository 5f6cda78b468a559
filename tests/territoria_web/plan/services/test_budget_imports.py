"""A vote from a file of Pabulib: taken over whole with its result, or not at all."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_forum import a_forum
from planned import a_plan
from territoria_web.people.models import Entry
from territoria_web.plan.models import Ballot, Budget
from territoria_web.plan.queries.budget_files import pabulib_text
from territoria_web.plan.services.budget_imports import import_budget

pytestmark = pytest.mark.django_db

FILE = """META
key;value
description;Green squares of Lakeland
unit;Lakeland
date_end;2024-05-31
language;en
currency;EUR
max_length;3
subunit;Old town
num_projects;3
num_votes;6
budget;1000
vote_type;approval
rule;equalshares/add1
PROJECTS
project_id;cost;votes;name;category;selected;description;target
T1;400;4;Trees;green;1;;children
B2;300.50;3;Benches;green;1;;adults
S3;600;2;A skate park;sport;0;;children
VOTES
voter_id;vote
1;T1,B2
2;T1,B2
3;T1
4;T1,B2
5;S3
6;S3
"""


def taken(text: str = FILE, **more) -> Budget:
    p = a_plan()
    told = {"by": p.lead, "forum": a_forum(p.cycle, p.lead), "file_name": "town.pb"}
    return import_budget(content=text.encode(), **told, **more)


def test_a_file_becomes_a_closed_budget_with_ballots_and_result():
    budget = taken(source="pabulib.org")
    held = (budget.title, budget.state, budget.rule, budget.most_choices, budget.source)
    assert held == ("Green squares of Lakeland", "closed", "equal-shares", 3, "pabulib.org")
    assert budget.closed.date().isoformat() == "2024-05-31"
    assert [str(i.cost) for i in budget.items.all()] == ["400.00", "300.50", "600.00"]
    assert (budget.ballots.count(), budget.result["people"]) == (6, 6)
    assert budget.result["equal-shares"]["winners"] == ["1", "2"]
    assert Entry.objects.filter(what="import budget").count() == 1


def test_out_again_it_reads_the_same():
    assert pabulib_text(taken()) == FILE


def test_what_a_file_says_of_its_voters_is_not_taken_but_the_way_is_kept():
    head, votes = FILE.split("voter_id;vote\n")
    rows = [f"{line};{20 + n};{'web' if n else 'paper'}" for n, line in enumerate(votes.split())]
    text = f"{head}voter_id;vote;age;channel\n" + "\n".join(rows) + "\n"
    budget = taken(text)
    assert {b.channel for b in Ballot.objects.all()} == {"import"}
    assert [b.extra for b in budget.ballots.order_by("pk")][:2] == [
        {"row": 1, "channel": "paper"},
        {"row": 2, "channel": "web"},
    ]
    assert ";age" not in pabulib_text(budget)


def test_a_file_that_is_none_is_refused_with_all_its_faults():
    wrong = FILE.replace("5;S3", "5;X9").replace("T1;400", "T1;much")
    with pytest.raises(ValidationError) as refused:
        taken(wrong)
    assert len(refused.value.messages) == 2
    assert not Budget.objects.exists()


def test_ranked_ballots_are_read_as_ticks_only_when_asked():
    ranked = FILE.replace("vote_type;approval", "vote_type;ordinal")
    p = a_plan()
    told = {"by": p.lead, "forum": a_forum(p.cycle, p.lead), "file_name": "town.pb"}
    with pytest.raises(ValidationError):
        import_budget(content=ranked.encode(), **told)
    budget = import_budget(content=ranked.encode(), as_approval=True, **told)
    assert budget.ballots.count() == 6
    with pytest.raises(ValidationError, match="imported already"):
        import_budget(content=ranked.encode(), as_approval=True, **told)


def test_a_sum_beyond_all_measure_is_refused_in_words():
    with pytest.raises(ValidationError) as refused:
        taken(FILE.replace("budget;1000", f"budget;1{'0' * 29}"))
    assert refused.value.messages == ["Sums of a trillion and more are not taken."]


def test_a_list_that_nobody_can_read_is_refused():
    items = "".join(f"N{number};1;0;N;;;;\n" for number in range(1_000))
    long = FILE.replace("num_projects;3", "num_projects;1003").replace("VOTES\n", f"{items}VOTES\n")
    with pytest.raises(ValidationError) as refused:
        taken(long)
    assert refused.value.messages == ["A vote with more than 1,000 items is not taken."]
