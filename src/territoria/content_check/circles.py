"""Recommendations that wait for one another in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from territoria.content import Library
from territoria.content_check.places import at
from territoria.errors import Problem


def circles(library: Library) -> Iterator[Problem]:
    """Recommendations that wait for one another in a circle."""
    waits = {
        i: [
            p.recommendation for p in t.prerequisites if p.recommendation in library.recommendations
        ]
        for i, t in library.recommendations.items()
    }
    for start in sorted(waits):
        path, seen = [start], set[str]()
        while path:
            here = path.pop()
            for first in waits.get(here, []):
                if first == start:
                    source = library.files["recommendations", start]
                    yield Problem(
                        at(source, "prerequisites"),
                        f"{start} waits for itself, by way of {here}.",
                        "Break the circle of prerequisites.",
                    )
                    seen.add(first)
                elif first is not None and first not in seen:
                    seen.add(first)
                    path.append(first)
