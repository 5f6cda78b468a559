"""Writing territories from the house's code lists."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.db import transaction

from territoria import model
from territoria_web.territories.models import Territory


@transaction.atomic
def keep_territories(
    *, territories: Iterable[model.Territory], names: Mapping[str, Mapping[str, str]] | None = None
) -> dict[str, Territory]:
    """Write the territories that are not there yet and bring the others up to date; by key."""
    known = names or {}
    rows = [
        Territory(
            code=t.code,
            version=t.version,
            name=t.name,
            names=dict(known.get(t.key, {})),
            level=t.level,
            parent=t.parent,
            country=t.country,
            population=t.population,
            area_km2=t.area_km2,
            longitude=t.longitude,
            latitude=t.latitude,
        )
        for t in territories
    ]
    told = ["name", "names", "level", "parent", "country", "population", "area_km2", "longitude"]
    Territory.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["code", "version"],
        update_fields=[*told, "latitude"],
    )
    return {t.key: t for t in Territory.objects.all()}
