"""The company days of a network, and making one."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.act.models import CompanyDay
from territoria_web.act.queries.company_days import (
    VERB,
    company_days_of,
    dates_of_day,
    phase_now,
)
from territoria_web.act.rules.companies import PHASE_NAMES
from territoria_web.act.services.company_days import make_company_day
from territoria_web.desk.guards import account_of
from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import languages
from territoria_web.people.models import Organisation
from territoria_web.people.queries import open_network


class MakeForm(forms.Form):
    """A day to be made."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=200)
    language = forms.ChoiceField(
        label=gettext_lazy("Language of the day"),
        help_text=gettext_lazy(
            "Of title and description, and of what is printed. Letters and pages speak the language "
            "of whoever reads them."
        ),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(languages())


@login_required
@takes_form
def companies(request: HttpRequest, network: UUID) -> HttpResponse:
    """All company days; making one."""
    held = open_network(request.user, network, VERB)
    form = MakeForm(posted(request), initial={"language": "en"})
    made: list[CompanyDay] = []

    def deed() -> None:
        made.append(make_company_day(by=account_of(request), network=held, **form.cleaned_data))

    if form.is_bound and form.is_valid() and tried(form, deed):
        messages.success(request, _("The day is made. Now say when and where it is."))
        return redirect("desk:company-day-settings", held.public_id, made[0].public_id)
    rows = [_row(held, one) for one in company_days_of(held)]
    return show_network(
        request,
        held,
        "companies",
        "desk/companies/days.html",
        office=True,
        title=_("Company days"),
        finding=_finding(len(rows)),
        facts={"rows": rows, "form": form},
        status=422 if form.errors else 200,
    )


def _finding(count: int) -> str:
    said = ngettext(
        "%(count)d company day in this network.", "%(count)d company days in this network.", count
    )
    return said % {"count": count} if count else _("No company day is made yet.")


def _row(network: Organisation, one: CompanyDay) -> dict[str, Any]:
    return {
        "day": one,
        "state": PHASE_NAMES[phase_now(one)],
        "begins": next(iter(dates_of_day(one)), None),
        "url": reverse("desk:company-day", args=[network.public_id, one.public_id]),
    }
