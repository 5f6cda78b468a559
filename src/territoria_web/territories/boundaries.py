"""The ground that maps are drawn on: real boundaries where they are installed, else tiles."""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from territoria.errors import TerritoriaError
from territoria.home import site_home
from territoria.model import Territory as Place
from territoria.pictures.tile_places import tile_places
from territoria.sources.boundaries import Boundaries
from territoria.sources.boundary_store import FOLDER, load_boundaries
from territoria_web.territories.models import Territory

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ground:
    """``boundaries`` where the operator has installed them for this version of codes, else None;
    ``places`` is each territory's tile. ``state`` changes whenever a drawing would.
    """

    places: Mapping[str, tuple[int, int]]
    boundaries: Boundaries | None
    state: tuple[str, int, int]


def ground_of(version: str, level: int) -> Ground:
    """The ground of all territories of a level in a version of the code list."""
    held = _territories(version, level, _count(version, level))
    installed = _installed(version)
    boundaries = _boundaries(version, installed) if installed else None
    places = {} if boundaries else _tiles(held)
    return Ground(places, boundaries, (f"{version}/{level}", installed, len(held)))


def installed_boundaries() -> tuple[tuple[str, int], ...]:
    """The files of boundaries that are installed, each with its time: what maps hang on."""
    found = (site_home() / FOLDER).glob("*.json")
    return tuple(sorted((path.name, path.stat().st_mtime_ns) for path in found))


def _count(version: str, level: int) -> int:
    return Territory.objects.filter(version=version, level=level).count()


def _installed(version: str) -> int:
    """When boundaries of this version were installed; 0 where there are none."""
    path = site_home() / FOLDER / f"{version}.json"
    return path.stat().st_mtime_ns if path.is_file() else 0


@lru_cache(maxsize=2)
def _boundaries(version: str, installed: int) -> Boundaries | None:
    """None where the file is broken: maps are drawn with tiles, and the log says why."""
    try:
        return load_boundaries(site_home(), version)
    except TerritoriaError as error:
        log.error("boundaries of %s cannot be read, tiles are shown: %s", version, error)
        return None


@lru_cache(maxsize=8)
def _territories(version: str, level: int, count: int) -> tuple[Place, ...]:
    """As the engine knows them; ``count`` is there so that new rows are seen."""
    rows = Territory.objects.filter(version=version, level=level).order_by("code")
    return tuple(
        Place(
            code=t.code,
            version=t.version,
            name=t.name,
            level=t.level,
            parent=t.parent,
            country=t.country,
            population=t.population,
            area_km2=t.area_km2,
            longitude=t.longitude,
            latitude=t.latitude,
        )
        for t in rows
    )


@lru_cache(maxsize=8)
def _tiles(territories: Sequence[Place]) -> Mapping[str, tuple[int, int]]:
    """Takes half a second for 242 territories, hence kept for the life of the process."""
    return tile_places(territories)
