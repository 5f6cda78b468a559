"""The pairs that are worth most together, while nobody has more of them than there is room.

A maximum-weight b-matching. Where the pairs join two sides (buyers and suppliers, mentors and
mentees), the linear programme ends in whole numbers by itself (Hoffman and Kruskal 1956); elsewhere
branching settles the odd circles. Either way the bound is that of the solver's proof.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Integers = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

Limit = tuple[Integers, int]
"""Pairs, and how many of them may be chosen together."""
HALF = 0.5
EXACT = 1e-6
NODES = 20_000
"""Branches looked at before the search ends with what it has: never a limit in seconds, so that the
same question has the same answer everywhere."""


@dataclass(frozen=True)
class Choice:
    """``chosen`` (pairs,); ``value``: their weight; ``bound``: no choice is worth more."""

    chosen: Flags
    value: int
    bound: int


def best_b_matching(
    ends: Integers,
    weights: Integers,
    room: Integers,
    *,
    limits: Sequence[Limit] = (),
    held: Flags | None = None,
    near: float = 0.0,
) -> Choice:
    """The pairs of the greatest weight.

    ``ends`` (pairs, 2): numbers of the two; ``weights`` (pairs,): whole, above 0; ``room`` (people,):
    the most pairs of each; ``limits``: besides, on sets of pairs; ``held`` (pairs,): those that are
    chosen whatever they are worth. The held ones have to keep room and limits. ``near``: share of the
    value by which the choice may stay below the bound.
    """
    low = np.zeros(len(weights)) if held is None else held.astype(np.float64)
    if not len(weights):
        return Choice(np.zeros(0, dtype=bool), 0, 0)
    from scipy.optimize import Bounds, LinearConstraint, milp

    matrix, right = constraints(ends, room, limits)
    found = milp(
        -weights.astype(np.float64),
        constraints=LinearConstraint(matrix, -np.inf, right),
        integrality=np.ones(len(weights)),
        bounds=Bounds(low, 1.0),
        options={"mip_rel_gap": near, "node_limit": NODES},
    )
    chosen = low > HALF if found.x is None else np.asarray(found.x) > HALF
    dual = found.mip_dual_bound
    known = dual is not None and math.isfinite(dual)
    bound = math.floor(EXACT - dual) if known else int(weights.sum())
    return Choice(chosen, int(weights[chosen].sum()), bound)


def shortfalls(
    ends: Integers, weights: Integers, room: Integers, *, limits: Sequence[Limit] = ()
) -> Floats:
    """What each pair (pairs,) falls short of the prices of its places in the best fractional choice.

    0 for the pairs that can belong to it: they are worth looking at first.
    """
    if not len(weights):
        return np.zeros(0)
    from scipy.optimize import linprog

    matrix, right = constraints(ends, room, limits)
    found = linprog(
        -weights.astype(np.float64), A_ub=matrix, b_ub=right, bounds=(0.0, 1.0), method="highs-ds"
    )
    if found.status != 0:
        return np.zeros(len(weights))
    prices = -np.asarray(found.ineqlin.marginals)
    short: Floats = np.asarray(matrix.T @ prices) - weights
    return short.clip(0.0)


def constraints(ends: Integers, room: Integers, limits: Sequence[Limit]) -> tuple[Any, Floats]:
    """Rows × pairs, sparse, and the right side: the room of each, then the limits."""
    from scipy.sparse import csr_array

    pairs = len(ends)
    rows = [ends[:, 0], ends[:, 1]]
    columns = [np.arange(pairs), np.arange(pairs)]
    for n, (inside, _) in enumerate(limits):
        rows.append(np.full(len(inside), len(room) + n))
        columns.append(inside)
    at, of = np.concatenate(rows), np.concatenate(columns)
    shape = (len(room) + len(limits), pairs)
    matrix = csr_array((np.ones(len(at)), (at, of)), shape=shape)
    return matrix, np.array([*room, *(most for _, most in limits)], dtype=np.float64)
