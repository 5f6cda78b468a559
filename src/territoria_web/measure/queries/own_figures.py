"""A team's own figures as the engine reads them."""

from __future__ import annotations

import polars as pl

from territoria import observations as engine
from territoria.model import Territory
from territoria.observations import SourceRecord
from territoria.own_release import own_release, with_own
from territoria_web.measure.models import Release
from territoria_web.territories import models

COLUMNS = ("territory", "indicator", "period", "value", "status", "flag", "source", "line")


def own_observations(base: engine.Observations, own: Release) -> engine.Observations:
    """The base release with the figures of a team's release laid over it."""
    held = {t.key for t in base.territories}
    rows = list(own.observations.select_related("territory").order_by("line"))
    table = pl.DataFrame({name: [_cell(row, name, own.name) for row in rows] for name in COLUMNS})
    places = {r.territory.key: as_engine(r.territory) for r in rows if r.territory.key not in held}
    source = SourceRecord(own.name, own.title, "own figures of the team")
    laid = own_release(
        table, name=own.name, base=base, places=places.values(), sources={own.name: source}
    )
    return with_own(base, laid)


def _cell(row: object, name: str, source: str) -> object:
    if name == "source":
        return source
    if name == "territory":
        return row.territory.key  # type: ignore[attr-defined]
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
