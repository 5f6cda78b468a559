"""Good practice: among the best quarter on what matters for others, and with evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from statistics import median
from typing import Final, Literal

STRONG_ON: Final = ("results", "monitoring", "sme-access", "sustainability")
"""The criteria on which a good practice stands out."""
ENOUGH: Final = 3
"""On how many of them."""
FEWEST: Final = 4
"""Initiatives with a value, before there is a best quarter."""
FROM_GRADE: Final = "E2"
Label = Literal["good", "promising", ""]


@dataclass(frozen=True, slots=True)
class Judged:
    """An initiative as far as it was judged. ``values``: criterion → 0 to 4, None where unknown;
    ``grade``: the best grade of its evidence, E0 to E5, empty where nothing is claimed; ``shown``:
    whether enough is known for a profile.
    """

    values: Mapping[str, float | None]
    grade: str = ""
    shown: bool = True


@dataclass(frozen=True, slots=True)
class Quartile:
    """Where the best quarter begins on a criterion; None where there is none. ``of``: initiatives that
    have a value there.
    """

    value: float | None
    of: int


@dataclass(frozen=True, slots=True)
class Practices:
    """``quartiles``: of each criterion. ``strong``: initiative → those on which it is in the best
    quarter. ``labels``: initiative → *good*, *promising* or empty.
    """

    quartiles: Mapping[str, Quartile]
    strong: Mapping[str, tuple[str, ...]]
    labels: Mapping[str, Label]


def practices(judged: Mapping[str, Judged]) -> Practices:
    """Which of the initiatives are good practice.

    The best quarter of a criterion begins at the 75th percentile of those with a value (linear between
    neighbours: definition 7 of Hyndman and Fan 1996), where at least four have one. All who reach it
    are in. Where it is no higher than the median, the quarter begins at the next value above; where
    nobody stands higher, there is none: what most have is not the best. Good practice: in the best
    quarter of three or more of results, monitoring, access and sustainability, with evidence of E2 or
    more; with E0 or E1 *promising*; where nothing is claimed, or too little known for a profile,
    neither.
    """
    named = dict.fromkeys(name for one in judged.values() for name in one.values)
    quartiles = {name: _quartile(judged, name) for name in dict.fromkeys((*named, *STRONG_ON))}
    strong = {id: _strong(one, quartiles) for id, one in judged.items()}
    labels = {id: _label(strong[id], one.grade) for id, one in judged.items()}
    return Practices(quartiles=quartiles, strong=strong, labels=labels)


def _quartile(judged: Mapping[str, Judged], criterion: str) -> Quartile:
    values = sorted(v for j in judged.values() if (v := j.values.get(criterion)) is not None)
    if len(values) < FEWEST:
        return Quartile(None, len(values))
    whole, rest = divmod(3 * (len(values) - 1), 4)
    low, high = values[whole], values[min(whole + 1, len(values) - 1)]
    line, middle = low + (high - low) * rest / 4, median(values)
    if line > middle:
        return Quartile(line, len(values))
    return Quartile(next((value for value in values if value > middle), None), len(values))


def _strong(one: Judged, quartiles: Mapping[str, Quartile]) -> tuple[str, ...]:
    if not one.shown:
        return ()
    return tuple(name for name in quartiles if _reaches(one.values.get(name), quartiles[name]))


def _reaches(value: float | None, quartile: Quartile) -> bool:
    return value is not None and quartile.value is not None and value >= quartile.value


def _label(strong: tuple[str, ...], grade: str) -> Label:
    if len(set(strong) & set(STRONG_ON)) < ENOUGH or not grade:
        return ""
    return "good" if grade >= FROM_GRADE else "promising"
