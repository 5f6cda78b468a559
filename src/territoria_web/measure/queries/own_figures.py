"""A team's own figures as the engine reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import polars as pl

from territoria import observations as engine
from territoria.model import Territory
from territoria.observations import SourceRecord
from territoria.own_release import own_release, with_own
from territoria_web.measure.models import Observation, Release
from territoria_web.territories import models

COLUMNS = (
    *("territory", "indicator", "period", "value", "status", "flag", "source", "line"),
    "standard_error",
)


def own_observations(base: engine.Observations, own: Release) -> engine.Observations:
    """The base release with the figures of a team's release laid over it."""
    held = {t.key for t in base.territories}
    rows = list(own.observations.select_related("territory").order_by("line"))
    surveys = {r.name: r.title for r in _surveys(own)}
    table = pl.DataFrame(
        {name: [_cell(row, name, own.name, surveys) for row in rows] for name in COLUMNS},
        schema_overrides={"standard_error": pl.Float64},
    )
    places = {r.territory.key: as_engine(r.territory) for r in rows if r.territory.key not in held}
    sources = {own.name: SourceRecord(own.name, own.title, "own figures of the team")}
    sources |= {n: SourceRecord(n, title, "survey of the team") for n, title in surveys.items()}
    laid = own_release(table, name=own.name, base=base, places=places.values(), sources=sources)
    return with_own(base, laid)


def _surveys(own: Release) -> Iterable[Release]:
    """What surveys of this team say, each a source of its own."""
    return Release.objects.filter(cycle=own.cycle_id, survey__isnull=False)


def _cell(row: Observation, name: str, own: str, surveys: Mapping[str, str]) -> object:
    if name == "source":
        return row.source if row.source in surveys else own
    if name == "territory":
        return row.territory.key
    return getattr(row, name)


def as_engine(territory: models.Territory) -> Territory:
    """A territory's row as the engine knows territories."""
    return Territory(
        code=territory.code,
        version=territory.version,
        name=territory.name,
        level=territory.level,
        parent=territory.parent,
        country=territory.country,
        population=territory.population,
        area_km2=territory.area_km2,
        longitude=territory.longitude,
        latitude=territory.latitude,
    )
