"""A company day on paper: an agenda for each company, the plan of the tables."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.act.queries.company_days import open_company_day
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import too_often
from territoria_web.people.links import origin_of
from territoria_web.reports.company_day import NAMES, NothingToPrint, has_agendas, paper_of


@login_required
@require_safe
def papers(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """What there is to print."""
    held = open_company_day(request.user, network, day)
    ready = has_agendas(held)
    return show_company_day(
        request,
        held,
        "company-day-print",
        "desk/companies/print.html",
        title=_("On paper"),
        finding=_("Print them when the agendas are out, and once more after each change.")
        if ready
        else _("There is nothing to print yet: the agendas are not out."),
        facts={"papers": [(name, *said) for name, said in NAMES.items()], "ready": ready},
    )


@login_required
@require_safe
def paper(request: HttpRequest, network: UUID, day: UUID, name: str) -> HttpResponse:
    """One of them as PDF."""
    held = open_company_day(request.user, network, day)
    if name not in NAMES:
        raise Http404
    if wait := too_often(request, "upload"):
        return wait
    try:
        pdf = paper_of(held, name, origin=origin_of(request), today=timezone.localdate())
    except NothingToPrint:
        raise Http404 from None
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    answer["Cache-Control"] = "no-store"
    return answer
