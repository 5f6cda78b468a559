"""The mix of areas in a benchmark: shares of budget and of firms reached, with what is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from territoria_web.compare.queries.benchmark_pages import ReadBenchmark

ALL: Final = "all"
Range = tuple[float, float]


@dataclass(frozen=True)
class AreaLine:
    """An area. ``budget``: EUR a year of those known, ``budget_unknown``: how many are not; ``firms``:
    how many different firms at least and at most; shares are of all areas that are known, 0 to 1.
    """

    area: str
    count: int
    budget: float | None
    budget_unknown: int
    budget_share: float | None
    firms: tuple[int, int] | None
    reach_share: Range | None


@dataclass(frozen=True)
class Mix:
    """Of all initiatives, or of a territory (``CODE@version``)."""

    key: str
    areas: tuple[AreaLine, ...]

    @property
    def count(self) -> int:
        """Initiatives."""
        return sum(a.count for a in self.areas)

    @property
    def budget(self) -> float | None:
        """EUR a year of all that is known."""
        known = [a.budget for a in self.areas if a.budget is not None]
        return sum(known) if known else None

    @property
    def budget_unknown(self) -> int:
        """Initiatives whose budget nobody knows."""
        return sum(a.budget_unknown for a in self.areas)


def mixes_of(read: ReadBenchmark) -> list[Mix]:
    """Of all, then of each territory in the order of the benchmark."""
    return [_mix(key, areas) for key, areas in read.mix.items()]


def _mix(key: str, areas: Mapping[str, Mapping[str, Any]]) -> Mix:
    budgets = [a["budget"] for a in areas.values() if a["budget"] is not None]
    reached = {name: a["firms"] for name, a in areas.items() if a["firms"] is not None}
    return Mix(key, tuple(_line(name, a, sum(budgets), reached) for name, a in areas.items()))


def _line(
    area: str, held: Mapping[str, Any], whole: float, reached: Mapping[str, Sequence[int]]
) -> AreaLine:
    budget, firms = held["budget"], held["firms"]
    return AreaLine(
        area=area,
        count=held["count"],
        budget=budget,
        budget_unknown=held["budget_unknown"],
        budget_share=budget / whole if budget is not None and whole else None,
        firms=(firms[0], firms[1]) if firms is not None else None,
        reach_share=_share(area, reached),
    )


def _share(area: str, reached: Mapping[str, Sequence[int]]) -> Range | None:
    """The least and the most that an area may be of all firms reached: its own least beside the most of
    the others, and the other way round.
    """
    if area not in reached:
        return None
    low, high = reached[area]
    others = [r for name, r in reached.items() if name != area]
    most, least = low + sum(r[1] for r in others), high + sum(r[0] for r in others)
    return (low / most, high / least) if most and least else None
