"""Territories, and where one stands among its peers."""

from __future__ import annotations

from typing import Any

from ninja import Schema


class TerritoryOut(Schema):
    """A city or region in one version of its code list; level 0 country, 2 NUTS 2."""

    code: str
    version: str
    name: str
    name_here: str
    level: int
    parent: str
    country: str
    population: float | None
    area_km2: float | None
    longitude: float | None
    latitude: float | None
    page: str


class PeerOut(Schema):
    """One peer: how sure it is that it is one, and what makes it alike or different."""

    code: str
    name: str
    firmness: str
    inclusion: float
    distance: float
    rank: int
    reciprocal: bool
    home: bool
    partial: bool
    alike: list[str]
    different: list[str]


class PeersOut(Schema):
    """The structural peers of a territory; ``comparable`` false: too much is unknown to say."""

    territory: str
    framework: str
    among: str
    comparable: bool
    isolated: bool | None
    draws: int
    peers: list[PeerOut]


class GapOut(Schema):
    """The distance to the peers on one node or indicator, in peers' spreads; above 0 is behind."""

    node: str
    value: float | None
    peer_median: float | None
    peer_low: float | None
    peer_high: float | None
    target: float | None
    size: float | None
    low: float | None
    high: float | None
    chance: float | None
    word: str
    firm: bool
    kind: str
    peers_known: int
    address: str


class TargetOut(Schema):
    """A level within reach: what comparable places show can be done."""

    indicator: str
    baseline: float
    value: float
    low: float
    high: float
    rule: str
    done_by: int
    of: int
    horizon: int
    address: str


class TrendOut(Schema):
    """The slope a year with its range, and the figures it is read from."""

    indicator: str
    slope: float
    low: float
    high: float
    word: str
    periods: list[int]
    values: list[float]
    address: str


class StandingOut(Schema):
    """A list about one territory in one framework."""

    territory: str
    framework: str


class GapsOut(StandingOut):
    """All gaps."""

    items: list[GapOut]


class TargetsOut(StandingOut):
    """All targets."""

    items: list[TargetOut]


class TrendsOut(StandingOut):
    """All trends."""

    items: list[TrendOut]


class AdviceOut(Schema):
    """A piece of advice to a territory: why, how firm, on which evidence."""

    id: str
    what: str
    role: str
    tier: str
    why_tier: str
    place: int | None
    shown: bool
    need: float
    robust: float
    grade: str
    factors: list[str]
    gaps: list[str]
    practices: list[str]
    address: str


class AdvisedOut(StandingOut):
    """All advice, in order; ``left_out`` says what was not advised and why."""

    items: list[AdviceOut]
    left_out: list[dict[str, Any]]
