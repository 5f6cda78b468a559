"""The result of a budget at the desk: as everybody reads it, and what may be done with it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.desk.citizens.budgets.frame import at, opened_budget, show_budget
from territoria_web.desk.workspace import rights
from territoria_web.plan.models import Budget
from territoria_web.plan.queries.budget_files import may_give_ballots
from territoria_web.plan.queries.budget_ranking import Ranking, ranking_by
from territoria_web.plan.queries.budget_results import outcome_of
from territoria_web.plan.queries.budget_words import counted_said
from territoria_web.plan.queries.budgets import finding_of
from territoria_web.plan.queries.plans import plan_of
from territoria_web.reports.budget_picture import budget_pictures, left_out


@login_required
@require_safe
def result(request: HttpRequest, public_id: UUID, budget: UUID) -> HttpResponse:
    """What came out; before it is closed there is nothing to see."""
    held = opened_budget(request, public_id, budget)
    if held.state != Budget.State.CLOSED:
        messages.info(request, _("Nothing is shown before the vote is over."))
        return redirect(at(held))
    outcome = outcome_of(held)
    finding = finding_of(held, outcome)
    code, one = held.forum.code, held.public_id
    return show_budget(
        request,
        held,
        "citizens-budget-result",
        "desk/citizens/budgets/result.html",
        title=_("Result: %(title)s") % {"title": held.title},
        finding=finding,
        facts={
            "outcome": outcome,
            "said": counted_said(held, outcome) if outcome else None,
            "pictures": budget_pictures(held, outcome, finding) if outcome else None,
            "left_out": left_out(outcome) if outcome else 0,
            "ranking": _ranking(held),
            "public": reverse("public:budget", args=[code, one]),
            "file": reverse("public:budget-pb", args=[code, one]) if may_give_ballots(held) else "",
            **rights(held.forum.cycle, "plan", "plan"),
        },
    )


def _ranking(held: Budget) -> Ranking | None:
    """The order that it gives the actions of the plan."""
    plan = plan_of(held.forum.cycle)
    return ranking_by(plan, held) if plan is not None else None
