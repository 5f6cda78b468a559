"""What all pages of one budget share: its door, its tabs, its forms in a row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budgets import budget_in, stage_of

PART = "citizens-budgets"
State = Budget.State


def opened_budget(request: HttpRequest, public_id: UUID, budget: UUID, verb: str = "see") -> Budget:
    """A budget of a cycle's forum, for whoever may do this."""
    return budget_in(opened(request, public_id, verb), budget)


def at(budget: Budget, name: str = "citizens-budget") -> str:
    """The address of a page of a budget."""
    return reverse(f"desk:{name}", args=[budget.forum.cycle.public_id, budget.public_id])


def show_budget(
    request: HttpRequest,
    budget: Budget,
    here: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a budget; ``here``: the name of its address."""
    told = {
        "budget": budget,
        "stage": stage_of(budget),
        "pages": [(words, at(budget, name), name == here) for name, words in _pages(budget)],
        **(facts or {}),
    }
    below: tuple[tuple[str, str], ...] = (
        (_("Budgets"), reverse(f"desk:{PART}", args=[budget.forum.cycle.public_id])),
    )
    if here != "citizens-budget":
        below += ((budget.title, at(budget)),)
    return show_citizens(
        request,
        budget.forum,
        PART,
        template,
        title=title,
        finding=finding,
        facts=told,
        status=status,
        below=below,
    )


def _pages(budget: Budget) -> list[tuple[str, str]]:
    pages = [("citizens-budget", _("This budget")), ("citizens-budget-items", _("List"))]
    if budget.state != State.CLOSED:
        pages.append(("citizens-budget-sheet", _("Ballot on paper")))
    if budget.state == State.OPEN:
        pages.append(("citizens-budget-enter", _("Enter ballots")))
    if budget.state == State.CLOSED:
        pages.append(("citizens-budget-result", _("Result")))
    return pages
