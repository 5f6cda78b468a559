"""Cities that sectors of excellence bring together: what they share, and what one offers and another
seeks. Every proposal is its reasons; there is no score.

A pair stands the same whoever asks: if A is proposed to B, B is proposed to A.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Final

from territoria.errors import DataError, Problem
from territoria.speech import gettext

SHORTEST: Final = 4
"""Letters of a word that says what something is about."""
STEM: Final = 7
"""Words count as the same when so many first letters agree; the rest is an ending."""
EMPTY_WORDS: Final = """
    about advice also best between business businesses cities city companies company cooperation
    digital exchange experience experiences firms from good help into know local more most need
    offer other others partner partners project projects region regional sector sectors seek
    service services share some support test than that their them these they this those town
    towns with without work working years
    aide avec autres avons chez dans depuis elle entre entreprise entreprises expérience leur
    leurs mais même nous notre partenaire partenaires pour projet projets sans secteur secteurs
    services sous soutien sont très ville villes vous votre
    aber alle andere anderen auch beim betriebe eine einem einen einer erfahrung erfahrungen
    firmen für hilfe kann mehr nach oder ohne partner projekt projekte sich sind stadt städte
    suchen über unsere unser unternehmen unter viel werden wird zwischen
"""


@dataclass(frozen=True)
class Sector:
    """A sector that a city named. ``key``: a division of NACE, or the name of an emerging field;
    ``proof``: what shows its strength, as the city wrote it; ``quotient``: of its jobs, None: unknown.
    """

    city: str
    key: str
    proof: str = ""
    offers: str = ""
    seeks: str = ""
    quotient: float | None = None

    @property
    def field(self) -> str:
        """The same for everybody who means the same: a division, or words without case and accents."""
        return self.key if self.key.isdecimal() else " ".join(_bare(self.key).split())


@dataclass(frozen=True)
class Shared:
    """A sector that both named."""

    first: Sector
    second: Sector


@dataclass(frozen=True)
class Offered:
    """What one offers where the other seeks. ``words``: those that both wrote."""

    giver: Sector
    taker: Sector
    words: tuple[str, ...]


@dataclass(frozen=True)
class SectorPair:
    """Two cities and all that sectors say for them. ``there``: what ``one`` offers; ``back``: the other."""

    one: str
    other: str
    shared: tuple[Shared, ...] = ()
    there: tuple[Offered, ...] = ()
    back: tuple[Offered, ...] = ()

    @property
    def is_reciprocal(self) -> bool:
        """Whether both gain: each offers what the other seeks, or both are strong in the same."""
        return bool(self.shared) or bool(self.there and self.back)

    def seen_from(self, city: str) -> SectorPair:
        """The same with ``city`` first."""
        if city == self.one:
            return self
        turned = tuple(Shared(s.second, s.first) for s in self.shared)
        return SectorPair(self.other, self.one, turned, self.back, self.there)


def find_sector_pairs(sectors: Sequence[Sector]) -> tuple[SectorPair, ...]:
    """All pairs of cities that share a sector, or of which one offers what the other seeks.

    First those where each offers what the other seeks, then those that share a sector, then the
    others; inside, those with more reasons, then by name. DataError where a city names a sector
    twice. The order in which they come changes nothing.
    """
    _refuse_twice(sectors)
    by_city: dict[str, list[Sector]] = {}
    for sector in sorted(sectors, key=lambda s: (s.city, s.field)):
        by_city.setdefault(sector.city, []).append(sector)
    found = [_pair(by_city[a], by_city[b]) for a, b in combinations(by_city, 2)]
    return tuple(sorted((p for p in found if p.shared or p.there or p.back), key=_turn))


def _turn(pair: SectorPair) -> tuple[bool, bool, int, str, str]:
    mutual = bool(pair.there and pair.back)
    reasons = len(pair.shared) + len(pair.there) + len(pair.back)
    return (not mutual, not pair.shared, -reasons, pair.one, pair.other)


def _pair(first: Sequence[Sector], second: Sequence[Sector]) -> SectorPair:
    shared = tuple(Shared(a, b) for a in first for b in second if a.field == b.field)
    there, back = _offered(first, second), _offered(second, first)
    return SectorPair(first[0].city, second[0].city, shared, there, back)


def _offered(givers: Sequence[Sector], takers: Sequence[Sector]) -> tuple[Offered, ...]:
    found = (Offered(g, t, common_words(g.offers, t.seeks)) for g in givers for t in takers)
    return tuple(one for one in found if one.words)


# ── words ─────────────────────────────────────────────────────────────────────────────────────


def common_words(offers: str, seeks: str) -> tuple[str, ...]:
    """The words of what is offered that stand, perhaps with another ending, in what is sought."""
    sought = _stems(seeks)
    return tuple(word for stem, word in sorted(_stems(offers).items()) if stem in sought)


@lru_cache(maxsize=4096)
def _stems(text: str) -> dict[str, str]:
    """Beginning → word as it was written, of the words that say something."""
    found: dict[str, str] = {}
    for word in re.findall(r"\w+", text):
        bare = _bare(word)
        if len(bare) >= SHORTEST and not bare.isdecimal() and bare not in _empty():
            found.setdefault(bare.rstrip("s")[:STEM], word)
    return found


@lru_cache(maxsize=1)
def _empty() -> frozenset[str]:
    return frozenset(_bare(EMPTY_WORDS).split())


def _bare(text: str) -> str:
    """Small letters without accents."""
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def _refuse_twice(sectors: Iterable[Sector]) -> None:
    seen: set[tuple[str, str]] = set()
    for sector in sectors:
        if (sector.city, sector.field) in seen:
            what = gettext("the sector {sector} stands twice.").format(sector=sector.key)
            raise DataError(Problem(sector.city, what, gettext("Name each sector once.")))
        seen.add((sector.city, sector.field))
