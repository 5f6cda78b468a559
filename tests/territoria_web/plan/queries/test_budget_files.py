"""A vote as a file: without anything that tells whose a ballot is, and read again the same."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from a_budget import closed, now, opened, voted
from a_forum import a_forum
from planned import Planning, a_plan
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_files import may_give_ballots, pabulib_text, read_file
from territoria_web.plan.services.ballots import enter_ballot
from territoria_web.plan.services.budget_imports import import_budget

pytestmark = pytest.mark.django_db


def running() -> tuple[Planning, Budget]:
    p = a_plan()
    return p, opened(a_forum(p.cycle, p.lead), p.lead, most_choices=3)


def full(paper: int = 0) -> tuple[Planning, Budget]:
    """Every item has five to ten of sixteen votes; some ballots came on paper."""
    p, budget = running()
    budget = voted(budget, {(2, 3): 6, (1, 2): 5, (3, 4): 5})
    for _one in range(paper):
        enter_ballot(by=p.lead, budget=budget, chosen=[1], channel="paper", sheet=uuid4())
    return p, closed(now(budget), p.lead)


def test_a_file_has_the_ballots_in_no_order_of_time():
    _p, budget = full()
    votes = pabulib_text(budget).split("VOTES\n")[1].splitlines()
    assert votes[0] == "voter_id;vote;channel"
    assert votes[1:] == sorted(votes[1:], key=lambda line: line.split(";")[1])
    assert [line.split(";")[0] for line in votes[1:4]] == ["1", "2", "3"]


def test_out_and_in_again_nothing_is_lost():
    _p, budget = full(paper=5)
    text = pabulib_text(budget)
    other = a_plan("X2")
    forum = a_forum(other.cycle, other.lead)
    again = import_budget(by=other.lead, forum=forum, content=text.encode(), file_name="a.pb")
    assert pabulib_text(again) == text
    mine, theirs = budget.result, again.result
    assert (theirs["channels"], theirs["votes_of"]) == (mine["channels"], mine["votes_of"])
    assert theirs["equal-shares"]["winners"] == mine["equal-shares"]["winners"]


def test_the_way_is_left_out_where_few_came_by_it():
    _p, budget = full(paper=4)
    assert "voter_id;vote\n" in pabulib_text(budget)


def test_the_way_is_left_out_where_few_of_it_chose_an_item():
    p, budget = running()
    budget = voted(budget, {(2, 3): 6, (1, 2): 5, (3, 4): 5})
    for chosen in ([1], [1], [1], [1], [1, 3]):
        enter_ballot(by=p.lead, budget=budget, chosen=chosen, channel="paper", sheet=uuid4())
    assert "voter_id;vote\n" in pabulib_text(closed(now(budget), p.lead))


def test_the_ballots_are_kept_back_where_they_would_tell_of_fewer_than_five():
    p, budget = full()
    assert may_give_ballots(budget)
    few = closed(voted(opened(budget.forum, p.lead), {(1,): 9, (2,): 2}), p.lead)
    most = closed(voted(opened(budget.forum, p.lead), {(1,): 9, (1, 2): 5, (2,): 2}), p.lead)
    assert (may_give_ballots(few), may_give_ballots(most)) == (False, False)


def test_before_the_end_there_is_no_file():
    _p, budget = running()
    assert not may_give_ballots(voted(budget, {(1,): 9}))


def test_a_file_in_another_encoding_is_refused():
    with pytest.raises(ValidationError, match="UTF-8"):
        read_file("META\nkey;value\nunit;Świecie".encode("latin2"), "a.pb")


def test_cents_are_the_smallest_amount():
    text = (
        "META\nkey;value\nbudget;10.005\nvote_type;approval\n"
        "PROJECTS\nproject_id;cost\nA;5\nVOTES\nvoter_id;vote\n1;A\n"
    )
    with pytest.raises(ValidationError, match="two decimals"):
        read_file(text.encode(), "a.pb")


def test_a_sign_that_no_text_has_is_refused():
    with pytest.raises(ValidationError, match="not UTF-8"):
        read_file(b"META\nkey;value\ndescription;a\0b\n", "a.pb")
