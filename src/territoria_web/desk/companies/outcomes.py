"""What came of the talks, for the office: how far they came, and what each of the two said."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.act.models import Encounter, Outcome
from territoria_web.act.queries.company_days import open_company_day
from territoria_web.act.queries.company_funnel import STEPS, Funnel, funnel_of
from territoria_web.act.queries.company_talks import worth_said
from territoria_web.act.rules.companies import TALK_STATES, Talk
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.library.saying import money

A_PAGE = 50


@login_required
@require_safe
def outcomes(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """From request to agreement, and the talks with what was said of them."""
    held = open_company_day(request.user, network, day)
    funnel = funnel_of(held)
    talks = (
        held.encounters.filter(state__in=(Talk.HELD, Talk.NO_SHOW))
        .select_related("asker", "asked")
        .prefetch_related("outcomes__company")
    )
    page = Paginator(talks, A_PAGE).get_page(request.GET.get("page"))
    return show_company_day(
        request,
        held,
        "company-day-outcomes",
        "desk/companies/outcomes.html",
        title=_("What came of it"),
        finding=_finding(funnel),
        facts={
            "steps": [
                (name, STEPS[name], count, funnel.shown[name])
                for name, count in funnel.steps.items()
            ],
            "funnel": funnel,
            "amount": money(float(funnel.amount), "EUR") if funnel.amount else "",
            "rows": [_row(one) for one in page],
            "pages": page,
        },
    )


def _finding(funnel: Funnel) -> str:
    held = funnel.steps["held"]
    if not held:
        return _("No talk is marked as held yet.")
    said = ngettext(
        "%(held)d talk was held; %(go_on)d go on, %(agreed)d led to an agreement.",
        "%(held)d talks were held; %(go_on)d go on, %(agreed)d led to an agreement.",
        held,
    )
    steps = funnel.steps
    return said % {"held": held, "go_on": steps["follow_up"], "agreed": steps["agreement"]}


def _row(talk: Encounter) -> dict[str, Any]:
    told = [one for one in talk.outcomes.all() if one.took_place is not None or one.told_again]
    return {
        "talk": talk,
        "missed": talk.state == Talk.NO_SHOW,
        "told": [_told(one) for one in told],
    }


def _told(one: Outcome) -> dict[str, Any]:
    parts = [worth_said(one.worth)] if one.worth is not None else []
    if one.took_place is False:
        parts.append(_("says that it did not take place"))
    if one.goes_on:
        parts.append(_("goes on"))
    if one.joint_offer:
        parts.append(_("joint offer"))
    if one.agreement:
        parts.append(_("agreement"))
    if one.amount:
        parts.append(money(float(one.amount), "EUR"))
    if not parts and one.goes_on is None:
        parts.append(str(TALK_STATES[Talk.HELD]))
    if not parts:
        parts.append(_("nothing came of it"))
    return {"company": one.company.name, "said": ", ".join(parts), "note": one.note}
