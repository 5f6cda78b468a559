"""Figures: the latest ones with ranges, and series over the years."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db.models import F

from territoria_web.measure.models import Figure, Observation, Release
from territoria_web.territories.models import Territory


def reference_release(name: str) -> Release:
    """The release of that name."""
    return Release.objects.get(name=name)


def figures_in(release: Release, territory: Territory) -> Mapping[str, Figure]:
    """By indicator: the latest figures of one territory."""
    return {f.indicator: f for f in release.figures.filter(territory=territory)}


def figures_of(release: Release, indicator: str, level: int = 2) -> Sequence[Figure]:
    """The latest figures of all territories of a level, best place first."""
    return list(
        release.figures.filter(indicator=indicator, territory__level=level)
        .select_related("territory")
        .order_by(F("rank").asc(nulls_last=True), "territory__code")
    )


def series_of(
    release: Release, indicator: str, codes: Sequence[str]
) -> Mapping[str, list[Observation]]:
    """By code of territory: the observations of an indicator in the order of time."""
    found: dict[str, list[Observation]] = {code: [] for code in codes}
    rows = release.observations.filter(indicator=indicator, territory__code__in=codes)
    for row in rows.select_related("territory").order_by("period"):
        found[row.territory.code].append(row)
    return found
