"""Which initiatives take part in a benchmark: chosen from the register and from the library."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_entrants import (
    Choice,
    choices_for,
    entrants_of,
    key_of,
    place_of,
    title_of,
)
from territoria_web.compare.queries.benchmarks import open_benchmark
from territoria_web.compare.services.benchmark_panels import choose_entrants
from territoria_web.compare.services.benchmarks import may_be_prepared
from territoria_web.desk.benchmarks.frame import show_benchmark
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form

NAMES = ("registered", "texts")


class EntrantsForm(forms.Form):
    """Initiatives of the network's register, and of the library."""

    registered = forms.MultipleChoiceField(
        label=gettext_lazy("From the register of your territories"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    texts = forms.MultipleChoiceField(
        label=gettext_lazy("From the library, to compare with"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any, *, held: Benchmark) -> None:
        chosen = {key_of(e): e for e in entrants_of(held)}
        super().__init__(data, initial={name: list(chosen) for name in NAMES})
        known = [(c.key, _said(c)) for c in choices_for(held.network)]
        # an older edition that was chosen stays one that can be kept
        known += [
            (key, f"{title_of(e)} ({place_of(e)})")
            for key, e in chosen.items()
            if key not in dict(known)
        ]
        for name, kind in zip(NAMES, ("edition:", "text:"), strict=True):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(key, said) for key, said in known if key.startswith(kind)]

    def keys(self) -> list[str]:
        """All that are ticked."""
        return [key for name in NAMES for key in self.cleaned_data[name]]


def _said(choice: Choice) -> str:
    return f"{choice.title} ({choice.place})"


@login_required
@takes_form
def entrants(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """Those that take part; ticking others."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    form = EntrantsForm(posted(request), held=held)
    if form.is_bound and form.is_valid():
        by = account_of(request)
        if tried(form, lambda: choose_entrants(by=by, held=held, keys=form.keys())):
            messages.success(request, _("The initiatives are kept."))
            return redirect("desk:benchmark-assessors", held.network.public_id, held.public_id)
    rows = entrants_of(held)
    said = ngettext(
        "%(count)d initiative takes part.", "%(count)d initiatives take part.", len(rows)
    )
    return show_benchmark(
        request,
        held,
        "benchmark-entrants",
        "desk/benchmarks/entrants.html",
        title=_("Initiatives"),
        finding=said % {"count": len(rows)} if rows else _("No initiative takes part yet."),
        facts={
            "form": form if may_be_prepared(held) or form.errors else None,
            "rows": [{"title": title_of(e), "place": place_of(e)} for e in rows],
        },
        status=422 if form.errors else 200,
    )
