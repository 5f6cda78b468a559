"""The end of the example: decisions on advice, the plan, the signed briefing, the page for residents."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from territoria.plan.agreed import months_after
from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.example.dated import day_ago, moment_ago, stamped
from territoria_web.example.hearing import need_called
from territoria_web.example.people import Cast
from territoria_web.example.publishing import publish
from territoria_web.example.texts import AGO, people_texts, texts, words
from territoria_web.listen.models import Need, NeedEvent
from territoria_web.papers.models import Paper
from territoria_web.papers.services.writing import begin_paper
from territoria_web.plan.models import Action, NeedLink, Plan, PlanVersion
from territoria_web.plan.queries.plans import actions_of, draft_of, state_of
from territoria_web.plan.queries.sources import FIRST_STEP_DAYS, sources_of
from territoria_web.plan.rules import Dated
from territoria_web.plan.services.actions import change_action, take_up_sources
from territoria_web.plan.services.need_links import link_needs
from territoria_web.plan.services.plans import begin_plan
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.recommend.queries.judged import judged_advice
from territoria_web.recommend.services.decisions import judge_advice
from territoria_web.territories.models import Cycle

EFFECT = 2  # years after an action until its figure shows something


def decide(people: Cast, cycle: Cycle) -> None:
    """Accept, change or decline the first pieces of advice, each with its reason."""
    if cycle.recommendations.exists():
        return
    advice = judged_advice(cycle, assessment_of(cycle))
    for judged, (decision, reason, text) in zip(advice, texts()["decisions"], strict=False):
        judge_advice(
            by=people.lead,
            cycle=cycle,
            judged=judged,
            decision=decision,
            reason=reason,
            changed_text=text,
        )


def plan(people: Cast, cycle: Cycle) -> Plan:
    """Actions from advice and workshop, with owners, dates and money; adopted."""
    told = texts()["plan"]
    held = begin_plan(
        by=people.lead,
        cycle=cycle,
        begins=day_ago(AGO - 20),
        capacity=float(told["capacity"]),
        vision=told["vision"],
    )
    if not held.versions.exists():
        take_up_sources(by=people.lead, plan=held, chosen=[s.id for s in sources_of(held)])
        for n, action in enumerate(actions_of(held)):
            _complete(people, action, n)
        _answer(people, held)
        with stamped(moment_ago(AGO - 10), *_rows(held)):
            _adopt(people, held, told["adopted"])
    return held


def answer_needs(people: Cast, cycle: Cycle) -> None:
    """Tie the actions to needs where the plan was adopted before anybody was heard."""
    held = Plan.objects.select_related("cycle__territory").get(cycle=cycle)
    if not NeedLink.objects.filter(action__plan=held).exists() and _answer(people, held):
        _adopt(people, held, people_texts()["plan"]["adopted_again"])


def _answer(people: Cast, held: Plan) -> bool:
    """Which needs the actions answer; whether there are any."""
    found = False
    for title, keys in people_texts()["plan"]["answers"].items():
        needs = [need for key in keys if (need := need_called(held.cycle, key)) is not None]
        action = held.actions.filter(title__startswith=title).first()
        if action is not None and needs:
            chosen = [need.public_id for need in needs]
            link_needs(by=people.lead, action=action, needs=chosen, seen=action.edit)
            found = True
    return found


def _adopt(people: Cast, held: Plan, reason: str) -> None:
    held.refresh_from_db()
    seen = state_of(held, actions_of(held))
    adopt_plan(by=people.lead, plan=held, reason=reason, seen=seen)


def _rows(held: Plan) -> tuple[Any, ...]:
    """What an adoption writes a moment into."""
    return (
        PlanVersion.objects.filter(plan=held),
        Need.objects.filter(forum__cycle=held.cycle),
        NeedEvent.objects.filter(need__forum__cycle=held.cycle),
    )


def _complete(people: Cast, action: Action, n: int) -> None:
    """What the team adds to each: who, from when until when, with which money, towards what."""
    told, draft = texts()["plan"], draft_of(action)
    begins, ends = _dates(action, n)
    low, high = told["targets"].get(draft.indicator, (None, None))
    complete = replace(
        draft,
        owner=draft.owner or told["owners"][n % len(told["owners"])],
        begins=begins,
        ends=ends,
        milestones=tuple(replace(m, due=_due(m, action, begins)) for m in draft.milestones),
        effort=draft.effort or 2.0,
        money=draft.money or Decimal(5000 * (n + 1)),
        money_from=told["funds"][n % len(told["funds"])],
        money_state="secured" if n % 2 else "sought",
        target_low=low,
        target_high=high,
        target_year=ends.year + EFFECT if low is not None else None,
        state="agreed",
    )
    if complete != draft:
        change_action(by=people.lead, action=action, draft=complete, seen=action.edit)


def _dates(action: Action, n: int) -> tuple[date, date]:
    """What the workshop promised begins at once; advice follows over the three waves."""
    begins = action.plan.begins
    if action.ends is not None:
        return min(begins, action.ends), action.ends
    spans = texts()["plan"]["advice"]
    wait, lasts = spans[n % len(spans)]
    first = months_after(begins, wait)
    return first, months_after(first, lasts)


def _due(step: Dated, action: Action, begins: date) -> date:
    """The first step of advice comes so many days after it begins, a promise when it was promised."""
    return step.due if action.contribution else begins + timedelta(days=FIRST_STEP_DAYS)


def papers(people: Cast, cycle: Cycle) -> None:
    """The briefing and the page for residents, signed and published."""
    _published(people, cycle, Paper.Kind.BRIEFING, "Aldermark: policy briefing", "briefing_words")
    _published(people, cycle, Paper.Kind.CITIZENS, "What changes in Aldermark", "citizens_words")


def _published(people: Cast, cycle: Cycle, kind: str, title: str, name: str) -> None:
    held = cycle.papers.filter(kind=kind)
    if held.filter(published__isnull=False).exists():
        return
    paper = held.first() or begin_paper(
        by=people.lead, kind=kind, cycle=cycle, title=title, language="en", words=words(name)
    )
    publish(people, paper)
