"""Reading territories: one by its code, and any by whatever people call it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from django.http import Http404

from territoria import model
from territoria.place_search import CITY, SAME
from territoria.place_search import Match as Match
from territoria.speech import language
from territoria.territories import find_territory, place_index, read_territories
from territoria_web.territories.models import Territory


def territory_name(territory: Territory) -> str:
    """What a territory is called in the language spoken; its own name where that has none."""
    return str(territory.names.get(language()) or territory.name)


def territory_at(code: str) -> Territory:
    """The territory of a code, any case; 404 where there is none."""
    plain, _, version = code.partition("@")
    held = Territory.objects.filter(code=plain.upper())
    found = (held.filter(version=version) if version else held.order_by("-version")).first()
    if found is None:
        raise Http404
    return found


def territories_at(codes: list[str]) -> list[Territory]:
    """The territories of these codes, in the order asked; 404 where one is not there."""
    held = {t.code: t for t in Territory.objects.filter(code__in=[c.upper() for c in codes])}
    if any(c.upper() not in held for c in codes):
        raise Http404
    return [held[c.upper()] for c in codes]


def search_territories(asked: str, count: int = 8) -> list[Match]:
    """Territories by code, or by name in any language, typos forgiven; likest first."""
    return place_index(_all()).find(asked, count)


@lru_cache(maxsize=1)
def _all() -> tuple[model.Territory, ...]:
    from territoria.content import content_root

    return read_territories(content_root() / "territories" / "nuts2021.csv")


def territory_called(asked: str) -> model.Territory:
    """The one territory of that code or name; UnknownTerritory names those that are close."""
    return find_territory(_all(), asked)


def exact_territory(found: Sequence[Match]) -> model.Territory | None:
    """The territory whose very code or name was typed; None where that is no single place.

    A region and the larger one that holds nothing else (Luxembourg, Malta) count as one place: the
    smaller is meant. A city that lies in a region is not the region.
    """
    same = [m.territory for m in found if m.likeness == SAME and m.kind != CITY]
    finest = max(same, key=lambda t: t.level, default=None)
    nested = finest and all(finest.code.startswith(t.code) for t in same)
    return finest if nested else None


def territory_names(keys: Iterable[str]) -> dict[str, str]:
    """By key: what these territories are called in the language spoken."""
    wanted = set(keys)
    held = Territory.objects.filter(code__in={key.partition("@")[0] for key in wanted})
    return {t.key: territory_name(t) for t in held if t.key in wanted}


def territories_by_country() -> list[tuple[Territory, list[Territory]]]:
    """Every country with its regions of the finest level, by name in the language spoken."""
    held = list(Territory.objects.filter(level__in=(0, 2), added=False))
    countries = sorted((t for t in held if t.level == 0), key=territory_name)
    regions = sorted((t for t in held if t.level == 2), key=lambda t: t.code)
    return [(c, [r for r in regions if r.country == c.country]) for c in countries]
