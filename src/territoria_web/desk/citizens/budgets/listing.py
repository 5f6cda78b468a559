"""All budgets of a forum, with how each stands."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.citizens.budgets.frame import PART
from territoria_web.desk.citizens.frame import opened, show_citizens
from territoria_web.plan.budget_rules import STATE_NAMES
from territoria_web.plan.queries.budgets import people_said, team_budgets


@login_required
@require_safe
def budgets(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The list, the latest first."""
    forum = opened(request, public_id)
    held: QuerySet[Any] = team_budgets(forum)
    rows: list[dict[str, Any]] = [
        {"budget": one, "state": STATE_NAMES[one.state], "ballots": people_said(one.ballot_count)}
        for one in held
    ]
    said = ngettext("%(count)d budget.", "%(count)d budgets.", len(rows)) % {"count": len(rows)}
    return show_citizens(
        request,
        forum,
        PART,
        "desk/citizens/budgets/list.html",
        title=_("Budgets"),
        finding=said if rows else _("No budget yet."),
        facts={"rows": rows},
    )
