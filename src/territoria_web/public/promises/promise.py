"""One action: what was promised first and now, both lamps with their reasons, and all its news."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from territoria_web.library.dates import written
from territoria_web.library.saying import money
from territoria_web.plan.queries.said import (
    baseline_said,
    dates_said,
    money_said,
    said_here,
    target_said,
)
from territoria_web.public.page import Crumb, Page, Table
from territoria_web.public.projects.linked import projects_with
from territoria_web.public.promises.account import crumbs_to
from territoria_web.public.promises.columns import HEAD as ACCOUNT_HEAD
from territoria_web.public.promises.columns import line_of
from territoria_web.public.promises.lamps_picture import lamp_pictures
from territoria_web.territories.queries import territory_name
from territoria_web.track.models import Update
from territoria_web.track.queries.accounts import Kept, PlanAccount, account_at
from territoria_web.track.queries.answered import answered_needs
from territoria_web.track.queries.moves import (
    changed_since,
    moved_target_of,
    moves_of,
    steps_of,
    taken_out,
)
from territoria_web.track.queries.words import told_news

HEAD = (
    *("told", "by", "says", "done", "hindrance", "reason", "expected", "figure", "figure_period"),
    *("figure_source", "spent", "hidden", "hidden_because"),
)


def promise(request: HttpRequest, plan: UUID, number: int) -> Page | HttpResponseBase:
    """An action that stands in the version in force; of one that was dropped the account says why; 404
    where there is none.
    """
    held = account_at(plan)
    if any(one.number == number for one in held.dropped):
        return redirect(f"{reverse('public:promises-plan', args=[plan])}#dropped")
    row = held.row(number)
    needs, gone = answered_needs(row.answers)
    name = territory_name(held.plan.cycle.territory)
    place = Crumb(name, reverse("public:promises-plan", args=[plan]))
    return Page(
        template="public/promises/promise.html",
        title=f"{row.action.number} {row.action.title}",
        finding=_finding(row),
        facts={
            "row": row,
            "example": held.plan.cycle.example,
            "pictures": lamp_pictures(row),
            **_promised(row, held),
            "news": told_news(row),
            "needs": [(n, reverse("public:need", args=[n.forum, n.number])) for n in needs],
            "needs_gone": gone,
            "initiatives": [
                (one["title"], reverse("public:initiative", args=[one["slug"]]))
                for one in row.told.get("initiatives", ())
            ],
            "projects": projects_with(row.action.id),
            "plan_url": reverse("public:plan", args=[plan]),
            "follow": f"{reverse('guest:follow', args=[plan])}?numbers={number}",
        },
        table=Table(f"promise-{number}", HEAD, [_line(u) for u in (*row.updates, *row.hidden)]),
        data=_data(row),
        crumbs=(*crumbs_to(), place),
    )


def _finding(row: Kept) -> str:
    """Both lamps, one after the other; and the silence."""
    silence = [row.silence.sentence] if row.is_silent else []
    return " ".join([row.delivery.sentence, row.effect.sentence, *silence])


def _promised(row: Kept, held: PlanAccount) -> dict[str, Any]:
    action = row.action
    return {
        "dates": dates_said(action.begins, action.ends),
        "money": money_said(action.money, action.currency, action.money_state, action.money_from),
        "spent": money(float(row.spent), action.currency) if row.spent is not None else "",
        "indicator": said_here(action.name),
        "baseline": baseline_said(
            action.baseline, action.baseline_period, action.unit, action.decimals
        ),
        "target": target_said(action.low, action.high, action.year, action.unit, action.decimals),
        "moves": [m for m in moves_of(row) if m.which != "milestone"],
        "moved_target": moved_target_of(row),
        "changed": changed_since(row),
        "steps": steps_of(row, held.on),
        "taken_out": taken_out(row),
    }


def _line(update: Update) -> tuple[Any, ...]:
    """News as a line; of what was taken off only that, when and why."""
    told = timezone.localdate(update.made).isoformat()
    if update.hidden is not None:
        hidden = timezone.localdate(update.hidden).isoformat()
        return (told, update.office, *[None] * (len(HEAD) - 4), hidden, update.hidden_because)
    return (
        *(told, update.office, update.says, update.done, update.hindrance, update.reason),
        *(written(update.expected), update.figure, update.figure_period or None),
        *(update.figure_source or None, update.spent, None, None),
    )


def _data(row: Kept) -> dict[str, Any]:
    return {
        "promised": dict(row.told),
        "promised_first": dict(row.began),
        "state": dict(zip(ACCOUNT_HEAD, line_of(row), strict=True)),
        "delivery": row.delivery.sentence,
        "effect": row.effect.sentence,
        "reached": {key: when.isoformat() for key, when in row.reached.items()},
    }
