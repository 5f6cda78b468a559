"""Every figure has a source: in what a place or an owner did, it carries its reference."""

from __future__ import annotations

import re
from collections.abc import Iterator

from territoria.content import Library, split_headings, words_in
from territoria.content_check.places import at
from territoria.errors import Problem

CITED = re.compile(r"\[\d+\]")
FIGURE = re.compile(r"(?<![\w.-])\d")
# What is ours needs no reference, but says that it is ours.
OURS = re.compile(
    r"\b(our (reading|calculation|estimate)|as we read|we read|computed|notre (lecture|calcul|"
    r"estimation)|nos calculs|selon nous|à notre sens|tel que nous le lisons|unsere[r]? "
    r"(Lesart|Berechnung|Rechnung|Schätzung)|eigene Berechnung|wie wir es lesen|nach unserer)",
    re.IGNORECASE,
)
FIELDS = ("terms", "reach", "finding", "lessons", "what_failed", "target")


def figures(library: Library) -> Iterator[Problem]:
    """Figures in practices and initiatives without a reference beside them."""
    yield from _practices(library)
    yield from _initiatives(library)


def _practices(library: Library) -> Iterator[Problem]:
    for practice_id, practice in library.practices.items():
        source = library.files["practices", practice_id]
        for n, claim in enumerate(practice.claims):
            if FIGURE.search(str(claim.claim)) and not claim.sources:
                yield _missing(at(source, "claims", n), claim.id)
        for path in sorted(source.path.parent.glob("*.md")):
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue  # another rule says so
            for passage in _passages(text):
                if _unsourced(passage):
                    yield _missing(f"{path}:{_line(text, passage)}", passage[:40])


def _initiatives(library: Library) -> Iterator[Problem]:
    for initiative_id, initiative in library.initiatives.items():
        source = library.files["initiatives", initiative_id]
        for n, claim in enumerate(initiative.claims):
            if FIGURE.search(str(claim.claim)) and not claim.sources:
                yield _missing(at(source, "claims", n), claim.id)
        for where, words in words_in(source.data):
            if where and (where[0] in FIELDS or where == ("budget", "terms")):
                for lang, text in words.items():
                    if text and _unsourced(text):
                        yield _missing(at(source, *where, lang), text[:40])


def _passages(markdown: str) -> Iterator[str]:
    """Paragraphs and list items outside the list of sources."""
    for heading, body in split_headings(markdown).items():
        if heading not in ("Sources", "Quellen"):
            yield from (p.strip() for p in re.split(r"\n\s*\n|\n(?=\s*- )", body) if p.strip())


def _unsourced(passage: str) -> bool:
    bare = CITED.sub("", passage)
    if not FIGURE.search(re.sub(r"\bE[0-5]\b", "", bare)):
        return False
    return not CITED.search(passage) and not OURS.search(passage)


def _line(text: str, passage: str) -> int:
    return text[: max(text.find(passage), 0)].count("\n") + 1


def _missing(where: str, what: str) -> Problem:
    start = " ".join(what.split())
    return Problem(
        where,
        f"a figure without a source: {start!r} …",
        "Add the number of its reference, such as [1], or say that it is our reading.",
    )
