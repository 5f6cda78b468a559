"""The four steps of a cycle: opening them, their owners and dates, beginning and ending each."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.queries.steps import those_who_may_own
from territoria_web.invite.rules import ORDER, lock_cycle, may_begin, proposed_dates
from territoria_web.library.dates import written
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import refuse_where_closed


@transaction.atomic
def open_steps(*, cycle: Cycle, today: date) -> list[Step]:
    """The four steps of a new cycle, with proposed dates; the first one is under way."""
    dates = proposed_dates(today)
    return Step.objects.bulk_create(
        Step(
            cycle=cycle,
            kind=kind,
            begins=dates[kind][0],
            due=dates[kind][1],
            state=Step.State.OPEN if kind == ORDER[0] else Step.State.AHEAD,
        )
        for kind in ORDER
    )


@transaction.atomic
def plan_step(
    *, by: User, step: Step, owner: User | None, begins: date | None, due: date | None
) -> None:
    """Who is responsible for a step, and when; ValidationError where dates or people do not fit."""
    held = _locked(step)
    refuse_where_closed(held.cycle)
    if begins and due and due < begins:
        raise ValidationError(_("The step is due before it begins. Change one of the two dates."))
    if owner is not None and not those_who_may_own(held.cycle).filter(pk=owner.pk).exists():
        raise ValidationError(
            _(
                "Only somebody who may work on it can be responsible for a step. Give them another "
                "role in the team first."
            )
        )
    before = _told(held)
    held.owner, held.begins, held.due = owner, begins, due
    if _told(held) == before:
        return
    held.save(update_fields=["owner", "begins", "due"])
    _write(by, held, "plan step", before)


@transaction.atomic
def begin_step(*, by: User, step: Step) -> None:
    """Begin a step whose predecessors have begun or were left out."""
    lock_cycle(step.cycle)
    steps = list(Step.objects.select_for_update().filter(cycle=step.cycle_id).order_by("pk"))
    held = next(s for s in steps if s.pk == step.pk)
    if held.state == Step.State.OPEN:  # pressed twice
        return
    if not may_begin(steps, held):
        raise ValidationError(
            _("A step begins after the one before it has begun. Begin or leave out that one first.")
        )
    _turn(by, held, Step.State.OPEN, "begin step", "")


@transaction.atomic
def end_step(*, by: User, step: Step, missing: bool = False, reason: str = "") -> None:
    """A step is done: it takes nothing more. Where something is missing, the reason says why."""
    held = _locked(step)
    if held.state == Step.State.DONE:
        return
    if held.state != Step.State.OPEN:
        raise ValidationError(_("Only a step that is under way can be ended."))
    if missing and not reason.strip():
        raise ValidationError(
            _("Something is missing. Write why the step ends all the same; the reason is kept.")
        )
    _turn(by, held, Step.State.DONE, "end step", reason)


@transaction.atomic
def leave_step_out(*, by: User, step: Step, reason: str) -> None:
    """A step is not held in this cycle; the documents say so, with the reason."""
    held = _locked(step)
    refuse_where_closed(held.cycle)
    if held.state == Step.State.LEFT_OUT:
        return
    if held.state == Step.State.DONE:
        raise ValidationError(_("This step is done; it cannot be left out any more."))
    if not reason.strip():
        raise ValidationError(_("Write why this step is left out; documents print the reason."))
    _turn(by, held, Step.State.LEFT_OUT, "leave step out", reason)


@transaction.atomic
def open_step_again(*, by: User, step: Step, reason: str) -> None:
    """A step that was done or left out takes work again; the reason is kept."""
    held = _locked(step)
    if held.state in (Step.State.OPEN, Step.State.AHEAD):
        return
    refuse_where_closed(held.cycle)
    if not reason.strip():
        raise ValidationError(_("Write why the step is opened once more; the reason is kept."))
    _turn(by, held, Step.State.OPEN, "open step again", reason)


@transaction.atomic
def close_cycle(*, by: User, cycle: Cycle) -> None:
    """The passage is over: every step is done or left out, and nothing changes any more."""
    held = lock_cycle(cycle)
    if held.state == Cycle.State.CLOSED:
        return
    ended = (Step.State.DONE, Step.State.LEFT_OUT)
    if Step.objects.filter(cycle=held).exclude(state__in=ended).exists():
        raise ValidationError(_("A cycle closes when each step is done or left out."))
    held.state, held.closed = Cycle.State.CLOSED, timezone.now()
    held.save(update_fields=["state", "closed"])
    write_entry(
        who=by,
        what="close cycle",
        about=f"cycle {held.public_id}",
        territory=held.territory,
        before={"state": Cycle.State.OPEN},
        after={"state": Cycle.State.CLOSED},
    )
    cycle.state, cycle.closed = held.state, held.closed


def _locked(step: Step) -> Step:
    lock_cycle(step.cycle)
    held = Step.objects.select_for_update(of=("self",)).select_related("cycle__territory")
    return held.get(pk=step.pk)


def _turn(by: User, step: Step, state: Step.State, what: str, reason: str) -> None:
    before = _told(step)
    step.state, step.reason = state, reason.strip()
    step.ended = timezone.now() if state in (Step.State.DONE, Step.State.LEFT_OUT) else None
    step.save(update_fields=["state", "reason", "ended"])
    _write(by, step, what, before)


def _write(by: User, step: Step, what: str, before: dict[str, Any]) -> None:
    write_entry(
        who=by,
        what=what,
        about=f"step {step.public_id}",
        territory=step.cycle.territory,
        before=before,
        after=_told(step),
    )


def _told(step: Step) -> dict[str, Any]:
    return {
        "step": step.kind,
        "state": step.state,
        "owner": str(step.owner.public_id) if step.owner else None,
        "begins": written(step.begins),
        "due": written(step.due),
        "reason": step.reason,
    }
