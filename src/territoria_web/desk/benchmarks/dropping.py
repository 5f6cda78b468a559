"""Throwing away a benchmark that nobody was asked about yet."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmarks import open_benchmark
from territoria_web.compare.services.benchmarks import drop_benchmark, may_be_dropped
from territoria_web.desk.benchmarks.frame import show_benchmark
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, seen_in, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.territories.rules import ChangedMeanwhile


class DropForm(forms.Form):
    """Only which state of it was looked at."""

    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)


@login_required
@takes_form
def drop(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """Ask once more, then throw it away."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    form = DropForm(posted(request), initial={"seen": held.edit})
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _drop(request, held)):
                messages.success(request, _("The draft is thrown away."))
                return redirect("desk:benchmarks", held.network.public_id)
        except ChangedMeanwhile as refused:
            form = DropForm(seen_anew(request, held.edit))
            form.add_error(None, refused)
    return show_benchmark(
        request,
        held,
        "benchmark-drop",
        "desk/benchmarks/drop.html",
        title=_("Throw this draft away"),
        finding=_finding(held),
        facts={"form": form, "may_drop": may_be_dropped(held)},
        status=422 if form.errors else 200,
    )


def _drop(request: HttpRequest, held: Benchmark) -> None:
    drop_benchmark(by=account_of(request), held=held, seen=seen_in(request))


def _finding(held: Benchmark) -> str:
    if may_be_dropped(held):
        return _("The initiatives and assessors chosen for it go with it. It cannot be undone.")
    return _("Members were asked about it. It can no longer be thrown away.")
