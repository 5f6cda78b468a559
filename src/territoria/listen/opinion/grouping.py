"""Groups of people who vote alike: a hundred small clusters first, then two to five groups of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from territoria.listen.opinion.kmeans import kmeans, silhouette
from territoria.listen.opinion.votes import CountsArray, Floats

SMALL_CLUSTERS: Final = 100
MOST_GROUPS: Final = 5
# one more group is tried for every so many small clusters
FOR_A_GROUP: Final = 12
STARTS: Final = 30
PATIENCE: Final = 4


@dataclass(frozen=True, slots=True)
class FormerK:
    """How many groups were shown, which number was best the last time, and how often in a row."""

    shown: int
    best: int
    times: int


@dataclass(frozen=True, slots=True, eq=False)
class Grouping:
    """Labels (people,) 0 … k − 1 by falling size, −1 for who is not placed; ``centres`` (k, 2).

    ``silhouettes``: by number of groups tried; ``within``: mean squared distance of people from the
    mean of their group; ``former``: what to hand in the next time.
    """

    k: int
    labels: CountsArray
    centres: Floats
    silhouettes: Mapping[int, float]
    within: float
    former: FormerK

    @property
    def sizes(self) -> tuple[int, ...]:
        """People by group, falling."""
        return tuple(int((self.labels == g).sum()) for g in range(self.k))


def find_groups(
    positions: Floats,
    inside: np.ndarray,
    *,
    seed: int,
    k: int | None = None,
    times: CountsArray | None = None,
    former: FormerK | None = None,
) -> Grouping | None:
    """Groups among the people ``inside``; None where fewer than two places are taken.

    ``k``: that many groups, else the number with the largest mean silhouette (of equals the smaller),
    kept back for a while where ``former`` is given; ``times``: how often each person counts.
    """
    people = np.flatnonzero(inside)
    weights = np.ones(len(people)) if times is None else times[people].astype(float)
    points, small, held = _small_clusters(positions[people], weights, seed)
    most = len(points)
    if most < 2 or (k is not None and k > most):
        return None
    tried = range(2, min(MOST_GROUPS, 2 + most // FOR_A_GROUP, most) + 1) if k is None else [k]
    divisions = {n: _divide(points, held, n, seed) for n in tried}
    widths = {n: silhouette(points, found) for n, found in divisions.items()}
    best = max(widths, key=lambda n: (round(widths[n], 12), -n))
    memory = smoothed(best, former)
    if memory.shown not in divisions:  # fewer people are left than it takes
        memory = replace(memory, shown=best)
    labels, centres, within = _ordered(divisions[memory.shown][small], positions[people], weights)
    placed = np.full(len(inside), -1, dtype=np.intp)
    placed[people] = labels
    return Grouping(len(centres), placed, centres, widths, within, memory)


def smoothed(best: int, former: FormerK | None) -> FormerK:
    """The number of groups to show: another one only when it was best four times in a row."""
    if former is None:
        return FormerK(best, best, 1)
    times = former.times + 1 if best == former.best else 1
    return FormerK(best if times >= PATIENCE else former.shown, best, times)


def within_groups(positions: Floats, labels: CountsArray) -> float:
    """Mean squared distance of people from the mean of their group; those with −1 are left out."""
    placed = labels >= 0
    spots, own = positions[placed], labels[placed]
    sums = [((spots[own == g] - spots[own == g].mean(axis=0)) ** 2).sum() for g in np.unique(own)]
    return float(sum(sums) / max(len(own), 1))


def _small_clusters(
    places: Floats, weights: Floats, seed: int
) -> tuple[Floats, CountsArray, Floats]:
    """Centres, the cluster of each person, and the weight of each cluster."""
    distinct, own = np.unique(places, axis=0, return_inverse=True)
    held = np.bincount(own, weights, len(distinct)).astype(float)
    if len(distinct) <= SMALL_CLUSTERS:
        return distinct, own, held
    rng = np.random.default_rng((seed, 0))
    labels, centres, _ = kmeans(distinct, held, SMALL_CLUSTERS, rng=rng)
    kinds, labels = np.unique(labels, return_inverse=True)
    return centres[kinds], labels[own], np.bincount(labels, held, len(kinds)).astype(float)


def _divide(points: Floats, weights: Floats, k: int, seed: int) -> CountsArray:
    labels, _, _ = kmeans(points, weights, k, rng=np.random.default_rng((seed, k)), starts=STARTS)
    return labels


def _ordered(
    labels: CountsArray, places: Floats, weights: Floats
) -> tuple[CountsArray, Floats, float]:
    """The larger group first, of equals the one further left; labels, centres, variance within."""
    kinds = np.unique(labels)
    centres = {
        g: np.average(places[labels == g], axis=0, weights=weights[labels == g]) for g in kinds
    }
    order = sorted(kinds, key=lambda g: (-weights[labels == g].sum(), *centres[g]))
    renamed = np.empty(int(kinds.max()) + 1, dtype=np.intp)
    renamed[order] = np.arange(len(order))
    return (
        renamed[labels],
        np.array([centres[g] for g in order]),
        within_groups(places, renamed[labels]),
    )
