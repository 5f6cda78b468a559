"""The scores as a table that goes out and comes back; looking at the result, and publishing it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.act.forms.projects import text_field
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_results import result_of
from territoria_web.compare.queries.benchmark_sheets import differences_in, missing_sheets
from territoria_web.compare.queries.benchmark_tables import Looked, look_at_scores, scores_csv
from territoria_web.compare.queries.benchmarks import criteria_asked, open_benchmark
from territoria_web.compare.services.benchmark_scoring import publish_benchmark, take_in_scores
from territoria_web.desk.benchmarks.frame import show_benchmark
from territoria_web.desk.files import CSV, as_file
from territoria_web.desk.guards import account_of, too_often
from territoria_web.desk.tried import posted, tried
from territoria_web.desk.upload import UploadForm
from territoria_web.invite.queries.sayings import said_of
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import numeral_of
from territoria_web.measure.services.uploads import tidy_name

State = Benchmark.State


class TableForm(UploadForm):
    """A file with scores."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["table"].label = gettext_lazy("Table of scores")
        self.fields["table"].help_text = gettext_lazy(
            "CSV or Excel (.xlsx), at most 2 MB, with the columns of the table below. It is taken in "
            "as a whole, or not at all."
        )


class PublishForm(forms.Form):
    """Why it goes without the sheets that are missing; that differences are known where some are open."""

    missing_said = text_field(
        gettext_lazy("Why does it go without the missing sheets?"),
        gettext_lazy(
            "At least 20 characters. Everybody reads it; what they would have said is unknown."
        ),
        rows=3,
        required=False,
    )
    looked = forms.BooleanField(
        label=gettext_lazy(
            "I have looked at the differences; they are published as “assessors differ”."
        ),
        error_messages={"required": gettext_lazy("Look at the differences first, then tick it.")},
    )

    def __init__(self, data: Any, *, waiting: int, missing: int) -> None:
        super().__init__(data)
        if not missing:
            del self.fields["missing_said"]
        if not waiting:
            del self.fields["looked"]


@login_required
@takes_form
def table(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """Taking in scores that came on paper."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    form, looked = TableForm(posted(request), request.FILES or None), Looked((), (), 0)
    if request.method == "POST":
        if wait := too_often(request, "upload"):
            return wait
        if form.is_valid():
            file = form.cleaned_data["table"]
            looked = look_at_scores(held, file.read(), tidy_name(file.name))
            if _taken_in(request, held, form, looked):
                return redirect("desk:benchmark-table", held.network.public_id, held.public_id)
    return show_benchmark(
        request,
        held,
        "benchmark-table",
        "desk/benchmarks/table.html",
        title=_("Table of scores"),
        finding=_("Every score with its reason, as it goes out and comes back; only you see it."),
        facts={
            "form": form if held.state == State.SCORING or form.errors else None,
            "problems": looked.problems,
        },
        status=422 if form.errors else 200,
    )


def _taken_in(request: HttpRequest, held: Benchmark, form: TableForm, looked: Looked) -> bool:
    if looked.problems:
        form.add_error("table", _("Nothing was taken in; below is why."))
        return False
    by, received = account_of(request), looked.received
    if received and not tried(form, lambda: take_in_scores(by=by, held=held, received=received)):
        return False
    said = ngettext(
        "%(count)d sheet is filled in and handed in.",
        "%(count)d sheets are filled in and handed in.",
        len(looked.received),
    ) % {"count": len(looked.received)}
    messages.success(request, said if looked.received else _("All of this stands there already."))
    return True


@login_required
@require_safe
def scores(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """All scores as CSV."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    return as_file(scores_csv(held), CSV, f"scores-{held.public_id}.csv")


@login_required
@takes_form
def publish(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """The result as it would be published; publishing it."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    waiting = _waiting(held) if held.state == State.SCORING else 0
    missing = missing_sheets(held) if held.state == State.SCORING else 0
    form = PublishForm(posted(request), waiting=waiting, missing=missing)
    if form.is_bound and form.is_valid():
        told = {"held": held, "missing_said": form.cleaned_data.get("missing_said", "")}
        if tried(form, lambda: publish_benchmark(by=account_of(request), **told)):
            messages.success(request, _("The benchmark is published. Everybody reads it."))
            return redirect("desk:benchmark", held.network.public_id, held.public_id)
        held.refresh_from_db()
    scoring = held.state == State.SCORING
    result = held.result or (result_of(held) if scoring else {})
    return show_benchmark(
        request,
        held,
        "benchmark-publish",
        "desk/benchmarks/publish.html",
        title=_("Publish"),
        finding=_finding(held),
        facts={
            "form": form if scoring or form.errors else None,
            "missing": missing if scoring else 0,
            "waiting": waiting if scoring else 0,
            "criteria": criteria_asked(held.criteria),
            "rows": [_row(held, one) for one in result.get("entrants", [])],
        },
        status=422 if form.errors else 200,
    )


def _finding(held: Benchmark) -> str:
    if held.state == State.SCORING:
        return _("Published once, it stands as it is: nothing of it changes afterwards.")
    if held.state == State.PUBLISHED:
        return _("It is published and stands as it is.")
    return _("There is nothing to publish before initiatives are scored.")


def _waiting(held: Benchmark) -> int:
    return sum(d.settled is None for d in differences_in(held))


def _row(held: Benchmark, one: Mapping[str, Any]) -> dict[str, Any]:
    """An initiative with its cells in the order of the criteria; there is no sum of them."""
    return {
        "title": said_of(one["title"]),
        "place": said_of(one["place"]),
        "grade": one["grade"],
        "practice": one["practice"],
        "known": one["known"],
        "of": len(held.criteria),
        "shown": one["shown"],
        "cells": [_cell(one["cells"][c["id"]]) for c in held.criteria],
    }


def _cell(held: Mapping[str, Any]) -> dict[str, str]:
    """A level as ``2`` or ``2.5 (2–3)``, or nothing; ``state``: in the words of the public page."""
    value, ends = held["value"], (held["low"], held["high"])
    said = "" if value is None else _level(value)
    if said and None not in ends and ends[0] != ends[1]:
        said = f"{said} ({_level(ends[0])}–{_level(ends[1])})"
    return {"said": said, "state": _state(held["state"])}


def _state(state: str) -> str:
    names = {
        "unknown": _("cannot tell"),
        "disputed": _("assessors differ"),
        "settled": _("talked over and settled"),
    }
    return names.get(state, "")


def _level(value: float) -> str:
    return numeral_of(value, 0 if value == int(value) else 1)
