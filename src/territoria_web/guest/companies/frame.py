"""What surrounds the pages of a company: kept nowhere, reading no session; its parts as tabs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.companies import company_by_link
from territoria_web.act.queries.company_days import is_over, phase_now
from territoria_web.act.rules.companies import MOST_DEEDS_A_DAY, Firm, Phase
from territoria_web.library.languages import in_every_language
from territoria_web.library.private_answers import guarded
from territoria_web.people.often import times_in_a_day

View = Callable[..., HttpResponse]


def show_company_day(
    request: HttpRequest,
    day: CompanyDay | None,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page about a day; about none where a link opens nothing."""
    page = {
        "title": title,
        "finding": finding,
        "robots": "noindex, nofollow",
        "languages": in_every_language(request),
    }
    told = {"day": day, "home": _home(day), **(facts or {}), "page": page}
    answer = render(request, template, {**told, "messages": (), "user": None}, status=status)
    return guarded(answer)


def show_own(
    request: HttpRequest,
    company: Company,
    token: str,
    part: str,
    template: str,
    *,
    title: str,
    finding: str = "",
    facts: Mapping[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """A page of a company; ``part``: name of the address of its tab."""
    told = {
        "company": company,
        "token": token,
        "parts": [(name, url, key == part) for key, name, url in _parts(company, token)],
        **(facts or {}),
    }
    return show_company_day(
        request, company.day, template, title=title, finding=finding, facts=told, status=status
    )


def _parts(company: Company, token: str) -> list[tuple[str, str, str]]:
    names = {"company-own": _("Your page")}
    if company.state == Firm.IN and not is_over(company.day):
        names["company-others"] = _("Find others")
    if company.state in (Firm.IN, Firm.ABSENT):
        names["company-agenda"] = _("Your agenda")
    if company.state != Firm.OUT:
        names["company-profile"] = _("Profile")
    return [(key, name, reverse(f"guest:{key}", args=[token])) for key, name in names.items()]


def _home(day: CompanyDay | None) -> str:
    if day is None or day.opened is None:
        return reverse("public:company-days")
    return reverse("public:company-day", args=[day.public_id])


def no_talk_said(day: CompanyDay) -> str:
    """Why no talk is on an agenda."""
    if phase_now(day) in (Phase.ARRANGED, Phase.ENDED):
        return _("You have no talk on the agenda.")
    return _("Your agenda is made when all requests are answered.")


def own_page(view: View) -> View:
    """The view gets the company whose link it is; without one, or once it left, there is a calm page.

    Whoever has not confirmed the address yet is led to the button that does.
    """

    @wraps(view)
    def guarded(request: HttpRequest, token: str, **parts: Any) -> HttpResponse:
        company = company_by_link(token)
        if company is None:
            return strange(request)
        if company.state == Firm.OUT:
            return _out(request, company)
        home = reverse("guest:company-own", args=[token])
        if company.confirmed is None and request.path != home:
            return redirect(home)
        if request.method == "POST" and _does_a_lot(company):
            return _wait(request, company)
        return view(request, company, token, **parts)

    return guarded


def _does_a_lot(company: Company) -> bool:
    return times_in_a_day(f"company-deeds-{company.public_id.hex}") > MOST_DEEDS_A_DAY


def _wait(request: HttpRequest, company: Company) -> HttpResponse:
    said = _("So much was done by this link today that it rests until tomorrow.")
    title = _("Please wait until tomorrow")
    typed = [value for name, value in request.POST.items() if name in ("message", "note", "about")]
    return show_company_day(
        request,
        company.day,
        "guest/companies/said.html",
        title=title,
        finding=said,
        facts={"typed": [text for text in typed if text]},
        status=429,
    )


def _out(request: HttpRequest, company: Company) -> HttpResponse:
    said = company.reason or _("Your company was taken off the list.")
    title = _("You do not take part in this day")
    return show_company_day(
        request, company.day, "guest/companies/said.html", title=title, finding=said, status=410
    )


def strange(request: HttpRequest) -> HttpResponse:
    """A link that is none of ours, was renewed since, or was cut on the way."""
    said = _(
        "Perhaps it was cut in the letter: copy the whole line. Or a newer letter has a newer link. "
        "Register once more with the same address: the link is sent to it again."
    )
    title = _("This link opens nothing any more")
    return show_company_day(
        request, None, "guest/companies/said.html", title=title, finding=said, status=404
    )
