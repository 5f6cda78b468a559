"""The documents desk: the briefing from the team's own assessment, or from the public one."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_safe

from territoria_web.compare.queries.chosen_peers import assessment_of
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import posted
from territoria_web.desk.workspace import latest_job, rights, show_stage
from territoria_web.jobs.services import enqueue
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import (
    document_language,
    document_languages,
    name_of_language,
)
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.team_releases import own_assessments
from territoria_web.people.queries import open_cycle
from territoria_web.reports.briefing.answers import file_answer
from territoria_web.reports.briefing.editions import FORMATS, Edition
from territoria_web.territories.models import Cycle

KIND = "briefing"
LABELS = {
    "briefing.html": "HTML",
    "briefing.pdf": "PDF",
    "briefing.docx": "DOCX",
    "readings.json": "JSON",
}


class BriefingForm(forms.Form):
    """What a briefing is written from, and in which language."""

    of = forms.ChoiceField(
        label=gettext_lazy("Figures"),
        widget=forms.RadioSelect,
        error_messages={
            "invalid_choice": gettext_lazy("There is no assessment with your own figures yet.")
        },
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=document_languages)

    def __init__(self, *args: Any, has_own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        of = self.fields["of"]
        assert isinstance(of, forms.ChoiceField)
        own = [("own", _("with our own figures"))] if has_own else []
        of.choices = [*own, ("public", _("with published figures only"))]


@login_required
@takes_form
def documents(request: HttpRequest, public_id: UUID) -> HttpResponse:
    """The briefings that are written, and writing another."""
    verb = "write documents" if request.method == "POST" else "see"
    cycle = open_cycle(request.user, public_id, stage="recommend", verb=verb)
    own = assessment_of(cycle)
    has_own = own.cycle_id is not None
    initial = {"of": "own" if has_own else "public", "language": document_language()}
    data = posted(request)
    form = BriefingForm(data, initial=initial, has_own=has_own)
    if request.method == "POST" and form.is_valid():
        wanted = own if form.cleaned_data["of"] == "own" else current(cycle.framework)
        return _asked(request, cycle, Edition(cycle.territory, wanted, _language(form)))
    made = _made(cycle)
    finding = ngettext(
        "%(count)d briefing is written.", "%(count)d briefings are written.", len(made)
    )
    return show_stage(
        request,
        cycle,
        "documents",
        "desk/documents.html",
        title=_("Documents"),
        finding=finding % {"count": len(made)} if made else _("No briefing is written yet."),
        facts={
            "form": form,
            "has_own": has_own,
            "briefs": own.text.body.get("peers") is not None,
            "made": made,
            "job": latest_job(cycle, KIND),
            **rights(cycle, "recommend", "write documents"),
        },
        status=422 if form.errors else 200,
    )


def _language(form: BriefingForm) -> str:
    return str(form.cleaned_data["language"])


def _asked(request: HttpRequest, cycle: Cycle, edition: Edition) -> HttpResponse:
    if edition.made:
        return redirect("desk:documents", cycle.public_id)
    job = enqueue(
        kind=KIND,
        arguments=edition.arguments(),
        by=account_of(request),
        cycle=cycle,
        key=f"{edition.key}:{cycle.public_id}",
        deed="ask for briefing",
        told={"language": edition.language, "own": edition.assessment.cycle_id is not None},
    )
    return redirect("desk:job", cycle.public_id, job.public_id)


def _assessments(cycle: Cycle) -> list[Assessment]:
    return [*own_assessments(cycle), current(cycle.framework)]


def _made(cycle: Cycle) -> list[dict[str, Any]]:
    """The briefings that lie ready, latest first, each with its digest."""
    found = []
    for assessment in _assessments(cycle):
        for language, _name in document_languages():
            edition = Edition(cycle.territory, assessment, language)
            if edition.made:
                found.append(_row(cycle, edition))
    return sorted(found, key=lambda row: row["when"], reverse=True)


def _row(cycle: Cycle, edition: Edition) -> dict[str, Any]:
    told = edition.folder / "readings.json"
    return {
        "own": edition.assessment.cycle_id is not None,
        "current": edition.assessment.current,
        "language": name_of_language(edition.language),
        "when": datetime.fromtimestamp(told.stat().st_mtime, tz=UTC),
        "digest": edition.assessment.data_digest[:12],
        "files": [
            (LABELS[name], reverse("desk:document", args=_address(cycle, edition, name)))
            for name in FORMATS
        ],
    }


def _address(cycle: Cycle, edition: Edition, name: str) -> list[Any]:
    return [cycle.public_id, edition.assessment.public_id, edition.language, name]


@login_required
@require_safe
def document(
    request: HttpRequest, public_id: UUID, assessment: UUID, language: str, name: str
) -> HttpResponseBase:
    """One file of a briefing, for the team only."""
    cycle = open_cycle(request.user, public_id, stage="recommend")
    held = next((a for a in _assessments(cycle) if a.public_id == assessment), None)
    if held is None or language not in dict(document_languages()):
        raise Http404
    path = Edition(cycle.territory, held, language).path(name)
    if path is None:
        raise Http404
    answer = file_answer(request, path, cycle.territory.code, language)
    add_never_cache_headers(answer)
    return answer
