"""The parts of a portrait: scores, figures, courses over the years and peers, ready to be shown.

Numbers stand twice: as they are, for tables and pictures, and as they are read (``…_said``), in the
language spoken. Every number has the address that leads to its derivation.
"""

from __future__ import annotations

from dataclasses import dataclass

from territoria.model import Words


@dataclass(frozen=True)
class Standing:
    """A node's score with its place, beside the middle half of the peers.

    ``value``, ``low`` and ``high`` are between 0 and 100, as they are shown; ``exact`` holds them as
    they were computed, for data: a figure beyond the edition's bounds scores beyond them.
    """

    node: str
    title: Words | None
    value: float | None
    low: float | None
    high: float | None
    exact: tuple[float | None, float | None, float | None]
    said: str
    low_said: str
    high_said: str
    band: str
    word: str
    peers_low: float | None
    peers_high: float | None
    rank_low: int | None
    rank_high: int | None
    of: int
    known: int
    bound: int
    inherited: int
    period: str
    address: str
    rank_address: str
    known_address: str


@dataclass(frozen=True)
class Measured:
    """An indicator's latest figure in its own unit. ``size`` above 0: behind the better peers."""

    indicator: str
    title: Words
    unit: Words
    short_unit: str
    decimals: int
    direction: int
    source: str
    value: float | None
    low: float | None
    high: float | None
    said: str
    low_said: str
    high_said: str
    period: int | None
    badge: str
    inherited: bool
    rank_low: int | None
    rank_high: int | None
    of: int
    word: str
    size: float | None
    chance: float | None
    peer_median: float | None
    peers_low: float | None
    peers_high: float | None
    median_said: str
    peers_low_said: str
    peers_high_said: str
    peers: tuple[float, ...]
    country: float | None
    country_said: str
    country_address: str
    address: str
    median_address: str
    gap_address: str


@dataclass(frozen=True)
class Course:
    """An indicator over the years. ``breaks``: years not comparable with those before."""

    indicator: str
    title: Words
    unit: Words
    word: str
    slope: float
    low: float
    high: float
    slope_said: str
    periods: tuple[int, ...]
    values: tuple[float, ...]
    last_said: str
    breaks: frozenset[int]
    address: str
    last_address: str


@dataclass(frozen=True)
class Alike:
    """A peer: how firmly, why, and what sets it apart most. ``times`` of the draws it is near."""

    code: str
    name: str
    country: str
    country_name: str
    firmness: str
    times: int
    distance: float
    shares: tuple[float, ...]
    main: int
    home: bool
    reciprocal: bool
    hub: bool
    partial: bool
    alike: tuple[Words, ...]
    different: tuple[Words, ...]
    address: str


@dataclass(frozen=True)
class Peers:
    """The structural peers, and the most alike ones abroad if only those counted."""

    members: tuple[Alike, ...]
    abroad: tuple[Alike, ...]
    elements: tuple[Words, ...]
    isolated: bool
    ratio: float
    draws: int
    k: int
    comparable_regions: int

    def chosen(self, firmness: str) -> tuple[Alike, ...]:
        """The peers of one firmness, nearest first."""
        return tuple(p for p in self.members if p.firmness == firmness)

    @property
    def sound(self) -> tuple[Alike, ...]:
        """Firm and likely ones: those that a territory is compared with."""
        return tuple(p for p in self.members if p.firmness != "arguable")
