"""Who could be a partner of a city, or of a project: by structure, strengths and gaps, sectors; each
reason stands for itself, and nobody gets a score.

If A is shown B, B is shown A. Where only one could teach the other, both see it, apart from those who
gain both. Only what is published is read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from territoria.act.partners import Sector as SectorOf
from territoria.act.partners import SectorPair, find_sector_pairs
from territoria.compare.reciprocal import Likeness, Nearness, find_matches
from territoria_web.act.models import Partner, Project
from territoria_web.act.queries.projects import networks_of_territory
from territoria_web.act.queries.sectors import CitySectors, published_sectors
from territoria_web.act.rules.projects import CITIES, PRESENT
from territoria_web.measure.queries.assessments import public_assessments
from territoria_web.people.models import Membership, Organisation, Role
from territoria_web.plan.queries.cohort.held import (
    Published,
    compared_frameworks,
    likeness_among,
    published_of,
)
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

MOST = 300
"""Cities that are looked at; a page stays quick."""


@dataclass(frozen=True)
class Pairing:
    """All that stands between two cities, seen from ``own``. ``teaches``: factors in which the other
    is firmly ahead where ``own`` has a firm gap; ``learns``: the reverse. ``near`` None: nobody can
    tell how alike they are. ``has_sectors``: whether own and other published theirs.
    """

    own: Territory
    other: Territory
    near: Nearness | None
    teaches: tuple[tuple[str, float], ...] = ()
    learns: tuple[tuple[str, float], ...] = ()
    sectors: SectorPair | None = None
    has_sectors: tuple[bool, bool] = (False, False)

    @property
    def is_reciprocal(self) -> bool:
        """Whether both gain."""
        by_sectors = self.sectors is not None and self.sectors.is_reciprocal
        return bool(self.teaches and self.learns) or by_sectors

    @property
    def reasons(self) -> int:
        """How many kinds of reasons speak for it."""
        pair = self.sectors
        said = (self.teaches, self.learns)
        told = (pair.shared, pair.there, pair.back) if pair else ()
        return sum(bool(one) for one in (*said, *told))


@dataclass(frozen=True)
class Candidate:
    """A city that could be a partner, with its pairings that have reasons, the strongest first."""

    territory: Territory
    name: str
    pairings: tuple[Pairing, ...]

    @property
    def is_reciprocal(self) -> bool:
        """Whether it and one of the others gain both."""
        return any(one.is_reciprocal for one in self.pairings)


@dataclass(frozen=True)
class Found:
    """``both``: those who gain as well; ``one_way``: only one side; ``untold``: of whom nothing can be
    told, by name; ``others``: how many have no reason so far. ``factors``: titles by id.
    """

    both: tuple[Candidate, ...] = ()
    one_way: tuple[Candidate, ...] = ()
    untold: tuple[str, ...] = ()
    others: int = 0
    factors: Mapping[str, str] = field(default_factory=dict)


def partners_for(territory: Territory) -> Found:
    """Who could be a partner of a city: of its networks, and whoever published sectors as it did."""
    cities = published_sectors()
    invented = any(one.example for one in cities if one.territory.pk == territory.pk)
    cities = _of_one_kind(cities, invented=invented)
    mates = Territory.objects.filter(organisations__in=networks_of_territory(territory)).distinct()
    has_own = any(one.territory.pk == territory.pk for one in cities)
    more = [one.territory for one in cities] if has_own else []
    return _found([territory], _once([*mates, *more], but=[territory]), cities)


def partners_for_project(project: Project) -> Found:
    """Who could join the cities of a project: of its network, and whoever published sectors."""
    cities = _of_one_kind(published_sectors(), invented=project.example)
    rows = project.partners.filter(state__in=PRESENT).exclude(territory=None)
    present = [one.territory for one in rows.select_related("territory")]
    agreed = rows.filter(state=Partner.State.AGREED, role__in=CITIES).select_related("territory")
    own = _once([one.territory for one in agreed if one.territory], but=[])
    others = [*project.network.territories.all(), *(one.territory for one in cities)]
    return _found(own, _once(others, but=[one for one in present if one]), cities)


def _of_one_kind(cities: Sequence[CitySectors], *, invented: bool) -> list[CitySectors]:
    """What was invented to show how it works stands beside nothing that is real."""
    return [one for one in cities if one.example == invented]


def _once(places: Sequence[Territory], *, but: Sequence[Territory]) -> list[Territory]:
    left_out = {one.pk for one in but}
    held = {one.pk: one for one in places if one.pk not in left_out}
    return list(held.values())[:MOST]


def _found(
    own: Sequence[Territory], others: Sequence[Territory], cities: Sequence[CitySectors]
) -> Found:
    if not own or not others:
        return Found()
    read = _Read(own, others, cities)
    rows = [_candidate(one, read) for one in others]
    both = [c for c in rows if c.is_reciprocal]
    one_way = [c for c in rows if c.pairings and not c.is_reciprocal]
    rest = [c for c in rows if not c.pairings]
    untold = [c.name for c in rest if not read.can_tell(c.territory)]
    return Found(
        tuple(sorted(both, key=_turn)),
        tuple(sorted(one_way, key=_turn)),
        tuple(sorted(untold)),
        len(rest) - len(untold),
        read.factors,
    )


def _turn(one: Candidate) -> tuple[int, str]:
    return (-max(p.reasons for p in one.pairings), one.name)


def _candidate(other: Territory, read: _Read) -> Candidate:
    pairings = [p for own in read.own if (p := read.pairing(own, other)).reasons]
    pairings.sort(key=lambda p: (not p.is_reciprocal, -p.reasons, p.own.code))
    return Candidate(other, territory_name(other), tuple(pairings))


class _Read:
    """What is published of all of them: a few queries, however many they are."""

    def __init__(
        self, own: Sequence[Territory], others: Sequence[Territory], cities: Sequence[CitySectors]
    ) -> None:
        self.own = own
        wanted = {one.key for one in (*own, *others)}
        self.named = {c.territory.key for c in cities} & wanted
        self.pairs = _sector_pairs(cities, own, others)
        self.published = _published([*own, *others])
        self.likeness = _likeness(self.published)
        self.lessons = _lessons(self.published, self.likeness, own)
        self.factors = _titles(self.published)

    def near(self, one: Territory, other: Territory) -> Nearness | None:
        """How alike two are; None where nobody can tell."""
        return self.likeness.between(one.key, other.key) if self.likeness else None

    def pairing(self, own: Territory, other: Territory) -> Pairing:
        """All that stands between two of them."""
        pair = self.pairs.get(frozenset((own.key, other.key)))
        return Pairing(
            own,
            other,
            self.near(own, other),
            self.lessons.get((other.key, own.key), ()),
            self.lessons.get((own.key, other.key), ()),
            pair.seen_from(own.key) if pair else None,
            (own.key in self.named, other.key in self.named),
        )

    def can_tell(self, other: Territory) -> bool:
        """Whether anything could be compared with anybody."""
        return other.key in self.named or any(self.near(one, other) for one in self.own)


def _published(places: Sequence[Territory]) -> Published | None:
    opened = public_assessments()
    frameworks = compared_frameworks(opened)
    return published_of(frameworks[0].id, places, opened) if frameworks else None


def _likeness(published: Published | None) -> Likeness | None:
    if published is None:
        return None
    return likeness_among(published.assessment, [h for h in published.territories if h.known])


def _lessons(
    published: Published | None, likeness: Likeness | None, own: Sequence[Territory]
) -> dict[tuple[str, str], tuple[tuple[str, float], ...]]:
    """Teacher, learner → what could be learnt. Each two by themselves: whom one of ``own`` could teach
    counts as much as whom it could learn from.
    """
    if published is None or likeness is None:
        return {}
    known = [h for h in published.territories if h.known]
    profiles = {h.territory.key: h.profile(published.factors) for h in known}
    inside = {one.key for one in own} & profiles.keys()
    found: dict[tuple[str, str], tuple[tuple[str, float], ...]] = {}
    for mine in inside:
        for other in profiles.keys() - inside:
            matches = find_matches([profiles[mine], profiles[other]], likeness)
            both = [one for match in matches.both for one in (match.first, match.second)]
            found |= {(one.teacher, one.learner): one.factors for one in (*both, *matches.one_way)}
    return found


def _titles(published: Published | None) -> dict[str, str]:
    if published is None:
        return {}
    return {f.id: (f.short or f.title).say() for f in published.framework.factors()}


def _sector_pairs(
    cities: Sequence[CitySectors], own: Sequence[Territory], others: Sequence[Territory]
) -> dict[frozenset[str], SectorPair]:
    """What sectors say for each of ``own`` with each of the others; two at a time, as all pairs of
    three hundred cities would take seconds.
    """
    held = {city.territory.key: _sectors_of(city) for city in cities}
    pairs = [
        pair
        for mine in own
        for other in others
        if mine.key in held and other.key in held
        for pair in find_sector_pairs([*held[mine.key], *held[other.key]])
    ]
    return {frozenset((p.one, p.other)): p for p in pairs}


def _sectors_of(city: CitySectors) -> list[SectorOf]:
    return [
        SectorOf(
            city.territory.key,
            one.code or one.name,
            one.row.proof,
            one.row.offers,
            one.row.seeks,
            one.quotient.value if one.quotient else None,
        )
        for one in city.sectors
    ]


def contacts_in(network: Organisation) -> set[int]:
    """The territories of a network whose team has somebody that a letter can go to."""
    held = Membership.objects.filter(territory__organisations=network, role=Role.LEAD)
    return set(held.values_list("territory", flat=True))


def contact_in(network: Organisation, territory: Territory) -> Membership | None:
    """Who leads the team of a territory of this network; None where there is nobody."""
    held = Membership.objects.filter(
        territory=territory, territory__organisations=network, role=Role.LEAD
    )
    return held.select_related("user").order_by("pk").first()
