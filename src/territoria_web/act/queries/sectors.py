"""Sectors of excellence: of a city, of everybody, with their names and quotients."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch
from django.http import Http404

from territoria.act.divisions import divisions
from territoria.act.partners import Sector as SectorOf
from territoria.act.specialisation import Specialisation, specialisation
from territoria_web.act.models import Sector, SectorList
from territoria_web.act.rules.sectors import COUNTS
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import territory_name


def division_names() -> list[tuple[str, str]]:
    """Code and name of all divisions, in the order of the classification and the language spoken."""
    return [(code, f"{code} {one.title.say()}") for code, one in divisions().items()]


def sector_name(sector: Sector) -> str:
    """What a sector is called in the language spoken; an emerging field in the words of its city."""
    if not sector.nace:
        return sector.emerging
    found = divisions().get(sector.nace)
    return found.title.say() if found else sector.nace


def field_of(nace: str, emerging: str) -> str:
    """What the finding of partners takes for the same sector, however it is written."""
    return SectorOf("", nace or emerging).field


def quotient_of(sector: Sector) -> Specialisation | None:
    """The specialisation quotient; None where the jobs are not known."""
    jobs, every, there, all_there = (getattr(sector, name) for name in COUNTS)
    if None in (jobs, every, there, all_there):
        return None
    return specialisation(
        jobs,
        every,
        there,
        all_there,
        reference=sector.reference,
        year=sector.year or 0,
        source=sector.source,
    )


@dataclass(frozen=True)
class NamedSector:
    """A sector with its name and quotient, as pages show it."""

    row: Sector
    name: str
    quotient: Specialisation | None

    @property
    def code(self) -> str:
        """The division; empty for an emerging field."""
        return self.row.nace

    @property
    def field(self) -> str:
        """The same for all cities that mean the same."""
        return field_of(self.row.nace, self.row.emerging)


@dataclass(frozen=True)
class CitySectors:
    """What a city published; ``example``: it was invented, to show how it works."""

    territory: Territory
    name: str
    list: SectorList
    sectors: tuple[NamedSector, ...]
    example: bool


def named(rows: Iterable[Sector]) -> tuple[NamedSector, ...]:
    """Sectors as pages show them."""
    return tuple(NamedSector(row, sector_name(row), quotient_of(row)) for row in rows)


def sector_list_of(territory: Territory) -> SectorList | None:
    """What a team wrote so far, published or not."""
    held = SectorList.objects.filter(territory=territory).prefetch_related("sectors")
    return held.first()


def sector_in(territory: Territory, public_id: UUID) -> Sector:
    """A sector of a territory; 404 where it is another's."""
    held = Sector.objects.filter(list__territory=territory, public_id=public_id)
    found = held.select_related("list__territory").first()
    if found is None:
        raise Http404
    return found


def published_sectors(territories: Sequence[Territory] | None = None) -> list[CitySectors]:
    """What cities published, by name; of these territories where they are given. Two queries."""
    held = SectorList.objects.exclude(published=None).select_related("territory")
    if territories is not None:
        held = held.filter(territory__in=territories)
    invented = Cycle.objects.filter(territory=OuterRef("territory"), example=True)
    rows = held.annotate(example=Exists(invented)).prefetch_related(
        Prefetch("sectors", Sector.objects.order_by("nace", "pk"))
    )
    found = [
        CitySectors(
            one.territory,
            territory_name(one.territory),
            one,
            named(one.sectors.all()),
            one.example or one.territory.example,
        )
        for one in rows
    ]
    return sorted(found, key=lambda one: one.name)
