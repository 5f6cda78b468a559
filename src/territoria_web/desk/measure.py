"""The measure desk: a team's own figures, the framework it is measured by, what both change."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.files import CSV, XLSX, as_file
from territoria_web.desk.guards import account_of
from territoria_web.desk.papers.explained import show_words
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.workspace import explained_at, latest_job, rights, show_stage
from territoria_web.jobs.models import Job
from territoria_web.measure.queries.assessments import frameworks
from territoria_web.measure.queries.column_choices import digits_of
from territoria_web.measure.queries.figure_templates import csv_template, xlsx_template
from territoria_web.measure.queries.own_standing import (
    Said,
    Standing,
    TwoFigures,
    TwoScores,
    standing_of,
)
from territoria_web.measure.queries.team_releases import (
    cycle_framework,
    releases_of_team,
    team_release,
)
from territoria_web.measure.services.cycles import choose_framework
from territoria_web.measure.services.own_figures import (
    ASSESS,
    ask_for_assessment,
    take_back_release,
    withdraw_release,
)
from territoria_web.people.queries import open_cycle
from territoria_web.recommend.queries.derivations import explanation_of
from territoria_web.reports.passages import paper_address, refuse_shortened
from territoria_web.territories.models import Cycle


class FrameworkForm(forms.Form):
    """What a team is measured by."""

    framework = forms.ChoiceField(label=gettext_lazy("Framework"))

    def __init__(self, *args: Any, cycle: Cycle, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        level = "country" if cycle.territory.level == 0 else "region"
        choice = self.fields["framework"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(f.id, f.title.say()) for f in frameworks() if f.level == level]


@login_required
@require_safe
def measure(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Own scores and figures beside the public ones, the releases, the framework."""
    cycle = open_cycle(request.user, public_id, stage="measure")
    return _shown(
        request, cycle, FrameworkForm(cycle=cycle, initial={"framework": cycle.framework})
    )


def _shown(request: HttpRequest, cycle: Cycle, form: FrameworkForm) -> HttpResponse:
    releases, standing = list(releases_of_team(cycle)), standing_of(cycle)
    return show_stage(
        request,
        cycle,
        "measure",
        "desk/measure.html",
        title=_("Measure"),
        finding=_finding(sum(r.withdrawn is None for r in releases), standing),
        facts={
            "framework": cycle_framework(cycle),
            "form": form,
            "own": standing.own,
            "releases": releases,
            "scores": [(s, *_score_links(cycle, s)) for s in standing.scores],
            "figures": [(f, *_shown_figure(cycle, f)) for f in standing.figures],
            "answers": [_shown_answer(cycle, s) for s in standing.answers],
            "job": latest_job(cycle, ASSESS),
            **rights(cycle, "measure", "upload", "undo", "assess"),
        },
        status=422 if form.errors else 200,
    )


def _finding(used: int, standing: Standing) -> str:
    if not used:
        return _("You gave no figures of your own: all scores rest on published figures.")
    if standing.own is None:
        return _("Your figures are taken; your own scores are being worked out.")
    changed = sum(s.changes for s in standing.scores)
    if not changed:
        return _("With your own figures, all dimensions stand where the public figures put them.")
    said = ngettext(
        "With your own figures, %(changed)d of %(of)d dimensions stands elsewhere.",
        "With your own figures, %(changed)d of %(of)d dimensions stand elsewhere.",
        changed,
    )
    return said % {"changed": changed, "of": len(standing.scores)}


def _score_links(cycle: Cycle, s: TwoScores) -> tuple[str, str]:
    return explained_at(cycle, s.public_address), explained_at(cycle, s.own_address)


def _shown_answer(cycle: Cycle, s: Said) -> dict[str, Any]:
    return {
        "row": s,
        "counted_url": explained_at(cycle, s.counted_address) if s.counted else "",
        "said_url": explained_at(cycle, s.said_address),
        "together_url": explained_at(cycle, s.together_address) if s.together else "",
    }


