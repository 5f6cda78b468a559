"""The long texts of practices and advice, cut at their fixed headings; read once a process."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from territoria.content import HEADINGS, sentences_of
from territoria.speech import LANGUAGES, language
from territoria_web.library.queries import library
from territoria_web.recommend.queries.wording import folded

# The headings of a practice, by their place in every language.
CONTEXT, DONE, RESULT, COST, NEEDS, DIFFICULTIES, SOURCES = range(7)
CLAIM = re.compile(r"^- \*\*", re.MULTILINE)


@dataclass(frozen=True)
class LongText:
    """Heading and text, in order. ``language``: what it is really written in."""

    sections: tuple[tuple[str, str], ...]
    language: str

    def text(self, place: int) -> str:
        """The text under a heading by its place; empty where it is missing."""
        return self.sections[place][1] if place < len(self.sections) else ""


def long_text(kind: str, text_id: str) -> LongText:
    """The long text in the language spoken; English where it is missing."""
    return _read(kind, text_id, language())


@lru_cache(maxsize=2048)
def _read(kind: str, text_id: str, lang: str) -> LongText:
    held, used = library().long_text(kind, text_id, lang)
    order = HEADINGS[kind][used]
    return LongText(tuple((heading, held.get(heading, "")) for heading in order), used)


@lru_cache(maxsize=2048)
def searched_text(kind: str, text_id: str) -> str:
    """Everything the long text says, in all languages, as it is searched."""
    texts = (_read(kind, text_id, lang) for lang in LANGUAGES)
    return folded(" ".join(body for text in texts for _heading, body in text.sections))


def without_claims(text: str) -> str:
    """*What came of it* without the claims, which stand in a table."""
    return "\n".join(line for line in text.splitlines() if not CLAIM.match(line)).strip()


def first_sentences(text: str, count: int = 2) -> str:
    """The first sentences of a text, on one line."""
    plain = re.sub(r"\s+", " ", re.sub(r"^\s*[-*] ", "", text, flags=re.MULTILINE)).strip()
    return " ".join(sentences_of(plain)[:count])
