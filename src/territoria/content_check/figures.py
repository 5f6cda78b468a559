"""Every figure has a source: in what a place or an owner did, it carries its reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from territoria.content import Library, split_headings, words_in
from territoria.content_check.long_texts import SOURCES
from territoria.content_check.places import at
from territoria.errors import Problem
from territoria.model import Initiative, Practice
from territoria.yaml_source import Source, text_of

CITED = re.compile(r"\[\d+\]")
FIGURE = re.compile(r"(?<![\w.-])\d")
# What is ours needs no reference, but says that it is ours.
OURS = re.compile(
    r"\b(our (reading|calculation|estimate)|as we read|we read|computed|notre (lecture|calcul|"
    r"estimation)|nos calculs|selon nous|à notre sens|tel que nous le lisons|unsere[r]? "
    r"(Lesart|Berechnung|Rechnung|Schätzung)|eigene Berechnung|wie wir es lesen|nach unserer)",
    re.IGNORECASE,
)
# The fields of an initiative that tell what was done and found.
TOLD = {
    ("budget", "terms"),
    ("target", "text"),
    ("reach", "text"),
    ("finding",),
    ("lessons",),
    ("what_failed",),
}


def figures(library: Library) -> Iterator[Problem]:
    """Figures without a reference in practices and initiatives, and any in *what* is advised."""
    yield from _practices(library)
    yield from _initiatives(library)
    yield from _titles(library)


def _practices(library: Library) -> Iterator[Problem]:
    for practice_id, practice in library.practices.items():
        source = library.files["practices", practice_id]
        yield from _claims(practice, source)
        for path in sorted(source.path.parent.glob("*.md")):
            text = text_of(path)
            for passage in _passages(text):
                if _unsourced(passage):
                    yield _missing(f"{path}:{_line(text, passage)}", passage[:40])


def _initiatives(library: Library) -> Iterator[Problem]:
    for initiative_id, initiative in library.initiatives.items():
        source = library.files["initiatives", initiative_id]
        yield from _claims(initiative, source)
        for where, words in words_in(source.data):
            if where in TOLD:
                for lang, text in words.items():
                    if text and _unsourced(text):
                        yield _missing(at(source, *where, lang), text[:40])


def _claims(text: Practice | Initiative, source: Source) -> Iterator[Problem]:
    for n, claim in enumerate(text.claims):
        said = claim.claim.say("en")
        if _has_figure(said) and not claim.sources and not OURS.search(said):
            yield _missing(at(source, "claims", n), claim.id)


def _titles(library: Library) -> Iterator[Problem]:
    """*What* to do stands on page one without its source, so it holds no figure."""
    for text_id, text in library.recommendations.items():
        for lang, said in text.what.root.items():
            if re.search(r"\d", said):
                yield Problem(
                    at(library.files["recommendations", text_id], "what", lang),
                    "what to do holds a figure.",
                    "Say it in words, or leave it to the long text.",
                )


def _passages(markdown: str) -> Iterator[str]:
    """Paragraphs and list items outside the list of sources."""
    for heading, body in split_headings(markdown).items():
        if heading not in SOURCES:
            yield from (p.strip() for p in re.split(r"\n\s*\n|\n(?=\s*- )", body) if p.strip())


def _has_figure(passage: str) -> bool:
    """Whether it holds a figure that is neither a reference nor the grade of evidence."""
    return FIGURE.search(re.sub(r"\bE[0-5]\b", "", CITED.sub("", passage))) is not None


def _unsourced(passage: str) -> bool:
    return _has_figure(passage) and not CITED.search(passage) and not OURS.search(passage)


def _line(text: str, passage: str) -> int:
    return text[: max(text.find(passage), 0)].count("\n") + 1


def _missing(where: str, what: str) -> Problem:
    start = " ".join(what.split())
    return Problem(
        where,
        f"a figure without a source: {start!r} …",
        "Add the number of its reference, such as [1], or say that it is our reading.",
    )
