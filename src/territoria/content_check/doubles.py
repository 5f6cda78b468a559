"""Names that must stand once: what refers to them could mean either."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from territoria.content import Library
from territoria.content_check.places import at
from territoria.errors import Problem
from territoria.yaml_source import Source

# Lists inside a text whose entries have an id of their own, or a number.
NAMED = {
    "practices": (("claims", "id"), ("references", "number")),
    "initiatives": (("claims", "id"), ("references", "number")),
    "recommendations": (("prerequisites", "id"),),
    "formats": (("phases", "id"), ("roles", "id")),
    "templates": (("sections", "id"), ("criteria", "id")),
}

Spot = tuple[Source, tuple[str | int, ...]]


def doubles(library: Library) -> Iterator[Problem]:
    """Questions, headings and obstacles' places that stand twice, and entries within a text."""
    yield from _twice("question", _questions(library))
    yield from _twice("heading", _fields(library, "recommendations", "heading"))
    yield from _twice("place in the list", _fields(library, "obstacles", "number"))
    for kind, lists in NAMED.items():
        for text_id in getattr(library, kind):
            source = library.files[kind, text_id]
            for field, key in lists:
                entries = source.data.get(field) or ()
                named = [(str(e[key]), (source, (field, n))) for n, e in enumerate(entries)]
                yield from _twice(f"{key} in {field}", named)


def double_factors(library: Library) -> Iterator[Problem]:
    """Factors of the same id in two frameworks: advice on the one would be given on the other."""
    yield from _twice(
        "factor",
        [
            (factor.id, (library.files["frameworks", framework_id], ("nodes",)))
            for framework_id, framework in library.frameworks.items()
            for factor in framework.factors()
        ],
    )


def _questions(library: Library) -> list[tuple[str, Spot]]:
    found: list[tuple[str, Spot]] = []
    for bank_id, bank in library.questionnaires.items():
        source = library.files["questionnaires", bank_id]
        for field in ("questions", "choices", "yes_no"):
            found += [(q.id, (source, (field, n))) for n, q in enumerate(getattr(bank, field))]
    return found


def _fields(library: Library, kind: str, field: str) -> list[tuple[str, Spot]]:
    """A field of every text of a kind that has it."""
    return [
        (str(source.data[field]), (source, (field,)))
        for (of, _), source in library.files.items()
        if of == kind and source.data.get(field) is not None
    ]


def _twice(what: str, named: Sequence[tuple[str, Spot]]) -> Iterator[Problem]:
    first: dict[str, Spot] = {}
    for name, (source, where) in named:
        if name in first:
            other = at(first[name][0], *first[name][1])
            yield Problem(
                at(source, *where), f"the {what} {name} stands twice, first at {other}.", "Rename."
            )
        first.setdefault(name, (source, where))
