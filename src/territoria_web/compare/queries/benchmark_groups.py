"""A benchmark by area and by size of firms: the middle of each criterion, with all that it hides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from territoria_web.compare.queries.benchmark_pages import Entry, ReadBenchmark
from territoria_web.library.initiative_names import AREAS, SIZES


@dataclass(frozen=True)
class Spread:
    """A criterion over several initiatives: the middle one, the lowest, the highest; None where none is
    known. ``known`` of ``of`` initiatives.
    """

    value: float | None
    low: float | None
    high: float | None
    known: int
    of: int


@dataclass(frozen=True)
class Group:
    """Initiatives of an area, or for a size of firms; those without a profile are among them."""

    code: str
    entries: tuple[Entry, ...]
    spreads: Mapping[str, Spread]


def by_area(read: ReadBenchmark) -> list[Group]:
    """Areas in their order, those without any initiative too: nobody does anything there."""
    return [_group(read, a, (e for e in read.entries if e.area == a)) for a in AREAS]


def by_size(read: ReadBenchmark) -> list[Group]:
    """Sizes of firms in their order; an initiative for several sizes stands in each of them."""
    return [
        _group(read, s, (e for e in read.entries if s in e.listed("sizes")))
        for s in SIZES
        if s != "large"
    ]


def _group(read: ReadBenchmark, code: str, entries: Iterable[Entry]) -> Group:
    held = tuple(entries)
    return Group(code, held, {c.id: _spread(held, c.id) for c in read.criteria})


def _spread(entries: Sequence[Entry], criterion: str) -> Spread:
    values = [v for e in entries if (v := e.cells[criterion].value) is not None]
    if not values:
        return Spread(None, None, None, 0, len(entries))
    return Spread(float(median(values)), min(values), max(values), len(values), len(entries))
