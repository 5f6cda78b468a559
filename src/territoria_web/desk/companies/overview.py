"""Where a company day stands: what comes next; opening registration, cancelling, ending."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.forms.company_settings import missing_for_opening
from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_days import (
    is_over,
    moment_said,
    open_company_day,
    phase_now,
    when_held,
)
from territoria_web.act.queries.company_funnel import funnel_of
from territoria_web.act.rules.companies import MODE_NAMES, Firm, Phase, State, Talk, may_become
from territoria_web.act.services.company_days import (
    cancel_company_day,
    end_company_day,
    open_company_registration,
)
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tell_refused
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import absolute, origin_of


@login_required
@takes_form
def overview(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """Where it stands, and what the office does next."""
    held = open_company_day(request.user, network, day)
    reason = ""
    if request.method == "POST":
        if _done(request, held):
            return redirect("desk:company-day", held.network.public_id, held.public_id)
        reason = str(request.POST.get("reason", ""))
        held.refresh_from_db()
    funnel = funnel_of(held)
    return show_company_day(
        request,
        held,
        "company-day",
        "desk/companies/overview.html",
        title=held.title,
        finding=_finding(held, funnel.companies),
        facts={
            **_facts(request, held),
            "companies": funnel.companies,
            "steps": funnel.steps,
            "waiting": held.companies.filter(state=Firm.WAITING).exclude(confirmed=None).count(),
            "unanswered": held.encounters.filter(state=Talk.REQUESTED).count(),
            "reason": reason,
        },
        status=422 if request.method == "POST" else 200,
    )


def _done(request: HttpRequest, held: CompanyDay) -> bool:
    do, by = str(request.POST.get("do", "")), account_of(request)
    try:
        if do == "open":
            open_company_registration(by=by, day=held, origin=origin_of(request))
            messages.success(request, _("Registration is open. Everybody can read about it now."))
        elif do == "end":
            end_company_day(by=by, day=held)
            messages.success(request, _("The day is over. What was held can still be marked."))
        elif do == "cancel":
            reason = str(request.POST.get("reason", ""))
            cancel_company_day(by=by, day=held, reason=reason, origin=origin_of(request))
            messages.success(request, _("The day is cancelled. The companies are told."))
        else:
            messages.error(request, _("Choose one of the buttons."))
            return False
    except ValidationError as refused:
        tell_refused(request, refused)
        return False
    return True


def _facts(request: HttpRequest, held: CompanyDay) -> dict[str, Any]:
    page = reverse("public:company-day", args=[held.public_id])
    return {
        "phase": str(phase_now(held)),
        "when": when_held(held),
        "mode": MODE_NAMES[held.mode],
        "missing": list(missing_for_opening(held).values()) if held.state == State.PLANNED else [],
        "public": page if held.opened else "",
        "address": absolute(request, page) if held.opened else "",
        "register_until": moment_said(held, held.register_until),
        "ask_until": moment_said(held, held.ask_until),
        "may_cancel": may_become(held, State.CANCELLED)
        and not (held.state == State.ARRANGED and is_over(held)),
        "may_end": may_become(held, State.ENDED) and is_over(held),
    }


def _finding(held: CompanyDay, companies: int) -> str:
    phase = phase_now(held)
    said = {
        Phase.PLANNED: _("It is in preparation; nobody outside of the office sees it."),
        Phase.CANCELLED: _("It is cancelled."),
        Phase.ENDED: _("It is over; 90 days later the companies are asked what became of it."),
    }
    if phase in said:
        return said[phase]
    count = ngettext("%(count)d company takes part.", "%(count)d companies take part.", companies)
    return count % {"count": companies}
