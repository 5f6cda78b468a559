"""Requests for talks at the desk: how they stand; entering and taking out; fixing an agreed one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from territoria_web.act.models import Company, CompanyDay, Encounter
from territoria_web.act.queries.companies import companies_of
from territoria_web.act.queries.company_days import (
    open_company_day,
    slot_said,
    slots_said,
    takes_now,
)
from territoria_web.act.queries.company_proposals import proposal_between
from territoria_web.act.queries.company_talks import requests_in, value_said
from territoria_web.act.rules.companies import (
    ANSWER,
    ARRANGE,
    ENTER_TALK,
    OPEN_TALKS,
    TALK_STATES,
    VALUES,
    Firm,
    Talk,
    talk_state,
)
from territoria_web.act.services import talks as deeds
from territoria_web.act.services.company_apart import keep_apart
from territoria_web.desk.companies.frame import show_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tell_refused, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of

A_PAGE = 50


class TalkForm(forms.Form):
    """A talk that two companies agreed on by telephone or on paper."""

    asker = forms.ChoiceField(label=gettext_lazy("Company that asks"))
    value = forms.TypedChoiceField(label=gettext_lazy("How much it wants the talk"), coerce=int)
    asked = forms.ChoiceField(label=gettext_lazy("Company that is asked"))
    return_value = forms.TypedChoiceField(
        label=gettext_lazy("How much this one wants it"), coerce=int
    )

    def __init__(self, data: Any, *, companies: list[Company]) -> None:
        super().__init__(data, initial={"value": "2", "return_value": "2"})
        self.companies = {str(one.public_id): one for one in companies}
        names: list[tuple[str, Any]] = [
            ("", "–"),
            *((n, f"{one.name}, {one.city}") for n, one in self.companies.items()),
        ]
        values: list[tuple[str, Any]] = [(str(n), said) for n, said in VALUES.items()]
        offered: dict[str, list[tuple[str, Any]]] = {
            **dict.fromkeys(("asker", "asked"), names),
            **dict.fromkeys(("value", "return_value"), values),
        }
        for name, choices in offered.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices

    def told(self) -> dict[str, Any]:
        """What a service takes; the form is valid."""
        held = self.cleaned_data
        both = {name: self.companies[held[name]] for name in ("asker", "asked")}
        return {**both, "value": held["value"], "return_value": held["return_value"]}


@login_required
@takes_form
def requests(request: HttpRequest, network: UUID, day: UUID) -> HttpResponse:
    """All requests; writing one down that was agreed on elsewhere."""
    held = open_company_day(request.user, network, day)
    firms = list(companies_of(held).filter(state=Firm.IN))
    do = str(request.POST.get("do", ""))
    if do.startswith("again:"):
        _allow_again(request, held, do)
        return redirect("desk:company-day-requests", held.network.public_id, held.public_id)
    form = TalkForm(posted(request), companies=firms)
    if form.is_bound and form.is_valid() and tried(form, lambda: _enter(request, held, form, do)):
        said = _("It is kept.") if do == "apart" else _("The talk is written down.")
        messages.success(request, said)
        return redirect("desk:company-day-requests", held.network.public_id, held.public_id)
    state = str(request.GET.get("state", ""))
    rows = requests_in(held)
    if state in TALK_STATES:
        rows = rows.filter(state=state)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    return show_company_day(
        request,
        held,
        "company-day-requests",
        "desk/companies/requests.html",
        title=_("Requests"),
        finding=_finding(held),
        facts={
            "rows": [_row(held, one) for one in page],
            "pages": page,
            "query": f"state={state}&" if state in TALK_STATES else "",
            "chosen": state,
            "states": list(TALK_STATES.items()),
            "form": form,
            "apart": _apart(held),
            "may_enter": takes_now(held, ENTER_TALK) and len(firms) > 1,
        },
        status=422 if form.errors else 200,
    )


def _enter(request: HttpRequest, held: CompanyDay, form: TalkForm, do: str) -> None:
    told = form.told()
    if do == "apart":
        by = account_of(request)
        keep_apart(by=by, day=held, one=told["asker"], other=told["asked"])
    else:
        deeds.enter_talk(by=account_of(request), day=held, **told)


def _apart(held: CompanyDay) -> list[list[Company]]:
    """The pairs that must not be matched."""
    found = companies_of(held).in_bulk([pk for pair in held.apart for pk in pair])
    return [[found[pk] for pk in pair] for pair in held.apart if found.keys() >= set(pair)]


def _allow_again(request: HttpRequest, held: CompanyDay, do: str) -> None:
    for one, other in _apart(held):
        if do == f"again:{one.public_id}:{other.public_id}":
            try:
                keep_apart(by=account_of(request), day=held, one=one, other=other, apart=False)
                messages.success(request, _("It is kept."))
            except ValidationError as refused:
                tell_refused(request, refused)


def _finding(held: CompanyDay) -> str:
    waiting = held.encounters.filter(state=Talk.REQUESTED).count() if takes_now(held, ANSWER) else 0
    agreed = held.encounters.filter(state__in=(Talk.ACCEPTED, Talk.SCHEDULED, Talk.HELD)).count()
    if not waiting and not agreed:
        return _("No company has asked another one yet.")
    said = ngettext(
        "%(agreed)d talk is agreed, %(waiting)d requests wait for an answer.",
        "%(agreed)d talks are agreed, %(waiting)d requests wait for an answer.",
        agreed,
    )
    return said % {"agreed": agreed, "waiting": waiting}


def _row(held: CompanyDay, one: Encounter) -> dict[str, Any]:
    return {
        "talk": one,
        "state": talk_state(held, one, timezone.now()),
        "value": value_said(one.value),
        "return_value": value_said(one.return_value),
    }


# ── one talk ──────────────────────────────────────────────────────────────────────────────────


class PinForm(forms.Form):
    """Where a talk is held in every run."""

    slot = forms.TypedChoiceField(label=gettext_lazy("Slot"), coerce=int)
    table = forms.IntegerField(
        label=pgettext_lazy("in a room", "Table"),
        help_text=gettext_lazy("Empty: any table."),
        min_value=1,
        required=False,
    )

    def __init__(self, data: Any, *, day: CompanyDay, talk: Encounter) -> None:
        slot = talk.pin_slot if talk.pin_slot is not None else talk.slot
        super().__init__(data, initial={"slot": slot, "table": talk.pin_table})
        field = self.fields["slot"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(n), f"{n + 1}: {said}") for n, said in slots_said(day)]


@login_required
@takes_form
def talk(request: HttpRequest, network: UUID, day: UUID, talk: UUID) -> HttpResponse:
    """One talk: why the two should meet, how it stands; fixing it, taking it out."""
    held = open_company_day(request.user, network, day)
    row = requests_in(held).filter(public_id=talk).first()
    if row is None:
        raise Http404
    row.day = held
    do = str(request.POST.get("do", "")) if request.method == "POST" else ""
    form = PinForm(request.POST if do == "pin" else None, day=held, talk=row)
    if do and (do != "pin" or form.is_valid()) and _done(request, row, do, form):
        return redirect("desk:company-day-talk", network, held.public_id, row.public_id)
    return show_company_day(
        request,
        held,
        "company-day-requests",
        "desk/companies/talk.html",
        title=f"{row.asker.name} – {row.asked.name}",
        finding=str(talk_state(held, row, timezone.now())),
        facts={
            **_row(held, row),
            "when": slot_said(held, row.slot) if row.slot is not None else "",
            "pinned": slot_said(held, row.pin_slot) if row.pin_slot is not None else "",
            "why": proposal_between(row.asker, row.asked, held).reasons,
            "form": form,
            "may_pin": takes_now(held, ARRANGE) and row.state in (Talk.ACCEPTED, Talk.SCHEDULED),
            "may_drop": takes_now(held, ENTER_TALK) and row.state in OPEN_TALKS,
        },
        status=422 if do else 200,
    )


def _done(request: HttpRequest, row: Encounter, do: str, form: PinForm) -> bool:
    by = account_of(request)
    try:
        if do == "pin":
            return tried(form, lambda: _pin(request, row, form))
        if do == "unpin":
            deeds.unpin_talk(by=by, talk=row)
            messages.success(request, _("The talk may be moved again."))
        elif do == "drop":
            deeds.drop_talk(by=by, talk=row, origin=origin_of(request))
            messages.success(request, _("The talk is taken out."))
        else:
            messages.error(request, _("Choose one of the buttons."))
            return False
    except ValidationError as refused:
        tell_refused(request, refused)
        return False
    return True


def _pin(request: HttpRequest, row: Encounter, form: PinForm) -> None:
    held = form.cleaned_data
    deeds.pin_talk(by=account_of(request), talk=row, slot=held["slot"], table=held["table"])
    messages.success(request, _("The talk is fixed from the next arrangement on."))
