"""Scores, figures, observations, readings: numbers with range, year and address."""

from __future__ import annotations

from ninja import Schema


class ScoreOut(Schema):
    """The score of a territory on a node, 0 to 100; value null is unknown."""

    territory: str
    node: str
    value: float | None
    low: float | None
    high: float | None
    rank: float | None
    rank_low: int | None
    rank_high: int | None
    of: int
    known: int
    bound: int
    inherited: int
    coverage: float
    period: str
    address: str


class FigureOut(Schema):
    """The latest observation of an indicator, with its range and place."""

    territory: str
    indicator: str
    period: int
    value: float
    low: float | None
    high: float | None
    rank: int | None
    rank_low: int | None
    rank_high: int | None
    of: int
    status: str
    flag: str


class ObservationOut(Schema):
    """One cell of a release; ``line`` of its table, so that it can be found again."""

    territory: str
    indicator: str
    period: int
    value: float | None
    status: str
    flag: str
    source: str
    inherited_from: str
    line: int


class ReadingOut(Schema):
    """One number with what it takes to trust it."""

    address: str
    value: float | None
    low: float | None
    high: float | None
    unit_of_measure: str
    period: str
    badge: str
    method: str
    inputs: str
    sentence: str
    explanation: str


class LineOut(Schema):
    """One line of a derivation; ``depth`` indents it."""

    depth: int
    text: str
    address: str


class DerivationOut(Schema):
    """From a number down to its source cells."""

    address: str
    lines: list[LineOut]
