"""No promise on weak evidence: a card that promises would stop the briefing it stands on."""

from __future__ import annotations

from collections.abc import Iterator

from territoria.content import PROMISE, Library, words_in
from territoria.content_check.places import at
from territoria.errors import Problem
from territoria.yaml_source import Source

STRONG = ("E3", "E4", "E5")


def promises(library: Library) -> Iterator[Problem]:
    """*Will*, or the French future, in advice below E3 and in the lessons that cards quote."""
    for text_id, text in library.recommendations.items():
        if text.evidence.grade not in STRONG:
            yield from _in(library.files["recommendations", text_id], ())
    for practice_id in library.practices:
        yield from _in(library.files["practices", practice_id], ("lesson",))


def _in(source: Source, field: tuple[str, ...]) -> Iterator[Problem]:
    for where, words in words_in(source.data):
        if where[: len(field)] != field:
            continue
        for lang, pattern in PROMISE.items():
            found = pattern.search(words.get(lang) or "")
            if found:
                yield Problem(
                    at(source, *where, lang),
                    f"{found.group()!r} promises what the evidence does not carry.",
                    "Say may, or what happened elsewhere.",
                )
