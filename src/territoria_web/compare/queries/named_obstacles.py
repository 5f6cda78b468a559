"""What firms of a territory name as obstacles: the newest look at its self-check."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from territoria_web.listen.models import CheckLook, SelfCheck
from territoria_web.territories.models import Territory


@dataclass(frozen=True)
class Share:
    """Of firms that were asked, 0 to 1, with its range."""

    share: float
    low: float
    high: float
    n: int


@dataclass(frozen=True)
class Named:
    """What the firms of one territory said in a year. ``shares``: obstacle → share; one that may not be
    shown is not there. ``weighted``: by the size or sector of all firms.
    """

    territory: Territory
    year: str
    firms: int
    weighted: bool
    shares: Mapping[str, Share]
    example: bool


def obstacles_named_in(codes: Iterable[str]) -> Mapping[str, Named]:
    """Code of a territory → what its firms named; only those that were asked. One query."""
    held = CheckLook.objects.filter(
        check_of__audience=SelfCheck.Audience.FIRMS,
        check_of__cycle__territory__code__in=set(codes),
    )
    found: dict[str, Named] = {}
    for look in held.select_related("check_of__cycle__territory").order_by("made", "pk"):
        named = _named(look)
        if named is not None:
            found[named.territory.code] = named  # the newest is the last
    return found


def _named(look: CheckLook) -> Named | None:
    year = str(look.body.get("year", ""))
    told: Mapping[str, Any] | None = (look.body.get("years") or {}).get(year)
    if not told:
        return None
    cycle = look.check_of.cycle
    return Named(
        territory=cycle.territory,
        year=year,
        firms=int(told["firms"]),
        weighted=bool(told.get("weighted")),
        shares={
            obstacle: Share(s["share"], s["low"], s["high"], s["n"])
            for obstacle, s in (told.get("obstacles") or {}).items()
            if s and s.get("share") is not None
        },
        example=cycle.example,
    )
