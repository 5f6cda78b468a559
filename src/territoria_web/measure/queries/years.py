"""An indicator over the years, for some territories."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from territoria_web.measure.queries.explored import Opened


@dataclass(frozen=True, slots=True)
class Point:
    """A year of a series; ``broken``: not comparable with the years before."""

    year: int
    value: float | None
    broken: bool


def series_of(
    here: Opened, indicator: str, places: Sequence[int], years: tuple[int, int] | None = None
) -> Mapping[int, list[Point]]:
    """By key of the territory's row: an indicator over the years; one query."""
    found: dict[int, list[Point]] = {place: [] for place in places}
    rows = here.release.observations.filter(indicator=indicator, territory_id__in=places)
    if years:
        rows = rows.filter(period__range=years)
    kept = rows.order_by("period").values_list("territory_id", "period", "value", "flag")
    for place, year, value, flag in kept:
        found[place].append(Point(year, value, "b" in flag))
    return found
