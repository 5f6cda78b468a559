"""The peers that a team chose beside the structural ones, and what the choice does to its gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from territoria.compare.distance import Space, element_distances, total_distance
from territoria.compare.gaps import Gap, indicator_gap
from territoria.compare.peers import HUB, neighbour_lists
from territoria.diagnosis import Diagnosis, Universe
from territoria.measure.frame import Booleans, Floats
from territoria.model import Indicator, Words
from territoria.pictures.words import STANDING, STANDING_LOWER_IS_BETTER
from territoria.speech import gettext
from territoria_web.compare.models import Comparison, PeerGroup
from territoria_web.library.queries import library
from territoria_web.measure.models import Assessment
from territoria_web.measure.queries.assessments import current
from territoria_web.measure.queries.team_releases import own_assessment
from territoria_web.measure.queries.universes import universe_of
from territoria_web.territories.models import Cycle, Territory
from territoria_web.territories.queries import territory_name


@dataclass(frozen=True)
class StructuralPeer:
    """A territory alike in structure, and why; ``cautions``: why to think twice."""

    territory: Territory
    firmness: str
    alike: tuple[Words, ...]
    different: tuple[Words, ...]
    cautions: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called in the language spoken."""
        return territory_name(self.territory)


@dataclass(frozen=True)
class Against:
    """What a figure stands against: the peers' middle, their middle half, and the word for it."""

    median: float | None
    low: float | None
    high: float | None
    word: str
    known: int
    direction: int

    @property
    def said(self) -> str:
        """The word as the pictures say it: below is worse where the lower figure is the better."""
        return gettext((STANDING_LOWER_IS_BETTER if self.direction < 0 else STANDING)[self.word])


@dataclass(frozen=True)
class TwoGaps:
    """A figure against the structural peers and against the chosen ones, in its own unit."""

    indicator: Indicator
    value: float
    period: int
    structural: Against
    chosen: Against | None

    @property
    def changes(self) -> bool:
        """Whether the word is another against the chosen peers."""
        return self.chosen is not None and self.chosen.word != self.structural.word


def assessment_of(cycle: Cycle) -> Assessment:
    """What a team is judged by: its own assessment where it has one, else the public one."""
    return own_assessment(cycle) or current(cycle.framework)


def chosen_group(cycle: Cycle) -> PeerGroup | None:
    """The peers that stand in place of the structural ones; None where those count."""
    return _groups().filter(cycle=cycle, current=True).first()


def groups_of(cycle: Cycle) -> tuple[PeerGroup | None, list[PeerGroup]]:
    """The choice that counts, and those that no longer do, latest first."""
    held = list(_groups().filter(cycle=cycle).order_by("-chosen"))
    return next((g for g in held if g.current), None), [g for g in held if not g.current]


def _groups() -> QuerySet[PeerGroup]:
    return PeerGroup.objects.select_related("chosen_by").prefetch_related("members")


def structural_peers(assessment: Assessment, territory: Territory) -> list[StructuralPeer]:
    """The structural peers of a territory, nearest first; none where they are not worked out."""
    found = Comparison.objects.filter(assessment=assessment, territory=territory).first()
    if found is None or not found.body.get("peers"):
        return []
    members = found.body["peers"]["members"]
    places = {t.key: t for t in Territory.objects.filter(code__in=[m["code"] for m in members])}
    texts = library().indicators
    return [
        StructuralPeer(
            places[m["key"]],
            m["firmness"],
            tuple(texts[i].short for i in m["alike"] if i in texts),
            tuple(texts[i].short for i in m["different"] if i in texts),
            _cautions(m["hub"], m["partial"]),
        )
        for m in members
        if m["key"] in places
    ]


def _cautions(hub: bool, partial: bool) -> tuple[str, ...]:
    said = []
    if hub:
        said.append(_("It is near to very many territories, so it says little about any one."))
    if partial:
        said.append(_("Some of its structural figures are missing."))
    return tuple(said)


def cautions_about(
    assessment: Assessment, territory: Territory, chosen: Sequence[Territory]
) -> list[tuple[Territory, str]]:
    """Why to think twice about territories as peers of this one."""
    universe = universe_of(assessment)
    if universe.framework.peers is None:
        return []
    space = universe.space
    me = space.position(territory.key)
    hubs = neighbour_lists(space).sum(axis=0) / space.preset.k
    found = []
    for peer in chosen:
        place = space.position(peer.key)
        if place is None or me is None:
            said = _("Too few of its structural figures are known to say how alike it is.")
            found.append((peer, said))
            continue
        means, enough = element_distances(space, space.points, space.points[:, me])
        said_here = list(_cautions(bool(hubs[place] > HUB), not bool(enough[:, place].all())))
        rank = _rank(space, means, enough, me, place)
        if rank > 2 * space.preset.k:
            held = {"place": rank, "of": len(space.members) - 1}
            said_here.append(_("It is number %(place)s of %(of)s in likeness.") % held)
        found += [(peer, said) for said in said_here]
    return found


def _rank(space: Space, means: Floats, enough: Booleans, me: int, place: int) -> int:
    distances = total_distance(means, enough, space.element_weights)
    nearer = distances < distances[place]
    nearer[me] = False
    return int(nearer.sum()) + 1


def gaps_against(
    assessment: Assessment, territory: Territory, chosen: Sequence[Territory]
) -> list[TwoGaps]:
    """Every scored figure of a territory against structural and against chosen peers."""
    universe = universe_of(assessment)
    if universe.framework.peers is None:
        return []
    d = Diagnosis(universe, universe.observations.territory(territory.key))
    columns = [universe.assessment.cut.column(t.key) for t in chosen]
    found = []
    for indicator in dict.fromkeys(universe.assessment.tree.indicators):
        value = d.value(indicator)
        if value is None:
            continue
        found.append(
            TwoGaps(
                d.indicator(indicator),
                value,
                d.period(indicator),
                _against(d.gaps[indicator], d.indicator(indicator).direction),
                _against(
                    _gap(universe, d, indicator, value, columns),
                    d.indicator(indicator).direction,
                )
                if columns
                else None,
            )
        )
    return found


def _gap(universe: Universe, d: Diagnosis, indicator: str, value: float, columns: list[int]) -> Gap:
    row, drawn = d.row(indicator), universe.drawn_values
    return indicator_gap(
        indicator,
        value,
        float(d.indicator(indicator).direction),
        universe.assessment.cut.values[row, columns],
        drawn[:, row, d.column],
        drawn[:, row, columns],
    )


def _against(gap: Gap, direction: int) -> Against:
    half = (gap.peer_median, gap.peer_low, gap.peer_high)
    return Against(*half, gap.word, gap.peers_known, direction)


def named(territories: Sequence[Territory]) -> list[str]:
    """What territories are called in the language spoken."""
    return [territory_name(t) for t in territories]
