"""``?territory=FRE1``: the territory that a page is read for, kept from page to page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.http import urlencode

from territoria_web.public.explore.choosing import find_named
from territoria_web.public.filters import query_without
from territoria_web.recommend.queries.similar_places import (
    Similar,
    held_at,
    similar_of,
    similar_to,
)
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

MOST = 80


@dataclass(frozen=True)
class Region:
    """What the field for the reader's region says, and what it means.

    ``choices``: where several may be meant, each with the address of this page read for it.
    """

    asked: str = ""
    similar: Similar | None = None
    choices: Sequence[tuple[str, str]] = ()

    @property
    def field(self) -> str:
        """What stands in the field: the code of the territory found, else what was typed."""
        return self.similar.territory.code if self.similar else self.asked

    @property
    def open(self) -> bool:
        """Whether something was typed that is no single territory."""
        return bool(self.asked) and self.similar is None


def asked_region(request: HttpRequest) -> Region:
    """The territory of the address; what is not clear is asked back on the page, not refused.

    Data files have nobody to ask back: there it is UnknownTerritory.
    """
    asked = request.GET.get("territory", "").strip()[:MOST]
    if not asked:
        return Region()
    held = held_at(asked)
    if held is not None:
        return Region(asked, similar_of(held))
    found = find_named(asked, list(Territory.objects.order_by("version")))
    if found.code or request.path.endswith((".json", ".csv")):
        return Region(asked, similar_to(found.code or asked))
    return Region(asked, choices=[_choice(request, t) for t in found.choices])


def _choice(request: HttpRequest, territory: Territory) -> tuple[str, str]:
    other = query_without(request.GET, "territory")
    chosen = urlencode({"territory": territory.code})
    label = f"{territory_name(territory)} ({territory.code})"
    return label, f"?{other}&{chosen}" if other else f"?{chosen}"


def kept(similar: Similar | None) -> str:
    """What keeps the territory in the addresses of a page: ``?territory=FRE1``, or nothing."""
    return f"?{urlencode({'territory': similar.territory.code})}" if similar else ""
