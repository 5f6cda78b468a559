"""The order that people gave the actions of a plan, read and taken over."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_budget import a_budget, closed, now, opened, voted
from a_forum import a_forum
from planned import Planning, a_plan
from territoria_web.people.models import Entry
from territoria_web.plan.models import Action, Budget
from territoria_web.plan.queries.budget_ranking import ranking_of
from territoria_web.plan.services.budget_items import add_actions
from territoria_web.plan.services.budget_order import order_by_budget
from territoria_web.plan.services.budgets import open_budget

pytestmark = pytest.mark.django_db


def ranked_plan() -> tuple[Planning, Budget]:
    """Four actions, three of them voted on: the third before the first, nobody for the second."""
    p = a_plan()
    for title in ("A night bus", "A library", "A pool"):
        p.add(title, money=Decimal(400), money_state="sought")
    p.add("Free of charge")
    budget = a_budget(a_forum(p.cycle, p.lead), p.lead, items=(), ranks_plan=True)
    chosen = [a.public_id for a in p.all() if a.money]
    add_actions(by=p.lead, budget=budget, chosen=chosen, seen=0)
    budget = now(budget)
    closes = timezone.now() + timezone.timedelta(days=1)
    open_budget(by=p.lead, budget=budget, closes=closes, seen=budget.edit)
    return p, closed(voted(now(budget), {(3,): 8, (1,): 5}), p.lead)


def order(p: Planning) -> list[str]:
    return [a.title for a in p.all()]


def test_a_closed_vote_says_what_people_would_do_first():
    p, _budget = ranked_plan()
    found = ranking_of(p.plan)
    told = [(row.rank, row.action.title) for row in found.rows]
    assert told == [(1, "A pool"), (2, "A night bus"), (3, "A library")]
    assert (found.people, found.is_taken) == (13, False)


def test_one_press_takes_the_order_over_and_what_was_not_voted_on_follows():
    p, budget = ranked_plan()
    order_by_budget(by=p.lead, plan=p.plan, budget=budget)
    assert order(p) == ["A pool", "A night bus", "A library", "Free of charge"]
    assert ranking_of(p.plan).is_taken
    line = Entry.objects.get(what="order by budget")
    assert (line.before, line.after["order"]) == ({"order": [1, 2, 3, 4]}, [3, 1, 2, 4])
    order_by_budget(by=p.lead, plan=p.plan, budget=budget)
    assert Entry.objects.filter(what="order by budget").count() == 1


def test_what_was_dropped_since_is_left_out():
    p, _budget = ranked_plan()
    Action.objects.filter(title="A pool").update(state=Action.State.DROPPED)
    assert [row.action.title for row in ranking_of(p.plan).rows] == ["A night bus", "A library"]


def test_a_vote_on_something_else_orders_no_plan():
    p = a_plan()
    p.add("A night bus")
    budget = opened(a_forum(p.cycle, p.lead), p.lead)
    budget = closed(voted(budget, {(1,): 5}), p.lead)
    assert ranking_of(p.plan) is None
    with pytest.raises(ValidationError, match="no action of the plan"):
        order_by_budget(by=p.lead, plan=p.plan, budget=budget)
