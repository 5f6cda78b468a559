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

from territoria_web.compare.models import Benchmark, Entrant
from territoria_web.compare.queries.benchmark_entrants import (
    Choice,
    choices_for,
    entrants_of,
    entrants_stamp,
    facts_of,
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
from territoria_web.library.initiative_names import AREAS, SIZES
from territoria_web.library.saying import colon
from territoria_web.people.models import User
from territoria_web.territories.rules import ChangedMeanwhile

NAMES = ("registered", "texts")
KINDS = ("edition:", "text:")


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
        known = {c.key: c for c in choices_for(held.network)}
        # an older edition that was chosen stays one that can be kept
        known |= {key: _choice(key, e) for key, e in chosen.items() if key not in known}
        self.known = list(known.values())
        for name, kind in zip(NAMES, KINDS, strict=True):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [(c.key, _said(c)) for c in self.known if c.key.startswith(kind)]

    def parts(self) -> list[tuple[forms.BoundField, list[dict[str, Any]]]]:
        """Each list with its initiatives by kind of help, the areas that have one; no empty library."""
        found = [
            (self[name], self._areas(name, kind)) for name, kind in zip(NAMES, KINDS, strict=True)
        ]
        return [(field, areas) for field, areas in found if areas or field.name != "texts"]

    def _areas(self, name: str, kind: str) -> list[dict[str, Any]]:
        """``boxes``: of those in the area; ``ticked``: how many are."""
        area_of = {c.key: c.area for c in self.known if c.key.startswith(kind)}
        boxes: dict[str, list[forms.boundfield.BoundWidget]] = {a: [] for a in (*AREAS, "")}
        for box in self[name].subwidgets:
            area = area_of[str(box.data["value"])]
            boxes[area if area in AREAS else ""].append(box)
        return [
            {
                "area": _(AREAS[area]) if area else _("not reported"),
                "boxes": held,
                "ticked": sum(box.data["selected"] for box in held),
            }
            for area, held in boxes.items()
            if held
        ]

    def keys(self) -> list[str]:
        """All that are ticked."""
        return [key for name in NAMES for key in self.cleaned_data[name]]


def _said(choice: Choice) -> str:
    sizes = ", ".join(_(SIZES[size]) for size in choice.sizes if size in SIZES)
    said = f"{choice.title} ({choice.place})"
    return f"{said}{colon()}{sizes}" if sizes else said


def _choice(key: str, entrant: Entrant) -> Choice:
    facts = facts_of(entrant)
    told = (facts["area"], False, tuple(facts["sizes"]))
    return Choice(key, title_of(entrant), place_of(entrant), *told)


def _chosen(request: HttpRequest, by: User, held: Benchmark, form: EntrantsForm) -> bool:
    seen = request.POST.get("seen", "")
    try:
        return tried(form, lambda: choose_entrants(by=by, held=held, keys=form.keys(), seen=seen))
    except ChangedMeanwhile as refused:
        form.add_error(None, refused)
        return False


@login_required
@takes_form
def entrants(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """Those that take part; ticking others."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    form = EntrantsForm(posted(request), held=held)
    if form.is_bound and form.is_valid():
        by = account_of(request)
        if _chosen(request, by, held, form):
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
            "stamp": entrants_stamp(held),
            "form": form if may_be_prepared(held) or form.errors else None,
            "rows": [{"title": title_of(e), "place": place_of(e)} for e in rows],
        },
        status=422 if form.errors else 200,
    )
