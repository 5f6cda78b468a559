"""Findings of the pre-assessment: by factor, with what is bare; noting one on a phone."""

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
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.assess.parts import needed, show_part
from territoria_web.desk.files import CSV, as_file
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted, seen_anew, tell_refused, tried
from territoria_web.library.csv_text import as_csv
from territoria_web.library.http_methods import takes_form
from territoria_web.library.refused import put_beside
from territoria_web.measure.models import Finding
from territoria_web.measure.queries.findings import (
    CONFIDENCE_NAMES,
    EVIDENCE_NAMES,
    GROUP_NAMES,
    GUIDE,
    HEAD,
    WEIGHT_NAMES,
    Covered,
    covered,
    finding_rows,
    node_choices,
    open_finding,
    visit_guide,
)
from territoria_web.measure.services.findings import (
    LONGEST,
    LONGEST_SOURCE,
    Noted,
    add_finding,
    change_finding,
    take_back_finding,
)
from territoria_web.people.queries import open_cycle
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile


class FindingForm(forms.Form):
    """What was found, on what, and how it is known."""

    statement = forms.CharField(
        label=gettext_lazy("What did you find?"),
        help_text=gettext_lazy("One thing, in a sentence or a few. No names of persons."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=LONGEST,
        error_messages=needed(gettext_lazy("Write what you found.")),
    )
    node = forms.ChoiceField(
        label=gettext_lazy("On what"),
        error_messages=needed(gettext_lazy("Choose what it is on.")),
    )
    weight = forms.ChoiceField(
        label=gettext_lazy("How does it bear on it?"),
        widget=forms.RadioSelect,
        choices=list(WEIGHT_NAMES.items()),
        error_messages=needed(gettext_lazy("Choose how it bears on it.")),
    )
    evidence = forms.ChoiceField(
        label=gettext_lazy("How do you know?"),
        widget=forms.RadioSelect,
        choices=list(EVIDENCE_NAMES.items()),
        error_messages=needed(gettext_lazy("Choose how you know.")),
    )
    source = forms.CharField(
        label=gettext_lazy("Source"),
        help_text=gettext_lazy("The document with its year and page, or which meeting."),
        max_length=LONGEST_SOURCE,
        error_messages=needed(gettext_lazy("Name the source, so that others can check it.")),
    )
    group = forms.ChoiceField(
        label=gettext_lazy("Who told you?"),
        help_text=gettext_lazy("Needed for an interview: the group, never a name."),
        choices=[("", gettext_lazy("nobody: a document or a figure")), *GROUP_NAMES.items()],
        required=False,
    )
    confidence = forms.ChoiceField(
        label=gettext_lazy("How sure are you?"),
        widget=forms.RadioSelect,
        choices=list(CONFIDENCE_NAMES.items()),
        error_messages=needed(gettext_lazy("Choose how sure you are.")),
    )
    noted_on = forms.DateField(
        label=gettext_lazy("Noted on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=needed(gettext_lazy("Give the day on which you noted it.")),
    )
    seen = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        node = self.fields["node"]
        assert isinstance(node, forms.ChoiceField)
        node.choices = [("", "–"), *node_choices(cycle)]

    def noted(self) -> Noted:
        """What it tells; the form is valid."""
        held = {name: self.cleaned_data[name] for name in Noted.__dataclass_fields__}
        return Noted(**held)


@login_required
@require_safe
def findings(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """All findings by node, with the factors on which nothing is noted."""
    cycle = open_cycle(request.user, public_id, stage="measure")
    found = covered(cycle)
    return show_part(
        request,
        cycle,
        "findings",
        "desk/assess/findings.html",
        title=_("Findings"),
        finding=_finding(found),
        facts={
            "found": found,
            "rows": [(n, [_row(f) for f in n.findings]) for n in found.nodes if n.findings],
            "elsewhere": [_row(f) for f in found.elsewhere],
            **_guide(),
        },
    )


def _finding(found: Covered) -> str:
    if not found.count:
        return _("Nothing is noted yet. Note what you see and hear, factor by factor.")
    said = ngettext(
        "%(count)d finding on %(covered)d of %(factors)d factors.",
        "%(count)d findings on %(covered)d of %(factors)d factors.",
        found.count,
    )
    held = len(found.factors) - len(found.bare)
    return said % {"count": found.count, "covered": held, "factors": len(found.factors)}


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "row": finding,
        "weight": WEIGHT_NAMES[Finding.Weight(finding.weight)],
        "evidence": EVIDENCE_NAMES[Finding.Evidence(finding.evidence)],
        "confidence": CONFIDENCE_NAMES[Finding.Confidence(finding.confidence)],
        "group": GROUP_NAMES.get(finding.group, ""),
    }


def _guide() -> dict[str, Any]:
    text = visit_guide()
    sections = text.sections if text else ()
    return {
        "programme": [s for s in sections if s.id != GUIDE],
        "interview": next((s for s in sections if s.id == GUIDE), None),
        "guide_rules": text.rules if text else (),
    }


@login_required
@takes_form
def add(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Note one, then the next on the same node from the same source."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    form = FindingForm(posted(request), cycle=cycle, initial=_begin(request))
    if request.method == "POST" and form.is_valid():
        by, noted = account_of(request), form.noted()
        if tried(form, lambda: add_finding(by=by, cycle=cycle, noted=noted)):
            messages.success(request, _("The finding is noted."))
            return _onward(request, cycle, noted)
    return _form_page(request, cycle, form, _("Note a finding"))


def _begin(request: HttpRequest) -> dict[str, Any]:
    """What the finding before had: whoever notes ten in an hour types little twice."""
    kept = {n: request.GET.get(n, "") for n in ("node", "source", "group", "evidence")}
    return {**kept, "noted_on": timezone.localdate(), "confidence": Finding.Confidence.MEDIUM}


def _onward(request: HttpRequest, cycle: Cycle, noted: Noted) -> HttpResponse:
    if "another" not in request.POST:
        return redirect("desk:findings", cycle.public_id)
    kept = {n: getattr(noted, n) for n in ("node", "source", "group", "evidence")}
    return redirect(reverse("desk:finding-add", args=[cycle.public_id], query=kept))


@login_required
@takes_form
def finding(request: HttpRequest, public_id: UUID, finding: UUID) -> HttpResponse:
    """Change one."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    held = open_finding(cycle, finding)
    names = (*Noted.__dataclass_fields__,)
    initial = {**{name: getattr(held, name) for name in names}, "seen": held.edit}
    form = FindingForm(posted(request), cycle=cycle, initial=initial)
    meanwhile = None
    if request.method == "POST" and form.is_valid():
        by, noted, seen = account_of(request), form.noted(), form.cleaned_data["seen"] or 0
        try:
            if tried(form, lambda: change_finding(by=by, finding=held, noted=noted, seen=seen)):
                messages.success(request, _("The finding is changed."))
                return redirect("desk:findings", cycle.public_id)
        except ChangedMeanwhile as refused:
            form = FindingForm(seen_anew(request, held.edit), cycle=cycle)
            put_beside(form, refused)
            meanwhile = _row(held)
    return _form_page(request, cycle, form, _("Change a finding"), held=held, meanwhile=meanwhile)


def _form_page(
    request: HttpRequest, cycle: Cycle, form: FindingForm, title: str, **facts: Any
) -> HttpResponse:
    return show_part(
        request,
        cycle,
        "findings",
        "desk/assess/finding.html",
        title=title,
        facts={"form": form, **_guide(), **facts},
        status=422 if form.errors else 200,
        beneath=True,
    )


@login_required
@require_POST
def take_back(request: HttpRequest, public_id: UUID, finding: UUID) -> HttpResponse:
    """It no longer stands."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="note findings")
    held = open_finding(cycle, finding)
    try:
        take_back_finding(by=account_of(request), finding=held)
    except ValidationError as refused:
        tell_refused(request, refused)
    else:
        messages.info(request, _("The finding is taken back."))
    return redirect("desk:findings", cycle.public_id)


@login_required
@require_safe
def table(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The findings as CSV."""
    cycle = open_cycle(request.user, public_id, stage="measure")
    text = as_csv(HEAD, finding_rows(cycle))
    name = f"findings-{cycle.territory.code}.csv"
    return as_file(("\ufeff" + text).encode(), CSV, name)
