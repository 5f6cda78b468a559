"""One company of a day: confirming, refusing, changing, its booth, whether it came."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.act.forms.companies import CompanyForm
from territoria_web.act.models import Company
from territoria_web.act.queries.companies import company_in
from territoria_web.act.queries.company_days import open_company_day, takes_now
from territoria_web.act.rules.companies import COMPANY_STATES, ENTER, HOURS, MARK, Firm
from territoria_web.act.services import company_office as office
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import seen_in, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile


class BoothForm(CompanyForm):
    """A company as the office changes it, with its booth."""

    booth = forms.IntegerField(
        label=gettext_lazy("Booth"),
        help_text=gettext_lazy("A table that is its own all day; others come to it."),
        min_value=1,
        required=False,
    )


@login_required
@takes_form
def firm(request: HttpRequest, network: UUID, day: UUID, company: UUID) -> HttpResponse:
    """One company: confirming, refusing, changing, its booth, whether it came."""
    held = open_company_day(request.user, network, day)
    row = company_in(held, company)
    if row is None:
        raise Http404
    do = str(request.POST.get("do", "")) if request.method == "POST" else ""
    if do and do != "keep":
        if _done(request, row, do):
            return redirect("desk:company-day-company", network, held.public_id, row.public_id)
        row = company_in(held, company) or row
    form = BoothForm(request.POST if do == "keep" else None, day=held, company=row, on_paper=True)
    form.initial["booth"] = row.booth
    seen = seen_in(request) if form.is_bound else row.edit
    try:
        if form.is_bound and form.is_valid() and tried(form, lambda: _keep(request, row, form)):
            messages.success(request, _("It is kept."))
            return redirect("desk:company-day-companies", network, held.public_id)
    except ChangedMeanwhile as slower:
        form.add_error(None, slower.messages[0])
        row.refresh_from_db(fields=["edit"])
        seen = row.edit
    return show_company_day(
        request,
        held,
        "company-day-companies",
        "desk/companies/firm.html",
        title=row.name,
        finding=f"{row.city} · {COMPANY_STATES[row.state]}",
        facts={
            "row": row,
            "form": form,
            "seen": seen,
            "reason": request.POST.get("reason", "") if do == "refuse" else "",
            "may_enter": takes_now(held, ENTER),
            "may_booth": takes_now(held, HOURS),
            "may_mark": takes_now(held, MARK) and row.state in (Firm.IN, Firm.ABSENT),
            "may_admit": row.state != Firm.IN
            and row.state != Firm.ABSENT
            and (row.channel != Company.Channel.WEB or row.confirmed is not None),
        },
        status=422 if request.method == "POST" else 200,
    )


def _keep(request: HttpRequest, row: Company, form: BoothForm) -> None:
    office.change_company(
        by=account_of(request),
        company=row,
        seen=seen_in(request),
        words=form.words(),
        booth=form.cleaned_data["booth"],
        origin=origin_of(request),
    )


def _done(request: HttpRequest, row: Company, do: str) -> bool:
    by, origin = account_of(request), origin_of(request)
    try:
        messages.success(request, _deed(request, row, do, by, origin))
    except ValidationError as refused:
        tell_refused(request, refused)
        return False
    return True


def _deed(request: HttpRequest, row: Company, do: str, by: Any, origin: str) -> str:
    if do == "admit":
        office.admit_company(by=by, company=row, origin=origin)
        return _("The company takes part and is told by letter.")
    if do == "refuse":
        reason = str(request.POST.get("reason", ""))
        office.refuse_company(by=by, company=row, reason=reason, origin=origin)
        return _("The company does not take part and is told why.")
    if do == "renew":
        office.renew_link(by=by, company=row, origin=origin)
        return _("Older links open nothing more; another one was sent.")
    if do in ("absent", "present"):
        count = office.mark_absent(by=by, company=row, absent=do == "absent")
        if do == "present":
            return _("The company is there. Have the talks arranged once more.")
        said = ngettext(
            "It is noted. %(count)d talk falls: have the talks arranged once more.",
            "It is noted. %(count)d talks fall: have the talks arranged once more.",
            count,
        )
        return said % {"count": count}
    raise ValidationError(_("Choose one of the buttons."))
