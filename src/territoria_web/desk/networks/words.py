"""The words of a section of a network's report, beside what the house puts behind them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from territoria_web.desk.networks.frame import show_network
from territoria_web.desk.networks.papers import words_url
from territoria_web.desk.papers.parts import sections_of
from territoria_web.desk.papers.words import (
    WordsForm,
    asked_anew,
    standing_words,
    text_of,
    write_words,
)
from territoria_web.desk.tried import posted, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import document_languages
from territoria_web.library.saying import say
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import open_network_paper
from territoria_web.reports.paper_lint import words_count
from territoria_web.reports.papers import section_behind
from territoria_web.territories.rules import ChangedMeanwhile

LONG = frozenset({"annex"})
"""Chapters too long to stand beside a form."""


@login_required
@takes_form
def words(
    request: HttpRequest, network: UUID, paper: UUID, section: str, language: str
) -> HttpResponse:
    """Write a section in a language; of two who write the same at once the second is told."""
    held = open_network_paper(request.user, network, paper)
    chapter = next((s for s in sections_of(held) if s["id"] == section), None)
    if chapter is None or language not in dict(document_languages()):
        raise Http404
    form = WordsForm(posted(request), initial=standing_words(held, section, language))
    meanwhile = ""
    if form.is_bound and form.is_valid():
        try:
            if tried(form, lambda: write_words(request, held, section, language, form)):
                messages.success(request, _("Your words are kept."))
                return redirect(words_url(held, section, language))
        except ChangedMeanwhile as refused:
            held = open_network_paper(request.user, network, paper)
            meanwhile = text_of(held, section, language)
            form = asked_anew(request, held, meanwhile, refused)
    return _page(request, held, chapter, language, form, meanwhile)


def _page(
    request: HttpRequest,
    paper: Paper,
    chapter: dict[str, Any],
    language: str,
    form: WordsForm,
    meanwhile: str,
) -> HttpResponse:
    network, section = paper.network, chapter["id"]
    assert network is not None
    ids = [network.public_id, paper.public_id]
    text = form["text"].value() or ""
    return show_network(
        request,
        network,
        "network-papers",
        "desk/networks/words.html",
        office=True,
        title=say(chapter["title"]),
        facts={
            "form": form,
            "text": text,
            "meanwhile": meanwhile,
            "guidance": chapter.get("guidance"),
            "count": words_count(text),
            "behind": "" if section in LONG else section_behind(paper, section, language),
            "languages": [
                (name, words_url(paper, section, code), code == language)
                for code, name in document_languages()
            ],
            "writable": paper.is_worked_on,
            "signed": paper.signatures.exists(),
            "home": reverse("desk:network-paper", args=ids),
        },
        below=(
            (_("Synthesis report"), reverse("desk:network-papers", args=[network.public_id])),
            (paper.title, reverse("desk:network-paper", args=ids)),
        ),
        status=422 if form.errors else 200,
    )
