"""The account of an adopted plan: every action with two lamps, moved days, news and silence.

What a page shows of it is worked out once for a state of the plan, its news and a day, in a language.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Max, QuerySet, Sum
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import get_language

from territoria.track.account import Account, Tracked, account_of
from territoria.track.delivery import Delivery, delivery_of
from territoria.track.effect import Effect, Figure, effect_of
from territoria.track.silence import Silence, silence_of
from territoria_web.plan.models import Plan
from territoria_web.plan.queries.standing import Promised, Standing, standing_in
from territoria_web.track.models import Steward, Update
from territoria_web.track.queries.figures import (
    aim_of,
    observed_figures,
    release_in_use,
    told_figures,
)
from territoria_web.track.queries.promised import Versions, promise_of, reached_in, versions_in


@dataclass(frozen=True)
class Kept:
    """An action that stands, with what became of it. ``updates``: shown news, latest first;
    ``hidden``: what was taken off; ``told``, ``began``: its words in the version in force and in the
    one that promised it first; ``first_said``: its days and target as each was said first.
    """

    action: Promised
    nodes: tuple[Mapping[str, Any], ...]
    answers: tuple[Mapping[str, Any], ...]
    delivery: Delivery
    effect: Effect
    silence: Silence
    updates: tuple[Update, ...]
    hidden: tuple[Update, ...]
    told: Mapping[str, Any]
    began: Mapping[str, Any]
    first_said: Mapping[str, Any]

    @property
    def expected(self) -> date | None:
        """When its owner thinks it will be done, where not as promised; the last news holds."""
        return self.updates[0].expected if self.updates else None

    @property
    def spent(self) -> Decimal | None:
        """What it has cost so far, as it was told last."""
        return next((u.spent for u in self.updates if u.spent is not None), None)

    @property
    def reached(self) -> Mapping[str, date]:
        """Milestone's id → when it was reached."""
        return reached_in(self.updates)

    @property
    def is_silent(self) -> bool:
        """No news for half as long again as was promised."""
        return self.silence.state == "silent"


@dataclass(frozen=True)
class Dropped:
    """An action that a later version of the plan dropped, with the reason."""

    id: str
    number: int
    title: str
    reason: str


@dataclass(frozen=True)
class PlanAccount:
    """A plan and what became of it on a day."""

    plan: Plan
    standing: Standing
    on: date
    rows: tuple[Kept, ...]
    dropped: tuple[Dropped, ...]
    totals: Account
    first_adopted: date

    def row(self, number: int) -> Kept:
        """One action by its number; 404 where there is none."""
        found = next((row for row in self.rows if row.action.number == number), None)
        if found is None:
            raise Http404
        return found

    @property
    def silent(self) -> tuple[Kept, ...]:
        """Actions without news."""
        return tuple(row for row in self.rows if row.is_silent)


def account_at(public_id: UUID, *, today: date | None = None) -> PlanAccount:
    """The account of an adopted plan; 404 before anything was adopted."""
    plans = list(_adopted().filter(public_id=public_id))
    if not plans:
        raise Http404
    (found,) = accounts_of(plans, today=today)
    return found


def accounts_of(plans: Sequence[Plan], *, today: date | None = None) -> list[PlanAccount]:
    """The accounts of plans of ``plans_with_accounts``; as many queries for one as for all that were
    worked out before.
    """
    told, tended = _told_of(plans), _tended_of(plans)
    releases = {name: release_in_use(name) for name in {p.cycle.framework for p in plans}}
    when, lang = today or localdate(), get_language() or "en"
    return [
        _worked_out(
            plan.public_id,
            (plan.adopted, releases[plan.cycle.framework], told.get(plan.pk), tended.get(plan.pk)),  # type: ignore[attr-defined]
            when,
            lang,
        )
        for plan in plans
    ]


def _told_of(plans: Sequence[Plan]) -> dict[int, tuple[Any, ...]]:
    """By plan: another one when something was told or hidden."""
    held = Update.objects.filter(action__plan__in=plans).order_by().values_list("action__plan")
    counts = held.annotate(
        n=Count("pk"), last=Max("pk"), gone=Count("hidden"), gone_at=Max("hidden")
    )
    return {plan: tuple(rest) for plan, *rest in counts}


