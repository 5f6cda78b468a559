"""A paper as a whole: what it lacks, its files, signing it with what the house knows, publishing it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape, unescape
from typing import Any, Final

from django.core.cache import cache
from django.utils.translation import gettext as _

from territoria.documents.document import Document, number_readings
from territoria.documents.docx import render_docx
from territoria.documents.html import render_html
from territoria.documents.html_blocks import Blocks
from territoria.documents.lint_words import room_on_page_one
from territoria.documents.pdf import render_pdf
from territoria_web.library.languages import document_languages
from territoria_web.library.saying import said_in
from territoria_web.papers.models import Paper, Signature
from territoria_web.papers.services.signing import publish_paper, sign_paper
from territoria_web.people.models import User
from territoria_web.reports.kinds import kind_of, paper_kinds
from territoria_web.reports.paper_lint import Flaw, flaws_in, flaws_of_words
from territoria_web.reports.section_blocks import blocks_of_house

MAIN: Final = re.compile(r'<main id="text">\n(.*?)\n</main>', re.DOTALL)
CONTENTS: Final = re.compile(r'<nav aria-labelledby="contents">.*?</nav>', re.DOTALL)
LONG: Final = 6
"""Sections from which on a page opens with its contents."""
ADDRESS: Final = re.compile(r'<span class="addr">([^<]+)</span>')
OWN_FIGURES: Final = "+own-"  # of a release that only a team holds
DECISION_IN: Final = "message"
FRESH: Final = 30  # seconds
MEDIA: Final[Mapping[str, str]] = {
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


def facts_for(paper: Paper) -> dict[str, Any]:
    """What stands beside the words: as it was signed, or as the house knows it now."""
    if paper.published is not None or (paper.facts and list(paper.signatures.all())):
        return dict(paper.facts)
    return kind_of(paper).facts_of(paper)


def facts_shown(paper: Paper) -> dict[str, Any]:
    """The same to look at while writing: up to half a minute old."""
    key = f"paper-facts-{paper.public_id}-{paper.state}-{paper.edit}"
    held: dict[str, Any] | None = cache.get(key)
    if held is None:
        held = facts_for(paper)
        cache.set(key, held, FRESH)
    return held


def document_for(paper: Paper, facts: Mapping[str, Any], language: str) -> Document:
    """The document in a language; what is not published is marked as a draft in title and footer."""
    with said_in(language):
        document = kind_of(paper).document_of(paper, facts, language)
        if paper.state in (Paper.State.SIGNED, Paper.State.PUBLISHED, Paper.State.REPLACED):
            return document
        mark = _("Draft, not signed")
        return replace(
            document,
            title=f"{document.title} ({mark})",
            footer=f"{mark} · {document.footer}",
        )


def flaws_of(paper: Paper, facts: Mapping[str, Any]) -> list[Flaw]:
    """All that must be mended before it is signed: found in the paper's own language, said in the
    language spoken.
    """
    document = document_for(paper, facts, paper.language)
    problems = kind_of(paper).lint(document, facts)
    return [*flaws_of_words(paper), *flaws_in(problems)]


def languages_of(paper: Paper) -> list[str]:
    """In which a paper is published: its own, and those in which all of its sections have words."""
    own = [s for s, texts in paper.words.items() if texts.get(paper.language, "").strip()]
    return [paper.language] + [
        code
        for code, _name in document_languages()
        if code != paper.language
        and own
        and all(paper.words[section].get(code, "").strip() for section in own)
    ]


def rendered(document: Document, kind: str) -> bytes:
    """A document as a file of a kind."""
    if kind == "html":
        return render_html(document).encode()
    return render_pdf(document) if kind == "pdf" else render_docx(document)


def body_of_file(content: bytes, explained: Callable[[str], str] | None = None) -> str:
    """What stands in the main part of a published page, to be put inside a page of the site.

    ``explained``: where an address is explained; the addresses at the end lead there then.
    """
    found = MAIN.search(content.decode())
    body = _in_a_page(found[1]) if found else ""
    return ADDRESS.sub(lambda held: _linked(held[1], explained), body) if explained else body


def contents_of_file(content: bytes) -> str:
    """The list of sections of a long published page, with a link to each; empty for a short one."""
    found = CONTENTS.search(content.decode())
    return found[0] if found and found[0].count("<li>") >= LONG else ""


def _linked(address: str, explained: Callable[[str], str]) -> str:
    """An address that leads to its explanation; one of a team's own figures stays as it is."""
    plain = unescape(address)
    if OWN_FIGURES in plain:
        return f'<span class="addr">{address}</span>'
    return f'<a class="addr" href="{escape(explained(plain))}">{address}</a>'


def _in_a_page(html: str) -> str:
    """Pictures as the site's own, which have their partners of colour for the dark."""
    return html.replace('<div class="pic', '<div class="picture pic')


# ── for good ──────────────────────────────────────────────────────────────────────────────────


def sign_as_it_stands(*, by: User, paper: Paper, role: str, seen: int) -> Signature:
    """Sign with what the house knows, unless something must be mended; see ``sign_paper``."""
    facts = facts_for(paper)
    problems = [str(flaw) for flaw in flaws_of(paper, facts)]
    return sign_paper(by=by, paper=paper, role=role, facts=facts, seen=seen, problems=problems)


def publish_as_signed(*, by: User, paper: Paper) -> Paper:
    """Make the files of a signed paper in all its languages and publish them together."""
    return publish_paper(by=by, paper=paper, files=files_of(paper))


def files_of(paper: Paper) -> Sequence[tuple[str, str, bytes]]:
    """Language, name and content of all files of a paper."""
    facts = facts_for(paper)
    found = []
    for language in languages_of(paper):
        document = document_for(paper, facts, language)
        with said_in(language):
            found += [
                (language, f"{paper.kind}.{kind}", rendered(document, kind)) for kind in MEDIA
            ]
    return found


@dataclass(frozen=True)
class Checked:
    """A paper looked at: its document in its own language, and what it lacks."""

    document: Document
    flaws: tuple[Flaw, ...]


def checked(paper: Paper) -> Checked | None:
    """The document with its flaws; None for a kind that cannot be made here."""
    if paper.kind not in paper_kinds():
        return None
    facts = facts_for(paper)
    return Checked(document_for(paper, facts, paper.language), tuple(flaws_of(paper, facts)))


def section_behind(paper: Paper, section: str, language: str) -> str:
    """What the house puts behind the words of a section, as HTML; empty where it puts nothing."""
    if paper.kind not in paper_kinds():
        return ""
    document = document_for(paper, facts_shown(paper), language)
    kept = blocks_of_house(document, paper, section)
    return _in_a_page(Blocks(document, number_readings(document)).render(kept)) if kept else ""


def room_for_decision(paper: Paper, section: str, language: str) -> int | None:
    """Words that page one of a briefing leaves for the decision it asks; None of all else."""
    if paper.kind != Paper.Kind.BRIEFING or section != DECISION_IN:
        return None
    return room_on_page_one(document_for(paper, facts_shown(paper), language))
