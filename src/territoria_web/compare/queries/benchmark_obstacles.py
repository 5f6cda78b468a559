"""Obstacles beside instruments: what initiatives of a benchmark address, and what firms named."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from territoria_web.compare.queries.benchmark_pages import (
    BY_NAME,
    Entry,
    ReadBenchmark,
    ordered,
)
from territoria_web.compare.queries.named_obstacles import Named, Share, obstacles_named_in
from territoria_web.library.queries import library
from territoria_web.library.saying import say

OFTEN: Final = 5
"""So many initiatives on one obstacle are told."""


@dataclass(frozen=True)
class ObstacleLine:
    """An obstacle. ``by``: instrument → initiatives; ``entries``: each of them once; ``named``: what
    firms of each territory said of it that were asked.
    """

    id: str
    title: str
    by: Mapping[str, tuple[Entry, ...]]
    entries: tuple[Entry, ...]
    named: tuple[tuple[Named, Share], ...]

    @property
    def is_often(self) -> bool:
        """Whether five initiatives or more address it."""
        return len(self.entries) >= OFTEN

    @property
    def most(self) -> tuple[Named, Share] | None:
        """Where the largest share of firms names it."""
        return max(self.named, key=lambda pair: pair[1].share, default=None)


def obstacle_lines(read: ReadBenchmark) -> list[ObstacleLine]:
    """All obstacles in the order of the benchmark. One query."""
    named = obstacles_named_in(key.partition("@")[0] for key in read.territories)
    entries = {e.id: e for e in read.entries}
    return [
        _line(obstacle, {i: tuple(entries[id] for id in ids) for i, ids in by.items()}, named)
        for obstacle, by in read.obstacles.items()
    ]


def obstacle_said(obstacle: str) -> str:
    """What an obstacle is called in the language spoken; its id where the library has lost it."""
    held = library().obstacles.get(obstacle)
    return say(held.title) if held else obstacle


def _line(
    obstacle: str, by: Mapping[str, tuple[Entry, ...]], named: Mapping[str, Named]
) -> ObstacleLine:
    once = {e.id: e for held in by.values() for e in held}
    entries = tuple(ordered(list(once.values()), BY_NAME))
    told = [(n, n.shares[obstacle]) for n in named.values() if obstacle in n.shares]
    return ObstacleLine(obstacle, obstacle_said(obstacle), by, entries, tuple(told))
