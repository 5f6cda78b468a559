"""A locked plan with all that writing its actions needs, and the writing itself.

What is checked on a desk is written on the same one, inside one transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from territoria.plan.agreed import find_circle
from territoria_web.library.dates import written
from territoria_web.measure.queries.team_releases import cycle_framework
from territoria_web.people.models import User
from territoria_web.people.queries import team_of
from territoria_web.people.services import write_entry
from territoria_web.plan.models import Action, Milestone, Plan
from territoria_web.plan.queries.bands import Ground, ground_of, judged
from territoria_web.plan.queries.plans import actions_of, draft_of, needs_in
from territoria_web.plan.rules import (
    MOST_ACTIONS,
    Draft,
    check_draft,
    check_needs,
    said_circle,
    tidied,
)
from territoria_web.plan.services.plans import lock_plan

# Written straight from the draft; the rest is looked up first.
PLAIN = (
    *("title", "what", "why", "serves", "owner", "begins", "ends", "effort", "money", "currency"),
    *("money_from", "money_state", "indicator", "indicator_is_outcome", "unit_of_measure"),
    *("baseline", "baseline_period", "baseline_source", "target_low", "target_high"),
    *("target_year", "quick_win", "wave", "state", "reason"),
)
LISTS = ("nodes", "partners", "conditions")


@dataclass
class Desk:
    """A locked plan with all that writing its actions needs, read once."""

    plan: Plan
    by: User
    actions: dict[int, Action]
    ground: Ground
    people: Mapping[str, User]
    nodes: Collection[str]
    planned: Mapping[int, tuple[int, ...]] = field(default_factory=dict)

    def needs(self) -> dict[int, tuple[int, ...]]:
        """What every action that is not dropped waits for: as it stands, or is about to be
        written (``planned``), so that the order of writing does not matter.
        """
        held = needs_in(list(self.actions.values()))
        return {**held, **{n: firsts for n, firsts in self.planned.items() if n in held}}


def open_desk(*, by: User, plan: Plan, indicators: Sequence[str] = ()) -> Desk:
    """Lock a plan and read what is needed to write on it; inside a transaction."""
    held = lock_plan(plan)
    team = team_of(held.cycle.territory)
    return Desk(
        plan=held,
        by=by,
        actions={a.number: a for a in actions_of(held)},
        ground=ground_of(held.cycle, indicators),
        people={str(m.user.public_id): m.user for m in team},
        nodes={n.id for n in cycle_framework(held.cycle).walk()},
    )


def add_on(desk: Desk, draft: Draft, *, key: UUID | None = None, **source: Any) -> Action:
    """Add an action on an open desk; ``source``: the row that it comes from."""
    if len(desk.actions) >= MOST_ACTIONS:
        raise ValidationError(_("A plan holds at most 200 actions, dropped ones too."))
    number = max(desk.actions, default=0) + 1
    place = desk.plan.actions.aggregate(last=Max("place"))["last"] or 0
    draft = _sound(desk, number, draft)
    action = Action(plan=desk.plan, number=number, place=place + 1, **source)
    if key is not None:
        action.public_id = key
    _put(desk, action, draft)
    write_deed(desk, action, "add action", None, told(draft))
    return action


def change_on(desk: Desk, action: Action, draft: Draft) -> bool:
    """Change an action on an open desk; whether anything changed."""
    if action.state == Action.State.DROPPED:
        raise ValidationError(_("This action was dropped. Take it up again before you change it."))
    before = tidied(draft_of(action))
    draft = _sound(desk, action.number, draft, before=before)
    if draft == before:
        return False
    old, new = told(before), told(draft)
    action.edit += 1
    _put(desk, action, draft)
    write_deed(
        desk,
        action,
        "change action",
        {k: v for k, v in old.items() if v != new[k]},
        {k: v for k, v in new.items() if v != old[k]},
    )
    return True


# ── what all of them do ───────────────────────────────────────────────────────────────────────


def _sound(desk: Desk, number: int, draft: Draft, before: Draft | None = None) -> Draft:
    """The draft tidied and checked against the rules and the plan."""
    draft = tidied(draft)
    check_draft(draft)
    strange = [
        n for n in draft.nodes if n not in desk.nodes and (not before or n not in before.nodes)
    ]
    if strange:
        raise ValidationError(
            {"nodes": [_("These are not factors of your framework. Choose anew.")]}
        )
    account = draft.owner_account
    if account and account not in desk.people and (not before or account != before.owner_account):
        raise ValidationError(
            {"owner_account": [_("Only somebody of the team can be chosen. Choose anew.")]}
        )
    would = {**desk.needs(), number: draft.needs}
    check_needs(number, would)
    refuse_circle(would)
    return draft


def refuse_circle(needs: Mapping[int, Sequence[int]]) -> None:
    """ValidationError where actions wait for each other in a ring."""
    circle = find_circle(as_text(needs))
    if circle:
        raise ValidationError({"needs": [said_circle(circle)]})


def as_text(needs: Mapping[int, Sequence[int]]) -> dict[str, tuple[str, ...]]:
    """The same with text for numbers, as the engine names actions."""
    return {str(n): tuple(map(str, firsts)) for n, firsts in needs.items()}


def _put(desk: Desk, action: Action, draft: Draft) -> None:
    """Write a sound draft into the row, its prerequisites and its milestones."""
    for name in PLAIN:
        setattr(action, name, getattr(draft, name))
    for name in LISTS:
        setattr(action, name, list(getattr(draft, name)))
    if not draft.owner_account:
        action.owner_account = None
    elif draft.owner_account in desk.people:
        action.owner_account = desk.people[draft.owner_account]
    action.target_label = judged(draft, desk.ground).label
    action.save()
    action.needs.set([desk.actions[n] for n in draft.needs])
    _put_milestones(action, draft)
    fresh(desk, action)


def _put_milestones(action: Action, draft: Draft) -> None:
    """Those that stand are changed, those that are no longer written go, new ones come."""
    held = {str(m.public_id): m for m in action.milestones.all()} if action.pk else {}
    kept = {m.id for m in draft.milestones if m.id in held}
    action.milestones.exclude(public_id__in=kept).delete()
    for m in draft.milestones:
        if m.id not in held:
            Milestone.objects.create(action=action, text=m.text, due=m.due)
        elif (held[m.id].text, held[m.id].due) != (m.text, m.due):
            Milestone.objects.filter(pk=held[m.id].pk).update(text=m.text, due=m.due)


def fresh(desk: Desk, action: Action) -> None:
    """Keep the row as it stands now, so that the next check on this desk sees it."""
    action._prefetched_objects_cache = {}  # type: ignore[attr-defined]
    desk.actions[action.number] = action


def write_deed(desk: Desk, action: Action, what: str, before: Any, after: dict[str, Any]) -> None:
    """A line of the journal about an action, named by its number and title."""
    write_entry(
        who=desk.by,
        what=what,
        about=f"action {action.public_id}",
        territory=desk.plan.cycle.territory,
        before=before,
        after={"title": f"{action.number} {action.title}", **after},
    )


def told(draft: Draft) -> dict[str, Any]:
    """A draft as the journal keeps it; who owns it is told as a body, not as an account."""
    found: dict[str, Any] = {
        name: list(held) if isinstance(held := getattr(draft, name), tuple) else held
        for name in (*PLAIN, *LISTS, "needs")
        if name != "title"
    }
    for name in ("begins", "ends"):
        found[name] = written(found[name])
    found["money"] = str(draft.money) if draft.money is not None else None
    found["milestones"] = [f"{m.due.isoformat()} {m.text}" for m in draft.milestones]
    return found
