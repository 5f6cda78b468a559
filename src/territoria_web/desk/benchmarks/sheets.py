"""Sheets of a benchmark: those that wait for somebody, and scoring an initiative on one page."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.compare.models import Sheet
from territoria_web.compare.queries.benchmark_entrants import place_of, title_of
from territoria_web.compare.queries.benchmark_sheets import (
    Difference,
    apart_for,
    differences_in,
    sheet_for,
    sheets_for,
)
from territoria_web.compare.queries.benchmarks import Asked, criteria_asked
from territoria_web.compare.services.benchmark_scoring import (
    LONGEST_WHY,
    save_sheet,
    submit_sheet,
)
from territoria_web.desk.benchmarks.differences import (
    SettleForm,
    rows_of_differences,
    settle,
    stray_of,
)
from territoria_web.desk.benchmarks.record import record_said
from territoria_web.desk.frame import show
from territoria_web.desk.guards import account_of
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.territories.rules import ChangedMeanwhile

UNKNOWN = "unknown"


class ScoreForm(forms.Form):
    """A score and a reason for each criterion."""

    def __init__(self, *args: Any, sheet: Sheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked = criteria_asked(sheet.entrant.benchmark.criteria)
        for criterion in self.asked:
            one = sheet.scores.get(criterion.id, {})
            self.fields[f"value-{criterion.id}"] = forms.ChoiceField(
                label=criterion.title.text,
                required=False,
                choices=_choices(criterion),
                widget=forms.RadioSelect,
                initial=_initial(one),
            )
            self.fields[f"why-{criterion.id}"] = forms.CharField(
                label=_("Why: %(criterion)s") % {"criterion": criterion.title},
                initial=one.get("why", ""),
                max_length=LONGEST_WHY,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
        self.fields["seen"] = forms.IntegerField(widget=forms.HiddenInput, initial=sheet.edit)

    def pairs(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Score and reason of each criterion."""
        return [(self[f"value-{c.id}"], self[f"why-{c.id}"]) for c in self.asked]

    def scores(self) -> dict[str, dict[str, Any]]:
        """Criterion → value and why; words without a choice are kept without a value."""
        found: dict[str, dict[str, Any]] = {}
        for c in self.asked:
            typed, why = self.cleaned_data[f"value-{c.id}"], self.cleaned_data[f"why-{c.id}"]
            if typed:
                found[c.id] = {"value": None if typed == UNKNOWN else int(typed), "why": why}
            elif why:
                found[c.id] = {"why": why}
        return found


def _choices(criterion: Asked) -> list[tuple[str, str]]:
    """0 to 4 with what 0, 2 and 4 mean, and that it cannot be told."""
    anchors = {number: said.text for number, said in criterion.anchors}
    scores = [
        (
            str(n),
            f"{n} · {anchors[n]}" if n in anchors else _("%(score)d · between") % {"score": n},
        )
        for n in range(5)
    ]
    return [*scores, (UNKNOWN, _("cannot tell"))]


def _initial(one: dict[str, Any]) -> str:
    if "value" not in one:
        return ""
    return UNKNOWN if one["value"] is None else str(one["value"])


@login_required
@require_safe
def assessing(request: HttpRequest) -> HttpResponse:
    """All sheets of somebody while scoring is open: those that wait first, then those to talk over."""
    apart = apart_for(account_of(request))
    rows = [_row(s, apart.get(s.entrant_id, 0)) for s in sheets_for(account_of(request))]
    return show(
        request,
        "desk/benchmarks/assessing.html",
        title=_("Initiatives to assess"),
        finding=_waiting(sum(not row["done"] for row in rows), sum(apart.values())),
        facts={"rows": sorted(rows, key=lambda row: (row["done"], not row["apart"]))},
        crumbs=((_("Your desk"), reverse("desk:home")),),
    )


def _waiting(sheets: int, apart: int) -> str:
    """How many sheets wait, and how many differences to talk over."""
    said = ngettext("%(count)d sheet waits for you.", "%(count)d sheets wait for you.", sheets)
    talk = ngettext(
        "%(count)d difference waits to be talked over.",
        "%(count)d differences wait to be talked over.",
        apart,
    )
    told = [words % {"count": n} for words, n in ((said, sheets), (talk, apart)) if n]
    return " ".join(told) or _("No sheet waits for you.")


