"""The inventory of policies in place: adding, changing, taking back, and taking in a table.

The caller has asked the door (``open_cycle(…, stage="measure", verb="note findings")``).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.measure.models import Policy
from territoria_web.measure.queries.policies import Told, faults_of, told_of
from territoria_web.measure.queries.policy_tables import Received
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile


@transaction.atomic
def add_policy(*, by: User, cycle: Cycle, told: Told) -> Policy:
    """A new line of the inventory; ValidationError by field says all that is wrong."""
    refuse_unless_open(cycle, Step.Kind.PREASSESSMENT)
    _check(cycle, told)
    made = Policy.objects.create(cycle=cycle, by=by, **told.fields())
    _journal(by, "add policy", made, after=_named(made))
    return made


@transaction.atomic
def change_policy(*, by: User, policy: Policy, told: Told, seen: int) -> Policy:
    """Change a line; ChangedMeanwhile where a colleague was quicker."""
    refuse_unless_open(policy.cycle, Step.Kind.PREASSESSMENT)
    _check(policy.cycle, told)
    held = Policy.objects.select_for_update().get(pk=policy.pk)
    held.cycle = policy.cycle
    if held.taken_back is not None:
        raise ValidationError(_("This was taken back meanwhile. Note it once more if it holds."))
    if held.edit != seen:
        raise ChangedMeanwhile(
            _("Someone changed this while you were writing. What you wrote is still below.")
        )
    _write(by, held, told)
    return held


def _write(by: User, held: Policy, told: Told) -> None:
    was, now = told_of(held).fields(), told.fields()
    changed = sorted(name for name in now if now[name] != was[name])
    if not changed:
        return
    for name in changed:
        setattr(held, name, now[name])
    held.edit += 1
    held.save()
    _journal(by, "change policy", held, after={**_named(held), "changed": changed})


@transaction.atomic
def take_back_policy(*, by: User, policy: Policy) -> None:
    """It no longer stands in the inventory; the row stays."""
    refuse_unless_open(policy.cycle, Step.Kind.PREASSESSMENT)
    held = Policy.objects.filter(pk=policy.pk, taken_back=None)
    if held.update(taken_back=timezone.now()):
        _journal(by, "take policy back", policy, before=_named(policy))


@transaction.atomic
def take_in_policies(*, by: User, cycle: Cycle, received: Sequence[Received]) -> int:
    """Take in the lines of a table: all of them or none; how many are new or changed.

    Nothing is taken away: what the table does not hold stays as it is. ValidationError where a line
    was changed by somebody since the table was looked at.
    """
    refuse_unless_open(cycle, Step.Kind.PREASSESSMENT)
    held = {p.pk: p for p in Policy.objects.select_for_update().filter(cycle=cycle)}
    count = 0
    for line in received:
        if line.policy is None:
            add_policy(by=by, cycle=cycle, told=line.told)
            count += 1
            continue
        now = held.get(line.policy.pk)
        if now is None or now.taken_back is not None or now.edit != line.policy.edit:
            raise ValidationError(
                _("“%(title)s” was changed meanwhile. Look at the table once more.")
                % {"title": line.policy.title}
            )
        now.cycle = cycle
        edit = now.edit
        _write(by, now, line.told)
        count += now.edit != edit
    return count


def _check(cycle: Cycle, told: Told) -> None:
    faults = faults_of(cycle, told)
    if faults:
        raise ValidationError({name: [said] for name, said in faults.items()})


def _named(policy: Policy) -> dict[str, Any]:
    return {"title": policy.title, "state": policy.state}


def _journal(by: User, what: str, policy: Policy, *, before: Any = None, after: Any = None) -> None:
    write_entry(
        who=by,
        what=what,
        about=f"policy {policy.public_id}",
        territory=policy.cycle.territory,
        before=before,
        after=after,
    )