def _tended_of(plans: Sequence[Plan]) -> dict[int, tuple[Any, ...]]:
    """By plan: another one when news was promised more often, or less."""
    every = F("every_days") * F("pk")
    held = Steward.objects.filter(action__plan__in=plans).order_by().values_list("action__plan")
    counts = held.annotate(n=Count("pk"), d=Sum(every), dd=Sum(every * F("every_days")))
    return {plan: tuple(rest) for plan, *rest in counts}


@lru_cache(maxsize=512)
def _worked_out(public_id: UUID, state: tuple[Any, ...], today: date, language: str) -> PlanAccount:
    held = Plan.objects.select_related("cycle__territory").get(public_id=public_id)
    versions = versions_in(held)
    assert versions is not None
    return account_in(held, versions, today)


def account_in(plan: Plan, versions: Versions, today: date) -> PlanAccount:
    """The account of a plan from its versions; a few queries, however many actions it has."""
    last = versions.last
    standing = standing_in(last.body, last.number, last.made, last.reason)
    rows = _rows(plan, versions, standing, today)
    return PlanAccount(
        plan=plan,
        standing=standing,
        on=today,
        rows=rows,
        dropped=tuple(_dropped(versions)),
        totals=account_of([Tracked(r.delivery, r.effect, r.silence) for r in rows]),
        first_adopted=localdate(versions.first.made),
    )


def _rows(plan: Plan, versions: Versions, standing: Standing, today: date) -> tuple[Kept, ...]:
    held = versions.last.body["actions"]
    keys = dict(plan.actions.values_list("pk", "public_id"))
    news = _news_of(plan, keys)
    stewards = {str(keys[s.action_id]): s for s in Steward.objects.filter(action__plan=plan)}
    figures = observed_figures(plan.cycle, {told["indicator"] for told in held})
    return tuple(
        _kept(
            action,
            told,
            versions,
            news.get(told["id"], []),
            stewards.get(told["id"]),
            figures.get(told["indicator"], []),
            today,
        )
        for told, action in zip(held, standing.actions, strict=True)
    )


def _kept(
    action: Promised,
    told: Mapping[str, Any],
    versions: Versions,
    news: list[Update],
    steward: Steward | None,
    known: list[Figure],
    today: date,
) -> Kept:
    shown = [u for u in news if u.hidden is None]
    first = versions.first_said[told["id"]]
    promise = promise_of(told, first, versions.since[told["id"]], shown, steward)
    return Kept(
        action=action,
        nodes=tuple(told["nodes"]),
        answers=tuple(told.get("answers", ())),
        delivery=delivery_of(promise, today),
        effect=effect_of(aim_of(told, first), [*known, *told_figures(shown, known)]),
        silence=silence_of(promise, today),
        updates=tuple(shown),
        hidden=tuple(u for u in news if u.hidden is not None),
        told=told,
        began=versions.began[told["id"]],
        first_said=first,
    )


def _news_of(plan: Plan, keys: Mapping[int, UUID]) -> dict[str, list[Update]]:
    """By action, latest first. ``keys``: of its rows; each row of news would read its action anew."""
    found: dict[str, list[Update]] = {}
    for update in Update.objects.filter(action__plan=plan):
        found.setdefault(str(keys[update.action_id]), []).append(update)
    return found


def _dropped(versions: Versions) -> list[Dropped]:
    return [
        Dropped(key, told["number"], told["title"], told["reason"])
        for key, told in sorted(versions.dropped.items(), key=lambda one: one[1]["number"])
    ]


def plans_with_accounts() -> list[Plan]:
    """Plans of which something was adopted, the latest first; those of examples last."""
    return list(_adopted())


def _adopted() -> QuerySet[Plan]:
    held = Plan.objects.annotate(adopted=Max("versions__number"), adopted_on=Max("versions__made"))
    held = held.exclude(adopted=None).order_by("cycle__example", "-adopted_on")
    return held.select_related("cycle__territory")
