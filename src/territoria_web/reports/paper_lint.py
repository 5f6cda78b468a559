"""What a paper lacks before it can be signed: the lint of its document, and rules for its words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from territoria.content import words_of
from territoria.documents.document import Document
from territoria.documents.lint import Expected, lint
from territoria.errors import Problem
from territoria_web.papers.models import Paper
from territoria_web.reports.paper_text import SOURCE, pieces_of

SHOWN: Final = 60

# Chapters in which every paragraph is a claim, and those that only people can write.
CLAIMS: Final[Mapping[str, frozenset[str]]] = {
    Paper.Kind.ASSESSMENT: frozenset({"sectors", "maturity", "peers", "policies", "gaps"}),
}
NEEDED: Final[Mapping[str, tuple[str, ...]]] = {
    Paper.Kind.ASSESSMENT: ("question", "sectors", "for-the-workshop"),
    Paper.Kind.BRIEFING: ("message",),
    Paper.Kind.CITIZENS: ("message", "object"),
}
# Pages of the desk on which a flaw of the document can be mended, by what it says of where.
PAGES: Final = ("recommend", "plan", "papers")


@dataclass(frozen=True)
class Flaw:
    """What is wrong, in which section (empty: the document as a whole), and how to mend it.
    ``page``: of the desk, where it is mended; empty: here.
    """

    section: str
    what: str
    mend: str
    page: str = ""

    def __str__(self) -> str:
        return f"{self.what} {self.mend}"


def lint_document(document: Document, missing: Sequence[str] = ()) -> list[Problem]:
    """The rules of the house for every document: numbers described, ranges, figures with words."""
    return lint(document, Expected(missing=missing))


def flaws_in(problems: Sequence[Problem]) -> list[Flaw]:
    """What the lint of a document found, as flaws of the whole."""
    return [Flaw("", p.what, p.mend, p.where if p.where in PAGES else "") for p in problems]


def flaws_of_words(paper: Paper) -> list[Flaw]:
    """What the words of a paper lack, section by section; no query."""
    found: list[Flaw] = []
    for section in paper.template.body["sections"]:
        held = paper.words.get(section["id"], {})
        found += _empty(paper, section["id"], held)
        for language, text in sorted(held.items()):
            found += _long(section, text)
            found += _unsourced(paper, section["id"], text)
            if language != paper.language and not held.get(paper.language, "").strip() and text:
                found.append(
                    Flaw(
                        section["id"],
                        _("This section has words, but none in the language of the paper."),
                        _("Write it in that language first."),
                    )
                )
    return found


def _empty(paper: Paper, section: str, held: Mapping[str, str]) -> Iterator[Flaw]:
    if section in NEEDED.get(paper.kind, ()) and not held.get(paper.language, "").strip():
        yield Flaw(
            section,
            _("This section has no words yet."),
            _("Only people can write it: no figure says this."),
        )


def _long(section: Mapping[str, Any], text: str) -> Iterator[Flaw]:
    budget, count = section.get("words"), words_count(text)
    if budget and count > budget:
        yield Flaw(
            section["id"],
            ngettext(
                "The section has %(count)d word, and room for %(budget)d.",
                "The section has %(count)d words, and room for %(budget)d.",
                count,
            )
            % {"count": count, "budget": budget},
            _("Shorten it."),
        )


def _unsourced(paper: Paper, section: str, text: str) -> Iterator[Flaw]:
    if section not in CLAIMS.get(paper.kind, ()):
        return
    for piece in pieces_of(text):
        for said in piece.texts if piece.points else (" ".join(piece.texts),):
            if not _sourced(said):
                yield Flaw(
                    section,
                    _("“%(begin)s” names no source.") % {"begin": _begin(said)},
                    _("Write it behind the claim in square brackets, or the group that said it."),
                )


def _sourced(text: str) -> bool:
    return bool(SOURCE.search(text))


def _begin(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN].rsplit(' ', 1)[0]} …"


def words_count(text: str) -> int:
    """How many words a reader reads in a text."""
    return len(words_of(text))
