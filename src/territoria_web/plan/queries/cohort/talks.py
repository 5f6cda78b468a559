"""Who should talk to whom in a network, and who outside it: with reasons, from published figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from territoria.compare.partners import choose_matches
from territoria.compare.reciprocal import Lesson, Match, Profile, find_matches
from territoria_web.plan.queries.cohort.held import (
    HeldOf,
    Published,
    bodies_of,
    likeness_among,
)
from territoria_web.territories.models import Territory
from territoria_web.territories.queries import territory_name

SOUND = ("firm", "likely")
PARTNERS = 2
LESSONS = 3
"""How many a learner is shown that it could learn from, one way."""
MOST_OUTSIDE = 120
"""Peers outside that are looked at, those in most lists first, so that a page stays quick."""


@dataclass(frozen=True)
class Talks:
    """``chosen``: at most so many partners each; ``others``: further pairs; ``alone``: who has a
    match and no room left; ``without``: who matches nobody; ``uncompared``: not comparable.
    ``names``: by key.
    """

    chosen: tuple[Match, ...]
    others: tuple[Match, ...]
    one_way: tuple[Lesson, ...]
    alone: tuple[str, ...]
    without: tuple[str, ...]
    uncompared: tuple[str, ...]
    unlike: int
    names: dict[str, str]
    inside: frozenset[str]


def talks_of(published: Published, *, beyond: bool = False) -> Talks:
    """The selection with its reasons; three queries where ``beyond`` the network, else none."""
    members = [h for h in published.territories if h.known]
    outside = _outside(published, members) if beyond else []
    likeness = likeness_among(published.assessment, [*members, *outside])
    found = find_matches(_profiles(published.factors, members, outside), likeness)
    picked, alone = _chosen(found.both, tuple(sorted(h.territory.key for h in members)))
    chosen = tuple(m for m in found.both if (m.one, m.other) in picked)
    served = {end for m in found.both for end in (m.one, m.other)}
    inside = frozenset(h.territory.key for h in published.territories)
    return Talks(
        chosen=chosen,
        others=tuple(m for m in found.both if (m.one, m.other) not in picked),
        one_way=_few(found.one_way),
        alone=alone,
        without=tuple(h.territory.key for h in members if h.territory.key not in served),
        uncompared=tuple(
            h.territory.key
            for h in published.territories
            if not h.known or h.territory.key not in likeness.space.by_key
        ),
        unlike=found.unlike,
        names={
            h.territory.key: territory_name(h.territory) for h in (*published.territories, *outside)
        },
        inside=inside,
    )


def _few(lessons: Sequence[Lesson]) -> tuple[Lesson, ...]:
    """The first few of each learner."""
    seen: dict[str, int] = {}
    kept = []
    for lesson in lessons:
        seen[lesson.learner] = seen.get(lesson.learner, 0) + 1
        if seen[lesson.learner] <= LESSONS:
            kept.append(lesson)
    return tuple(kept)


def _outside(published: Published, members: Sequence[HeldOf]) -> list[HeldOf]:
    """The firm and likely peers of the members that are not of the network themselves."""
    own = {h.territory.code for h in members}
    lists: dict[str, int] = {}
    for held in members:
        for m in held.members:
            if m["firmness"] in SOUND and m["code"] not in own:
                lists[m["code"]] = lists.get(m["code"], 0) + 1
    codes = sorted(lists, key=lambda code: (-lists[code], code))[:MOST_OUTSIDE]
    version = published.territories[0].territory.version if published.territories else ""
    places = list(Territory.objects.filter(code__in=codes, version=version).order_by("code"))
    bodies = bodies_of(published.assessment, places)
    return [HeldOf(t, bodies[t.pk]) for t in places if t.pk in bodies]


Picked = frozenset[tuple[str, str]]


def _profiles(
    factors: Sequence[str], members: Sequence[HeldOf], outside: Sequence[HeldOf]
) -> list[Profile]:
    own = [h.profile(factors) for h in members]
    return own + [h.profile(factors, inside=False) for h in outside]


@lru_cache(maxsize=32)
def _chosen(both: tuple[Match, ...], members: tuple[str, ...]) -> tuple[Picked, tuple[str, ...]]:
    """The same pairs are chosen among once."""
    selection = choose_matches(both, most=PARTNERS, members=members)
    return frozenset((m.one, m.other) for m in selection.chosen), selection.alone
