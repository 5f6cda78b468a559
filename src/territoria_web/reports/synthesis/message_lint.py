"""What key messages must not do: give a figure without its source, or rank territories."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext as _

from territoria.documents.document import Bullets, Document, Paragraph, lines_of, section, text_of
from territoria.errors import Problem
from territoria_web.reports.paper_text import SOURCE

MESSAGES: Final = "1"
RANKS: Final = {
    "en": re.compile(
        r"\branks?\b|\branked\b|\branking\b|\bleague table\b|\b(?:first|last) place\b"
        r"|\bthe (?:best|worst|first|last) of (?:the|all)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\bclassements?\b|\bclassée?s?\b|\b(?:première|dernière) place\b"
        r"|\b(?:le|la) (?:meilleure?|pire|première?|dernière?) (?:des|de tou)",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\bRang(?:liste|folge)?\b|\b(?:erste|letzte)[nr]? Platz\b|\bPlatz \d"
        r"|\b(?:beste|schlechteste|erste|letzte)[nrs]? (?:der|von|aller|unter)\b",
        re.IGNORECASE,
    ),
}
"""By language: words that put one before the other."""


def lint_messages(document: Document) -> list[Problem]:
    """A problem for each message that does either, in the language spoken."""
    return [problem for said in _messages(document) for problem in _faults(said, document.lang)]


def _messages(document: Document) -> Iterator[str]:
    for block in section(document, MESSAGES):
        if isinstance(block, Paragraph | Bullets):
            yield from (text_of(line) for line in lines_of(block))


def _faults(said: str, language: str) -> Iterator[Problem]:
    bare = SOURCE.sub("", said)
    if re.search(r"\d", bare) and bare == said:
        yield Problem(
            said,
            _("It gives a figure without a source."),
            _("Name the chapter or the source in square brackets at its end."),
        )
    ranks = RANKS.get(language)
    if ranks is not None and ranks.search(bare):
        yield Problem(
            said,
            _("It ranks. No rank is told without its range, and this report gives none."),
            _("Say who is strong at what, or leave it out."),
        )
