"""Benefit of the doubt: every territory is scored with the weights that suit it best.

max Σ w·x over w ≥ 0 such that nobody scores above 1 with the same weights. Melyn & Moesen (1991);
Cherchye, Moesen, Rogge & Van Puyenbroeck (2007), Social Indicators Research 82: 111–145. Bounds on
the share that a child may have in the score: Cherchye et al. (2008), Journal of the Operational
Research Society 59: 239–251.
"""

from __future__ import annotations

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.measure.frame import Booleans, Floats

BLOCK = 4_000_000


def benefit_of_the_doubt(
    children: Floats, weights: Floats, *, lower: float = 0.0, upper: float = 1.0
) -> Floats:
    """Score of each territory between 0 and 1, ``[..., territory]``; 1 is best practice.

    ``lower`` and ``upper`` bound the share of each child in the territory's own score (pie
    shares). The given weights are not used: choosing them is the method. A missing child drops
    out of its own territory's programme, and counts as 0 for others. MethodError on values below
    0, or where bounds leave no weights.
    """
    lead = np.broadcast_shapes(children.shape[:-2], weights.shape[:-1])
    values = np.broadcast_to(children, (*lead, *children.shape[-2:]))
    out = np.empty((*lead, children.shape[-1]))
    for at in np.ndindex(lead):
        best = benefit_weights(values[at], lower=lower, upper=upper)
        total = np.where(np.isfinite(values[at]), best * np.nan_to_num(values[at]), 0.0).sum(axis=0)
        out[at] = np.where(np.isfinite(values[at]).any(axis=0), total, np.nan)
    return out


def benefit_weights(children: Floats, *, lower: float = 0.0, upper: float = 1.0) -> Floats:
    """The weights that suit each territory best, ``(child, territory)``; NaN where missing.

    One linear programme a territory, on the territories that no other one dominates: all other
    constraints follow from theirs. Where a territory has so few children that ``upper`` leaves no
    weights, its bound is lifted to one share each.
    """
    _demand_bounds(children, lower, upper)
    present = np.isfinite(children)
    figures = np.where(present, children, 0.0)
    scale = figures.max(axis=1)
    scale = np.where(scale > 0, scale, 1.0)[:, None]
    figures = figures / scale
    front = np.unique(figures[:, ~_dominated(figures)], axis=1)
    out = np.full(children.shape, np.nan)
    for column in range(children.shape[1]):
        rows = np.flatnonzero(present[:, column])
        if rows.size:
            own = figures[rows, column]
            out[rows, column] = _best_weights(own, front[rows], lower, max(upper, 1 / rows.size))
    return out / scale


def _best_weights(own: Floats, front: Floats, lower: float, upper: float) -> Floats:
    """The linear programme of one territory, on the children it has."""
    from scipy.optimize import linprog

    share = np.diag(own)
    limits, ceilings = [front.T], [np.ones(front.shape[1])]
    if lower > 0:
        limits.append(lower * own[None, :] - share)
    if upper < 1:
        limits.append(share - upper * own[None, :])
    ceilings += [np.zeros(own.size)] * (len(limits) - 1)
    found = linprog(-own, A_ub=np.vstack(limits), b_ub=np.concatenate(ceilings), method="highs")
    if found.status != 0:  # cannot happen with figures that passed the checks
        raise MethodError(Problem("aggregate", f"benefit-of-the-doubt: {found.message}"))
    weights: Floats = found.x
    return weights


def _dominated(figures: Floats) -> Booleans:
    """Territories that another one equals or betters in every child, and betters in one."""
    count = figures.shape[1]
    out = np.zeros(count, dtype=bool)
    step = max(1, BLOCK // max(figures.size, 1))
    for start in range(0, count, step):
        mine = figures[:, start : start + step, None]
        at_least: Booleans = np.all(figures[:, None, :] >= mine, axis=0)
        above: Booleans = np.any(figures[:, None, :] > mine, axis=0)
        out[start : start + step] = np.any(at_least & above, axis=1)
    return out


def _demand_bounds(children: Floats, lower: float, upper: float) -> None:
    problems = []
    if (children < 0).any():
        below = int((children < 0).sum())
        what = f"benefit-of-the-doubt needs values of 0 or more, and {below} are not."
        problems.append(Problem("aggregate", what, "Normalise onto a range from 0."))
    count = children.shape[0]
    if not 0 <= lower * count <= 1 or not upper * count >= 1:
        what = f"no weights of {count} children have shares between {lower:g} and {upper:g}."
        mend = f"Give lower at most {1 / count:.3g} and upper at least {1 / count:.3g}."
        problems.append(Problem("aggregate", what, mend))
    if problems:
        raise MethodError(problems)
