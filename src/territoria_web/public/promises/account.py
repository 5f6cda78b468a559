"""The account of a plan as everybody reads it: every action with two lamps, what moved, who is silent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.people.links import absolute
from territoria_web.public.page import Crumb, LaterRows, Page, Table
from territoria_web.public.promises.asked import Asked, asked_of
from territoria_web.public.promises.columns import HEAD, line_of
from territoria_web.territories.queries import territory_name
from territoria_web.track.queries.accounts import Kept, PlanAccount, account_at
from territoria_web.track.queries.declined import declined_by
from territoria_web.track.queries.words import (
    delivery_lamp,
    effect_lamp,
    finding_of,
)

A_PAGE = 50


def account(request: HttpRequest, plan: UUID) -> Page:
    """The plan's actions, or those that are asked for; 404 before anything was adopted."""
    held = account_at(plan)
    asked = asked_of(request, held)
    cycle = held.plan.cycle
    name = territory_name(cycle.territory)
    shown = Paginator(asked.rows, A_PAGE).get_page(request.GET.get("page"))
    return Page(
        template="public/promises/account.html",
        title=_("What became of the plan: %(place)s") % {"place": name},
        finding=finding_of(held),
        facts={
            "account": held,
            "example": cycle.example,
            "asked": asked,
            "asked_said": _asked_said(asked, held),
            "shown": shown,
            "rows": [row_facts(row, held) for row in shown],
            "delivery": list(_totals(held.totals.delivery, delivery_lamp, "delivery")),
            "effect": list(_totals(held.totals.effect, effect_lamp, "effect")),
            "silent": len(held.silent),
            "declined": declined_by(held.plan),
            **_addresses(request, held, asked),
        },
        table=Table(
            f"promises-{cycle.territory.code}",
            HEAD,
            LaterRows(lambda: [line_of(row) for row in asked.rows]),
        ),
        data=_data(held),
        crumbs=crumbs_to(),
    )


def crumbs_to() -> tuple[Crumb, ...]:
    """The way to the account of a plan."""
    return (Crumb(_("Promises"), reverse("public:promises")),)


def row_facts(row: Kept, account: PlanAccount) -> dict[str, Any]:
    """A line of the table."""
    was = next((m.before for m in row.delivery.moved if m.which == "ends"), None)
    return {
        "number": row.action.number,
        "title": row.action.title,
        "url": reverse("public:promise", args=[account.plan.public_id, row.action.number]),
        "delivery": delivery_lamp(row.delivery.state),
        "effect": effect_lamp(row.effect.state),
        "owner": row.action.owner,
        "ends": row.action.ends,
        "was_ends": was,
        "expected": row.expected,
        "news": row.updates[0].made if row.updates else None,
        "silence": row.silence.sentence if row.is_silent else "",
    }


def _totals(counts: Any, lamp: Any, name: str) -> Iterator[tuple[Any, int, str]]:
    for state, count in counts.items():
        if count:
            yield lamp(state), count, f"?{name}={state.replace(' ', '+')}#actions"


def _asked_said(asked: Asked, held: PlanAccount) -> str:
    """How many actions are shown; nothing where no filter is set."""
    if not asked.count:
        return ""
    said = ngettext(
        "%(count)d of %(of)d actions fits what you ask for.",
        "%(count)d of %(of)d actions fit what you ask for.",
        len(asked.rows),
    )
    return said % {"count": len(asked.rows), "of": held.totals.of}


def _addresses(request: HttpRequest, held: PlanAccount, asked: Asked) -> dict[str, str]:
    key = [held.plan.public_id]
    here = reverse("public:promises-plan", args=key)
    follow = reverse("guest:follow", args=key)
    return {
        "here": here,
        "plan_url": reverse("public:plan", args=key),
        "feed": reverse("public:promises-feed", args=key),
        "calendar": reverse("public:promises-calendar", args=key),
        "follow": f"{follow}?{asked.query}".rstrip("?&"),
        "decisions": reverse("public:decisions", args=[held.plan.cycle.territory.code]),
        "embed": absolute(request, f"{here}?{asked.query}embed=1"),
    }


def _data(held: PlanAccount) -> dict[str, Any]:
    totals = held.totals
    return {
        "plan": str(held.plan.public_id),
        "territory": held.plan.cycle.territory.key,
        "example": held.plan.cycle.example,
        "day": held.on.isoformat(),
        "first_adopted": held.first_adopted.isoformat(),
        "version": held.standing.version,
        "totals": {
            "actions": totals.of,
            "delivery": dict(totals.delivery),
            "effect": dict(totals.effect),
            "silent": len(held.silent),
            "news_owed": totals.owed,
            "news_in_time": totals.in_time,
            "median_days_moved": totals.median_days_moved,
        },
        "dropped": [
            {"number": one.number, "title": one.title, "reason": one.reason} for one in held.dropped
        ],
    }
