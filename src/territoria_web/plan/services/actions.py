"""Writing actions: adding one, taking up what was advised or promised, changing, dropping, ordering.

Every write locks the plan, so that what is checked together is written together; an action is never
deleted, and its number never given to another.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from territoria.plan.agreed import find_circle
from territoria_web.library.typed import plain
from territoria_web.people.models import User
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.sources import ADVICE, Source, advice_text, sources_of
from territoria_web.plan.rules import Draft, check_reason
from territoria_web.plan.services.desk import (
    Desk,
    add_on,
    as_text,
    change_on,
    fresh,
    open_desk,
    refuse_circle,
    write_deed,
)
from territoria_web.plan.services.need_links import tie
from territoria_web.plan.services.plans import lock_plan
from territoria_web.territories.rules import ChangedMeanwhile

# ── adding ────────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def add_action(*, by: User, plan: Plan, draft: Draft, key: UUID | None = None) -> Action:
    """An action of the team's own. ``key``: the public id to give it, so that a form that is sent
    twice makes one action.
    """
    desk = open_desk(by=by, plan=plan, indicators=[draft.indicator])
    twice = Action.objects.filter(public_id=key).first() if key else None
    if twice is not None:
        if twice.plan_id != desk.plan.pk:
            raise ValidationError(_("This form cannot be used again. Open a new one."))
        return twice
    return add_on(desk, draft, key=key)


@transaction.atomic
def take_up_sources(*, by: User, plan: Plan, chosen: Collection[str]) -> list[Action]:
    """Make actions of what was advised or promised; ``chosen``: ids of ``sources_of``.

    ValidationError where one is no longer there to be taken; then none is taken.
    """
    held = lock_plan(plan)
    offered = {s.id: s for s in sources_of(held)}
    if not chosen or set(chosen) - set(offered):
        raise ValidationError(
            _(
                "Choose from what is listed. What somebody else took meanwhile is in the plan already."
            )
        )
    taken = [s for s in offered.values() if s.id in set(chosen)]
    desk = open_desk(by=by, plan=held, indicators=[s.draft.indicator for s in taken])
    made = [add_on(desk, s.draft, **_row(s)) for s in taken]
    _link_advice(desk)
    for action in made:  # what came to the meeting from a need goes on as its answer
        if action.contribution is not None and action.contribution.need is not None:
            tie(action=action, need=action.contribution.need, by=by)
    return made


def _row(source: Source) -> dict[str, Any]:
    return {"recommendation" if source.kind == ADVICE else "contribution": source.row}


def _link_advice(desk: Desk) -> None:
    """Advice waits for advice: where both are in the plan now, one action waits for the other."""
    by_advice = {
        a.recommendation.advice: a
        for a in desk.actions.values()
        if a.recommendation and a.state != Action.State.DROPPED
    }
    for action in by_advice.values():
        assert action.recommendation is not None
        for p in advice_text(action.recommendation).prerequisites:
            first = by_advice.get(p.recommendation or "")
            needs = desk.needs()
            if first is None or first.number in needs[action.number]:
                continue
            tried = {**needs, action.number: (*needs[action.number], first.number)}
            if find_circle(as_text(tried)):
                continue
            action.needs.add(first)
            action.edit += 1
            action.save(update_fields=["edit"])
            fresh(desk, action)


# ── changing ──────────────────────────────────────────────────────────────────────────────────


@transaction.atomic
def change_action(*, by: User, action: Action, draft: Draft, seen: int) -> Action:
    """Write an action anew; ChangedMeanwhile where a colleague did so since it was seen."""
    desk = open_desk(by=by, plan=action.plan, indicators=[draft.indicator])
    held = desk.actions[action.number]
    if held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this action while you were writing."))
    change_on(desk, held, draft)
    return held


@transaction.atomic
def drop_action(*, by: User, action: Action, reason: str, seen: int) -> None:
    """Take an action out of the plan; it and its number stay, with the reason, which is public."""
    _turn(by, action, seen, Action.State.DROPPED, reason, "drop action")


@transaction.atomic
def take_up_action(*, by: User, action: Action, reason: str, seen: int) -> None:
    """Take a dropped action up again, as a proposal; what it waits for is checked anew."""
    _turn(by, action, seen, Action.State.PROPOSED, reason, "take up action")


def _turn(by: User, action: Action, seen: int, state: Action.State, reason: str, what: str) -> None:
    reason = plain(reason)
    check_reason(reason)
    desk = open_desk(by=by, plan=action.plan)
    held = desk.actions[action.number]
    if held.edit != seen:
        raise ChangedMeanwhile(_("Somebody changed this action while you were writing."))
    if (held.state == Action.State.DROPPED) == (state == Action.State.DROPPED):
        return
    before = {"state": held.state, "reason": held.reason}
    held.state, held.reason, held.edit = state, reason, held.edit + 1
    refuse_circle(desk.needs())
    held.save(update_fields=["state", "reason", "edit"])
    write_deed(desk, held, what, before, {"state": str(state), "reason": reason})


@transaction.atomic
def order_action(*, by: User, action: Action, up: bool) -> None:
    """Put an action before the one above it, or after the one below; numbers stay."""
    desk = open_desk(by=by, plan=action.plan)
    row = [a for a in desk.actions.values() if a.state != Action.State.DROPPED]
    row.sort(key=lambda a: (a.place, a.number))
    here = next((n for n, a in enumerate(row) if a.number == action.number), None)
    there = None if here is None else here + (-1 if up else 1)
    if here is None or there is None or not 0 <= there < len(row):
        return
    row[here], row[there] = row[there], row[here]
    for place, one in enumerate(row, start=1):
        one.place = place
    Action.objects.bulk_update(row, ["place"])
    write_deed(desk, desk.actions[action.number], "order actions", None, {})
