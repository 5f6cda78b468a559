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
NAMES: Final = re.compile(r"\b\d+[^\W\d_]\w*|\b[^\W\d_]\w* \d\.0\b|\b(?:19|20)\d\d\b")
"""What holds digits and is no figure: 5G, Industry 4.0, a year."""
RANKS: Final = {
    "en": re.compile(
        r"\branks? (?:first|second|third|last|high|low|before|above|below|behind|ahead|\d)"
        r"|\branked (?:first|second|third|last|\d)|\bleague table\b|\b(?:first|last) place (?:of|among)\b"
        r"|\bthe (?:best|worst) of (?:the|all)\b",
        re.IGNORECASE,
    ),
    "fr": re.compile(
        r"\btête du classement\b|\bse class(?:e|ent)\b|\b(?:première|dernière) place\b"
        r"|\b(?:le|la|les) (?:meilleure?s?|pires?) (?:des|de tou)",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"\bRang(?:liste| \d)|\bPlatz \d|\b(?:ersten|letzten) Platz\b"
        r"|\b(?:beste|schlechteste)[nrs]? (?:der|von|aller|unter)\b",
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
    if re.search(r"\d", NAMES.sub("", bare)) and bare == said:
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
