"""What became of the plan of the example: news of its actions, who tells them, figures of operation."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils import timezone

from territoria_web.example.dated import day_ago, moment_ago, stamped
from territoria_web.example.hearing import need_called
from territoria_web.example.people import Cast
from territoria_web.example.texts import people_texts
from territoria_web.listen.models import Need, NeedEvent
from territoria_web.listen.need_rules import S
from territoria_web.listen.services.need_results import say_solved
from territoria_web.plan.models import Action
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Steward, Update
from territoria_web.track.queries.promised import adopted_ids
from territoria_web.track.services.gauges import Wanted, add_gauge, enter_value
from territoria_web.track.services.stewards import name_steward
from territoria_web.track.services.updates import News, tell_news_of

Told = dict[str, Any]


def action_called(cycle: Cycle, title: str) -> Action | None:
    """An action that the plan promises, by how its title begins; None where somebody changed it."""
    held = Action.objects.filter(plan__cycle=cycle, title__startswith=title)
    found = held.select_related("plan__cycle__territory").first()
    return found if found and str(found.public_id) in adopted_ids(found.plan) else None


@transaction.atomic
def tell(people: Cast, cycle: Cycle) -> None:
    """All news, once; and that the author of a need says that it is solved."""
    if Update.objects.filter(action__plan__cycle=cycle).exists():
        return
    _named(people, cycle)
    for told in people_texts()["news"]:
        if action := action_called(cycle, told["action"]):
            _told(people, action, told)
    _solved(cycle)


def _named(people: Cast, cycle: Cycle) -> None:
    """Who tells of an action, where nobody was named before."""
    for title, name, every in people_texts()["stewards"]:
        action = action_called(cycle, title)
        if action is not None and not Steward.objects.filter(action=action).exists():
            name_steward(
                by=people.lead, action=action, name=name, email="", language="en", every_days=every
            )


def _told(people: Cast, action: Action, told: Told) -> None:
    last = action.plan.versions.first()
    assert last is not None
    when = max(moment_ago(told["days"]), last.made)  # nobody tells of what was not promised yet
    with stamped(when, Update.objects.filter(action=action), *_needs(action.plan.cycle)):
        tell_news_of(action=action, news=_news(action, told), office=action.owner, by=people.lead)


def _news(action: Action, told: Told) -> News:
    words = {
        name: told[name].strip() for name in ("says", "done", "hindrance", "reason") if name in told
    }
    reached: dict[str, date | None] = {}
    if "reached" in told:
        reached = {str(m.public_id): day_ago(told["reached"]) for m in action.milestones.all()[:1]}
    has_figure = "figure" in told and bool(action.indicator)
    return News(
        **words,
        reached=reached,
        expected=day_ago(-told["expected_in"]) if "expected_in" in told else None,
        spent=Decimal(told["spent"]) if "spent" in told else None,
        figure=float(told["figure"]) if has_figure else None,
        figure_period=str(day_ago(told["days"]).year) if has_figure else "",
        figure_source=told.get("figure_source", ""),
    )


def _needs(cycle: Cycle) -> tuple[Any, ...]:
    return Need.objects.filter(forum__cycle=cycle), NeedEvent.objects.filter(
        need__forum__cycle=cycle
    )


def _solved(cycle: Cycle) -> None:
    """The author, four weeks after it was delivered."""
    told = people_texts()["solved"]
    need = need_called(cycle, told["need"])
    if need is None or need.state != S.DELIVERED:
        return
    with stamped(max(moment_ago(told["days"]), need.since), *_needs(cycle)):
        say_solved(need=need, solved=Need.Solved.YES, said=told["said"])


# ── figures of city operation ─────────────────────────────────────────────────────────────────


@transaction.atomic
def gauge(people: Cast, cycle: Cycle) -> None:
    """Figures typed in by hand, once."""
    if cycle.gauges.exists():
        return
    for told in people_texts()["gauges"]:
        held = add_gauge(by=people.lead, cycle=cycle, wanted=_wanted(told))
        for days, value in told["values"]:
            enter_value(by=people.editor, gauge=held, value=float(value), when=_noon(days))


def _wanted(told: Told) -> Wanted:
    return Wanted(
        names=told["names"],
        kind="by-hand",
        unit_of_measure=told["unit"],
        theme=told["theme"],
        office=told["office"],
        source=told["source"],
        low=told.get("low"),
        high=told.get("high"),
        every_minutes=30 * 24 * 60,
    )


def _noon(days: int) -> datetime:
    noon = timezone.localtime().replace(hour=12, minute=0, second=0, microsecond=0)
    return noon - timedelta(days=days)
