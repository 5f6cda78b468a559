"""The criteria of a benchmark: the office changes them, members and owners remark on them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from territoria_web.act.forms.projects import line_field, text_field
from territoria_web.compare.models import Benchmark
from territoria_web.compare.queries.benchmarks import (
    TEXTS,
    criteria_asked,
    is_office,
    library_criteria,
    may_change_criteria,
    open_benchmark,
    remarks_on,
)
from territoria_web.compare.services.benchmarks import change_criteria, may_remark, remark_on
from territoria_web.desk.benchmarks.frame import show_benchmark
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, seen_in, tried
from territoria_web.invite.queries.sayings import said_of
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import name_of_language
from territoria_web.library.saying import day
from territoria_web.people.models import User
from territoria_web.territories.queries import territory_name
from territoria_web.territories.rules import ChangedMeanwhile


class RemarkForm(forms.Form):
    """What a member says."""

    criterion = forms.ChoiceField(label=gettext_lazy("On which criterion?"), required=False)
    said = text_field(
        gettext_lazy("Your remark"),
        gettext_lazy("All members read it, with your name."),
    )

    def __init__(self, *args: Any, held: Benchmark, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["criterion"]
        assert isinstance(field, forms.ChoiceField)
        asked = [(c.id, c.title.text) for c in criteria_asked(held.criteria)]
        field.choices = [("", _("on the whole")), *asked]


class KeptForm(forms.Form):
    """Which of the library's criteria are kept."""

    kept = forms.MultipleChoiceField(
        label=gettext_lazy("Criteria that count"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, data: Any, *, held: Benchmark) -> None:
        super().__init__(data, initial={"kept": [c["id"] for c in held.criteria]})
        field = self.fields["kept"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(c["id"], said_of(c["title"]).text) for c in _all(held)]

    def criteria(self, held: Benchmark) -> list[dict[str, Any]]:
        """Those that are ticked, in the order of the library."""
        return [c for c in _all(held) if c["id"] in self.cleaned_data["kept"]]


class CriterionForm(forms.Form):
    """The words of a criterion in the language of the benchmark."""

    title = line_field(gettext_lazy("Name of the criterion"))
    none = text_field(gettext_lazy("What 0 means"), rows=2)
    half = text_field(gettext_lazy("What 2 means"), rows=2)
    full = text_field(gettext_lazy("What 4 means"), rows=2)
    seen = forms.IntegerField(widget=forms.HiddenInput)


def _all(held: Benchmark) -> list[dict[str, Any]]:
    """The criteria of the library, each in the words of the benchmark where it has it."""
    own = {c["id"]: c for c in held.criteria}
    return [own.get(c["id"], c) for c in library_criteria()]


@login_required
@takes_form
def criteria(request: HttpRequest, network: UUID, benchmark: UUID) -> HttpResponse:
    """All criteria with the remarks on them."""
    held = open_benchmark(request.user, network, benchmark)
    user, office = account_of(request), is_office(request.user, held.network)
    chosen = "kept" if request.POST.get("do") == "keep" else "remark"
    if chosen == "kept" and not office:
        raise PermissionDenied
    data = {chosen: posted(request)}
    remark, kept = RemarkForm(data.get("remark"), held=held), KeptForm(data.get("kept"), held=held)
    if remark.is_bound and remark.is_valid() and _said(user, held, remark):
        messages.success(request, _("Thank you. All members read it."))
        return redirect("desk:benchmark-criteria", held.network.public_id, held.public_id)
    if kept.is_bound and kept.is_valid() and _kept(request, held, kept):
        messages.success(request, _("The criteria are kept."))
        return redirect("desk:benchmark-criteria", held.network.public_id, held.public_id)
    return _shown(request, held, remark, kept, office=office)


def _said(user: User, held: Benchmark, form: RemarkForm) -> bool:
    return tried(
        form,
        lambda: remark_on(by=user, held=held, place=_place(user, held), **form.cleaned_data),
    )


def _place(user: User, held: Benchmark) -> str:
    """Where a member is from: the territories of the network that they have a role in."""
    places = held.network.territories.filter(memberships__user=user).distinct()
    return ", ".join(territory_name(t) for t in places)


def _kept(request: HttpRequest, held: Benchmark, form: KeptForm) -> bool:
    by, seen, chosen = account_of(request), seen_in(request), form.criteria(held)
    try:
        return tried(form, lambda: change_criteria(by=by, held=held, seen=seen, criteria=chosen))
    except ChangedMeanwhile as refused:
        held.refresh_from_db()
        form.add_error(None, refused)
        return False


def _shown(
    request: HttpRequest, held: Benchmark, remark: RemarkForm, kept: KeptForm, *, office: bool
) -> HttpResponse:
    remarks = remarks_on(held)
    rows = [(c, remarks.get(c.id, [])) for c in criteria_asked(held.criteria)]
    wrong = bool(remark.errors or kept.errors)
    return show_benchmark(
        request,
        held,
        "benchmark-criteria",
        "desk/benchmarks/criteria.html",
        title=_("Criteria"),
        finding=_finding(held, len(rows)),
        facts={
            "rows": rows,
            "left_out": _left_out(held, remarks),
            "whole": remarks.get("", []),
            "remark": remark if may_remark(held) or remark.errors else None,
            "kept": kept if (office and may_change_criteria(held)) or kept.errors else None,
            "may_change": office and may_change_criteria(held),
        },
        status=422 if wrong else 200,
    )


def _left_out(held: Benchmark, remarks: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """Criteria that no longer count but were remarked on."""
    asked = {c["id"] for c in held.criteria}
    return [
        (said_of(c["title"]), remarks[c["id"]])
        for c in library_criteria()
        if c["id"] not in asked and c["id"] in remarks
    ]


def _finding(held: Benchmark, count: int) -> str:
    said = ngettext(
        "Initiatives are judged by %(count)d criterion.",
        "Initiatives are judged by %(count)d criteria.",
        count,
    ) % {"count": count}
    if may_change_criteria(held):
        return said
    return f"{said} " + _("They were frozen on %(day)s, before anything was scored.") % {
        "day": day(held.opened)
    }


@login_required
@takes_form
def criterion(request: HttpRequest, network: UUID, benchmark: UUID, criterion: str) -> HttpResponse:
    """The words of one criterion."""
    held = open_benchmark(request.user, network, benchmark, "benchmark")
    found = next((c for c in held.criteria if c["id"] == criterion), None)
    if found is None:
        raise Http404
    initial = {name: said_of(found[name]).text for name in TEXTS}
    form = CriterionForm(posted(request), initial={**initial, "seen": held.edit})
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: _worded(request, held, form, found)):
                messages.success(request, _("The criterion is kept."))
                return redirect("desk:benchmark-criteria", held.network.public_id, held.public_id)
        except ChangedMeanwhile as refused:
            held.refresh_from_db()
            form = CriterionForm(seen_anew(request, held.edit))
            form.add_error(None, refused)
    return show_benchmark(
        request,
        held,
        "benchmark-criterion",
        "desk/benchmarks/form.html",
        title=said_of(found["title"]).text,
        finding=_("Words that you change stand in %(language)s; translations of them fall.")
        % {"language": name_of_language(held.language)},
        facts={"form": form, "back": "desk:benchmark-criteria"},
        status=422 if form.errors else 200,
    )


def _worded(
    request: HttpRequest, held: Benchmark, form: CriterionForm, found: dict[str, Any]
) -> None:
    """A text that was changed keeps the language of the benchmark only; one that was not, all."""
    new: dict[str, Any] = {"id": found["id"]}
    for name in TEXTS:
        typed = form.cleaned_data[name]
        same = typed == said_of(found[name]).text
        new[name] = found[name] if same else {held.language: typed}
    put = [new if c["id"] == found["id"] else c for c in held.criteria]
    change_criteria(by=account_of(request), held=held, seen=form.cleaned_data["seen"], criteria=put)
