"""Sentences that a reader can follow, in every language, and YAML that a reviewer can."""

from __future__ import annotations

import re
from collections.abc import Iterator

from territoria.content import LONG_TEXT, Library, sentences_of, split_headings, words_in, words_of
from territoria.content_check.long_texts import SOURCES
from territoria.content_check.places import at
from territoria.errors import Problem
from territoria.yaml_source import text_of

LONGEST_SENTENCE = 40
AVERAGE_SENTENCE = 22


def style(library: Library) -> Iterator[Problem]:
    """Sentences inside braces or brackets."""
    for source in library.files.values():
        for line in source.flow:
            yield Problem(
                f"{source.path}:{line}",
                "a sentence stands inside braces or brackets.",
                "Write sentences in block style, one key a line.",
            )


def readable(library: Library) -> Iterator[Problem]:
    """Sentences too long, or too long on average, in YAML and in the long texts."""
    for (kind, _), source in library.files.items():
        for where, words in words_in(source.data):
            for lang, text in words.items():
                lengths = [len(words_of(s)) for s in sentences_of(text or "")]
                yield from _too_long(lengths, at(source, *where, lang))
        if kind in LONG_TEXT:
            for path in sorted(source.path.parent.glob("*.md")):
                text = text_of(path)
                yield from _too_long(_lengths_of(text), f"{path}:1")


def _lengths_of(markdown: str) -> list[int]:
    """Words of every sentence outside the list of sources; a list item counts by itself."""
    lengths = []
    for heading, body in split_headings(markdown).items():
        if heading in SOURCES:
            continue
        for part in re.split(r"\n\s*\n|\n(?=\s*[-*\d])", body):
            plain = re.sub(r"\s+", " ", re.sub(r"\[\d+\]|[*_]|^\s*[-\d.]+\s", "", part))
            lengths += [len(words_of(s)) for s in sentences_of(plain)]
    return lengths


def _too_long(lengths: list[int], where: str) -> Iterator[Problem]:
    if lengths and max(lengths) > LONGEST_SENTENCE:
        yield Problem(
            where, f"a sentence has {max(lengths)} words.", f"Cut it: at most {LONGEST_SENTENCE}."
        )
    elif len(lengths) > 1 and sum(lengths) / len(lengths) > AVERAGE_SENTENCE:
        yield Problem(
            where,
            f"its sentences have {sum(lengths) / len(lengths):.1f} words on average.",
            f"Cut them: at most {AVERAGE_SENTENCE} on average.",
        )
