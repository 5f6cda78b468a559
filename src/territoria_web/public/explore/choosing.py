"""Choosing a territory by name, without a script: one match is taken, several are offered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from territoria_web.public.explore.asked import Refused
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import (
    Match,
    exact_territory,
    search_territories,
    territory_name,
)

SURE = 0.97


@dataclass(frozen=True)
class Found:
    """What a name may mean: one code where it is clear, else the territories to choose from."""

    asked: str
    code: str = ""
    choices: tuple[Territory, ...] = ()


def find_named(asked: str, territories: Sequence[Territory]) -> Found:
    """The territory of that name or code among these, slips of the finger forgiven."""
    held = {t.code: t for t in territories}
    everywhere = search_territories(asked, 30)
    matches = [m for m in everywhere if m.territory.code in held]
    if not matches:
        return Found(asked)
    # the only one here is meant only where nothing elsewhere is more like it (Sachsen)
    alone = len(matches) == 1 and matches[0] == everywhere[0]
    code = matches[0].territory.code if alone else _likest(matches)
    return Found(asked, code, () if code else tuple(held[m.territory.code] for m in matches[:8]))


def _likest(matches: Sequence[Match]) -> str:
    """The code of the one that is clearly likest; of those that lie in each other the smallest."""
    best = [m.territory for m in matches if m.likeness == matches[0].likeness]
    finest = max(best, key=lambda t: t.level)
    nested = all(finest.code.startswith(t.code) for t in best)
    return finest.code if nested and matches[0].likeness >= SURE else ""


def chosen_of(codes: Sequence[str], territories: Sequence[Territory]) -> list[Territory]:
    """The territories of these codes, or of names written like them (Leipzig), each once.

    Refused where one is not among them, naming what is close.
    """
    held = {t.code: t for t in territories}
    found = {}
    for asked in codes:
        code = asked if asked in held else _code_of(asked)
        if code not in held:
            raise Refused(
                _("No territory “%(code)s” can be shown here.") % {"code": asked},
                _close_to(asked, held),
                404,
            )
        found[code] = held[code]
    return list(found.values())


def _code_of(asked: str) -> str:
    exact = exact_territory(search_territories(asked))
    return exact.code if exact else ""


def _close_to(code: str, held: dict[str, Territory]) -> str:
    near = [m.territory.code for m in search_territories(code, 20) if m.territory.code in held]
    near = near or [other for other in held if other[:2] == code[:2]][:3]
    if not near:
        return _("Regions have codes such as FRE1, countries such as FR.")
    named = ", ".join(f"{c} ({territory_name(held[c])})" for c in dict.fromkeys(near[:3]))
    return _("Did you mean %(named)s?") % {"named": named}


def place_url(code: str) -> str:
    """The page of a territory."""
    return _place_pattern(get_language() or "en").replace("CODE", code)


@lru_cache(maxsize=8)
def _place_pattern(lang: str) -> str:
    """Resolving an address for every row takes longer than showing the row."""
    return reverse("public:territory", kwargs={"code": "CODE"})
