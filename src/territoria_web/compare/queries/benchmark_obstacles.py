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
from territoria_web.compare.queries.unmet_needs import State, state_of
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

    def share_in(self, named: Named) -> Share | None:
        """Of firms of a territory that name it; None where nobody can tell."""
        return next((share for one, share in self.named if one is named), None)

    def state_in(self, named: Named) -> State:
        """Whether many firms of a territory name it, and an initiative of it addresses it."""
        share, code = self.share_in(named), named.territory.code
        helped = any(e.code == code and not e.facts["went_wrong"] for e in self.entries)
        return state_of(share.low if share else None, is_addressed=helped)

    @property
    def unmet(self) -> tuple[tuple[Named, Share], ...]:
        """Where many firms name it and nobody there addresses it."""
        return tuple(pair for pair in self.named if self.state_in(pair[0]) == "unmet")


def obstacle_lines(read: ReadBenchmark) -> list[ObstacleLine]:
    """All obstacles in the order of the benchmark. Who brought no initiative was asked too. Two queries."""
    codes = set(read.row.network.territories.values_list("code", flat=True))
    named = obstacles_named_in(codes | {key.partition("@")[0] for key in read.territories})
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
