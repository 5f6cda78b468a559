"""Known shares of people, so that results can be weighted to them; and whether they should be."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.guards import account_of
from territoria_web.desk.listen.frame import at, opened, show_survey
from territoria_web.library.http_methods import takes_form
from territoria_web.listen.models import Survey
from territoria_web.listen.queries.forms import form_of
from territoria_web.listen.queries.weighted import (
    NOT_SAID,
    Margin,
    possible_margins,
    weighted_results,
)
from territoria_web.listen.services.marks import set_margins


class MarginsForm(forms.Form):
    """A share in percent for every label; a margin that is left empty is not used."""

    source = forms.CharField(
        label=gettext_lazy("Where are the shares known from?"), max_length=300, required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, margins: list[Margin], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.margins = margins
        for margin in margins:
            for label, name in margin.labels.items():
                self.fields[f"share-{margin.id}-{label}"] = forms.DecimalField(
                    label=name,
                    min_value=0,
                    max_value=100,
                    decimal_places=2,
                    required=False,
                    widget=forms.NumberInput(attrs={"step": "0.01", "inputmode": "decimal"}),
                )

    def blocks(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each margin under its title."""
        return [
            (margin.title, [self[f"share-{margin.id}-{label}"] for label in margin.labels])
            for margin in self.margins
        ]

    def shares(self) -> dict[str, dict[str, float]]:
        """Margin → label → percent; labels left empty in a margin that is used count as none."""
        found = {}
        for margin in self.margins:
            given = {
                label: self.cleaned_data[f"share-{margin.id}-{label}"] for label in margin.labels
            }
            if any(value is not None for value in given.values()):
                found[margin.id] = {
                    label: float(value) for label, value in given.items() if value is not None
                }
        return found


@login_required
@takes_form
def weights(request: HttpRequest, public_id: UUID, survey: UUID) -> HttpResponse:
    """Enter known margins, and see what weights would do."""
    writing = request.method == "POST"
    _cycle, held = opened(request, public_id, survey, "ask" if writing else "see")
    if held.state == Survey.State.DRAFT:
        return redirect(at(held, "listen-form"))
    margins = possible_margins(form_of(held))
    form = MarginsForm(request.POST if writing else None, margins=margins, initial=_initial(held))
    if writing and form.is_valid() and _kept(request, held, form):
        return redirect(at(held, "listen-weights"))
    look = held.looks.first()
    found = weighted_results(held, look) if look else None
    labels = {margin.id: {**margin.labels, NOT_SAID: _("not said")} for margin in margins}
    return show_survey(
        request,
        held,
        "listen-weights",
        "desk/listen/weights.html",
        title=_("Weights"),
        finding=_finding(found),
        facts={
            "form": form,
            "found": found,
            "rows": [
                (labels.get(m, {}).get(label, label), raw, after, wanted)
                for m, label, raw, after, wanted in (found.margins if found else ())
            ],
        },
        status=422 if form.errors else 200,
    )


def _finding(found: Any) -> str:
    if found is None:
        return _("No shares are entered: the results count everybody alike.")
    if found.why_not:
        return _("These weights are not used.")
    said = _("%(n)d answers count like %(effective)s after weighting.")
    return said % {"n": found.n, "effective": round(found.effective_n)}


def _initial(held: Survey) -> dict[str, Any]:
    shares = {
        f"share-{margin}-{label}": share
        for margin, labels in held.margins.items()
        for label, share in labels.items()
    }
    return {"source": held.margins_source, "seen": held.edit, **shares}


def _kept(request: HttpRequest, held: Survey, form: MarginsForm) -> bool:
    told = form.cleaned_data
    try:
        set_margins(
            by=account_of(request),
            survey=held,
            margins=form.shares(),
            source=told["source"],
            seen=told["seen"],
        )
    except ValidationError as refused:
        form.add_error(None, refused)
        return False
    messages.success(request, _("The shares are kept."))
    return True
