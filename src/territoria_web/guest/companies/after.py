"""The question after 90 days: three clicks a talk, and a sum where somebody is willing."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.act.models import Company
from territoria_web.act.queries.company_talks import OwnTalk, own_talks
from territoria_web.act.services.outcomes import SaidAfter, tell_after
from territoria_web.guest.companies.frame import own_page, show_own
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.library.typed import sum_in


class AfterForm(forms.Form):
    """What became of one talk."""

    met_again = forms.BooleanField(label=gettext_lazy("We met again"), required=False)
    joint_offer = forms.BooleanField(label=gettext_lazy("We made a joint offer"), required=False)
    agreement = forms.BooleanField(
        label=gettext_lazy("We have an agreement or a contract"), required=False
    )
    amount = forms.CharField(
        label=gettext_lazy("Worth about, in euros"),
        help_text=gettext_lazy("If you are willing to say. Only the sum of all is published."),
        max_length=24,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
    )

    def clean_amount(self) -> Decimal | None:
        """A sum as people of any language write it."""
        typed = self.cleaned_data["amount"]
        if not typed.strip():
            return None
        found = sum_in(typed)
        if found is None:
            raise forms.ValidationError(_("Write a sum such as 12,000, or leave it empty."))
        return found


@takes_form
@own_page
def after(request: HttpRequest, company: Company, token: str) -> HttpResponse:
    """All talks that were held, each with its three boxes; one button keeps them all."""
    talks = [one for one in own_talks(company) if one.may_tell_again]
    post = request.POST if request.method == "POST" else None
    forms_of = [
        (one, AfterForm(post, prefix=str(n), initial=_known(one))) for n, one in enumerate(talks)
    ]
    valid = [form.is_valid() for _one, form in forms_of]  # each, so that every fault is shown
    if valid and all(valid) and _kept(company, forms_of):
        return redirect(f"{reverse('guest:company-own', args=[token])}?said=told")
    wrong = any(form.errors for _one, form in forms_of)
    return show_own(
        request,
        company,
        token,
        "company-own",
        "guest/companies/after.html",
        title=_("What became of your talks?"),
        finding=_("Tick what is true. Leave all empty where nothing came of it: that counts, too.")
        if talks
        else _("This question is asked 90 days after talks that were held."),
        facts={"rows": forms_of, "wrong": wrong},
        status=422 if wrong else 200,
    )


def _known(one: OwnTalk) -> dict[str, Any]:
    held = one.told
    if held is None or held.told_again is None:
        return {}
    return {
        "met_again": held.goes_on,
        "joint_offer": held.joint_offer,
        "agreement": held.agreement,
        "amount": held.amount or "",
    }


def _kept(company: Company, forms_of: list[tuple[OwnTalk, AfterForm]]) -> bool:
    for one, form in forms_of:
        try:
            tell_after(company=company, talk=one.row, said=SaidAfter(**form.cleaned_data))
        except ValidationError as refused:
            put_beside(form, refused)
            return False
    return True
