"""Beginning a plan, and changing its frame: vision, capacity, first day."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.models import Plan
from territoria_web.plan.rules import check_plan
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def begin_plan(
    *, by: User, cycle: Cycle, begins: date, capacity: float = 12.0, vision: str = ""
) -> Plan:
    """The plan of a cycle; the one that stands where somebody was quicker."""
    refuse_unless_open(cycle, Step.Kind.BRIEFING)
    vision = plain(vision)
    check_plan(capacity=capacity, begins=begins, vision=vision)
    plan, made = Plan.objects.get_or_create(
        cycle=cycle, defaults={"begins": begins, "capacity": capacity, "vision": vision}
    )
    if made:
        write_entry(
            who=by,
            what="begin plan",
            about=f"plan {plan.public_id}",
            territory=cycle.territory,
            after=_told(plan),
        )
    return plan


@transaction.atomic
def change_plan(
    *, by: User, plan: Plan, begins: date, capacity: float, vision: str, seen: int
) -> None:
    """Change the frame of a plan; ChangedMeanwhile where a colleague did so since it was seen."""
    held = lock_plan(plan)
    if held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed the frame of the plan while you were writing."))
    vision = plain(vision)
    check_plan(capacity=capacity, begins=begins, vision=vision)
    before = _told(held)
    held.begins, held.capacity, held.vision = begins, capacity, vision
    after = _told(held)
    if after == before:
        return
    held.edit += 1
    held.save(update_fields=["begins", "capacity", "vision", "edit"])
    write_entry(
        who=by,
        what="change plan",
        about=f"plan {held.public_id}",
        territory=held.cycle.territory,
        before={k: v for k, v in before.items() if v != after[k]},
        after={k: v for k, v in after.items() if v != before[k]},
    )


def lock_plan(plan: Plan) -> Plan:
    """The plan for writing: one at a time, so that two edits cannot make a circle between them.

    ValidationError where the cycle takes nothing now.
    """
    held = Plan.objects.select_for_update(of=("self",)).select_related("cycle__territory")
    found = held.get(pk=plan.pk)
    refuse_unless_open(found.cycle, Step.Kind.BRIEFING)
    return found


def _told(plan: Plan) -> dict[str, Any]:
    return {
        "begins": plan.begins.isoformat(),
        "capacity": plan.capacity,
        "vision": plan.vision,
    }
