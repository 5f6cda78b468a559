"""One paper: its sections, what it lacks, who signed, what comes next; and the check of the whole."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from territoria_web.desk.papers.parts import (
    cycle_of,
    sections_of,
    show_paper,
    signatures_of,
    step_takes_work,
)
from territoria_web.desk.workspace import stages_of
from territoria_web.library.languages import document_languages, name_of_language
from territoria_web.papers.models import Paper
from territoria_web.papers.queries.papers import files_of, open_paper
from territoria_web.papers.rules import (
    CORRECTION_DAYS,
    bars_to_signing,
    earliest_end,
    signers_of,
    takes_corrections,
)
from territoria_web.people.words import role_name
from territoria_web.reports.kinds import paper_kinds
from territoria_web.reports.paper_lint import Flaw, flaws_of_words, words_count
from territoria_web.reports.papers import MEDIA, facts_for, flaws_of


@login_required
@require_safe
def paper(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """Its sections with their words, and what is missing before it is signed."""
    held = open_paper(request.user, public_id, paper)
    corrections = list(held.corrections.all())
    unanswered = sum(c.accepted is None for c in corrections)
    today = timezone.localdate()
    flaws = flaws_of_words(held) if held.is_worked_on else []
    bars = bars_to_signing(held, unanswered=unanswered, today=today) if held.is_worked_on else []
    signed = signatures_of(held)
    return show_paper(
        request,
        held,
        "desk/papers/paper.html",
        finding=_finding(held, len(flaws) + len(bars)),
        facts={
            "sections": [
                section_row(held, s, flaws, words_url(held, s["id"], held.language))
                for s in sections_of(held)
            ],
            "flaws": [linked(held, f) for f in flaws],
            "bars": bars,
            "signed": signed,
            "unsigned": [
                role_name(r) for r in signers_of(held) if r not in {s.role for s, _name in signed}
            ],
            "corrections": len(corrections),
            "unanswered": unanswered,
            "correcting": takes_corrections(held, today),
            "days": CORRECTION_DAYS.get(held.kind, 0),
            "earliest": earliest_end(held, today),
            "language": name_of_language(held.language),
            "languages": document_languages(),
            "drafts": _drafts(held),
            "files": list(files_of(held)) if held.published else [],
            "makes": held.kind in paper_kinds(),
            "open_step": step_takes_work(held),
        },
    )


def _finding(paper: Paper, lacking: int) -> str:
    if paper.state == Paper.State.SIGNED:
        return _("It is signed and can be published.")
    if not paper.is_worked_on:
        return _("It is public; its words never change.")
    if not lacking:
        return _("No required text is missing. Check the whole, then it can be signed.")
    said = ngettext(
        "%(count)d thing is missing before it can be signed. The check of the whole may find more.",
        "%(count)d things are missing before it can be signed. The check of the whole may find more.",
        lacking,
    )
    return said % {"count": lacking}


def section_row(
    paper: Paper, section: dict[str, Any], flaws: list[Flaw], url: str
) -> dict[str, Any]:
    """How far a section is, with the way to its words."""
    texts = paper.words.get(section["id"], {})
    return {
        "title": section["title"],
        "guidance": section.get("guidance"),
        "count": words_count(texts.get(paper.language, "")),
        "budget": section.get("words"),
        "flaws": sum(f.section == section["id"] for f in flaws),
        "languages": [name_of_language(code) for code, text in texts.items() if text.strip()],
        "url": url,
    }


def words_url(paper: Paper, section: str, language: str) -> str:
    """Where the words of a section are written."""
    named = [cycle_of(paper).public_id, paper.public_id, section, language]
    return reverse("desk:paper-words", args=named)


def linked(paper: Paper, flaw: Flaw) -> dict[str, Any]:
    """A flaw with the way to its section, or to the page of the desk where it is mended."""
    if flaw.page:
        names = {key: (name, url) for key, name, url in stages_of(cycle_of(paper))}
        name, url = names[flaw.page]
        return {"flaw": flaw, "page": name, "url": url}
    titles = {s["id"]: s["title"] for s in sections_of(paper)}
    return {
        "flaw": flaw,
        "title": titles.get(flaw.section),
        "url": words_url(paper, flaw.section, paper.language) if flaw.section else "",
    }


def _drafts(paper: Paper) -> list[tuple[str, list[tuple[str, str]]]]:
    """The files of a draft, by language."""
    ids = [cycle_of(paper).public_id, paper.public_id]
    return [
        (
            name,
            [
                (kind.upper(), reverse("desk:paper-draft", args=[*ids, code, kind]))
                for kind in MEDIA
            ],
        )
        for code, name in document_languages()
    ]


@login_required
@require_safe
def check(request: HttpRequest, public_id: UUID, paper: UUID) -> HttpResponse:
    """All that the lint of the document and the rules for its words find."""
    held = open_paper(request.user, public_id, paper)
    makes = held.kind in paper_kinds()
    flaws = flaws_of(held, facts_for(held)) if makes else []
    said = ngettext("%(count)d thing to mend.", "%(count)d things to mend.", len(flaws))
    return show_paper(
        request,
        held,
        "desk/papers/check.html",
        title=_("Check of the whole"),
        finding=said % {"count": len(flaws)}
        if flaws
        else _("Nothing to mend: every number has its source, every figure its words."),
        facts={"flaws": [linked(held, f) for f in flaws], "makes": makes},
    )
