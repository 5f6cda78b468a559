"""What is shown of ratings as rows of a table: a service, a cell, its counts and shares with ranges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from territoria_web.listen.models import Forum
from territoria_web.listen.queries.rating_looks import Part, ServiceFigures, figures_of

HEAD: Final = (
    *("service", "name", "table", "cell", "instrument", "of_ratings", "ratings"),
    *("solved", "solved_low", "solved_high", "satisfied", "satisfied_low", "satisfied_high"),
)


def rows_of(forum: Forum) -> list[tuple[Any, ...]]:
    """All services of a forum."""
    return [
        (one.service.code, one.name, *row)
        for one in figures_of(forum).services
        for row in rows_of_one(one)
    ]


def rows_of_one(figures: ServiceFigures) -> list[tuple[Any, ...]]:
    """All tables of a service one under the other; None where a cell is not shown."""
    return [_row(*cell) for cell in _cells(figures)]


def _cells(figures: ServiceFigures) -> Iterator[tuple[str, int, int | None, Part]]:
    own, held, parts = figures.service.instrument, figures.rated, figures.parts
    if held:
        yield "all", own, held.n, Part("", held.n, held.solved, held.satisfied)
    if parts:
        yield from (("channel", own, parts.n, part) for part in parts.channels)
        for title, cells in parts.margins:
            yield from ((title, own, parts.n, part) for part in cells)
    yield from (("quarter", one.instrument, None, one.part) for one in figures.quarters)


def _row(table: str, instrument: int, of: int | None, part: Part) -> tuple[Any, ...]:
    shares = [
        value
        for share in (part.solved, part.satisfied)
        for value in ((share.share, share.low, share.high) if share else (None, None, None))
    ]
    return (table, part.name, instrument, of, part.n, *shares)
