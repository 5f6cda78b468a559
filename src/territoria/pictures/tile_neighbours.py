"""Who lies next to whom, and how many tiles apart two neighbours want to stand.

Neighbours on land want one tile from middle to middle; where a sea or a land without tiles lies
between them, they want more, so that the seas stay visible. What is land and what is sea is told
by the areas: two discs of these areas touch, or do not.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

USUAL: Final = 150.0
"""Kilometres between neighbouring regions of Europe; all lengths below are for this spacing."""
SLACK: Final = 1.25
"""Discs grown by this factor touch where the places do."""
SHORE: Final = 15.0
TILE: Final = 170.0
"""So many kilometres of gap beyond the shore are one more tile."""
HOME: Final = 2.0
"""How much more two of one country hold on to each other."""
OPEN_SEA: Final = 30.0
FARTHEST: Final = 9.0


@dataclass(frozen=True, slots=True)
class Neighbours:
    """``pairs``: indices of two places; ``wanted``: tiles from the first to the second (east,
    south); ``weight`` of that wish; ``sea``: for all places, whether open sea lies between.
    """

    pairs: NDArray[np.int_]
    wanted: Floats
    weight: Floats
    sea: NDArray[np.bool_]


def neighbours(points: Floats, areas: Floats, countries: NDArray[np.int_]) -> Neighbours:
    """Of places at ``points`` (kilometres east and south); an unknown area is NaN."""
    pairs = _pairs(points)
    step = points[pairs[:, 1]] - points[pairs[:, 0]]
    length = np.maximum(np.hypot(step[:, 0], step[:, 1]), 1e-6)
    scale = float(np.median(length)) / USUAL if len(length) else 1.0
    radii = _radii(points, areas)
    touching = SLACK * (radii[pairs[:, 0]] + radii[pairs[:, 1]])
    gap = np.maximum(length - touching - SHORE * scale, 0.0)
    tiles = 1 + (gap / (TILE * scale)) ** 0.8
    same = countries[pairs[:, 0]] == countries[pairs[:, 1]]
    weight = np.where(gap > 0, 0.5 / tiles**1.5, 1.0) * np.where(same, HOME, 1.0)
    near = tiles < FARTHEST
    if not near.all() and not _joined(pairs[near], len(points)):
        near[:] = True
    wanted = step / length[:, None] * tiles[:, None]
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    shore = SLACK * (radii[:, None] + radii[None]) + OPEN_SEA * scale
    sea = (apart > shore) & (countries[:, None] != countries[None])
    return Neighbours(pairs[near], wanted[near], weight[near], sea)


def _pairs(points: Floats) -> NDArray[np.int_]:
    """Pairs of places with no other between them (Delaunay); all pairs of fewer than five."""
    count = len(points)
    if count < 5:
        return np.array(
            [(i, j) for i in range(count) for j in range(i + 1, count)], dtype=int
        ).reshape(-1, 2)
    from scipy.spatial import Delaunay

    # a hair's breadth off, so that places on one line or on one spot have neighbours too
    turn = np.arange(count) * 2.399963
    shaken = points + 1e-4 * np.ptp(points, axis=0).max() * np.column_stack(
        (np.cos(turn), np.sin(turn))
    )
    corners = Delaunay(shaken if np.ptp(points) else shaken + np.column_stack((turn, turn**2)))
    sides = corners.simplices[:, [0, 1, 1, 2, 0, 2]].reshape(-1, 2)
    return np.asarray(np.unique(np.sort(sides, axis=1), axis=0))


def _radii(points: Floats, areas: Floats) -> Floats:
    """Of a disc of the same area; where it is unknown, half the way to the next place."""
    apart = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    np.fill_diagonal(apart, np.inf)
    half = apart.min(axis=1, initial=np.inf) / 2
    known = np.isfinite(areas) & (areas > 0)
    return np.where(known, np.sqrt(np.where(known, areas, 0.0) / np.pi), np.minimum(half, 1e5))


def _joined(pairs: NDArray[np.int_], count: int) -> bool:
    """Whether every place is reached from the first over these pairs."""
    from scipy.sparse import coo_matrix
    from scipy.sparse.csgraph import connected_components

    links = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(count, count))
    return int(connected_components(links, directed=False)[0]) == 1
