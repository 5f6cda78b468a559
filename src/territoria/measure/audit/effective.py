"""Effective influence: does a child move its node as much as its weight says?

The main effect S of a child is the share of the node's variance that the child explains on its own:
S = Var(E[y | x]) / Var(y), Pearson's correlation ratio. Its linear part is r². Shares of S that
differ from the nominal weights show that a weight does not do what it promises. The curve E[y | x]
is a natural cubic spline with four knots; where x has few different values it is their means. S is
adjusted for the number of coefficients, so that noise has about 0. Source: Paruolo, Saisana and
Saltelli (2013), who use a local linear smoother where we use a spline.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from territoria.measure.audit.correlations import pearson
from territoria.measure.audit.hierarchy import Hierarchy
from territoria.measure.frame import Floats, Integers

KNOTS = (0.05, 0.35, 0.65, 0.95)
FEW = 6


@dataclass(frozen=True, eq=False)
class Influence:
    """Children of one node; all arrays ``[child]``, shares between 0 and 1.

    ``nominal``: share of the weight. ``linear``: r². ``main_effect``: S. ``share``: S as a share
    of the sum over the children.
    """

    node: int
    children: Integers
    nominal: Floats
    correlation: Floats
    linear: Floats
    main_effect: Floats
    share: Floats

    @property
    def ratio(self) -> Floats:
        """Share of the influence over the nominal weight; 1 where the weight holds."""
        found: Floats = self.share / self.nominal
        return found


def influence(hierarchy: Hierarchy, node: int, *, indicators: bool = False) -> Influence:
    """Influence of a node's children on it, or of all ``indicators`` under it."""
    if indicators:
        rows = np.flatnonzero(hierarchy.below[node - hierarchy.indicators])
        nominal = np.array([_down_to(hierarchy, int(row), node) for row in rows])
    else:
        rows = hierarchy.children(node)
        nominal = hierarchy.weights[rows]
    x, y = hierarchy.values[rows], hierarchy.values[node]
    r = pearson(x, np.broadcast_to(y, x.shape))
    effect = np.array([correlation_ratio(row, y) for row in x])
    total = np.nansum(effect)
    share = effect / total if total > 0 else np.full(len(rows), np.nan)
    return Influence(node, rows, nominal, r, r * r, effect, share)


def correlation_ratio(x: Floats, y: Floats) -> float:
    """S of ``y[territory]`` given ``x[territory]``, adjusted, between 0 and 1.

    NaN with fewer than 8 territories in common, or where x or y does not vary.
    """
    both = np.isfinite(x) & np.isfinite(y)
    x, y = x[both], y[both]
    if x.size < 8 or np.ptp(x) == 0 or np.ptp(y) == 0:
        return float("nan")
    columns = _groups(x) if len(np.unique(x)) <= FEW else _spline(x)
    fitted = columns @ np.linalg.lstsq(columns, y, rcond=None)[0]
    explained = 1.0 - ((y - fitted) ** 2).sum() / ((y - y.mean()) ** 2).sum()
    freedom = x.size - columns.shape[1]
    return float(np.clip(1.0 - (1.0 - explained) * (x.size - 1) / freedom, 0.0, 1.0))


def _down_to(hierarchy: Hierarchy, row: int, node: int) -> float:
    """Product of the shares from a node down to a row."""
    share = 1.0
    while row != node:
        share *= float(hierarchy.weights[row])
        row = int(hierarchy.parents[row])
    return share


def _groups(x: Floats) -> Floats:
    """One column per different value."""
    columns: Floats = (x[:, None] == np.unique(x)).astype(float)
    return columns


def _spline(x: Floats) -> Floats:
    """Natural cubic spline: 1, x and two curves that are straight beyond the outer knots."""
    x = (x - x.min()) / np.ptp(x)
    knots = np.unique(np.quantile(x, KNOTS))
    columns = [np.ones(x.size), x]
    if len(knots) > 2:
        last, before = knots[-1], knots[-2]

        def bend(knot: float) -> Floats:
            cubes = np.maximum(x - knot, 0.0) ** 3 - np.maximum(x - last, 0.0) ** 3
            curve: Floats = cubes / (last - knot)
            return curve

        columns += [bend(k) - bend(before) for k in knots[:-2]]
    return np.stack(columns, axis=1)
