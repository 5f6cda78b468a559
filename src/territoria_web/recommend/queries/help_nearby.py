"""Where a firm finds help: initiatives that run now where it is, and address what keeps it back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext as _

from territoria.model import Initiative
from territoria_web.library.initiative_names import AREAS
from territoria_web.library.queries import library
from territoria_web.library.saying import say
from territoria_web.measure.models import InitiativeEdition
from territoria_web.measure.queries.records import record_of
from territoria_web.measure.queries.register import published_editions
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

MOST: Final = 6
FURTHEST: Final = 6  # steps up from a territory to its country


@dataclass(frozen=True)
class Help:
    """An initiative that may help. ``id``: in its address; ``obstacles``: those of the firm that it
    addresses, by their titles; ``is_confirmed``: somebody answers for it still.
    """

    id: str
    title: str
    owner: str
    place: str
    area: str
    obstacles: tuple[str, ...]
    contact: str
    is_confirmed: bool


@dataclass(frozen=True)
class _Offer:
    """One that runs now. ``steps``: from the firm's territory up to where it is offered."""

    help: Help
    obstacles: tuple[str, ...]
    sizes: tuple[str, ...]
    sectors: tuple[str, ...]
    steps: int


def help_nearby(
    territory: Territory, *, obstacles: Mapping[str, int], size: str, sector: str, today: date
) -> list[Help]:
    """What runs now in a territory, in those that it lies in, or in its country, for firms of this size
    and sector; nothing that went wrong. What addresses the heaviest obstacles comes first, then what is
    nearest; where no obstacle was named, all of it counts.
    """
    chain = _upwards(territory)
    held = [*_from_register(chain, today), *_from_library(territory, chain, today)]
    fits = [one for one in held if _fits(one, obstacles, size, sector)]

    def turn(one: _Offer) -> tuple[int, int, str]:
        heavy = sum(obstacles.get(o, 0) + 1 for o in one.obstacles if o in obstacles)
        return -heavy, one.steps, one.help.title

    return [one.help for one in sorted(fits, key=turn)][:MOST]


def _fits(one: _Offer, obstacles: Mapping[str, int], size: str, sector: str) -> bool:
    for_it = (
        not one.sizes or size in one.sizes or (size == "self-employed" and "micro" in one.sizes)
    )
    its_sector = not one.sectors or not sector or sector in one.sectors
    return for_it and its_sector and (not obstacles or bool(set(one.obstacles) & set(obstacles)))


def _upwards(territory: Territory) -> list[Territory]:
    """The territory, what it lies in, its country."""
    chain, seen = [territory], {territory.code}
    while len(chain) < FURTHEST:
        last = chain[-1]
        codes = [code for code in (last.parent, last.country) if code and code not in seen]
        above = Territory.objects.filter(code__in=codes, version=last.version)
        found = {t.code: t for t in above}
        nearest = next((found[code] for code in codes if code in found), None)
        if nearest is None:
            break
        chain.append(nearest)
        seen.add(nearest.code)
    return chain


# ── the register ──────────────────────────────────────────────────────────────────────────────


def _from_register(chain: list[Territory], today: date) -> Iterator[_Offer]:
    steps = {t.pk: n for n, t in enumerate(chain)}
    for edition in published_editions():
        where = steps.get(edition.initiative.territory_id)
        if where is not None:
            yield from _registered(edition, chain[where], where, today)


def _registered(
    edition: InitiativeEdition, place: Territory, steps: int, today: date
) -> Iterator[_Offer]:
    record = record_of(edition.body)
    runs = record.start is not None and record.start <= today and not record.has_ended(today)
    if record.went_wrong or not runs:
        return
    help_ = Help(
        edition.initiative.slug,
        record.title,
        record.owner,
        territory_name(place),
        _(AREAS[record.area]) if record.area in AREAS else "",
        _titles(record.obstacles),
        record.contact,
        record.is_confirmed(today),
    )
    yield _Offer(help_, record.obstacles, record.sizes, record.sectors, steps)


# ── the library ───────────────────────────────────────────────────────────────────────────────


def _from_library(territory: Territory, chain: list[Territory], today: date) -> Iterator[_Offer]:
    codes = {t.code: n for n, t in enumerate(chain)}
    for one in library().initiatives.values():
        steps = _nearness(one, territory, codes)
        if steps is not None and not one.went_wrong and _runs(one, today):
            help_ = Help(
                one.id,
                say(one.title),
                say(one.owner),
                say(one.place),
                _(AREAS[one.area]),
                _titles(one.obstacles),
                one.contact or "",
                False,
            )
            yield _Offer(help_, one.obstacles, one.sizes, one.sectors, steps)


def _nearness(one: Initiative, territory: Territory, codes: Mapping[str, int]) -> int | None:
    """Steps up to where it is offered; None where it is for others."""
    places = [key.partition("@")[0] for key in one.territories]
    near = [codes[code] for code in places if code in codes]
    if near:
        return min(near)
    country_wide = not places and one.level in ("national", "eu")
    return len(codes) if country_wide and territory.country in one.countries else None


def _runs(one: Initiative, today: date) -> bool:
    """Began, and is not known to have ended."""
    began = bool(one.start) and str(one.start)[:7] <= today.isoformat()[: len(str(one.start)[:7])]
    ended = one.end is not None and one.end[:7] < today.isoformat()[: len(one.end[:7])]
    return began and not ended


def _titles(obstacles: tuple[str, ...]) -> tuple[str, ...]:
    held = library().obstacles
    return tuple(say(held[o].title) for o in obstacles if o in held)
