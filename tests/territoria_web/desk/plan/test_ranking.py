"""The plan in the order that people voted for: shown on its page, taken over with one press."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from django.utils import timezone

from a_budget import a_budget, closed, now, voted
from a_forum import a_forum
from desk_team import signed_in
from planned import a_plan
from territoria_web.plan.services.budget_items import add_actions
from territoria_web.plan.services.budgets import open_budget

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_the_order_is_shown_and_taken_over():
    p = a_plan("FRE1")
    for title in ("A night bus", "A pool"):
        p.add(title, money=Decimal(400), money_state="sought")
    budget = a_budget(a_forum(p.cycle, p.lead), p.lead, items=(), ranks_plan=True)
    chosen = [a.public_id for a in p.all()]
    add_actions(by=p.lead, budget=budget, chosen=chosen, seen=0)
    closes = timezone.now() + timedelta(days=1)
    open_budget(by=p.lead, budget=now(budget), closes=closes, seen=1)
    budget = closed(voted(now(budget), {(2,): 8}), p.lead)
    client, url = signed_in(p.lead), f"/en/desk/{p.cycle.public_id}/plan/"
    page = client.get(url).content.decode()
    assert "What people would do first" in page
    assert client.post(f"{url}order/", {"budget": str(budget.public_id)}).status_code == 302
    assert [a.title for a in p.all()] == ["A pool", "A night bus"]
    assert "The plan has them in this order." in client.get(url).content.decode()


def test_no_vote_no_order():
    p = a_plan("FRE1")
    p.add("A night bus")
    client, url = signed_in(p.lead), f"/en/desk/{p.cycle.public_id}/plan/"
    assert "What people would do first" not in client.get(url).content.decode()
    for number in ("", "00000000-0000-0000-0000-000000000000"):
        assert client.post(f"{url}order/", {"budget": number}).status_code == 404
