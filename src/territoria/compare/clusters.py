"""Groups of similar territories, where there are any: alike in structure, never in success.

Average linkage on the root of the structural distance; the number of groups is the one with the
largest mean silhouette, and below a limit it is said that there are none (Rousseeuw 1987). A few
odd places are no group: they are said to stand alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from territoria.compare.distance import Space
from territoria.compare.peers import distances
from territoria.measure.frame import Floats

NO_GROUPS = 0.25
"""A mean silhouette below this is no substantial structure (Kaufman and Rousseeuw 1990)."""
CLEAR = 0.5
FEWEST = 4
MOST_GROUPS = 6
MOST_PARTS = 12
SMALLEST = 0.1
"""A group holds so large a share of the members, and two at least."""
TELLING = 2


@dataclass(frozen=True)
class Group:
    """Members by key. ``marked``: variables that set it apart, with its and the others' median."""

    members: tuple[str, ...]
    marked: tuple[tuple[str, float, float], ...]


@dataclass(frozen=True)
class Groups:
    """``groups`` is empty where none stand apart. ``silhouette``: of the best division, None where
    too few can be compared. ``between``: members nearer to another group than to their own;
    ``alone``: unlike all others.
    """

    groups: tuple[Group, ...]
    silhouette: float | None
    between: tuple[str, ...]
    left_out: tuple[str, ...]
    alone: tuple[str, ...] = ()

    @property
    def clear(self) -> bool:
        """More than weak structure."""
        return self.silhouette is not None and self.silhouette >= CLEAR


def group_territories(space: Space, keys: Sequence[str]) -> Groups:
    """The groups among some territories; those without enough structural figures are left out."""
    held = sorted(k for k in set(keys) if k in space.by_key)
    left_out = tuple(sorted(set(keys) - set(held)))
    if len(held) < FEWEST:
        return Groups((), None, (), left_out)
    rows = [space.by_key[k] for k in held]
    apart = np.sqrt(distances(space)[np.ix_(rows, rows)])
    np.fill_diagonal(apart, 0.0)
    best, labels, widths = _best(apart)
    if best < NO_GROUPS:
        return Groups((), best if np.isfinite(best) else None, (), left_out)
    large = _large(labels)
    names = [n for n in dict.fromkeys(labels) if n in large]  # in the order of their first members
    groups = tuple(
        Group(
            tuple(k for k, own in zip(held, labels, strict=True) if own == name),
            _marked(space, rows, [own == name for own in labels]),
        )
        for name in names
    )
    between = tuple(k for k, width in zip(held, widths, strict=True) if width < 0)
    alone = tuple(k for k, own in zip(held, labels, strict=True) if own not in large)
    return Groups(groups, best, between, left_out, alone)


def _best(apart: Floats) -> tuple[float, list[int], Floats]:
    """The division with the largest mean silhouette of those with two groups and not too many; of
    equals that with fewer parts.
    """
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    tree = linkage(squareform(apart, checks=False), "average")
    found = (-np.inf, [0] * len(apart), np.zeros(len(apart)))
    for count in range(2, min(MOST_PARTS, len(apart) - 1) + 1):
        labels = fcluster(tree, count, "maxclust")
        if not 2 <= len(_large(labels)) <= MOST_GROUPS:
            continue
        widths = silhouettes(apart, labels)
        if widths.mean() > found[0] + 1e-9:
            found = (float(widths.mean()), [int(n) for n in labels], widths)
    return found


def _large(labels: Sequence[int]) -> set[int]:
    """The parts that are large enough to be groups."""
    fewest = max(2, int(SMALLEST * len(labels)))
    counts = Counter(int(n) for n in labels)
    return {n for n, count in counts.items() if count >= fewest}


def silhouettes(apart: Floats, labels: Sequence[int]) -> Floats:
    """How much nearer each is to its own group than to the next one: −1 to 1, 0 when alone."""
    named = np.asarray(labels)
    out = np.zeros(len(named))
    kinds = np.unique(named)
    if len(kinds) < 2:
        return out
    for n, own in enumerate(named):
        mates = (named == own) & (np.arange(len(named)) != n)
        if not mates.any():
            continue
        inner = apart[n, mates].mean()
        outer = min(apart[n, named == other].mean() for other in kinds if other != own)
        widest = max(inner, outer)
        out[n] = (outer - inner) / widest if widest > 0 else 0.0
    return out


def _marked(
    space: Space, rows: Sequence[int], inside: Sequence[bool]
) -> tuple[tuple[str, float, float], ...]:
    """The variables in which a group differs most from the others, in their own units."""
    mask = np.asarray(inside)
    points = space.points[:, rows]
    raw = space.cut.values[:, [space.members[r] for r in rows]]
    gaps = [
        abs(_median(point[mask]) - _median(point[~mask])) if not mask.all() else 0.0
        for point in points
    ]
    order = [n for n in np.argsort(-np.nan_to_num(gaps), kind="stable") if gaps[n] > 0][:TELLING]
    found = []
    for n in order:
        row = raw[space.cut.indicators.index(space.variables[n])]
        found.append((space.variables[n], _median(row[mask]), _median(row[~mask])))
    return tuple(found)


def _median(values: Floats) -> float:
    known = values[np.isfinite(values)]
    return float(np.median(known)) if known.size else float("nan")
