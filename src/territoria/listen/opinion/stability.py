"""Whether groups would come out again: the same people drawn anew, again and again.

Each resample draws as many participants with replacement, finds directions, places and as many groups
anew, and is compared with the groups found by the adjusted Rand index (Hubert and Arabie 1985): 1 the
same division, 0 as alike as chance. Groups are shown where the mean is 0.8 or more and the smallest
has 5 people and 5 % of those placed.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from territoria.listen.disclosure import LEAST
from territoria.listen.opinion.grouping import Grouping, find_groups
from territoria.listen.opinion.projection import Filled, project
from territoria.listen.opinion.votes import CountsArray, Truth
from territoria.speech import gettext, number

RESAMPLES: Final = 25
STABLE: Final = 0.8
SMALLEST_SHARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Stability:
    """``k`` groups were tried on. ``rand``: mean adjusted Rand index of ``resamples``, None where the
    smallest group was too small already. ``smallest``: its people; ``needed``: people it needs.
    """

    k: int
    resamples: int
    rand: float | None
    smallest: int
    needed: int

    @property
    def is_stable(self) -> bool:
        """Whether the groups may be shown."""
        return self.smallest >= self.needed and self.rand is not None and self.rand >= STABLE

    @property
    def why_not(self) -> str:
        """One sentence, empty where groups may be shown."""
        if self.smallest < self.needed:
            return gettext(
                "No groups are shown: the smallest of them would have too few people; it needs "
                "{needed} of those who voted enough."
            ).format(needed=self.needed)
        if not self.is_stable:
            return gettext(
                "No groups are shown: drawn again from the same people, they come out too differently "
                "(agreement {rand}, needed {least})."
            ).format(rand=number(self.rand or 0.0, ".2f"), least=number(STABLE, ".2f"))
        return ""


def stability(
    filled: Filled, inside: Truth, found: Grouping, *, seed: int, resamples: int = RESAMPLES
) -> Stability:
    """Tries the groups on resamples; not where one of them is too small to be shown anyway."""
    placed = int(inside.sum())
    needed = max(LEAST, int(np.ceil(SMALLEST_SHARE * placed)))
    smallest = min(found.sizes)
    if smallest < needed:
        return Stability(found.k, 0, None, smallest, needed)
    alike = [_again(filled, inside, found, seed, n) for n in range(resamples)]
    # what a resample cannot divide at all speaks against the groups
    return Stability(found.k, resamples, float(np.mean(alike)), smallest, needed)


def _again(filled: Filled, inside: Truth, found: Grouping, seed: int, number: int) -> float:
    people = len(inside)
    rng = np.random.default_rng((seed, 1, number))
    times = np.bincount(rng.integers(people, size=people), minlength=people)
    drawn = inside & (times > 0)
    again = find_groups(project(filled, times).positions, drawn, seed=seed, k=found.k, times=times)
    return 0.0 if again is None else adjusted_rand(found.labels[drawn], again.labels[drawn])


def adjusted_rand(one: CountsArray, other: CountsArray) -> float:
    """Hubert and Arabie's index of two divisions of the same people, both (people,) from 0."""
    if not len(one):
        return 1.0
    table = np.zeros((one.max() + 1, other.max() + 1))
    np.add.at(table, (one, other), 1)
    pairs, rows, columns = (
        float((n * (n - 1) / 2).sum()) for n in (table, table.sum(axis=1), table.sum(axis=0))
    )
    by_chance = rows * columns / max(len(one) * (len(one) - 1) / 2, 1)
    most = (rows + columns) / 2
    return 1.0 if most == by_chance else (pairs - by_chance) / (most - by_chance)
