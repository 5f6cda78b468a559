"""The page of a company: what is next, requests to answer, its talks; profile, hours, leaving."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from territoria_web.act.forms.companies import CompanyForm
from territoria_web.act.models import Company
from territoria_web.act.queries.company_days import (
    moment_said,
    phase_now,
    slots_said,
    takes_now,
    when_held,
)
from territoria_web.act.queries.company_talks import OwnTalk, own_talks, place_said
from territoria_web.act.rules.companies import ASK, AWAY, LEAVE, PROFILE, Firm, Talk
from territoria_web.act.services.companies import (
    change_profile,
    confirm_address,
    leave_day,
    set_away,
)
from territoria_web.act.services.company_journal import NotTakenNow
from territoria_web.guest.companies.frame import no_talk_said, own_page, show_company_day, show_own
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import origin_of
from territoria_web.territories.rules import ChangedMeanwhile

SAID = {
    "confirmed": gettext_lazy("Thank you, the address is confirmed."),
    "profile": gettext_lazy("Your profile is kept."),
    "away": gettext_lazy("Your hours are kept."),
    "asked": gettext_lazy("Your request is sent. The answer stands here as soon as there is one."),
    "agreed": gettext_lazy(
        "You both want this talk. It gets its hour when the talks are arranged."
    ),
    "declined": gettext_lazy("You said no. The other company reads only that."),
    "withdrawn": gettext_lazy("The talk is taken back."),
    "told": gettext_lazy("Thank you. What you said is kept."),
}


@takes_form
@own_page
def own(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """What is next. A button confirms the address, as letters are opened by machines too."""
    if company.confirmed is None:
        if request.method != "POST":
            return _ask_to_confirm(request, company)
        confirm_address(company=company)
        return redirect(f"{reverse('guest:company-own', args=[token])}?said=confirmed")
    talks = own_talks(company)
    return show_own(
        request,
        company,
        token,
        "company-own",
        "guest/companies/own.html",
        title=company.name,
        finding=_finding(company, talks),
        facts={
            **_by_state(talks),
            "said": SAID.get(str(request.GET.get("said", "")), ""),
            "when": when_held(company.day),
            "phase": phase_now(company.day),
            "ask_until": moment_said(company.day, company.day.ask_until),
            "place": place_said(company.day, None),
            "may_ask": company.state == Firm.IN and takes_now(company.day, ASK),
            "may_leave": takes_now(company.day, LEAVE),
        },
    )


def _ask_to_confirm(request: HttpRequest, company: Company) -> HttpResponse:
    return show_company_day(
        request,
        company.day,
        "guest/companies/confirm.html",
        title=_("Is this your company?"),
        finding=f"{company.name}, {company.city}",
        facts={"when": when_held(company.day), "place": place_said(company.day, None)},
    )


def _finding(company: Company, talks: list[OwnTalk]) -> str:
    if company.day.state == company.day.State.CANCELLED:
        return _("This day does not take place.")
    if company.state == Firm.WAITING:
        return _("The office reads your profile. You get a letter when it is confirmed.")
    if company.state == Firm.ABSENT:
        return _("The office noted that you did not come. If that is a mistake, tell it.")
    waiting = sum(one.asked_us and one.waits for one in talks)
    if waiting:
        said = ngettext(
            "%(count)d request waits for your answer.",
            "%(count)d requests wait for your answer.",
            waiting,
        )
        return said % {"count": waiting}
    on_agenda = sum(bool(one.when) and one.row.state != Talk.NO_SHOW for one in talks)
    if on_agenda:
        said = ngettext(
            "%(count)d talk is on your agenda.", "%(count)d talks are on your agenda.", on_agenda
        )
        return said % {"count": on_agenda}
    if not takes_now(company.day, ASK):
        return no_talk_said(company.day)
    return _("You take part. Find companies that fit and ask them for a talk.")


def _by_state(talks: list[OwnTalk]) -> dict[str, Any]:
    def held(*states: str) -> list[OwnTalk]:
        return [one for one in talks if one.row.state in states]

    asked = [one for one in held(Talk.REQUESTED) if one.waits]
    return {
        "to_answer": [one for one in asked if one.asked_us],
        "sent": [one for one in asked if not one.asked_us],
        "agreed": held(Talk.ACCEPTED),
        "on_agenda": held(Talk.SCHEDULED, Talk.HELD),
        "to_tell": [one for one in talks if one.may_tell and not _is_told(one)],
        "after": [one for one in talks if one.may_tell_again],
        "closed": [
            *held(Talk.DECLINED, Talk.WITHDRAWN, Talk.NO_SHOW),
            *(one for one in held(Talk.REQUESTED) if not one.waits),
        ],
    }


def _is_told(one: OwnTalk) -> bool:
    return one.told is not None and one.told.took_place is not None


# ── profile, hours, leaving ───────────────────────────────────────────────────────────────────


@takes_form
@own_page
def profile(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """Change what others read."""
    post = request.POST if request.method == "POST" else None
    form = CompanyForm(post, day=company.day, company=company, with_email=False)
    late, seen = "", _seen(request) if form.is_bound else company.edit
    if form.is_bound and form.is_valid():
        try:
            change_profile(
                company=company,
                seen=_seen(request),
                words=form.words(),
                language=get_language() or "",
            )
            return redirect(f"{reverse('guest:company-own', args=[token])}?said=profile")
        except (NotTakenNow, ChangedMeanwhile) as refused:
            late = refused.messages[0]
            company.refresh_from_db(fields=["edit"])
            seen = company.edit
        except ValidationError as refused:
            put_beside(form, refused)
    return show_own(
        request,
        company,
        token,
        "company-profile",
        "guest/companies/profile.html",
        title=_("Your profile"),
        finding=_("Others find you by what you offer and seek."),
        facts={
            "form": form,
            "late": late,
            "seen": seen,
            "may": takes_now(company.day, PROFILE),
        },
        status=409 if late else 422 if form.errors else 200,
    )


def _seen(request: HttpRequest) -> int:
    typed = request.POST.get("seen", "")
    return int(typed) if typed.isdecimal() and len(typed) < 10 else -1


class AwayForm(forms.Form):
    """The slots without this company."""

    slots = forms.TypedMultipleChoiceField(
        label=gettext_lazy("We are not there in"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "several"}),
        required=False,
    )


@takes_form
@own_page
def away(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """In which slots the company is not there: no talk is put there."""
    post = request.POST if request.method == "POST" else None
    form = AwayForm(post, initial={"slots": company.away})
    field = form.fields["slots"]
    assert isinstance(field, forms.ChoiceField)
    field.choices = slots_said(company.day)
    if form.is_bound and form.is_valid():
        try:
            set_away(company=company, slots=form.cleaned_data["slots"])
            return redirect(f"{reverse('guest:company-own', args=[token])}?said=away")
        except ValidationError as refused:
            put_beside(form, refused)
    return show_own(
        request,
        company,
        token,
        "company-agenda",
        "guest/companies/away.html",
        title=_("Hours without you"),
        finding=_("No talk is put into the slots that you tick."),
        facts={"form": form, "may": takes_now(company.day, AWAY), "phase": phase_now(company.day)},
        status=422 if form.errors else 200,
    )


@takes_form
@own_page
def leave(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """The company does not come after all."""
    late = ""
    if request.method == "POST":
        try:
            leave_day(company=company, origin=origin_of(request))
            return _left(request, company)
        except NotTakenNow as refused:
            late = refused.messages[0]
    return show_own(
        request,
        company,
        token,
        "company-own",
        "guest/companies/leave.html",
        title=_("You cannot come?"),
        finding=_("Your open talks fall, and the name and address of your person are deleted."),
        facts={"late": late},
        status=409 if late else 200,
    )


def _left(request: HttpRequest, company: Company) -> HttpResponse:
    said = _(
        "Your talks are taken back, your person and address are deleted. Thank you for telling."
    )
    return show_company_day(
        request,
        company.day,
        "guest/companies/said.html",
        title=_("You are off the list"),
        finding=said,
    )
