"""A team's own figures as the engine reads them."""

from __future__ import annotations

import polars as pl

from territoria import observations as engine
from territoria_web.measure.models import Release


def own_observations(base: engine.Observations, own: Release) -> engine.Observations:
    """The base release with the figures of a team's release laid over it."""
    rows = own.observations.select_related("territory").order_by("line")
    table = pl.DataFrame(
        [
            {
                "territory": o.territory.key,
                "indicator": o.indicator,
                "period": o.period,
                "value": o.value,
                "status": o.status,
                "flag": o.flag,
                "source": own.name,
                "line": o.line,
            }
            for o in rows
        ]
    )
    return engine.with_own(base, engine.from_long(table, name=own.name))  # type: ignore[attr-defined]
