"""k-means with weights on a plane, from many seeded starts at once (Lloyd 1982; Arthur and
Vassilvitskii 2007), and the silhouette of a division (Rousseeuw 1987).
"""

from __future__ import annotations

from typing import Final

import numpy as np

from territoria.listen.opinion.votes import CountsArray, Floats

MOST_STEPS: Final = 100


def kmeans(
    points: Floats, weights: Floats, k: int, *, rng: np.random.Generator, starts: int = 1
) -> tuple[CountsArray, Floats, float]:
    """Labels (points,), centres (k, 2) and the weighted sum of squared distances of the best start.

    ``k`` is at most the number of distinct points; of equal starts the first is kept.
    """
    centres = np.stack([_start(points, weights, k, rng) for _ in range(starts)])
    labels = np.zeros((starts, len(points)), dtype=np.intp)
    going = np.ones(starts, dtype=bool)
    for _ in range(MOST_STEPS):
        nearest = _squares(points, centres[going]).argmin(axis=2)
        same = (nearest == labels[going]).all(axis=1)
        labels[going] = nearest
        centres[going] = _means(points, weights, nearest, centres[going])
        going[np.flatnonzero(going)[same]] = False
        if not going.any():
            break
    gaps = _squares(points, centres)
    labels, within = gaps.argmin(axis=2), gaps.min(axis=2) @ weights
    best = int(np.argmin(np.round(within, 9)))
    return labels[best], centres[best], float(within[best])


def _start(points: Floats, weights: Floats, k: int, rng: np.random.Generator) -> Floats:
    """Starting centres (k, 2), each drawn in proportion to its squared distance from those before it."""
    chosen = np.empty((k, points.shape[1]))
    nearest = np.full(len(points), np.inf)
    chance = weights
    for n in range(k):
        steps = np.cumsum(chance)
        drawn = int(np.searchsorted(steps, rng.random() * steps[-1], side="right"))
        chosen[n] = points[min(drawn, len(points) - 1)]
        nearest = np.minimum(nearest, ((points - chosen[n]) ** 2).sum(axis=1))
        chance = nearest * weights
        if not chance.any():
            chance = weights
    return chosen


def _squares(points: Floats, centres: Floats) -> Floats:
    """(starts, points, k): squared distances."""
    across = points[None, :, None, 0] - centres[:, None, :, 0]
    down = points[None, :, None, 1] - centres[:, None, :, 1]
    squares: Floats = across**2 + down**2
    return squares


def _means(points: Floats, weights: Floats, labels: CountsArray, before: Floats) -> Floats:
    """New centres; one that nobody is nearest to stays where it was."""
    starts, k = before.shape[:2]
    flat = (labels + k * np.arange(starts)[:, None]).ravel()
    held = np.bincount(flat, np.tile(weights, starts), starts * k)
    sums = [
        np.bincount(flat, np.tile(weights * points[:, axis], starts), starts * k)
        for axis in range(2)
    ]
    means = np.stack(sums, axis=1) / np.where(held > 0, held, 1.0)[:, None]
    found: Floats = np.where(held[:, None] > 0, means, before.reshape(-1, 2)).reshape(before.shape)
    return found


def silhouette(points: Floats, labels: CountsArray) -> float:
    """Mean silhouette of the points, −1 to 1; a point alone in its part counts 0."""
    kinds, own = np.unique(labels, return_inverse=True)
    if len(kinds) < 2:
        return 0.0
    apart = np.sqrt(((points[:, None, :] - points[None, :, :]) ** 2).sum(axis=2))
    member = np.eye(len(kinds))[own]
    sums, sizes = apart @ member, member.sum(axis=0)
    rows = np.arange(len(points))
    mates = sizes[own] - 1
    inner = sums[rows, own] / np.maximum(mates, 1)
    means = sums / sizes
    means[rows, own] = np.inf
    outer = means.min(axis=1)
    widest = np.maximum(inner, outer)
    width = np.where(
        (mates > 0) & (widest > 0), (outer - inner) / np.where(widest > 0, widest, 1), 0
    )
    return float(width.mean())
