"""Registering a company, from the public page of a day."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.act.forms.companies import CompanyForm
from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_days import (
    moment_said,
    public_company_day,
    takes_now,
    when_held,
)
from territoria_web.act.rules.companies import REGISTER
from territoria_web.act.services.companies import register_company
from territoria_web.act.services.company_journal import NotTakenNow
from territoria_web.guest.companies.frame import show_company_day
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import semicolon
from territoria_web.people.links import origin_of
from territoria_web.people.often import times_in_a_day

MOST_BY_ONE = 20  # a chamber of commerce registers its companies from one machine
MOST_A_DAY = 400


@takes_form
def register(request: HttpRequest, day: UUID) -> HttpResponse:
    """The form; a day that takes nobody says so."""
    held = public_company_day(day)
    form = CompanyForm(request.POST if request.method == "POST" else None, day=held)
    late = "" if takes_now(held, REGISTER) else _("Registration is closed.")
    if form.is_bound and form.is_valid():
        try:
            if _registered(request, held, form):
                return redirect("guest:company-registered", held.public_id)
        except NotTakenNow:
            late = _(
                "Registration is closed. What you wrote is kept below, so that you can copy it."
            )
    return show_company_day(
        request,
        held,
        "guest/companies/register.html",
        title=_("Register your company"),
        finding=semicolon().join(when_held(held)),
        facts={"form": form, "late": late, "until": moment_said(held, held.register_until)},
        status=409 if late and form.is_bound else 422 if form.errors else 200,
    )


def _registered(request: HttpRequest, held: CompanyDay, form: CompanyForm) -> bool:
    if request.POST.get("subject_line"):  # a field that people do not see
        return True
    if _too_many(request, held):
        form.add_error(None, _("So many registered today that no more can be read. Try tomorrow."))
        return False
    try:
        register_company(
            day=held,
            words=form.words(),
            language=get_language() or "",
            origin=origin_of(request),
        )
    except NotTakenNow:
        raise
    except ValidationError as refused:
        put_beside(form, refused)
        return False
    return True


def _too_many(request: HttpRequest, held: CompanyDay) -> bool:
    address = request.META.get("REMOTE_ADDR", "")
    mine = times_in_a_day(f"company-register-{held.pk}-{address}")
    return mine > MOST_BY_ONE or times_in_a_day(f"company-register-{held.pk}") > MOST_A_DAY


@require_safe
def registered(request: HttpRequest, day: UUID) -> HttpResponse:
    """Thanks, and what happens now; the same whoever registered."""
    held = public_company_day(day)
    said = _(
        "Open the link in the letter and confirm. Then the office reads the profile, and from then on "
        "you find others to talk with."
    )
    return show_company_day(
        request,
        held,
        "guest/companies/said.html",
        title=_("A letter is on its way to you"),
        finding=said,
    )
