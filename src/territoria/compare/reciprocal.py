"""Who should talk to whom: each is firmly ahead where the other has a firm gap, and they are alike.

*Ahead* and *behind* are those of each territory among its own structural peers, so that a rich and
a poor region can teach each other. A pair counts only where both are alike in structure; what one
does would otherwise not fit the other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np

from territoria.compare.distance import Space
from territoria.compare.gaps import DEAD_BAND, FIRM_GAP
from territoria.compare.peers import ARGUABLE, Firmness, distances, firmness_of
from territoria.errors import DataError, Problem
from territoria.measure.frame import Floats
from territoria.speech import gettext

NEAR = 0.75
"""Alike without being peers: nearer than so large a share of all pairs of comparable places."""
FINE = 1000
"""Scores count to three decimals, so that the optimum does not hang on the last digit."""

Pair = tuple[str, str]
"""Two territories, the first key first."""


@dataclass(frozen=True)
class Profile:
    """Where a territory is firmly ahead of its peers, and where it has a firm gap.

    ``ahead``: factor → P(better than the peers' median). ``behind``: factor → P(there is a gap).
    ``inside``: it belongs to the network; others may only be partners of those that do.
    """

    territory: str
    ahead: Mapping[str, float]
    behind: Mapping[str, float]
    inside: bool = True


def profile_of(
    territory: str,
    chances: Mapping[str, tuple[float | None, float | None]],
    *,
    inside: bool = True,
) -> Profile:
    """A profile from factor → P(better than the peers' median), P(gap to their better quarter).

    Ahead is who is better than the median and has no firm gap; nobody is both. A factor without
    either chance is unknown and stands on neither side.
    """
    ahead, behind = {}, {}
    for factor, (better, gap) in sorted(chances.items()):
        if better is None or gap is None:
            continue
        if gap >= FIRM_GAP:
            behind[factor] = gap
        elif better > DEAD_BAND[1]:
            ahead[factor] = better
    return Profile(territory, ahead, behind, inside)


@dataclass(frozen=True)
class Nearness:
    """How alike two are. ``farther``: share of all pairs of comparable places that are less alike.

    ``inclusion``: how often the one is among the nearest of the other, the larger of both ways.
    """

    distance: float
    farther: float
    inclusion: float

    @property
    def firmness(self) -> Firmness | None:
        """The word of a peer; None where neither is in the other's list."""
        return firmness_of(self.inclusion) if self.inclusion >= ARGUABLE else None

    @property
    def near(self) -> bool:
        """Alike enough for one's practice to fit the other."""
        return self.firmness is not None or self.farther >= NEAR


@dataclass(frozen=True)
class Likeness:
    """Nearness of all comparable places. ``inclusion``: owner, neighbour → share of draws."""

    space: Space
    inclusion: Mapping[Pair, float]
    table: Floats = field(repr=False)
    ordered: Floats = field(repr=False)

    def between(self, one: str, other: str) -> Nearness | None:
        """None where one of them lacks too many structural figures to be compared."""
        a, b = self.space.by_key.get(one), self.space.by_key.get(other)
        if a is None or b is None or a == b or not np.isfinite(self.table[a, b]):
            return None
        distance = float(self.table[a, b])
        nearer = int(np.searchsorted(self.ordered, distance, side="right"))
        held = (self.inclusion.get((one, other), 0.0), self.inclusion.get((other, one), 0.0))
        return Nearness(distance, 1.0 - nearer / max(len(self.ordered), 1), max(held))


def likeness_of(space: Space, inclusion: Mapping[Pair, float]) -> Likeness:
    """Nearness in a structural space; distances of all pairs are worked out once."""
    table = distances(space)
    upper = table[np.triu_indices(len(table), 1)]
    return Likeness(space, inclusion, table, np.sort(upper[np.isfinite(upper)]))


# ── matches ───────────────────────────────────────────────────────────────────────────────────


@dataclass(frozen=True)
class Lesson:
    """What a learner could learn from a teacher: factor → chance that both stand as said.

    ``nearness`` says how alike the two are.
    """

    teacher: str
    learner: str
    factors: tuple[tuple[str, float], ...]
    nearness: Nearness

    @property
    def expected(self) -> float:
        """How many of the factors are expected to hold, doubts included."""
        return sum(chance for _, chance in self.factors)


@dataclass(frozen=True)
class Match:
    """Two that can teach each other. ``first``: what ``one`` can teach; ``second``: the other.

    ``score``: lessons expected in the poorer direction, times the share of pairs less alike.
    """

    one: str
    other: str
    nearness: Nearness
    first: Lesson
    second: Lesson

    @property
    def balance(self) -> float:
        """Lessons expected in the direction that has fewer."""
        return min(self.first.expected, self.second.expected)

    @property
    def score(self) -> float:
        """Only for choosing among pairs; print its parts beside it."""
        return self.balance * self.nearness.farther


@dataclass(frozen=True)
class Matches:
    """``both``: who can teach each other, the best first. ``one_way``: who could learn from whom,
    by learner. ``unlike``, ``unknown``: pairs with lessons left out, as they are unlike or cannot be
    compared.
    """

    both: tuple[Match, ...]
    one_way: tuple[Lesson, ...]
    unlike: int
    unknown: int


def find_matches(profiles: Sequence[Profile], likeness: Likeness) -> Matches:
    """All pairs with at least one inside, that are alike and have something to say to each other.

    DataError where a territory stands twice. The order of the profiles changes nothing.
    """
    _refuse_twice(profiles)
    both: list[Match] = []
    one_way: list[Lesson] = []
    unlike = unknown = 0
    for a, b in combinations(sorted(profiles, key=lambda p: p.territory), 2):
        if not (a.inside or b.inside):
            continue
        there, back = _shared(a, b), _shared(b, a)
        if not (there and b.inside) and not (back and a.inside):
            continue
        near = likeness.between(a.territory, b.territory)
        if near is None or not near.near:
            unknown, unlike = unknown + (near is None), unlike + (near is not None)
            continue
        first = Lesson(a.territory, b.territory, there, near)
        second = Lesson(b.territory, a.territory, back, near)
        if there and back:
            both.append(Match(a.territory, b.territory, near, first, second))
        else:
            one_way.append(first if there else second)
    both.sort(key=lambda m: (-round(m.score * FINE), m.one, m.other))
    one_way.sort(key=lambda w: (w.learner, -round(_worth(w) * FINE), w.teacher))
    return Matches(tuple(both), tuple(one_way), unlike, unknown)


def _worth(lesson: Lesson) -> float:
    return lesson.expected * lesson.nearness.farther


def _shared(teacher: Profile, learner: Profile) -> tuple[tuple[str, float], ...]:
    """The factors in which one is ahead and the other behind, the surest first."""
    found = {
        factor: chance * learner.behind[factor]
        for factor, chance in teacher.ahead.items()
        if factor in learner.behind
    }
    return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))


def _refuse_twice(profiles: Iterable[Profile]) -> None:
    seen: set[str] = set()
    for profile in profiles:
        if profile.territory in seen:
            raise DataError(
                Problem(
                    profile.territory,
                    gettext("it stands twice among the profiles."),
                    gettext("Give each territory once."),
                )
            )
        seen.add(profile.territory)
