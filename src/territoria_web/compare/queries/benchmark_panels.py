"""Who assesses what in a benchmark: nobody what is their own, two each, loads as equal as they can be."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from territoria.errors import Problem, TerritoriaError
from territoria.invite.assignment import assign_reviewers
from territoria_web.compare.models import Assessor, Benchmark, Entrant
from territoria_web.compare.queries.benchmark_entrants import entrants_of, places_of, title_of
from territoria_web.people.models import Membership, Organisation, Role, User

EACH: Final = 2
"""Assessors of an initiative."""


@dataclass(frozen=True)
class Proposed:
    """Who would assess what. ``problems``: why there is no assignment; ``stamp``: names the state that
    it was worked out for.
    """

    pairs: tuple[tuple[Entrant, tuple[User, ...]], ...]
    loads: tuple[tuple[User, int], ...]
    problems: tuple[Problem, ...]
    stamp: str


def assessors_of(held: Benchmark) -> list[Assessor]:
    """Whom the office asked, in the order they were; without those who joined the office since."""
    rows = Assessor.objects.filter(benchmark=held, user__is_active=True)
    return list(rows.exclude(user__in=_office(held.network)).select_related("user"))


def who_may_be_asked(network: Organisation) -> QuerySet[User]:
    """Accounts with a role in the network or in one of its territories, by name. Not its office: that reads
    all sheets before they are published, so it gives none.
    """
    places = Membership.objects.filter(
        Q(organisation=network) | Q(territory__in=network.territories.all())
    )
    rows = User.objects.filter(pk__in=places.values("user"), is_active=True)
    return rows.exclude(pk__in=_office(network)).order_by("name", "email")


def _office(network: Organisation) -> QuerySet[Membership, int]:
    held = Membership.objects.filter(organisation=network, role=Role.SECRETARIAT)
    return held.values_list("user", flat=True)


def has_joined_office(held: Benchmark, user: User) -> bool:
    """Whether an assessor reads all sheets by now, and so gives none any more."""
    return _office(held.network).filter(user=user).exists()


def homes_of(users: Collection[int]) -> dict[int, frozenset[str]]:
    """Account → codes of the territories that it has a role in."""
    found: dict[int, set[str]] = {pk: set() for pk in users}
    rows = Membership.objects.filter(user__in=users).exclude(territory=None)
    for user, code in rows.values_list("user", "territory__code"):
        found[user].add(code)
    return {pk: frozenset(codes) for pk, codes in found.items()}


def barred_pairs(entrants: Sequence[Entrant], users: Collection[int]) -> set[tuple[int, int]]:
    """Entrant and account: whoever has a role in its territory, or had a hand in its record."""
    homes = homes_of(users)
    return {
        (e.pk, user)
        for e in entrants
        for user, codes in homes.items()
        if codes & places_of(e) or user in _writers(e)
    }


def _writers(entrant: Entrant) -> set[int]:
    if entrant.edition is None:
        return set()
    initiative = entrant.edition.initiative
    made = {initiative.made_by_id} if initiative.made_by_id else set()
    return made | {user.pk for user in initiative.writers.all()}


def lacking_assessors(held: Benchmark, entrants: Sequence[Entrant]) -> list[Entrant]:
    """Initiatives with fewer than two assessors who could judge them."""
    people = [a.user_id for a in assessors_of(held)]
    barred = barred_pairs(entrants, people)
    return [e for e in entrants if sum((e.pk, p) not in barred for p in people) < EACH]


@dataclass(frozen=True)
class _State:
    """All that an assignment hangs on."""

    entrants: tuple[Entrant, ...]
    people: tuple[User, ...]
    barred: frozenset[tuple[int, int]]

    @property
    def stamp(self) -> str:
        """Names it."""
        told = ([e.pk for e in self.entrants], [p.pk for p in self.people], sorted(self.barred))
        return hashlib.sha256(repr(told).encode()).hexdigest()[:20]


def _state(held: Benchmark) -> _State:
    entrants, people = entrants_of(held), [a.user for a in assessors_of(held)]
    barred = barred_pairs(entrants, [p.pk for p in people])
    return _State(tuple(entrants), tuple(people), frozenset(barred))


def panel_stamp(held: Benchmark) -> str:
    """The stamp of the proposal as things stand, without working it out."""
    return _state(held).stamp


def proposed_panel(held: Benchmark) -> Proposed:
    """Two assessors for each initiative, none in conflict."""
    state = _state(held)
    entrants, people, stamp = state.entrants, state.people, state.stamp
    labels, names = _labels(entrants), _names(people)
    try:
        found = assign_reviewers(
            list(labels.values()),
            list(names.values()),
            conflicts={(labels[e], names[p]) for e, p in state.barred},
            per_application=EACH,
        )
    except TerritoriaError as refused:
        return Proposed((), (), tuple(refused.problems), stamp)
    who = {names[p.pk]: p for p in people}
    pairs = tuple(
        (e, tuple(who[name] for label, name in found.pairs if label == labels[e.pk]))
        for e in entrants
    )
    loads = tuple((p, found.loads[names[p.pk]]) for p in people)
    return Proposed(pairs, loads, (), stamp)


def _labels(entrants: Sequence[Entrant]) -> dict[int, str]:
    """Entrant → its title, with a number where two are called alike."""
    titles = {e.pk: title_of(e).text for e in entrants}
    return _told_apart(titles)


def _names(people: Sequence[User]) -> dict[int, str]:
    return _told_apart({p.pk: str(p) for p in people})


def _told_apart(named: dict[int, str]) -> dict[int, str]:
    alike = list(named.values())
    seen: dict[str, int] = {}
    found = {}
    for pk, name in named.items():
        seen[name] = seen.get(name, 0) + 1
        found[pk] = f"{name} ({seen[name]})" if alike.count(name) > 1 else name
    return found
