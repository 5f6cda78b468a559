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
from territoria_web.territories.queries import search_territories, territory_name

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
    matches = [m for m in search_territories(asked, 30) if m.territory.code in held]
    if not matches:
        return Found(asked)
    first = matches[0]
    alone = len(matches) == 1 or matches[1].likeness < first.likeness
    if alone and (first.likeness >= SURE or len(matches) == 1):
        return Found(asked, code=first.territory.code)
    return Found(asked, choices=tuple(held[m.territory.code] for m in matches[:8]))


def chosen_of(codes: Sequence[str], territories: Sequence[Territory]) -> list[Territory]:
    """The territories of these codes; Refused where one is not among them, naming what is close."""
    held = {t.code: t for t in territories}
    for code in codes:
        if code not in held:
            raise Refused(
                _("No territory “%(code)s” can be shown here.") % {"code": code},
                _close_to(code, held),
                404,
            )
    return [held[code] for code in codes]


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
