"""The result as it may be shown: nothing about fewer than five people, nor what gives them away."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from a_budget import DIFFER, closed, opened, voted
from a_forum import a_forum
from planned import a_plan
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_results import (
    channels_shown,
    hidden_items,
    outcome_of,
    votes_said,
)


def counted(ballots: Any, **f: Any) -> Budget:
    p = a_plan()
    budget = opened(a_forum(p.cycle, p.lead), p.lead, **f)
    return closed(voted(budget, ballots), p.lead)


@pytest.mark.django_db
def test_both_rules_stand_beside_each_other_and_the_one_that_holds_comes_first():
    found = outcome_of(counted(DIFFER))
    assert (found.holding.rule, found.other.rule, found.people) == ("equal-shares", "greedy", 38)
    assert (found.greedy.winners, found.shares.winners) == ((4, 2, 1), (4, 2, 3))
    assert [(row.number, row.votes, row.holds) for row in found.rows] == [
        *((4, 20, True), (2, 20, True), (3, 18, True), (1, 20, False)),
    ]
    assert (found.greedy.spent, found.shares.spent) == (900, 1000)
    assert found.difference == (
        "With equal shares more voters find at least one of their projects (100.0 % instead of "
        "52.6 %), but a voter finds fewer on average (1.53 instead of 1.58)."
    )


@pytest.mark.django_db
def test_by_the_plain_rule_the_plain_winners_hold():
    found = outcome_of(counted(DIFFER, rule="greedy"))
    assert [row.number for row in found.rows if row.holds] == [4, 2, 1]


@pytest.mark.django_db
def test_votes_below_five_are_told_as_such_and_so_is_what_hangs_on_them():
    found = outcome_of(counted({(1,): 20, (1, 2): 3}))
    row = next(row for row in found.rows if row.number == 2)
    assert (row.votes, row.votes_said) == (None, "fewer than 5")
    assert (found.greedy.mean, found.greedy.with_one) == (None, None)
    assert found.difference == "Both rules fund the same items."
    assert not found.all_shown


@pytest.mark.django_db
@pytest.mark.parametrize(("both", "shown"), [(3, None), (6, 28 / 38)])
def test_how_many_two_winners_have_in_common_is_not_to_be_subtracted(
    both: int, shown: float | None
):
    held = {(2,): 10, (4,): 12, (2, 4): both, (1,): 38 - 22 - both}
    found = outcome_of(counted(held, amount=Decimal(500), rule="greedy"))
    assert (set(found.greedy.winners), found.greedy.with_one) == ({2, 4}, shown)


@pytest.mark.django_db
def test_of_fewer_than_five_people_there_is_no_result():
    assert outcome_of(counted({(1, 2): 4})) is None


@pytest.mark.django_db
def test_a_tie_is_told_with_what_decided():
    found = outcome_of(counted({(1, 2, 3): 6}, rule="greedy"))
    assert found.greedy.ties == (
        "1, 2, 3 were equal; 2 came first because it costs least. Not funded: 3.",
    )


@pytest.mark.parametrize(
    ("votes", "people", "said"),
    [(4, 30, "fewer than 5"), (27, 30, "all but fewer than 5"), (12, 30, "not shown")],
)
def test_hidden_votes_are_told_as_far_as_they_may_be(votes, people, said):
    assert votes_said(votes, people, hidden=True) == said


def test_with_one_choice_a_ballot_others_hide_what_could_be_subtracted():
    votes = {"1": 20, "2": 7, "3": 2}
    assert hidden_items(Budget(most_choices=None), votes, 29) == {"3"}
    assert hidden_items(Budget(most_choices=1), votes, 29) == {"2", "3"}


def test_what_all_but_a_few_chose_is_hidden_too():
    assert hidden_items(Budget(), {"1": 30, "2": 28, "3": 20}, 30) == {"1", "2"}


def test_a_way_with_few_ballots_hides_itself_and_another():
    assert channels_shown({"web": 40, "paper": 3}) == {"web": None, "paper": None}
    assert channels_shown({"web": 40, "paper": 8}) == {"web": 40, "paper": 8}
