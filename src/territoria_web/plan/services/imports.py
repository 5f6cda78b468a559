"""Taking a plan back from a table: all of it or nothing, in one transaction; nothing is deleted."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.plan.models import Plan
from territoria_web.plan.queries.import_rows import CHANGED, NEW, Import
from territoria_web.plan.queries.imported import import_of
from territoria_web.plan.queries.plans import actions_of, state_of
from territoria_web.plan.services.desk import add_on, change_on, open_desk
from territoria_web.plan.services.plans import lock_plan
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def import_plan(*, by: User, plan: Plan, content: bytes, file_name: str, seen: str) -> Import:
    """Take all that a file changes. ``seen``: ``state_of`` the plan that was looked at.

    ValidationError where a cell is refused, or nothing would change; then nothing is taken.
    """
    held = lock_plan(plan)
    actions = actions_of(held)
    if state_of(held, actions) != seen:
        raise ChangedMeanwhile(
            _("Somebody changed the plan since you looked at the file. Look at it once more.")
        )
    found = import_of(content, actions)
    if not found.worth_taking:
        raise ValidationError(_("Nothing of this file can be taken. Below is why."))
    planned = [p for p in found.planned if p.kind in (NEW, CHANGED)]
    desk = open_desk(by=by, plan=held, indicators=[p.draft.indicator for p in planned])
    desk.planned = {p.action.number: p.draft.needs for p in planned if p.action}
    for p in planned:
        try:
            if p.action is None:
                add_on(desk, p.draft)
            else:
                change_on(desk, desk.actions[p.action.number], p.draft)
        except ValidationError as wrong:
            raise ValidationError(
                _("Row %(row)d, %(title)s: %(said)s")
                % {"row": p.row, "title": p.title, "said": " ".join(wrong.messages)}
            ) from None
    write_entry(
        who=by,
        what="import plan",
        about=f"plan {held.public_id}",
        territory=held.cycle.territory,
        after={
            "file": file_name,
            "added": len(found.of(NEW)),
            "changed": len(found.of(CHANGED)),
        },
    )
    return found
