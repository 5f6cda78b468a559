"""The list of a draft: written, from needs, from the plan; changed and taken off."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from a_budget import a_budget, now
from a_forum import a_forum, a_need
from planned import a_plan
from territoria_web.listen.models import Need
from territoria_web.plan.budget_rules import Item
from territoria_web.plan.models import Action
from territoria_web.plan.queries.budget_items import offered_accepted, offered_actions
from territoria_web.plan.services.budget_items import (
    add_actions,
    add_items,
    add_needs,
    change_item,
    drop_item,
)
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


def begun(**f):
    p = a_plan()
    return p, a_budget(a_forum(p.cycle, p.lead), p.lead, **f)


def test_items_are_numbered_from_one():
    _p, budget = begun()
    assert [(i.number, i.title) for i in budget.items.all()][:2] == [(1, "Trees"), (2, "Benches")]


def test_one_that_cannot_be_paid_is_refused_and_none_is_taken():
    p, budget = begun(items=())
    items = [Item("Trees", Decimal(10)), Item("A tower", Decimal(2000)), Item("", Decimal(0))]
    with pytest.raises(ValidationError) as refused:
        add_items(by=p.lead, budget=budget, items=items, seen=0)
    assert list(refused.value.error_dict) == ["cost"]
    assert not budget.items.exists()


def test_an_item_is_changed_where_it_stands_and_taken_off():
    p, budget = begun()
    one, two = budget.items.all()[:2]
    draft = Item("Big trees", Decimal("450.50"), "Green", "")
    change_item(by=p.lead, item=one, draft=draft, seen=budget.edit)
    with pytest.raises(ChangedMeanwhile):
        drop_item(by=p.lead, item=two, seen=budget.edit)
    drop_item(by=p.lead, item=two, seen=now(budget).edit)
    held = [(i.number, i.title, i.cost) for i in budget.items.all()][:2]
    assert held == [(1, "Big trees", Decimal("450.50")), (3, "A skate park", Decimal(500))]


def test_an_accepted_need_comes_onto_the_list_with_a_cost():
    p, budget = begun(items=())
    need = a_need(budget.forum)
    assert offered_accepted(budget) == []
    Need.objects.update(state=Need.State.ACCEPTED)
    assert offered_accepted(budget) == [need]
    add_needs(by=p.lead, budget=budget, costs={need.public_id: Decimal(70)}, seen=0)
    item = budget.items.get()
    assert (item.need, item.title, item.cost) == (need, need.title, Decimal(70))
    assert offered_accepted(budget) == []


def test_actions_come_with_their_sum_where_they_have_one_that_fits():
    p, budget = begun(items=(), ranks_plan=True)
    action = p.add("A night bus", money=Decimal(500), money_state="sought")
    p.add("Free of charge")
    p.add("A tram", money=Decimal(9000), money_state="sought")
    offered = offered_actions(budget)
    assert ([a.title for a in offered.offered], offered.unfit) == (["A night bus"], 2)
    add_actions(by=p.lead, budget=budget, chosen=[action.public_id], seen=0)
    assert budget.items.get().action == Action.objects.get(title="A night bus")


def test_nothing_is_taken_that_was_not_offered():
    p, budget = begun(items=())
    need = a_need(budget.forum)
    with pytest.raises(ValidationError, match="what is listed"):
        add_needs(by=p.lead, budget=budget, costs={need.public_id: Decimal(70)}, seen=0)
    with pytest.raises(ValidationError, match="Nothing was chosen"):
        add_actions(by=p.lead, budget=budget, chosen=[], seen=0)


def test_an_action_with_a_long_text_comes_onto_the_list():
    p, budget = begun(items=())
    p.add("Lamps", what="x" * 4000, money=Decimal(100))
    (action,) = offered_actions(budget).offered
    add_actions(by=p.lead, budget=budget, chosen=[action.public_id], seen=0)
    assert len(budget.items.get().what) == 4000
