"""A budget to try things with: a list, ballots of voices, an end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from a_forum import a_voice
from territoria_web.listen.models import Forum
from territoria_web.people.models import User
from territoria_web.plan.budget_rules import Frame, Item
from territoria_web.plan.models import Budget
from territoria_web.plan.services.ballots import cast_ballot
from territoria_web.plan.services.budget_items import add_items
from territoria_web.plan.services.budgets import close_budget, draft_budget, open_budget

LIST = (("Trees", 400), ("Benches", 300), ("A skate park", 500), ("Lamps", 200))
# a majority for three items that fit, and a minority whose shares pay for the fourth
DIFFER = {(1, 2, 4): 20, (3,): 18}
WHY = "The council wants the result this week."


def a_budget(forum: Forum, by: User, items: Sequence[tuple[str, int]] = LIST, **f: Any) -> Budget:
    """A draft of 1,000 with a list; ``f``: of its frame."""
    known = {"title": "Green squares", "amount": Decimal(1000), "mandate": "The mayor builds it."}
    budget = draft_budget(by=by, forum=forum, frame=Frame(**{**known, **f}))
    if items:
        listed = [Item(title, Decimal(cost), "Green", f"{title}.") for title, cost in items]
        add_items(by=by, budget=budget, items=listed, seen=0)
    return now(budget)


def opened(forum: Forum, by: User, days: int = 7, **f: Any) -> Budget:
    """The same, open."""
    budget = a_budget(forum, by, **f)
    closes = timezone.now() + timedelta(days=days)
    open_budget(by=by, budget=budget, closes=closes, seen=budget.edit)
    return now(budget)


def voted(budget: Budget, ballots: Mapping[tuple[int, ...], int]) -> Budget:
    """The same with ballots: numbers → by how many people."""
    for chosen, people in ballots.items():
        for _one in range(people):
            cast_ballot(budget=budget, voice=a_voice(budget.forum), chosen=chosen)
    return now(budget)


def closed(budget: Budget, by: User) -> Budget:
    """The same, closed by hand and counted."""
    close_budget(by=by, budget=budget, reason=WHY, seen=budget.edit)
    return now(budget)


def now(budget: Budget) -> Budget:
    """As it stands in the rows."""
    return Budget.objects.select_related("forum__cycle__territory").get(pk=budget.pk)
