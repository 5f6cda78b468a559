"""What people would do first: the order of a plan's actions by the latest budget that ranks them."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404

from territoria_web.plan.models import Action, Budget, Plan
from territoria_web.plan.queries.budget_results import outcome_of, ranked


@dataclass(frozen=True)
class Ranked:
    """An action and its rank; equals share one. ``by``: *shares* or *votes*."""

    action: Action
    rank: int
    by: str


@dataclass(frozen=True)
class Ranking:
    """The order of a plan's actions. ``is_taken``: whether the plan has them in this order by now."""

    budget: Budget
    people: int
    rows: tuple[Ranked, ...]
    is_taken: bool


def ranking_of(plan: Plan) -> Ranking | None:
    """The order that the latest closed budget on this plan's actions gave them; None where there is
    none, or too few people took part.
    """
    if getattr(plan, "was_ranked", None) is False:  # of ``plan_of``, which has asked already
        return None
    held = Budget.objects.filter(
        forum__cycle=plan.cycle_id, ranks_plan=True, state=Budget.State.CLOSED
    ).select_related("forum")
    for budget in held.prefetch_related("items__action").order_by("-closed", "-pk"):
        found = ranking_by(plan, budget)
        if found is not None:
            return found
    return None


def ranking_by(plan: Plan, budget: Budget) -> Ranking | None:
    """The order that one budget gives the actions of a plan that are still in it."""
    outcome = outcome_of(budget) if budget.ranks_plan else None
    if outcome is None:
        return None
    actions = {
        one.number: one.action
        for one in budget.items.all()
        if one.action is not None
        and one.action.plan_id == plan.pk
        and one.action.state != Action.State.DROPPED
    }
    rows = tuple(
        Ranked(actions[number], rank, by)
        for number, rank, by in ranked(outcome)
        if number in actions
    )
    if not rows:
        return None
    places = [(r.action.place, r.action.number) for r in rows]
    return Ranking(budget, outcome.people, rows, places == sorted(places))


def ranking_in(plan: Plan, number: str) -> Budget:
    """The budget of this plan's cycle that a form names; 404 where there is none."""
    try:
        key = UUID(number)
    except ValueError:
        raise Http404 from None
    held = Budget.objects.select_related("forum").prefetch_related("items__action")
    found = held.filter(forum__cycle=plan.cycle_id, public_id=key).first()
    if found is None:
        raise Http404
    return found
