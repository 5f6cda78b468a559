"""How a budget stands, as lists and sentences tell it; the order of one's own."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.http import Http404
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from a_budget import DIFFER, a_budget, closed, now, opened, voted
from a_forum import a_forum
from planned import a_plan
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budgets import (
    budgets_of,
    finding_of,
    items_of,
    people_said,
    public_budget,
    shuffled,
    stage_of,
)

pytestmark = pytest.mark.django_db


def a_place():
    p = a_plan()
    return p, a_forum(p.cycle, p.lead)


def test_a_draft_is_nobody_elses_business():
    p, forum = a_place()
    draft = a_budget(forum, p.lead)
    assert budgets_of(forum) == []
    with pytest.raises(Http404):
        public_budget(forum, draft.public_id)


def test_open_ones_come_first_then_the_latest():
    p, forum = a_place()
    first = opened(forum, p.lead)
    done = closed(voted(opened(forum, p.lead), {(1,): 8}), p.lead)
    told = [(brief.id, brief.state) for brief in budgets_of(forum)]
    assert told == [(first.public_id, "open"), (done.public_id, "closed")]


def test_what_is_over_and_not_yet_counted_is_being_counted():
    p, forum = a_place()
    budget = opened(forum, p.lead)
    over = timezone.now() + timedelta(days=8)
    assert (stage_of(budget), stage_of(budget, over)) == ("open", "counting")
    Budget.objects.filter(pk=budget.pk).update(state="closed")
    assert finding_of(now(budget)) == "The vote is over, and it is being counted."


def test_the_finding_of_a_counted_one_says_who_took_part_and_what_is_funded():
    p, forum = a_place()
    budget = voted(opened(forum, p.lead), DIFFER)
    assert finding_of(closed(budget, p.lead)) == (
        "38 people took part. 3 of 4 items are funded, for EUR 1,000 of EUR 1,000."
    )


def test_of_too_few_no_result_is_told():
    p, forum = a_place()
    budget = closed(voted(opened(forum, p.lead), {(1,): 2}), p.lead)
    said = "Fewer than 5 people took part, so no result is shown."
    assert finding_of(budget) == said
    said = [people_said(n) for n in (0, 2, 5, 1200)]
    assert said == ["0", "fewer than 5", "5", "1,200"]


def test_the_order_is_somebodys_own_and_stays_theirs():
    p, forum = a_place()
    budget = a_budget(forum, p.lead, items=[(f"Item {n}", 10) for n in range(30)])
    items = items_of(budget)

    def order(seed: str) -> list[int]:
        return [one.number for heading in shuffled(budget, items, seed) for one in heading.items]

    assert order("a") == order("a")
    assert order("a") != order("b")
    assert sorted(order("a")) == list(range(1, 31))


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_asks_the_same_however_long_it_is(
    count: int, django_assert_num_queries: DjangoAssertNumQueries
):
    p, forum = a_place()
    for _one in range(count):
        closed(voted(opened(forum, p.lead), {(1,): 5}), p.lead)
    with django_assert_num_queries(2):
        assert len(budgets_of(forum)) == count
