"""A talk of a company: answering, taking it back, what came of it; the agenda and its calendar."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.act.models import Company, CompanyDay
from territoria_web.act.queries.companies import profile_of
from territoria_web.act.queries.company_days import slots_said, takes_now, when_held
from territoria_web.act.queries.company_talks import (
    OwnTalk,
    agenda_of,
    calendar_of_company,
    own_talk,
    own_talks,
    place_said,
    talk_in,
)
from territoria_web.act.rules.companies import (
    ANSWER,
    ON_AGENDA,
    OPEN_TALKS,
    VALUES,
    WITHDRAW,
    WORTHS,
    Talk,
    are_apart,
)
from territoria_web.act.services.outcomes import Said, tell_outcome
from territoria_web.act.services.talks import answer_talk, withdraw_talk
from territoria_web.guest.companies.frame import no_talk_said, own_page, show_own
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.people.links import absolute, origin_of


class AnswerForm(forms.Form):
    """Yes, and how much; no is a button of its own."""

    value = forms.TypedChoiceField(
        label=gettext_lazy("How much do you want this talk?"),
        choices=[(str(n), name) for n, name in sorted(VALUES.items(), reverse=True)],
        coerce=int,
        widget=forms.RadioSelect,
        initial="2",
    )


@takes_form
@own_page
def talk(request: HttpRequest, company: Company, token: str, talk: UUID) -> HttpResponse:
    """One talk: what the other wrote, what speaks for it; answering, taking it back."""
    one = _opened(company, talk)
    deed = str(request.POST.get("do", "")) if request.method == "POST" else ""
    form = AnswerForm(request.POST if deed == "yes" else None)
    refused: list[str] = []
    if deed and (deed != "yes" or form.is_valid()):
        try:
            said = _done(company, one, deed, form, origin=origin_of(request))
            return redirect(f"{reverse('guest:company-own', args=[token])}?said={said}")
        except ValidationError as fault:
            refused = fault.messages
    return show_own(
        request,
        company,
        token,
        "company-own",
        "guest/companies/talk.html",
        title=one.other.name,
        finding=_stands(one),
        facts={**_facts(company, one), "form": form, "refused": refused},
        status=422 if deed else 200,
    )


def _opened(company: Company, number: UUID) -> OwnTalk:
    row = talk_in(company, number)
    if row is None:
        raise Http404
    return own_talk(company, row)


def _done(company: Company, one: OwnTalk, deed: str, form: AnswerForm, *, origin: str) -> str:
    if deed == "yes":
        answer_talk(company=company, talk=one.row, value=form.cleaned_data["value"])
        return "agreed"
    if deed == "no":
        answer_talk(company=company, talk=one.row, value=None)
        return "declined"
    if deed == "withdraw":
        withdraw_talk(company=company, talk=one.row, origin=origin)
        return "withdrawn"
    raise ValidationError(_("Choose one of the buttons."))


def _stands(one: OwnTalk) -> str:
    if one.when:
        return f"{one.when}, {one.state}"
    if one.waits and one.asked_us:
        return _("They ask you for a talk.")
    return one.state


def _facts(company: Company, one: OwnTalk) -> dict[str, Any]:
    day, state = company.day, one.row.state
    asked = one.asked_us and state in (Talk.REQUESTED, Talk.DECLINED)
    mine = state in OPEN_TALKS and not (one.asked_us and state == Talk.REQUESTED)
    met, two = state in ON_AGENDA, (one.row.asker_id, one.row.asked_id)
    return {
        "one": one,
        "profile": profile_of(one.other, day),
        "person": one.other.person if met else "",
        "place": place_said(day, one.row.table) if met else "",
        "may_answer": asked and takes_now(day, ANSWER) and not are_apart(day, *two),
        "may_withdraw": mine and takes_now(day, WITHDRAW) and not one.may_tell,
    }


# ── what came of it ───────────────────────────────────────────────────────────────────────────


class OutcomeForm(forms.Form):
    """Right after a talk."""

    took_place = forms.TypedChoiceField(
        label=gettext_lazy("Did the talk take place?"),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
        empty_value=None,
    )
    worth = forms.TypedChoiceField(
        label=gettext_lazy("What was it worth to you?"),
        choices=[(str(n), name) for n, name in sorted(WORTHS.items(), reverse=True)],
        coerce=int,
        widget=forms.RadioSelect,
        required=False,
        empty_value=None,
    )
    goes_on = forms.TypedChoiceField(
        label=gettext_lazy("Does it go on?"),
        help_text=gettext_lazy("You meet again, or write to each other."),
        choices=[("yes", gettext_lazy("Yes")), ("no", gettext_lazy("No"))],
        coerce=lambda typed: typed == "yes",
        widget=forms.RadioSelect,
        required=False,
        empty_value=None,
    )
    note = forms.CharField(
        label=gettext_lazy("What could you do together?"),
        help_text=gettext_lazy("For yourselves and the office; it is not published."),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )


@takes_form
@own_page
def outcome(request: HttpRequest, company: Company, token: str, talk: UUID) -> HttpResponse:
    """What came of a talk, right after it."""
    one = _opened(company, talk)
    form = OutcomeForm(request.POST if request.method == "POST" else None, initial=_known(one))
    if form.is_bound and form.is_valid():
        try:
            tell_outcome(company=company, talk=one.row, said=Said(**form.cleaned_data))
            return redirect(f"{reverse('guest:company-own', args=[token])}?said=told")
        except ValidationError as refused:
            put_beside(form, refused)
    return show_own(
        request,
        company,
        token,
        "company-own",
        "guest/companies/outcome.html",
        title=_("What came of it?"),
        finding=f"{one.other.name}, {one.when}",
        facts={"form": form, "one": one, "may": one.may_tell},
        status=422 if form.errors else 200,
    )


def _known(one: OwnTalk) -> dict[str, Any]:
    held = one.told
    if held is None:
        return {}
    words = {True: "yes", False: "no", None: ""}
    return {
        "took_place": words[held.took_place],
        "worth": "" if held.worth is None else str(held.worth),
        "goes_on": words[held.goes_on],
        "note": held.note,
    }


# ── agenda ────────────────────────────────────────────────────────────────────────────────────


@require_safe
@own_page
def agenda(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """All talks by hour, free slots between them."""
    day = company.day
    talks = {one.row.slot: one for one in own_talks(company) if one.when}
    count = sum(one.row.state != Talk.NO_SHOW for one in talks.values())
    return show_own(
        request,
        company,
        token,
        "company-agenda",
        "guest/companies/agenda.html",
        title=_("Your agenda"),
        finding=_agenda_said(day, count),
        facts={
            "rows": [(hours, talks.get(n), n in company.away) for n, hours in slots_said(day)],
            "when": when_held(day),
            "place": place_said(day, None),
            "count": count,
        },
    )


def _agenda_said(day: CompanyDay, count: int) -> str:
    if day.state == CompanyDay.State.CANCELLED:
        return _("This day does not take place.")
    if not count:
        return no_talk_said(day)
    said = ngettext(
        "%(count)d talk, times of %(zone)s.", "%(count)d talks, times of %(zone)s.", count
    )
    return said % {"count": count, "zone": day.timezone}


@require_safe
@own_page
def calendar(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """The same for a calendar. It leads to the public page: calendars are passed on."""
    page = absolute(request, reverse("public:company-day", args=[company.day.public_id]))
    answer = HttpResponse(
        calendar_of_company(company, agenda_of(company), url=page),
        content_type="text/calendar; charset=utf-8",
    )
    answer["Content-Disposition"] = 'attachment; filename="talks.ics"'
    answer["X-Robots-Tag"] = "noindex"
    add_never_cache_headers(answer)
    return answer
