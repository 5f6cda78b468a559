"""How many firms there are by size and sector, so that figures can be weighted by them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.guards import account_of
from territoria_web.desk.self_checks.frame import VERB, at, opened, show_check
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.listen.models import SelfCheck
from territoria_web.listen.queries.check_rows import numbers_apart
from territoria_web.listen.services.check_offers import MOST_FIRMS, set_firm_numbers
from territoria_web.listen.sitting_rules import sectors_for, sizes_for
from territoria_web.territories.rules import ChangedMeanwhile


class NumbersForm(forms.Form):
    """A number for every size and sector; a list that is left empty is not used."""

    source = forms.CharField(
        label=gettext_lazy("Where are the numbers known from?"), max_length=300, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, audience: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.margins = {"size": sizes_for(audience), "sector": sectors_for(audience)}
        for margin, labels in self.margins.items():
            for label, name in labels.items():
                self.fields[f"{margin}-{label}"] = forms.IntegerField(
                    label=_(name), min_value=0, max_value=MOST_FIRMS, required=False
                )

    def blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each list under its title."""
        titles = {"size": _("By size"), "sector": _("By sector")}
        return [
            (titles[margin], [self[f"{margin}-{label}"] for label in labels])
            for margin, labels in self.margins.items()
            if labels
        ]

    def numbers(self) -> dict[str, dict[str, int]]:
        """Size or sector → label → number of firms."""
        told = self.cleaned_data
        return {
            margin: {label: told[f"{margin}-{label}"] or 0 for label in labels}
            for margin, labels in self.margins.items()
        }


@login_required
@takes_form
def numbers(request: HttpRequest, public_id: UUID, check: UUID) -> HttpResponse:
    """Enter them."""
    posting = request.method == "POST"
    held = opened(request, public_id, check, VERB if posting else "see")
    form = NumbersForm(posted(request), audience=held.audience, initial=_initial(held))
    if posting and form.is_valid():
        try:
            if tried(form, lambda: _keep(request, held, form)):
                return redirect(at(held, "self-check-numbers"))
        except ChangedMeanwhile as refused:
            held = opened(request, public_id, check, VERB)
            form = NumbersForm(seen_anew(request, held.edit), audience=held.audience)
            put_beside(form, refused)
    return show_check(
        request,
        held,
        "self-check-numbers",
        "desk/self_checks/numbers.html",
        title=_("How many there are by size and sector"),
        finding=_("With these numbers, groups that answer less do not count for less."),
        facts={"form": form, "apart": numbers_apart(held)},
        status=422 if form.errors else 200,
    )


def _initial(held: SelfCheck) -> dict[str, Any]:
    known = {
        f"{margin}-{label}": n
        for margin, labels in held.margins.items()
        for label, n in labels.items()
    }
    return {"source": held.margins_source, "seen": held.edit, **known}


def _keep(request: HttpRequest, held: SelfCheck, form: NumbersForm) -> None:
    told = form.cleaned_data
    set_firm_numbers(
        by=account_of(request),
        check=held,
        margins=form.numbers(),
        source=told["source"],
        seen=told["seen"],
    )
    messages.success(request, _("The numbers are kept. They count from the next figures on."))
