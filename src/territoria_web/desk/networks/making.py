"""The files of a draft: made in the background, read by the office, marked as a draft."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from territoria_web.desk.files import as_file, as_page
from territoria_web.desk.guards import account_of
from territoria_web.desk.workspace import note_of
from territoria_web.jobs.models import Job
from territoria_web.jobs.queries import UNFINISHED
from territoria_web.jobs.services import enqueue
from territoria_web.library.languages import document_languages
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import open_network_paper
from territoria_web.reports.synthesis.files import FORMATS, Drafted

JOB = "synthesis"


class MakeForm(forms.Form):
    """In which language the files are made."""

    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=document_languages)


@login_required
@require_POST
def make(request: HttpRequest, network: UUID, paper: UUID) -> HttpResponse:
    """Ask for the files as the words and figures stand now."""
    held = open_network_paper(request.user, network, paper)
    form = MakeForm(request.POST)
    if form.is_valid():
        drafted = Drafted(held, form.cleaned_data["language"])
        enqueue(
            kind=JOB,
            arguments={"paper": held.pk, "language": drafted.language},
            by=account_of(request),
            key=drafted.key,
        )
    return redirect("desk:network-paper", network, paper)


def job_of(paper: Paper) -> dict[str, Any] | None:
    """The latest job that makes its files, while it is not done; None otherwise."""
    held = Job.objects.filter(kind=JOB, arguments__paper=paper.pk).first()
    if held is None or held.state in (Job.State.DONE, Job.State.CANCELLED):
        return None
    return {
        "row": held,
        "title": gettext_lazy("Writing a synthesis report"),
        "note": note_of(held),
        "running": held.state in UNFINISHED,
        "url": "",
        "fragment": "",
    }


def drafts_of(paper: Paper) -> list[dict[str, Any]]:
    """By language: the files that are made of the words as they stand; none where they are not."""
    assert paper.network is not None
    ids = [paper.network.public_id, paper.public_id]
    found = []
    for code, name in document_languages():
        drafted = Drafted(paper, code)
        made = [
            (
                file.rpartition(".")[2].upper(),
                reverse("desk:network-paper-file", args=[*ids, code, file]),
            )
            for file in FORMATS
        ]
        found.append({"code": code, "name": name, "files": made if drafted.made else []})
    return found


@login_required
@require_safe
def file(
    request: HttpRequest, network: UUID, paper: UUID, language: str, name: str
) -> HttpResponseBase:
    """One file of a draft: HTML is shown, all else is saved."""
    held = open_network_paper(request.user, network, paper)
    if language not in dict(document_languages()):
        raise Http404
    path = Drafted(held, language).path(name)
    if path is None:
        raise Http404
    kind = name if name in ("html", "pdf", "docx") else "json"
    saved = f"{held.kind}-{language}-v{held.version}.{kind}"
    if name == "html":
        return as_page(request, path.read_bytes(), FORMATS[name], saved)
    return as_file(path.read_bytes(), FORMATS[name], saved)
