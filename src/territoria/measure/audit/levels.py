"""Correlations inside a node and between levels: does the tree hold together?

Children of one node should agree moderately: enough to be one thing, not so much that one counts
twice. Each row should follow the nodes above it. Sources: Handbook (2008), step 4; audits of the
Joint Research Centre, which look for correlations between 0.30 and 0.92.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations

import numpy as np

from territoria.measure.audit.correlations import Correlations
from territoria.measure.audit.hierarchy import Hierarchy


@dataclass(frozen=True)
class Pair:
    """Correlation of two rows. ``steps``: levels between them (0 for children of one node)."""

    first: int
    second: int
    steps: int
    coefficient: float
    p_value: float
    count: int


@dataclass(frozen=True)
class Elsewhere:
    """A row that follows another node more closely than its own."""

    row: int
    own: int
    own_coefficient: float
    other: int
    other_coefficient: float


def pairs_inside(hierarchy: Hierarchy, found: Correlations) -> tuple[Pair, ...]:
    """All pairs of children that share a node, node by node."""
    return tuple(
        _pair(found, int(a), int(b), 0)
        for node in hierarchy.nodes
        for a, b in combinations(hierarchy.children(node), 2)
    )


def pairs_upwards(hierarchy: Hierarchy, found: Correlations) -> tuple[Pair, ...]:
    """Each row with its parent (steps 1), grandparent (2) … and the whole.

    A node with one child follows it by construction; such steps are left out.
    """
    return tuple(
        _pair(found, row, above, steps)
        for row in range(len(hierarchy.names))
        for steps, above in enumerate(hierarchy.ancestors(row), start=1)
        if not _only_child(hierarchy, row, above)
    )


def closer_elsewhere(
    hierarchy: Hierarchy, found: Correlations, *, least: int = 2
) -> tuple[Elsewhere, ...]:
    """Indicators whose closest node, of those as deep as their own, is another one.

    An indicator is part of its own node, which lifts that correlation; to be beaten in spite of it
    is a strong sign. Only correlations over ``least`` territories or more are compared.
    """
    depth = {node: hierarchy.depth(node) for node in hierarchy.nodes}
    known = np.where(found.count >= least, found.coefficient, np.nan)
    found_rows = []
    for row in range(hierarchy.indicators):
        own = int(hierarchy.parents[row])
        others = [n for n in hierarchy.nodes if depth[n] == depth[own] and n != own]
        values = known[row, others]
        mine = float(known[row, own])
        if not others or np.isnan(values).all() or np.isnan(mine):
            continue
        best = int(np.nanargmax(values))
        if values[best] > mine:
            found_rows.append(Elsewhere(row, own, mine, others[best], float(values[best])))
    return tuple(found_rows)


def _only_child(hierarchy: Hierarchy, row: int, above: int) -> bool:
    while row != above:
        row = int(hierarchy.parents[row])
        if len(hierarchy.children(row)) > 1:
            return False
    return True


def _pair(found: Correlations, a: int, b: int, steps: int) -> Pair:
    return Pair(
        first=a,
        second=b,
        steps=steps,
        coefficient=float(found.coefficient[a, b]),
        p_value=float(found.p_value[a, b]),
        count=int(found.count[a, b]),
    )
