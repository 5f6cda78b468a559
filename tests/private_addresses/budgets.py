"""Who gets what at the addresses of budgets. The one of the table is a draft, the other is open."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.listen.models import Forum
from territoria_web.people.models import Organisation, User
from territoria_web.plan.models import Budget, BudgetItem
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
PREPARES = "in 404 403 403 200 200 404 403 404"
ASKED_AGAIN = "in 404 403 403 422 422 404 403 404"
LED_BACK = "in 404 403 403 302 302 404 403 404"
ENTERS = "in 404 403 200 200 200 404 403 404"
ENTERS_AGAIN = "in 404 403 422 422 422 404 403 404"
LED_ON = "in 404 302 302 302 302 404 302 404"
DRAFT = {"public_id": "cycle", "budget": "budget_draft"}
OPEN = {"public_id": "cycle", "budget": "budget_open"}
VOTE = {"code": "forum_code", "budget": "budget_open"}

LINES: dict[str, Line] = {
    "desk:citizens-budgets": line(TEAM_SEES, public_id="cycle"),
    "desk:citizens-budget-new": line(PREPARES, public_id="cycle"),
    "POST desk:citizens-budget-new": line(ASKED_AGAIN, "POST", public_id="cycle"),
    "desk:citizens-budget-import": line(PREPARES, public_id="cycle"),
    "POST desk:citizens-budget-import": line(ASKED_AGAIN, "POST", public_id="cycle"),
    "desk:citizens-budget": line(TEAM_SEES, **DRAFT),
    "POST desk:citizens-budget": line(LED_BACK, "POST", **DRAFT),
    "desk:citizens-budget-items": line(TEAM_SEES, **DRAFT),
    "POST desk:citizens-budget-items": line(LED_BACK, "POST", **DRAFT),
    "desk:citizens-budget-enter": line(ENTERS, **OPEN),
    "POST desk:citizens-budget-enter": line(ENTERS_AGAIN, "POST", **OPEN),
    "desk:citizens-budget-sheet": line(TEAM_SEES, **DRAFT),
    "desk:citizens-budget-result": line(LED_ON, **OPEN),
    "guest:ballot": line("200", **VOTE),
    "POST guest:ballot": line("422", "POST", **VOTE),
    "guest:ballot-kept": line("200", **VOTE),
    "POST guest:ballot-kept": line("302", "POST", **VOTE),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    forum, _made = Forum.objects.get_or_create(
        cycle=cycle,
        defaults={"code": "AAAAAA", "office": "Citizens’ office", "contact": "c@example.org"},
    )
    draft = Budget.objects.create(forum=forum, title="Green squares", amount=Decimal(1000))
    now = timezone.now()
    held = Budget.objects.create(
        forum=forum,
        title="Safe streets",
        amount=Decimal(1000),
        state=Budget.State.OPEN,
        opened=now,
        closes=now + timedelta(days=9),
    )
    for number, title in enumerate(("Trees", "Benches"), start=1):
        BudgetItem.objects.create(budget=held, number=number, title=title, cost=Decimal(400))
    return {
        "budget_draft": draft.public_id,
        "budget_open": held.public_id,
        "budget": held.public_id,
        "forum_code": forum.code,
    }
