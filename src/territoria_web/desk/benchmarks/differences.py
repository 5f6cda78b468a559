"""Differences between assessors: who gave what and why, and what came of their talk."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.act.forms.projects import text_field
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_entrants import title_of
from territoria_web.compare.queries.benchmark_sheets import (
    Difference,
    differences_in,
    settled_stamp,
)
from territoria_web.compare.queries.benchmarks import criteria_asked, open_benchmark
from territoria_web.compare.services.benchmark_scoring import settle_difference
from territoria_web.desk.benchmarks.frame import show_benchmark
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import numeral_of
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

UNKNOWN = "unknown"
FEW = 5
"""So many stand open on one page; of more, each opens by itself."""
HALVES = tuple(n / 2 for n in range(9))


class SettleForm(forms.Form):
    """What assessors agreed on."""

    value = forms.ChoiceField(
        label=gettext_lazy("What they agreed on"),
        error_messages={"required": gettext_lazy("Choose 0 to 4, or that it cannot be told.")},
    )
    said = text_field(
        gettext_lazy("How they came to it"),
        gettext_lazy("At least 20 characters. Everybody reads it, without names."),
        rows=3,
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["value"]
        assert isinstance(field, forms.ChoiceField)
        halves = [(f"{n:g}", numeral_of(n, 0 if n % 1 == 0 else 1)) for n in HALVES]
        field.choices = [("", ""), *halves, (UNKNOWN, _("cannot tell"))]

    def agreed(self) -> float | None:
        """The score; None where it cannot be told."""
        typed = self.cleaned_data["value"]
        return None if typed == UNKNOWN else float(typed)


def key_of_difference(found: Difference) -> str:
    """What a form and a place on a page call it."""
    return f"{found.entrant.public_id}-{found.cell.criterion}"


def settle(request: HttpRequest, by: User, found: Sequence[Difference]) -> SettleForm | None:
    """The form that was sent, with its faults; None where it was settled."""
    key = request.POST.get("do", "")
    form = SettleForm(request.POST, prefix=key)
    one = next((d for d in found if key_of_difference(d) == key), None)
    if one is None:
        form.add_error(None, _("The assessors are not far apart on this criterion."))
        return form
    if not form.is_valid():
        return form
    try:
        if tried(form, lambda: _settled(by, one, form)):
            messages.success(request, _("The outcome is kept; it counts from now on."))
            return None
    except ChangedMeanwhile as refused:
        form.add_error(None, refused)
    return form


def _settled(by: User, one: Difference, form: SettleForm) -> None:
    settle_difference(
        by=by,
        entrant=one.entrant,
        criterion=one.cell.criterion,
        value=form.agreed(),
        said=form.cleaned_data["said"],
        seen=form.cleaned_data["seen"],
    )


def rows_of_differences(
    held: Benchmark, found: Sequence[Difference], sent: SettleForm | None, *, may_settle: bool
) -> list[dict[str, Any]]:
    """Each difference with its form, where it can be settled."""
    titles = {c.id: c.title for c in criteria_asked(held.criteria)}
    return [
        {
            "key": key_of_difference(one),
            "title": title_of(one.entrant),
            "criterion": titles[one.cell.criterion],
            "scores": one.scores,
            "settled": one.settled,
            "stamp": settled_stamp(one.settled),
            "form": _form(one, sent) if may_settle else None,
        }
        for one in found
    ]


def stray_of(
    found: Sequence[Difference], sent: SettleForm | None, *, may_settle: bool
) -> SettleForm | None:
    """What was sent where no form of the page takes it any more; its faults stand on top."""
    if sent is None or (may_settle and sent.prefix in [key_of_difference(d) for d in found]):
        return None
    return sent


def _form(one: Difference, sent: SettleForm | None) -> SettleForm:
    key = key_of_difference(one)
    if sent is not None and sent.prefix == key:
        return sent
    if one.settled is None:
        return SettleForm(prefix=key)
    value = UNKNOWN if one.settled.value is None else f"{one.settled.value:g}"
    return SettleForm(prefix=key, initial={"value": value, "said": one.settled.said})


@login_required
@takes_form
def differences(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """All of a benchmark; the office writes down what came of a talk."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    found, sent = sorted(differences_in(held), key=lambda d: d.settled is not None), None
    if request.method == "POST":
        sent = settle(request, account_of(request), found)
        if sent is None:
            return redirect("desk:benchmark-differences", held.network.public_id, held.public_id)
    open_now = sum(d.settled is None for d in found)
    may = held.state == Benchmark.State.SCORING
    return show_benchmark(
        request,
        held,
        "benchmark-differences",
        "desk/benchmarks/differences.html",
        title=_("Differences to talk over"),
        finding=_finding(open_now, len(found)),
        facts={
            "rows": rows_of_differences(held, found, sent, may_settle=may),
            "stray": stray_of(found, sent, may_settle=may),
            "folded": len(found) > FEW,
        },
        status=422 if sent is not None else 200,
    )


def _finding(waiting: int, count: int) -> str:
    if waiting:
        said = ngettext(
            "On %(count)d criterion assessors are more than 1.5 apart and have not agreed.",
            "On %(count)d criteria assessors are more than 1.5 apart and have not agreed.",
            waiting,
        )
        return said % {"count": waiting}
    if count:
        return _("All differences are settled.")
    return _("No two assessors are more than 1.5 apart.")