def _shown_figure(cycle: Cycle, f: TwoFigures) -> tuple[int, str, str]:
    digits = digits_of(f.value, f.indicator.decimals)
    return digits, explained_at(cycle, f.own_address), explained_at(cycle, f.public_address)


@login_required
@require_POST
def framework(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Choose what the team is measured by."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="assess")
    form = FrameworkForm(request.POST, cycle=cycle)
    if form.is_valid():
        try:
            choose_framework(
                by=account_of(request), cycle=cycle, framework=form.cleaned_data["framework"]
            )
        except ValidationError as refused:
            form.add_error("framework", refused)
        else:
            messages.success(request, _("The framework is chosen."))
            return redirect("desk:measure", cycle.public_id)
    return _shown(request, cycle, form)


@login_required
@require_POST
def undo(request: HttpRequest, public_id: UUID, release: UUID) -> HttpResponse:
    """Undo a release, or take it back."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="undo")
    held = team_release(cycle, release)
    by, back = account_of(request), "back" in request.POST
    turn = take_back_release if back else withdraw_release
    try:
        turn(by=by, cycle=cycle, release=held)
    except ValidationError as refused:
        tell_refused(request, refused)
        return redirect("desk:measure", cycle.public_id)
    said = (
        _("The figures are used again.")
        if back
        else _("The figures are no longer used. You can take them back.")
    )
    messages.success(request, said)
    return redirect("desk:measure", cycle.public_id)


@login_required
@require_POST
def assess(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Work the own assessment out once more, where that failed before."""
    cycle = open_cycle(request.user, public_id, stage="measure", verb="assess")
    job: Job = ask_for_assessment(by=account_of(request), cycle=cycle, deed="ask for assessment")
    return redirect("desk:job", cycle.public_id, job.public_id)


@login_required
@require_safe
def template(request: HttpRequest, public_id: UUID, kind: str) -> HttpResponse:
    """The table to fill in, as CSV or Excel."""
    cycle = open_cycle(request.user, public_id, stage="measure")
    content = xlsx_template(cycle) if kind == "xlsx" else csv_template(cycle)
    name = f"figures-{cycle.territory.code}-{cycle.framework}.{kind}"
    return as_file(content, XLSX if kind == "xlsx" else CSV, name)


@login_required
@require_safe
def explain(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """Where a number comes from, also one of the team's own assessment; or words of a paper."""
    cycle = open_cycle(request.user, public_id, stage="measure")
    address = request.GET.get("number", "").strip()
    refuse_shortened(address)
    words = paper_address(address)
    if words is not None:
        return show_words(request, cycle, words)
    own = own_names(cycle)
    found = explanation_of(address, cycle if any(name in address for name in own) else None)
    return show_stage(
        request,
        cycle,
        "measure",
        "desk/explain.html",
        title=_("Where this number comes from"),
        finding=found.reading.sentence,
        facts={"found": found, "lines": nested(cycle, found.lines, found.address)},
    )


def own_names(cycle: Cycle) -> list[str]:
    """The names of the data behind the team's own assessments, as they stand in addresses."""
    return [f":{name}:" for name in cycle.assessments.values_list("data", flat=True).distinct()]


def nested(cycle: Cycle, lines: Any, here: str) -> list[Any]:
    """The lines of a derivation as lists inside lists; numbers are links within the desk."""
    from django.utils.html import format_html

    outermost: list[Any] = []
    open_lists = [(0, outermost)]
    for line in lines:
        if line.depth == 0:
            continue
        while len(open_lists) > 1 and open_lists[-1][0] >= line.depth:
            open_lists.pop()
        inner: list[Any] = []
        said = line.text
        if line.address and line.address != here:
            url = explained_at(cycle, line.address)
            said = format_html('<a href="{}">{}</a>', url, line.text)
        open_lists[-1][1].extend((said, inner))
        open_lists.append((line.depth, inner))
    return outermost
