"""How near a practice is to the reader's territory: the order of the list, and the words for it.

Peers first, by how firm they are; then places of the same kind in the same country, which share
its laws and money; then regions whose figures compare; then all others.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from territoria_web.recommend.queries.practices import PracticeEntry
from territoria_web.recommend.queries.similar_places import ALIKE, ORDER, Relation, Similar

WHOLE, SEVERAL = "N", "V"
HOME, COMPARABLE, REST = len(ALIKE), len(ALIKE) + 1, len(ALIKE) + 2


@dataclass(frozen=True)
class Nearness:
    """``place``: in the order of the list, the nearest first. ``words``: one sentence."""

    place: int
    words: str


def nearness(
    entry: PracticeEntry, relation: Relation, similar: Similar, names: Mapping[str, str]
) -> Nearness:
    """``names``: by code what the regions around the practices are called."""
    if relation.alike:
        return Nearness(ORDER.index(relation.word), "")  # said with its firmness and its reason
    around = next((names[code] for code in entry.territories if code in names), "")
    words = {"region": around, "place": similar.name, "country": entry.country_name}
    if similar.territory.country == entry.country and _same_kind(entry, similar):
        return Nearness(HOME, _at_home(relation).format(**words))
    if relation.word == "unlike" and around:
        said = _("The region around it, {region}, is not among the peers of {place}.")
        return Nearness(COMPARABLE, said.format(**words))
    return Nearness(REST, _elsewhere(entry).format(**words))


def _same_kind(entry: PracticeEntry, similar: Similar) -> bool:
    """Whether both are whole countries, or both places within one."""
    return (entry.population == WHOLE) == (similar.territory.level == 0)


def _at_home(relation: Relation) -> str:
    if relation.word == "unlike":
        return _("In the same country as {place}, but not among its peers.")
    return _("In the same country as {place}; no figures compare the two.")


def _elsewhere(entry: PracticeEntry) -> str:
    if entry.population == SEVERAL or not entry.country:
        return _("In several places: no figures compare them with {place}.")
    return _("In another place ({country}) that no figures compare with {place}.")
