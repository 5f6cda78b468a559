"""The words of a section, beside what the house puts behind them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from territoria_web.desk.guards import account_of
from territoria_web.desk.papers.paper import words_url
from territoria_web.desk.papers.parts import (
    cycle_of,
    refuse_step,
    sections_of,
    show_paper,
    step_takes_work,
)
from territoria_web.desk.tried import seen_anew, tried
from territoria_web.library.http_methods import takes_form
from territoria_web.library.languages import document_languages, name_of_language
from territoria_web.library.refused import put_beside
from territoria_web.library.saying import say
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import open_paper
from territoria_web.papers.rules import LONGEST_SECTION, digest_of_words
from territoria_web.papers.services.writing import write_section
from territoria_web.reports.paper_lint import flaws_of_words, words_count
from territoria_web.reports.papers import room_for_decision, section_behind
from territoria_web.territories.rules import ChangedMeanwhile


class WordsForm(forms.Form):
    """What people write in a section."""

    text = forms.CharField(
        label=gettext_lazy("Your words"),
        help_text=gettext_lazy(
            "Plain text: an empty line begins a paragraph, a hyphen at the start of a line a point "
            "of a list. Put the source behind a claim in square brackets: [Chamber of commerce, "
            "2025] or [heard: firms]."
        ),
        widget=forms.Textarea(attrs={"rows": 14}),
        max_length=LONGEST_SECTION,
        required=False,
        strip=False,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)
    stood = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)


@login_required
@takes_form
def words(
    request: HttpRequest, public_id: UUID, paper: UUID, section: str, language: str
) -> HttpResponse:
    """Write a section in a language; of two who write the same at once the second is told."""
    writing = request.method == "POST"
    held = open_paper(request.user, public_id, paper, "write" if writing else "see")
    chapter = next((s for s in sections_of(held) if s["id"] == section), None)
    if chapter is None or language not in dict(document_languages()):
        raise Http404
    form = WordsForm(
        request.POST if writing else None, initial=standing_words(held, section, language)
    )
    meanwhile = ""
    if writing and form.is_valid():
        try:
            if tried(form, lambda: write_words(request, held, section, language, form)):
                messages.success(request, _("Your words are kept."))
                return redirect(_onward(request, held, section, language))
        except ChangedMeanwhile as refused:
            held = open_paper(request.user, public_id, paper, "write")
            meanwhile = text_of(held, section, language)
            form = asked_anew(request, held, meanwhile, refused)
    return _page(request, held, chapter, language, form, meanwhile)


def text_of(paper: Paper, section: str, language: str) -> str:
    """The words of a section as they stand."""
    return str(paper.words.get(section, {}).get(language, ""))


def asked_anew(
    request: HttpRequest, paper: Paper, meanwhile: str, refused: ChangedMeanwhile
) -> WordsForm:
    """The same words once more, beside those that stand there by now."""
    data = seen_anew(request, paper.edit)
    data["stood"] = digest_of_words(meanwhile)
    form = WordsForm(data)
    put_beside(form, refused)
    return form


def standing_words(paper: Paper, section: str, language: str) -> dict[str, Any]:
    """What the form begins with."""
    text = text_of(paper, section, language)
    return {"text": text, "seen": paper.edit, "stood": digest_of_words(text)}


def write_words(
    request: HttpRequest, paper: Paper, section: str, language: str, form: WordsForm
) -> Paper:
    """Keep what was written, where the step of the paper takes work."""
    refuse_step(paper)
    told = form.cleaned_data
    return write_section(
        by=account_of(request),
        paper=paper,
        section=section,
        language=language,
        text=told["text"],
        seen=told["seen"],
        stood=told["stood"] or None,
    )


def _onward(request: HttpRequest, paper: Paper, section: str, language: str) -> str:
    """To the next section where that was asked for, else to this one again."""
    ids = [s["id"] for s in sections_of(paper)]
    place = ids.index(section) + 1
    if "next" in request.POST and place < len(ids):
        return words_url(paper, ids[place], language)
    return words_url(paper, section, language)


def _page(
    request: HttpRequest,
    paper: Paper,
    chapter: dict[str, Any],
    language: str,
    form: WordsForm,
    meanwhile: str,
) -> HttpResponse:
    section = chapter["id"]
    text = form["text"].value() or ""
    return show_paper(
        request,
        paper,
        "desk/papers/words.html",
        title=say(chapter["title"]),
        facts={
            "form": form,
            "text": text,
            "meanwhile": meanwhile,
            "guidance": chapter.get("guidance"),
            "count": words_count(text),
            "budget": chapter.get("words"),
            "room": room_for_decision(paper, section, language),
            "flaws": [f for f in flaws_of_words(paper) if f.section == section],
            "behind": section_behind(paper, section, language),
            "language": name_of_language(language),
            "languages": [
                (name, words_url(paper, section, code), code == language)
                for code, name in document_languages()
            ],
            "writable": paper.is_worked_on and step_takes_work(paper),
            "signed": bool(list(paper.signatures.all())),
            "last": section == sections_of(paper)[-1]["id"],
            "cycle": cycle_of(paper),
        },
        status=422 if form.errors else 200,
    )
