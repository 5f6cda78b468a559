"""An expected range is graded no higher than what measured it."""

from __future__ import annotations

from collections.abc import Iterator

from territoria.content import Library
from territoria.content_check.places import at
from territoria.errors import Problem
from territoria.model import Expected


def ranges(library: Library) -> Iterator[Problem]:
    """Ranges of advice whose grade is above the best claim of their initiative or practice."""
    for text_id, text in library.recommendations.items():
        for n, expected in enumerate(text.evidence.expected):
            best = _best(library, expected)
            if best is not None and expected.grade > best:
                source = library.files["recommendations", text_id]
                yield Problem(
                    at(source, "evidence", "expected", n, "grade"),
                    f"the range is graded {expected.grade}, but no claim of its origin is above "
                    f"{best or 'nothing'}.",
                    "Grade it as its origin does; below E2 leave the range out.",
                )


def _best(library: Library, expected: Expected) -> str | None:
    """The best grade among the claims of the origin; None where the origin is not known."""
    origin = (
        library.initiatives.get(expected.initiative)
        if expected.initiative
        else library.practices.get(expected.practice or "")
    )
    if origin is None:
        return None
    return max((c.grade for c in origin.claims if c.grade != "not reported"), default="")
