"""Where a benchmark stands: what is to do next, how far each initiative is; consultation, words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.act.forms.projects import day_field, line_field, text_field
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_entrants import entrants_of, place_of, title_of
from territoria_web.compare.queries.benchmark_panels import assessors_of
from territoria_web.compare.queries.benchmark_sheets import (
    Standing,
    differences_in,
    missing_sheets,
    standings_of,
)
from territoria_web.compare.queries.benchmarks import is_office, open_benchmark
from territoria_web.compare.services.benchmark_panels import missing_to_score
from territoria_web.compare.services.benchmarks import (
    change_benchmark,
    may_be_dropped,
    may_be_prepared,
    may_remark,
    open_consultation,
)
from territoria_web.desk.benchmarks.frame import show_benchmark
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import day
from territoria_web.territories.rules import ChangedMeanwhile

State = Benchmark.State


class UntilForm(forms.Form):
    """Until when members can remark on the criteria."""

    until = day_field(gettext_lazy("Last day for remarks"))


class WordsForm(forms.Form):
    """What a benchmark is called and about."""

    title = line_field(gettext_lazy("Title"), most=200)
    intro = text_field(
        gettext_lazy("What is it about?"), gettext_lazy("Everybody reads it."), required=False
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


@login_required
@takes_form
def benchmark(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """State, next step, completeness; the office opens the consultation here."""
    held = open_benchmark(request.user, network, benchmark)
    office = is_office(request.user, held.network)
    if request.method == "POST" and not office:
        raise PermissionDenied
    form = UntilForm(posted(request), initial={"until": _until(held)})
    if form.is_bound and form.is_valid():
        told = {"by": account_of(request), "held": held, "until": form.cleaned_data["until"]}
        if tried(form, lambda: open_consultation(**told)):
            messages.success(request, _("Members of the network can remark on the criteria now."))
            return redirect("desk:benchmark", held.network.public_id, held.public_id)
        held.refresh_from_db()
    standings = standings_of(held) if office and not may_be_prepared(held) else []
    return show_benchmark(
        request,
        held,
        "benchmark",
        "desk/benchmarks/benchmark.html",
        title=held.title,
        finding=_finding(held, standings, office=office),
        facts={
            "form": form if may_be_prepared(held) else None,
            "missing": missing_to_score(held) if office and may_be_prepared(held) else [],
            "rows": [_row(one) for one in standings],
            "entrants": [_named(e) for e in entrants_of(held)] if not standings else [],
            "assessors": len(assessors_of(held)),
            **(_progress(held) if office and held.state == State.SCORING else {}),
            "public": _public(held),
            "may_drop": office and may_be_dropped(held),
        },
        status=422 if form.errors else 200,
    )


def _until(held: Benchmark) -> date | None:
    """The day that was promised, unless it is over."""
    return held.consulted_until if may_remark(held) else None


def _finding(held: Benchmark, standings: Sequence[Standing], *, office: bool) -> str:
    if held.state == State.DRAFT:
        return _("It is in preparation; only the office sees it.")
    if held.state == State.CONSULTING and not may_remark(held):
        return _("The time for remarks ended on %(day)s.") % {"day": day(held.consulted_until)}
    if held.state == State.CONSULTING:
        return _("Members can remark on the criteria until %(day)s.") % {
            "day": day(held.consulted_until)
        }
    if held.state == State.PUBLISHED:
        return _("It was published on %(day)s and stands as it is.") % {"day": day(held.published)}
    if not office:
        return _("Initiatives are being scored, until %(day)s.") % {"day": day(held.scored_until)}
    given = sum(len(one.sheets) for one in standings)
    return _("Sheets handed in: %(done)d of %(given)d.") % {
        "done": sum(one.done for one in standings),
        "given": given,
    }


def _progress(held: Benchmark) -> dict[str, Any]:
    found = differences_in(held)
    return {
        "waiting": missing_sheets(held),
        "open_differences": sum(d.settled is None for d in found),
    }


def _row(one: Standing) -> dict[str, Any]:
    return {
        **_named(one.entrant),
        "given": len(one.sheets),
        "done": one.done,
        "owner": one.owner,
        "waits_for": [str(s.by or "–") for s in one.sheets if s.submitted is None],
    }


def _named(entrant: Any) -> dict[str, Any]:
    return {"title": title_of(entrant), "place": place_of(entrant)}


def _public(held: Benchmark) -> str:
    """The page that everybody reads, once it is published."""
    if held.state != State.PUBLISHED:
        return ""
    return reverse("public:benchmark", args=[held.public_id])


@login_required
@takes_form
def words(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """Title and introduction."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    initial = {"title": held.title, "intro": held.intro, "seen": held.edit}
    form = WordsForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        told = {"by": account_of(request), "held": held, **form.cleaned_data}
        try:
            if tried(form, lambda: change_benchmark(**told)):
                messages.success(request, _("It is kept."))
                return redirect("desk:benchmark", held.network.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held.refresh_from_db()
            form = WordsForm(seen_anew(request, held.edit))
            form.add_error(None, refused)
    return show_benchmark(
        request,
        held,
        "benchmark-words",
        "desk/benchmarks/form.html",
        title=_("What it is about"),
        facts={"form": form, "back": "desk:benchmark"},
        status=422 if form.errors else 200,
    )