def _row(sheet: Sheet, apart: int = 0) -> dict[str, Any]:
    held = sheet.entrant.benchmark
    return {
        "sheet": sheet,
        "benchmark": held,
        "title": title_of(sheet.entrant),
        "place": place_of(sheet.entrant),
        "scored": sum("value" in one for one in sheet.scores.values()),
        "of": len(held.criteria),
        "done": sheet.submitted is not None,
        "apart": 0 if sheet.owner else apart,
        "url": reverse("desk:assessing-sheet", args=[sheet.public_id]),
    }


@login_required
@takes_form
def sheet(request: HttpRequest, sheet: UUID) -> HttpResponse:
    """Score on one page; kept as a draft, or handed in; then what divides the assessors."""
    held = sheet_for(account_of(request), sheet)
    found = _differences(held)
    form, sent = ScoreForm(sheet=held), None
    if request.method == "POST":
        if held.submitted is not None:
            sent = settle(request, account_of(request), found)
            done = sent is None
        else:
            form = ScoreForm(request.POST, sheet=held)
            done = form.is_valid() and _kept(request, held, form)
        if done:
            return redirect("desk:assessing-sheet", held.public_id)
    return _page(request, held, form, found, sent)


def _differences(held: Sheet) -> list[Difference]:
    """On this initiative, as soon as its assessor has handed in; never for the owner."""
    if held.owner or held.submitted is None:
        return []
    found = differences_in(held.entrant.benchmark)
    return [d for d in found if d.entrant.pk == held.entrant_id]


def _kept(request: HttpRequest, held: Sheet, form: ScoreForm) -> bool:
    by, seen = account_of(request), form.cleaned_data["seen"]
    try:
        kept = save_sheet(by=by, sheet=held, seen=seen, scores=form.scores())
        if request.POST.get("do") != "submit":
            messages.success(request, _("The draft of your sheet is saved."))
            return True
        held.edit = kept.edit
        submit_sheet(by=by, sheet=kept, seen=kept.edit)
    except ValidationError as refused:
        held.refresh_from_db(fields=["edit"])
        form.data = {**request.POST.dict(), "seen": str(held.edit)}
        put_beside(form, refused)
        if isinstance(refused, ChangedMeanwhile):
            form.add_error(None, _("Save once more to put your words in its place."))
        return False
    messages.success(request, _("Your sheet is handed in. Thank you."))
    return True


def _page(
    request: HttpRequest,
    held: Sheet,
    form: ScoreForm,
    found: list[Difference],
    sent: SettleForm | None,
) -> HttpResponse:
    benchmark = held.entrant.benchmark
    return show(
        request,
        "desk/benchmarks/sheet.html",
        title=title_of(held.entrant).text,
        finding=_finding(held, found),
        facts={
            "sheet": held,
            "benchmark": benchmark,
            "form": form,
            "record": record_said(held.entrant),
            "next": _next(request) if held.submitted is not None else None,
            "own": [(c, held.scores.get(c.id, {})) for c in form.asked],
            "rows": rows_of_differences(benchmark, found, sent, may_settle=True),
            "stray": stray_of(found, sent, may_settle=True),
        },
        crumbs=(
            (_("Your desk"), reverse("desk:home")),
            (_("Initiatives to assess"), reverse("desk:assessing")),
        ),
        status=422 if form.errors or sent is not None else 200,
    )


def _next(request: HttpRequest) -> dict[str, Any] | None:
    """A sheet that still waits for whoever handed one in."""
    rows = map(_row, sheets_for(account_of(request)))
    return next((row for row in rows if not row["done"]), None)


def _finding(held: Sheet, found: list[Difference]) -> str:
    if held.submitted is None and held.owner:
        return _(
            "Score your own initiative. It is shown beside the others’ scores and never counts."
        )
    if held.submitted is None:
        return _("Read the record and its sources, then score. What cannot be told is left out.")
    if any(d.settled is None for d in found):
        return _("You are more than 1.5 apart from another. Talk, then write down what came of it.")
    return _("Your sheet is handed in; it stands as it is.")
