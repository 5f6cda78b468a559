"""How it was counted, in words and with an example from the ballots."""

from __future__ import annotations

import pytest

from a_budget import DIFFER, closed, opened, voted
from a_forum import a_forum
from planned import a_plan
from territoria_web.plan.queries.budget_results import outcome_of
from territoria_web.plan.queries.budget_words import Said, counted_said

pytestmark = pytest.mark.django_db


def said(ballots, **f) -> Said:
    p = a_plan()
    budget = closed(voted(opened(a_forum(p.cycle, p.lead), p.lead, **f), ballots), p.lead)
    return counted_said(budget, outcome_of(budget))


def test_equal_shares_are_told_with_the_first_purchase():
    told = said(DIFFER)
    assert told.names == ("Equal shares", "Most votes first")
    assert told.steps[0] == ("The sum of EUR 1,000 was divided by 38 ballots: EUR 26.32 each.")
    assert told.steps[2] == (
        "First came item 4, “Lamps”: it cost EUR 200 and had 20 votes, so each of its supporters "
        "paid EUR 10."
    )
    assert told.steps[3] == (
        "Some shares found nothing to pay for, so all of them were raised 2 times, by EUR 1 each "
        "time, to EUR 28.32. Then nothing more fitted into the sum."
    )
    assert ([r.number for r in told.only_holding], [r.number for r in told.only_other]) == (
        [3],
        [1],
    )


def test_most_votes_first_is_told_with_the_first_item():
    told = said(DIFFER, rule="greedy")
    assert told.steps[1] == "First came item 4, “Lamps”, with 20 votes; it took EUR 200."


def test_where_few_voted_for_it_there_is_no_example():
    told = said({(1,): 20, (4,): 3})
    assert told.compared[2].holding == "not shown"


def test_the_ways_are_told():
    assert said({(1,): 6}).ways == "All ballots came online."
