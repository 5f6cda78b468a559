"""The rows of a release of a team's own: its figures, and the latest ones laid over the public."""

from __future__ import annotations

from collections.abc import Sequence

from territoria_web.library.queries import library
from territoria_web.measure.models import Figure, Observation, Release
from territoria_web.measure.queries.checked_figures import OwnFigure
from territoria_web.measure.queries.score_effects import laid_over
from territoria_web.measure.queries.universes import data_of
from territoria_web.measure.services.releases import figures_made
from territoria_web.territories.models import Cycle


def latest_figures(
    *, cycle: Cycle, public: Release, own: Release, figures: Sequence[OwnFigure]
) -> list[Figure]:
    """The latest figures of the territory with its own laid over the public ones; not written."""
    place = cycle.territory
    texts = library().indicators  # answers to questions are no figures
    held = [figure for figure in figures if figure.indicator in texts]
    if not held:
        return []
    data = laid_over(data_of(public.name), held, place=place)
    only = frozenset({place.key})
    made = figures_made(release=own, data=data, places={place.key: place}, only=only)
    return list(made)


def write_rows(
    *, cycle: Cycle, release: Release, figures: Sequence[OwnFigure], latest: Sequence[Figure]
) -> None:
    """Observations and latest figures of a release that is saved already."""
    Observation.objects.bulk_create(
        Observation(
            release=release,
            territory=cycle.territory,
            indicator=f.indicator,
            period=f.period,
            value=f.value,
            standard_error=f.standard_error,
            status=f.status,
            flag=f.flag,
            source=f.source,
            line=f.line,
        )
        for f in figures
    )
    for figure in latest:
        figure.release = release
    Figure.objects.bulk_create(latest)
