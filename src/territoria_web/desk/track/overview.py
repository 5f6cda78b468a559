"""How the plan goes, as its team sees it: what needs somebody first, who tells, and asking them now."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import rights, show_stage
from territoria_web.people.links import origin_of
from territoria_web.people.queries import open_cycle
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.plans import plan_of
from territoria_web.territories.models import Cycle
from territoria_web.track.queries.accounts import PlanAccount, account_at
from territoria_web.track.queries.tended import Tended, tended_in
from territoria_web.track.queries.words import delivery_lamp, effect_lamp, finding_of
from territoria_web.track.services.stewards import ask_now


@login_required
@require_safe
def track(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All actions of the version in force, the urgent ones first."""
    cycle = open_cycle(request.user, public_id, stage="track")
    plan = plan_of(cycle)
    held = _account(plan) if plan is not None else None
    if plan is None or held is None:
        return _nothing(request, cycle)
    rows = [_row(cycle, one) for one in tended_in(held)]
    return show_stage(
        request,
        cycle,
        "track",
        "desk/track/overview.html",
        title=_("Progress"),
        finding=finding_of(held),
        facts={
            "rows": rows,
            "asks": any(row["is_asked"] for row in rows),
            "dropped": held.dropped,
            "followers": plan.followers.exclude(confirmed=None).count(),
            "public": reverse("public:promises-plan", args=[plan.public_id]),
            **rights(cycle, "track", "report", "tend"),
        },
    )


def _account(plan: Plan) -> PlanAccount | None:
    """None before anything was adopted."""
    try:
        return account_at(plan.public_id)
    except Http404:
        return None


def _nothing(request: HttpRequest, cycle: Cycle) -> HttpResponse:
    return show_stage(
        request,
        cycle,
        "track",
        "desk/track/nothing.html",
        title=_("Progress"),
        finding=_("Nothing is promised yet."),
    )


def _row(cycle: Cycle, one: Tended) -> dict[str, Any]:
    row = one.row
    at = [cycle.public_id, row.action.id]
    return {
        "action": row.action,
        "delivery": delivery_lamp(row.delivery.state),
        "effect": effect_lamp(row.effect.state),
        "why": row.delivery.sentence,
        "silence": row.silence.sentence if row.is_silent else "",
        "news": row.updates[0].made if row.updates else None,
        "steward": one.steward,
        "is_asked": one.is_asked,
        "url": reverse("desk:track-action", args=at),
        "steward_url": reverse("desk:track-steward", args=at),
    }


@login_required
@require_POST
def write(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Write now to those who tell of the actions that were ticked."""
    cycle = open_cycle(request.user, public_id, stage="track", verb="tend")
    plan = plan_of(cycle)
    actions = _ticked(request, plan) if plan is not None else []
    if not actions:
        messages.info(request, _("Tick the actions whose people shall be asked."))
        return redirect("desk:track", cycle.public_id)
    count = ask_now(by=account_of(request), actions=actions, origin=origin_of(request))
    messages.success(request, _asked(count, len(actions)))
    return redirect("desk:track", cycle.public_id)


def _ticked(request: HttpRequest, plan: Plan) -> list[Action]:
    numbers = {n for n in request.POST.getlist("actions") if n.isdecimal() and len(n) < 6}
    return list(plan.actions.filter(number__in=numbers))


def _asked(count: int, ticked: int) -> str:
    if not count:
        return _("Nobody was written to: they got a letter today, want none, or have no address.")
    said = ngettext("%(count)d letter is sent.", "%(count)d letters are sent.", count)
    left = ticked - count
    if not left:
        return said % {"count": count}
    more = ngettext(
        "Of %(left)d action nobody was written to: they got a letter today, want none, or have no address.",
        "Of %(left)d actions nobody was written to: they got a letter today, want none, or have no address.",
        left,
    )
    return f"{said % {'count': count}} {more % {'left': left}}"
