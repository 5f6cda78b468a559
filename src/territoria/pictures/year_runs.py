"""Which years a line may join: only what was observed in a row, and means the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Final

from territoria.pictures.numbers import known
from territoria.pictures.trend_line import TrendPoint

Run = list[tuple[int, float]]
"""Years with their values that one stroke joins."""

NEVER: Final = 1000
"""The step where no territory has two years."""


def rhythm(series: Iterable[Iterable[int]]) -> int:
    """The usual step between two observations: 1, or more where nobody is observed every year."""
    ordered = [sorted(set(years)) for years in series]
    steps = [later - earlier for years in ordered for earlier, later in pairwise(years)]
    return min(steps, default=NEVER)


def joined(points: Sequence[TrendPoint], usual: int) -> list[Run]:
    """Runs without an unknown, a missing year or a break in series between their years."""
    out: list[Run] = []
    last: int | None = None
    for point in sorted(points, key=lambda point: point.year):
        value = known(point.value)
        if value is None:
            last = None
            continue
        if last is None or point.break_before or point.year - last > usual:
            out.append([])
        out[-1].append((point.year, value))
        last = point.year
    return out
