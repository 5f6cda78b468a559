"""Who assesses: people are asked, the proposal is shown, scoring opens; one more while it runs."""

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

from territoria_web.act.forms.projects import day_field
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmark_entrants import entrants_of, title_of
from territoria_web.compare.queries.benchmark_panels import (
    Proposed,
    assessors_of,
    proposed_panel,
    who_may_be_asked,
)
from territoria_web.compare.queries.benchmarks import open_benchmark
from territoria_web.compare.services.benchmark_panels import (
    ask_assessors,
    give_sheet,
    missing_to_score,
    open_scoring,
)
from territoria_web.compare.services.benchmarks import may_be_prepared
from territoria_web.desk.benchmarks.frame import show_benchmark
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tried
from territoria_web.library.http_methods import takes_form
from territoria_web.people.links import origin_of
from territoria_web.people.models import User

State = Benchmark.State


class AskForm(forms.Form):
    """Accounts that are asked."""

    users = forms.MultipleChoiceField(
        label=gettext_lazy("Who assesses?"),
        help_text=gettext_lazy(
            "People with a role in the network or in one of its territories. Nobody gets an "
            "initiative of their own territory."
        ),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any, *, held: Benchmark) -> None:
        asked = [a.user for a in assessors_of(held)]
        super().__init__(data, initial={"users": [str(u.public_id) for u in asked]})
        self.people = {str(u.public_id): u for u in [*who_may_be_asked(held.network), *asked]}
        field = self.fields["users"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(key, str(user)) for key, user in self.people.items()]

    def ticked(self) -> list[User]:
        """Those that are ticked."""
        return [self.people[key] for key in self.cleaned_data["users"]]


class OpenForm(forms.Form):
    """Until when sheets are asked for; ``stamp``: of the proposal that was shown."""

    until = day_field(gettext_lazy("Until when are the sheets due?"))
    stamp = forms.CharField(
        widget=forms.HiddenInput,
        error_messages={"required": gettext_lazy("Look at the proposal first, then open it.")},
    )


class GiveForm(forms.Form):
    """One assessor more for an initiative."""

    entrant = forms.ChoiceField(label=gettext_lazy("Initiative"))
    user = forms.ChoiceField(label=gettext_lazy("Assessor"))

    def __init__(self, data: Any, *, held: Benchmark) -> None:
        super().__init__(data)
        self.entrants = {str(e.public_id): e for e in entrants_of(held)}
        self.people = {str(a.user.public_id): a.user for a in assessors_of(held)}
        named = {
            "entrant": [(key, title_of(e).text) for key, e in self.entrants.items()],
            "user": [(key, str(user)) for key, user in self.people.items()],
        }
        for name, choices in named.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = choices


@login_required
@takes_form
def assessors(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """Asking, the proposal, opening the scoring."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    deed = request.POST.get("do", "ask") if request.method == "POST" else ""
    forms_by = {
        "ask": AskForm(request.POST if deed == "ask" else None, held=held),
        "open": OpenForm(request.POST if deed == "open" else None),
        "give": _giving(request, held, deed),
    }
    form = forms_by.get(deed)
    if form is not None and form.is_valid() and _done(request, held, deed, form):
        return redirect("desk:benchmark-assessors", held.network.public_id, held.public_id)
    if deed:
        held.refresh_from_db()
    wrong = deed != "" and (form is None or bool(form.errors))
    return _shown(request, held, forms_by, wrong=wrong)


def _giving(request: HttpRequest, held: Benchmark, deed: str) -> GiveForm | None:
    """Only while scoring is open."""
    if held.state != State.SCORING:
        return None
    return GiveForm(request.POST if deed == "give" else None, held=held)


def _done(request: HttpRequest, held: Benchmark, deed: str, form: Any) -> bool:
    by, origin = account_of(request), origin_of(request)
    if deed == "ask":
        said = _("The assessors are kept.")
        done = tried(form, lambda: ask_assessors(by=by, held=held, users=form.ticked()))
    elif deed == "open":
        said = _("Scoring is open. The assessors have a letter with the way to their sheets.")
        done = tried(
            form, lambda: open_scoring(by=by, held=held, origin=origin, **form.cleaned_data)
        )
    else:
        said = _("The assessor has a sheet more.")
        entrant = form.entrants[form.cleaned_data["entrant"]]
        entrant.benchmark, user = held, form.people[form.cleaned_data["user"]]
        done = tried(form, lambda: give_sheet(by=by, entrant=entrant, user=user, origin=origin))
    if done:
        messages.success(request, said)
    return done


def _shown(
    request: HttpRequest, held: Benchmark, forms_by: dict[str, Any], *, wrong: bool
) -> HttpResponse:
    prepared = may_be_prepared(held)
    count = len(forms_by["ask"].initial["users"])
    proposal = proposed_panel(held) if prepared and count else None
    said = ngettext("%(count)d assessor is asked.", "%(count)d assessors are asked.", count)
    return show_benchmark(
        request,
        held,
        "benchmark-assessors",
        "desk/benchmarks/assessors.html",
        title=_("Assessors"),
        finding=said % {"count": count} if count else _("Nobody is asked to assess yet."),
        facts={
            "ask": forms_by["ask"] if held.state != State.PUBLISHED else None,
            "open": forms_by["open"],
            "give": forms_by["give"],
            "missing": missing_to_score(held) if prepared else [],
            "prepared": prepared,
            "proposal": proposal,
            "pairs": _pairs(proposal) if proposal else [],
        },
        status=422 if wrong else 200,
    )


def _pairs(proposal: Proposed) -> list[dict[str, Any]]:
    return [
        {"title": title_of(e), "people": ", ".join(map(str, users))} for e, users in proposal.pairs
    ]
