"""What this installation holds, in numbers that are counted and never typed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from territoria_web.library.queries import library
from territoria_web.measure.models import Release
from territoria_web.measure.queries.map_choices import shown_indicators


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much there is. ``observations``: cells of the newest release that have a value."""

    indicators: int
    with_figures: int
    observations: int
    frameworks: int
    practices: int
    went_wrong: int
    recommendations: int
    initiatives: int


def holdings(release: Release) -> Holdings:
    """What the library and a release hold."""
    held, known = library(), shown_indicators(release)
    return Holdings(
        indicators=len(held.indicators),
        with_figures=len(known),
        observations=_observations(str(release.public_id), release.pk),
        frameworks=len(held.frameworks),
        practices=len(held.practices),
        went_wrong=sum(bool(p.went_wrong) for p in held.practices.values()),
        recommendations=len(held.recommendations),
        initiatives=len(held.initiatives),
    )


@lru_cache(maxsize=4)
def _observations(release: str, pk: int) -> int:
    return Release.objects.get(pk=pk).observations.filter(value__isnull=False).count()
