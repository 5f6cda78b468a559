"""The companies of a day: the list, confirming them, entering one that came on paper."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria_web.act.forms.companies import CompanyForm
from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.companies import companies_of, company_in
from territoria_web.act.queries.company_days import open_company_day, takes_now
from territoria_web.act.rules.companies import COMPANY_STATES, ENTER, Firm
from territoria_web.act.rules.company_tags import tag_names
from territoria_web.act.services import company_office as office
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of

A_PAGE = 50


@login_required
@takes_form
def firms(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """The list; confirming; entering a company that came on paper."""
    held = open_company_day(request.user, network, day)
    admitted = _admitted_number(request)
    if admitted is not None:
        _admit(request, held, admitted)
        return redirect("desk:company-day-companies", held.network.public_id, held.public_id)
    form = CompanyForm(posted(request), day=held, on_paper=True)
    if form.is_bound and form.is_valid() and tried(form, lambda: _enter(request, held, form)):
        messages.success(request, _("The company is on the list and takes part."))
        return redirect("desk:company-day-companies", held.network.public_id, held.public_id)
    page = Paginator(companies_of(held), A_PAGE).get_page(request.GET.get("page"))
    waiting = companies_of(held).filter(state=Firm.WAITING).exclude(confirmed=None).count()
    return show_company_day(
        request,
        held,
        "company-day-companies",
        "desk/companies/firms.html",
        title=_("Companies"),
        finding=_finding(page.paginator.count, waiting),
        facts={
            "rows": [_row(held, one) for one in page],
            "pages": page,
            "form": form,
            "may_enter": takes_now(held, ENTER),
        },
        status=422 if form.errors else 200,
    )


def _admitted_number(request: HttpRequest) -> UUID | None:
    deed, _mark, number = str(request.POST.get("do", "")).partition(":")
    if deed != "admit":
        return None
    try:
        return UUID(number)
    except ValueError:
        raise Http404 from None


def _admit(request: HttpRequest, held: CompanyDay, number: UUID) -> None:
    company = company_in(held, number)
    if company is None:
        raise Http404
    try:
        office.admit_company(by=account_of(request), company=company, origin=origin_of(request))
        said = _("%(company)s takes part and is told by letter.") % {"company": company.name}
        messages.success(request, said)
    except ValidationError as refused:
        tell_refused(request, refused)


def _enter(request: HttpRequest, held: CompanyDay, form: CompanyForm) -> None:
    office.enter_company(
        by=account_of(request),
        day=held,
        words=form.words(),
        language=held.language,
        origin=origin_of(request),
    )


def _finding(count: int, waiting: int) -> str:
    if not count:
        return _("No company is registered yet.")
    if waiting:
        said = ngettext(
            "%(waiting)d of %(count)d companies waits for you to confirm it.",
            "%(waiting)d of %(count)d companies wait for you to confirm them.",
            waiting,
        )
        return said % {"waiting": waiting, "count": count}
    said = ngettext(
        "%(count)d company is on the list.", "%(count)d companies are on the list.", count
    )
    return said % {"count": count}


def _row(held: CompanyDay, one: Company) -> dict[str, Any]:
    unconfirmed = one.channel == Company.Channel.WEB and one.confirmed is None
    waits = one.state == Firm.WAITING
    return {
        "company": one,
        "state": _("Has not confirmed the address")
        if waits and unconfirmed
        else COMPANY_STATES[one.state],
        "may_admit": waits and not unconfirmed and takes_now(held, ENTER),
        "offers": ", ".join(tag_names(held.tags, one.offers)),
        "seeks": ", ".join(tag_names(held.tags, one.seeks)),
    }
