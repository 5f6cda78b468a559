"""The rules for how much is said: a short page one, short sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from territoria.content import sentences_of, words_of
from territoria.documents.document import (
    Block,
    Box,
    Bullets,
    Card,
    Document,
    Figure,
    Heading,
    Paragraph,
    Strong,
    Table,
    lines_of,
    nested,
    section,
    text_of,
)
from territoria.documents.lint_fault import Fault
from territoria.speech import gettext_noop, unmarked

PAGE_ONE_WORDS = 220
LONGEST_SENTENCE = 40
AVERAGE_SENTENCE = 22
BEGIN = 60
LONG = gettext_noop("a sentence has {count} words: “{words} …”.")
LONG_IN_SECTION = gettext_noop("in “{section}”, a sentence has {count} words: “{words} …”.")


def _words(blocks: Sequence[Block]) -> int:
    """Words a reader reads in the running text of some blocks (pictures and captions apart)."""
    lines = [line for b in blocks if not isinstance(b, Figure) for line in lines_of(b)]
    titles = [b.title for b in nested(blocks) if isinstance(b, Box)]
    return sum(len(words_of(unmarked(text))) for text in (*map(text_of, lines), *titles))


def short_page_one(document: Document, expected: object) -> Iterator[Fault]:
    """Page one has at most 220 words."""
    words = _words(section(document, "1"))
    if words > PAGE_ONE_WORDS:
        yield Fault(
            gettext_noop("page one has {count} words."),
            gettext_noop("Cut it to {most}."),
            {"count": words, "most": PAGE_ONE_WORDS},
        )


def room_on_page_one(document: Document) -> int:
    """Words that page one has room for in the decision asked, beside all else that stands on it."""
    page = section(document, "1")
    asked = [b for b in page if isinstance(b, Box) and b.kind == "decision"]
    heads = [
        inline.text
        for box in asked
        for line in lines_of(box)
        for inline in line
        if isinstance(inline, Strong)
    ]
    others = _words([b for b in page if b not in asked])
    return max(PAGE_ONE_WORDS - others - sum(len(words_of(text)) for text in heads), 0)


def short_sentences(document: Document, expected: object) -> Iterator[Fault]:
    """No sentence over 40 words, 22 on average (cards, lists and tables count line by line)."""
    lengths = []
    for title, sentence in _sentences(document):
        count = len(words_of(sentence))
        lengths.append(count)
        if count > LONGEST_SENTENCE:
            yield Fault(
                LONG_IN_SECTION if title else LONG,
                gettext_noop("Cut it."),
                {"section": title, "count": count, "words": sentence[:BEGIN].strip()},
            )
    if lengths and sum(lengths) / len(lengths) > AVERAGE_SENTENCE:
        yield Fault(
            gettext_noop("sentences are too long on average."),
            gettext_noop("At most {most} words."),
            {"most": AVERAGE_SENTENCE},
        )


def _sentences(document: Document) -> Iterator[tuple[str, str]]:
    """Each sentence with the title of its section; a point of a list may be parted by semicolons."""
    title = ""
    for block in nested(document.blocks):
        if isinstance(block, Heading) and block.section:
            title = block.text
        elif isinstance(block, Paragraph | Bullets | Card | Table | Figure):
            for line in lines_of(block):
                for sentence in sentences_of(unmarked(text_of(line))):
                    parts = re.split(r"; ", sentence) if isinstance(block, Bullets) else [sentence]
                    yield from ((title, part) for part in parts)
