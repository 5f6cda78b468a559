"""Finding other companies: proposals first, with their reasons; asking one for a talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.act.models import Company, Encounter
from territoria_web.act.queries.companies import (
    Looked,
    company_in,
    found_companies,
    profile_of,
    sector_said,
)
from territoria_web.act.queries.company_days import takes_now
from territoria_web.act.queries.company_proposals import (
    Proposal,
    proposal_between,
    proposals_of,
)
from territoria_web.act.queries.company_talks import between, own_talk, talks_of
from territoria_web.act.rules.companies import ASK, VALUES, Firm, are_apart
from territoria_web.act.rules.company_tags import tag_name
from territoria_web.act.services.talks import ask_for_talk
from territoria_web.guest.companies.frame import own_page, show_own
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside

A_PAGE = 12


@require_safe
@own_page
def others(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """Proposals, the best first; with a filter all companies that fit it, without proposals all."""
    if company.state != Firm.IN:
        return redirect("guest:company-own", token)
    looked = _looked(request)
    filtered = any(vars(looked).values())
    proposed = [] if filtered else proposals_of(company)
    found = proposed or _found(company, looked)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    talks = {_other(company, row): row for row in talks_of(company)}
    return show_own(
        request,
        company,
        token,
        "company-others",
        "guest/companies/others.html",
        title=_("Find others"),
        finding=_finding(len(found if filtered else proposed), filtered=filtered),
        facts={
            "rows": [_row(company, one, talks) for one in page],
            "pages": page,
            "query": urlencode({k: v for k, v in vars(looked).items() if v}) + "&",
            "looked": looked,
            "filtered": filtered,
            "proposed": bool(proposed),
            "set": sum(bool(part) for part in vars(looked).values()),
            "tags": [(tag, tag_name(company.day.tags, tag)) for tag in company.day.tags],
            "sectors": _sectors(company),
        },
    )


def _other(company: Company, row: Encounter) -> int:
    return row.asker_id if row.asked_id == company.pk else row.asked_id


def _looked(request: HttpRequest) -> Looked:
    return Looked(**{name: str(request.GET.get(name, ""))[:80].strip() for name in vars(Looked())})


def _found(company: Company, looked: Looked) -> list[Proposal]:
    """Companies that fit the filter; what speaks for a talk stands beside each."""
    rows: Sequence[Company] = found_companies(company.day, looked, but=company)
    return [proposal_between(company, row, company.day) for row in rows]


def _row(company: Company, one: Proposal, talks: dict[int, Encounter]) -> dict[str, Any]:
    talk = talks.get(one.company.pk)
    return {
        "profile": profile_of(one.company, company.day),
        "reasons": one.reasons,
        "reciprocal": one.reciprocal,
        "state": own_talk(company, talk).state if talk else "",
    }


def _sectors(company: Company) -> list[tuple[str, str]]:
    codes = company.day.companies.filter(state=Firm.IN).exclude(nace="")
    found = codes.order_by("nace").values_list("nace", flat=True).distinct()
    return [(code, sector_said(code)) for code in found]


def _finding(count: int, *, filtered: bool) -> str:
    if filtered:
        said = ngettext(
            "%(count)d company fits what you look for.",
            "%(count)d companies fit what you look for.",
            count,
        )
        return said % {"count": count}
    said = ngettext(
        "%(count)d company is proposed to you, and you to it.",
        "%(count)d companies are proposed to you, and you to them.",
        count,
    )
    return said % {"count": count} if count else _("Nobody is proposed to you yet.")


# ── one of them ───────────────────────────────────────────────────────────────────────────────


class AskForm(forms.Form):
    """A request for a talk."""

    value = forms.TypedChoiceField(
        label=gettext_lazy("How much do you want this talk?"),
        help_text=gettext_lazy(
            "Where not all talks find an hour, those that both want most come first."
        ),
        choices=[(str(n), name) for n, name in sorted(VALUES.items(), reverse=True)],
        coerce=int,
        widget=forms.RadioSelect,
        initial="2",
    )
    message = forms.CharField(
        label=gettext_lazy("Why, in a sentence"),
        help_text=gettext_lazy("The other company reads it."),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        required=False,
    )


@takes_form
@own_page
def other(request: HttpRequest, company: Company, token: str, other: UUID) -> HttpResponse:
    """A company, what speaks for a talk, and asking it."""
    found = company_in(company.day, other)
    if company.state != Firm.IN or found is None or found.pk == company.pk:
        raise Http404
    talk = between(company, found)
    apart = are_apart(company.day, company.pk, found.pk)
    if (apart or found.state != Firm.IN) and talk is None:
        raise Http404
    form = AskForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid() and (said := _asked(company, found, form)):
        return redirect(f"{reverse('guest:company-own', args=[token])}?said={said}")
    proposal = proposal_between(company, found, company.day)
    return show_own(
        request,
        company,
        token,
        "company-others",
        "guest/companies/other.html",
        title=found.name,
        finding=found.about,
        facts={
            "profile": profile_of(found, company.day),
            "proposal": proposal,
            "talk": own_talk(company, talk) if talk else None,
            "form": form,
            "may_ask": found.state == Firm.IN
            and takes_now(company.day, ASK)
            and _is_free(talk)
            and not apart,
        },
        status=422 if form.errors else 200,
    )


def _is_free(talk: Encounter | None) -> bool:
    return talk is None or talk.state == Encounter.State.WITHDRAWN


def _asked(company: Company, found: Company, form: AskForm) -> str:
    """What is said of it: whoever asks back agrees. Empty where it was refused."""
    try:
        made = ask_for_talk(asker=company, asked=found, **form.cleaned_data)
    except ValidationError as refused:
        put_beside(form, refused)
        return ""
    return "agreed" if made.state == Encounter.State.ACCEPTED else "asked"
