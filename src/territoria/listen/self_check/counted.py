"""Which sittings count: of each firm the first finished one of a year; what looks like a machine's, apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True, slots=True)
class Seated:
    """One finished sitting. ``firm``: what ties its sittings together; ``number``: their order on one
    day; ``result``: as ``sitting`` writes it, None of the obstacles alone; ``obstacles``: id → severity,
    0 not named, None named without one; None altogether where they were not gone through.
    """

    firm: str
    day: date
    number: int
    size: str
    sector: str
    is_unusual: bool
    result: Mapping[str, Any] | None
    obstacles: Mapping[str, float | None] | None = None


@dataclass(frozen=True, slots=True)
class Firm:
    """What one firm says in one year. ``whole``: its result, None where it named obstacles alone;
    ``obstacles``: as in the sitting that counts; empty where it went through none.
    """

    firm: str
    size: str
    sector: str
    whole: Mapping[str, Any] | None
    obstacles: Mapping[str, float | None]


@dataclass(frozen=True, slots=True)
class Counted:
    """Firms by year, each in the order of their keys; ``unusual``: sittings that are counted apart."""

    years: Mapping[str, tuple[Firm, ...]]
    unusual: int


def counted(sittings: Iterable[Seated]) -> Counted:
    """What counts of some sittings, in whatever order they are given.

    Of a firm the first sitting of a year counts, with its size and sector: a firm that changed in a
    figure could be worked out. Obstacles come from the first one that went through them, whole or not.
    """
    held = sorted(sittings, key=lambda one: (one.firm, one.day, one.number))
    by_firm: dict[tuple[str, str], list[Seated]] = {}
    for one in held:
        if not one.is_unusual:
            by_firm.setdefault((str(one.day.year), one.firm), []).append(one)
    years: dict[str, list[Firm]] = {}
    for year, firm in sorted(by_firm):
        years.setdefault(year, []).append(_firm(by_firm[year, firm]))
    return Counted(
        {year: tuple(firms) for year, firms in years.items()}, sum(one.is_unusual for one in held)
    )


def _firm(sittings: list[Seated]) -> Firm:
    """``sittings``: of one firm in one year, oldest first."""
    first = sittings[0]
    whole = next((one.result for one in sittings if one.result is not None), None)
    judged = next((one.obstacles for one in sittings if one.obstacles is not None), {})
    return Firm(first.firm, first.size, first.sector, whole, judged)
