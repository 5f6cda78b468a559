"""A cycle's plan and its actions as they stand, each opened only within its cycle."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404

from territoria.model import Indicator
from territoria_web.library.queries import library
from territoria_web.library.saying import colon, semicolon
from territoria_web.plan.models import Action, Budget, InitiativeLink, NeedLink, Plan
from territoria_web.plan.rules import Dated, Draft
from territoria_web.territories.models import Cycle

LINKS = (
    Prefetch("need_links", NeedLink.objects.select_related("need__forum")),
    Prefetch("initiative_links", InitiativeLink.objects.select_related("initiative")),
)


def plan_of(cycle: Cycle) -> Plan | None:
    """The plan of a cycle; None where nobody began one. ``was_ranked``: whether people voted on the
    order of its actions.
    """
    ranking = Budget.objects.filter(
        forum__cycle=OuterRef("cycle"), ranks_plan=True, state=Budget.State.CLOSED
    )
    held = Plan.objects.select_related("cycle__territory").annotate(was_ranked=Exists(ranking))
    return held.filter(cycle=cycle).first()


def open_plan(cycle: Cycle) -> Plan:
    """The plan of a cycle; 404 where nobody began one."""
    held = plan_of(cycle)
    if held is None:
        raise Http404
    return held


def actions_of(plan: Plan, *, dropped: bool = True) -> Sequence[Action]:
    """The actions in the order that people gave them, with all that hangs on them."""
    held = plan.actions.select_related("recommendation__text", "contribution", "owner_account")
    held = held.prefetch_related("needs", "milestones", *LINKS)
    return list(held if dropped else held.exclude(state=Action.State.DROPPED))


def open_action(plan: Plan, public_id: UUID) -> Action:
    """One action of this plan; 404 where it is of another."""
    held = plan.actions.select_related("recommendation__text", "contribution", "owner_account")
    held = held.prefetch_related("needs", "milestones", *LINKS)
    action = held.filter(public_id=public_id).first()
    if action is None:
        raise Http404
    return action


def draft_of(action: Action) -> Draft:
    """What is written of an action, as it may be written anew."""
    return Draft(
        title=action.title,
        what=action.what,
        why=action.why,
        nodes=tuple(action.nodes),
        serves=action.serves,
        owner=action.owner,
        owner_account=str(action.owner_account.public_id) if action.owner_account else "",
        partners=tuple(action.partners),
        begins=action.begins,
        ends=action.ends,
        effort=action.effort,
        money=action.money,
        currency=action.currency,
        money_from=action.money_from,
        money_state=action.money_state,
        needs=tuple(sorted(a.number for a in action.needs.all())),
        conditions=tuple(action.conditions),
        indicator=action.indicator,
        indicator_is_outcome=action.indicator_is_outcome,
        unit_of_measure=action.unit_of_measure,
        baseline=action.baseline,
        baseline_period=action.baseline_period,
        baseline_source=action.baseline_source,
        target_low=action.target_low,
        target_high=action.target_high,
        target_year=action.target_year,
        quick_win=action.quick_win,
        wave=action.wave,
        state=action.state,
        reason=action.reason,
        milestones=tuple(
            Dated(m.text, m.due, str(m.public_id))
            for m in sorted(action.milestones.all(), key=lambda m: (m.due, m.text))
        ),
    )


def needs_in(actions: Sequence[Action]) -> Mapping[int, tuple[int, ...]]:
    """What each action that is not dropped waits for, by number."""
    return {
        a.number: tuple(n.number for n in a.needs.all())
        for a in actions
        if a.state != Action.State.DROPPED
    }


def state_of(plan: Plan, actions: Sequence[Action]) -> str:
    """Names what a plan is now; another name after any change."""
    said = [f"{plan.edit}", *(f"{a.public_id}:{a.edit}" for a in actions)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:20]


def indicator_said(indicator: str) -> str:
    """What an indicator is called: that of the library where there is one, else as written."""
    text = library().indicators.get(indicator)
    return text.name.say() if text else indicator


def indicator_decimals(indicator: str) -> int:
    """How many digits after the point its figures have; of own ones as many as are given."""
    text = library().indicators.get(indicator)
    return text.decimals if text else 2


def indicator_choices() -> Sequence[tuple[str, str]]:
    """The indicators of the library by name; those of the same name with unit and publisher."""
    texts = library().indicators
    named = Counter(text.name.say() for text in texts.values())
    held = [
        (i, _told_apart(t) if named[t.name.say()] > 1 else t.name.say()) for i, t in texts.items()
    ]
    return sorted(held, key=lambda one: one[1].casefold())


def _told_apart(text: Indicator) -> str:
    unit = semicolon().join((text.unit_of_measure.say(), text.source.publisher))
    return f"{text.name.say()}{colon()}{unit}"
