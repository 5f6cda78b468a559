"""The ballot on paper, to print."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.citizens.budgets.frame import opened_budget, show_budget
from territoria_web.library.saying import money
from territoria_web.plan.budget_rules import RULE_NAMES, RULES_SAID, choice_said
from territoria_web.plan.queries.budgets import items_of, until_said


@login_required
@require_safe
def sheet(request: HttpRequest, public_id: UUID, budget: UUID) -> HttpResponse:
    """The list with boxes to tick, and the rules beside it."""
    held = opened_budget(request, public_id, budget)
    return show_budget(
        request,
        held,
        "citizens-budget-sheet",
        "desk/citizens/budgets/sheet.html",
        title=_("Ballot on paper"),
        finding=_("Print it as it stands here."),
        facts={
            "rows": items_of(held),
            "amount": money(float(held.amount), held.currency),
            "choice": choice_said(held.most_choices),
            "until": until_said(held),
            "rule": RULE_NAMES[held.rule],
            "rule_said": RULES_SAID[held.rule],
        },
    )
