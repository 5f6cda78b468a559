"""Which places of the library are like a territory: the peers that tried something already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from territoria.documents.briefing.phrases import listed, lower_first
from territoria.errors import Problem, UnknownTerritory
from territoria_web.compare.models import Comparison
from territoria_web.compare.queries.comparisons import comparison_of
from territoria_web.library.queries import library
from territoria_web.measure.queries.assessments import current
from territoria_web.recommend.queries.wording import relation_said, said
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import search_territories, territory_name

ORDER = ("here", "firm", "likely", "arguable", "unlike", "unknown")
ALIKE = ORDER[:4]


@dataclass(frozen=True)
class Relation:
    """How the place of a practice stands to a territory. ``reason``: one sentence, or empty."""

    word: str
    words: str
    reason: str = ""
    code: str = ""

    @property
    def alike(self) -> bool:
        """Whether it is the territory itself or one of its peers."""
        return self.word in ALIKE


@dataclass(frozen=True)
class Similar:
    """A territory with its peers. ``regions``: codes of all regions that could be its peers."""

    territory: Territory
    name: str
    comparison: Comparison | None
    regions: frozenset[str] = frozenset()

    @cached_property
    def known(self) -> bool:
        """Whether peers are known."""
        return bool(self.comparison and self.comparison.comparable and self._peers)

    @cached_property
    def _peers(self) -> Mapping[str, dict[str, Any]]:
        body = self.comparison.body if self.comparison else {}
        return {p["code"]: p for p in (body.get("peers") or {}).get("members", ())}

    def to(self, codes: Sequence[str]) -> Relation:
        """The relation to a place that is these territories; the closest counts."""
        if self.territory.code in codes:
            return _relation("here", code=self.territory.code)
        peers = self._peers
        found = [peers[c] for c in codes if c in peers]
        if not found:
            inside = self.known and any(c in self.regions for c in codes)
            return _relation("unlike" if inside else "unknown")
        best = min(found, key=lambda p: ORDER.index(str(p["firmness"])))
        return _relation(str(best["firmness"]), _reason(best), str(best["code"]))


def _relation(word: str, reason: str = "", code: str = "") -> Relation:
    return Relation(word, relation_said(word), reason, code)


def _reason(peer: Mapping[str, Any]) -> str:
    alike, different = peer.get("alike") or (), peer.get("different") or ()
    if not alike or not different:
        return ""
    return _("Most alike in {alike}; most unlike in {different}.").format(
        alike=listed([_indicator(i) for i in alike[:2]]), different=_indicator(different[0])
    )


def _indicator(indicator: str) -> str:
    held = library().indicators.get(indicator)
    return lower_first(said(held.short)) if held else indicator


def similar_to(code: str) -> Similar:
    """A territory by its code; UnknownTerritory with guesses where there is none."""
    territory = held_at(code)
    if territory is None:
        raise _unknown(code)
    return similar_of(territory)


def similar_of(territory: Territory) -> Similar:
    """A territory with its peers."""
    regions = frozenset(Territory.objects.filter(level=2).values_list("code", flat=True))
    found = comparison_of(current(), territory)
    return Similar(territory, territory_name(territory), found, regions)


def held_at(code: str) -> Territory | None:
    """The territory of a code in its newest version, any case; None where there is none."""
    held = Territory.objects.filter(code=code.strip().partition("@")[0].upper())
    return held.order_by("-version").first()


def _unknown(asked: str) -> UnknownTerritory:
    near = search_territories(asked, 4)
    names = listed([f"{m.territory.name} ({m.territory.code})" for m in near])
    mend = _("Did you mean {names}? Use the code.").format(names=names) if names else ""
    return UnknownTerritory(Problem(asked, _("There is no territory of this name or code."), mend))


def region_names(codes: Sequence[str]) -> Mapping[str, str]:
    """By code: the names of those territories that this site knows."""
    return {t.code: territory_name(t) for t in Territory.objects.filter(code__in=codes)}
