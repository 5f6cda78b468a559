"""Taking over into the plan the order that people gave its actions."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.models import Action, Budget, Plan
from territoria_web.plan.queries.budget_ranking import ranking_by
from territoria_web.plan.services.plans import lock_plan


@transaction.atomic
def order_by_budget(*, by: User, plan: Plan, budget: Budget) -> None:
    """Put the actions in the order of a closed budget; those that were not on its list come after
    them, as they stood. ValidationError where it ranks none of them.
    """
    held = lock_plan(plan)
    found = ranking_by(held, budget) if budget.forum.cycle_id == held.cycle_id else None
    if found is None:
        raise ValidationError(_("This vote puts no action of the plan in order."))
    first = [row.action.pk for row in found.rows]
    rows = list(held.actions.exclude(state=Action.State.DROPPED))
    rows.sort(key=lambda a: (first.index(a.pk) if a.pk in first else len(first), a.place, a.number))
    before = [a.number for a in sorted(rows, key=lambda a: (a.place, a.number))]
    for place, action in enumerate(rows, start=1):
        action.place = place
    after = [a.number for a in rows]
    if after == before:
        return
    Action.objects.bulk_update(rows, ["place"])
    write_entry(
        who=by,
        what="order by budget",
        about=f"plan {held.public_id}",
        territory=held.cycle.territory,
        before={"order": before},
        after={"order": after, "title": budget.title},
    )
