"""The best choice of contents, proved: is there a timetable that is worth the bound, or a point less?

A timetable is worth the bound of the prices less what its contents are short of the best of their
kind. So one that is worth *v* holds nothing that is short of more than ``bound − v``: of millions of
contents all others are put aside (reduced-cost fixing), and a small integer programme says whether
such a timetable is among the rest. If not, the bound is a point less, and the question is asked again.
What is put aside is decided in whole numbers. The programme is solved in floating point; since every
worth is a whole number and half a point is left on either side, rounding does not reach it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from territoria.convene.timetable.master import SCALE, Pool, Prices
from territoria.convene.timetable.start import Arrangement, worth_of

MOST_COLUMNS = 60_000
"""In the integer programme; where more are left, the bound has to do as it is."""
MOST_NODES = 200_000
MOST_SECONDS = 120.0
"""A safety net for each question: where it is reached, the best that is known and the bound stand."""
INFEASIBLE = 2
"""What the solver says where there is no such choice."""


@dataclass(frozen=True)
class Choice:
    """The best arrangement known, and a bound in points that no timetable exceeds."""

    held: Arrangement
    value: int
    bound: int


def choose(pool: Pool, prices: Prices, held: Arrangement) -> Choice:
    """The best arrangement, ``held`` where none is better; value and bound meet where it is proved."""
    best = Choice(held, worth_of(pool.event, held), prices.bound // SCALE)
    while best.bound > best.value:
        near = _near(pool, prices, prices.bound - best.bound * SCALE)
        if near is None:
            return best
        found, known = _reach(near, best.bound)
        if found is not None:
            best = Choice(found, worth_of(pool.event, found), best.bound)
        elif known:
            best = replace(best, bound=best.bound - 1)
        else:
            return best
    return best


def _near(pool: Pool, prices: Prices, short: int) -> Pool | None:
    """Contents that are short of so much at most; None where they are too many."""
    places = [[np.flatnonzero(level <= short) for level in levels] for levels in prices.spare]
    if sum(len(rows) for levels in places for rows in levels) > MOST_COLUMNS:
        return None
    out = Pool(pool.event, pool.contents)
    for kind, levels in enumerate(places):
        for level, rows in enumerate(levels):
            out.add((kind, level, row) for row in rows.tolist())
    return out


def _reach(pool: Pool, wanted: int) -> tuple[Arrangement | None, bool]:
    """A choice among the contents of a pool that is worth ``wanted`` points, which none exceeds, or
    None; and whether that is certain.
    """
    from scipy.optimize import Bounds, LinearConstraint, milp

    packing, filling, slots = pool.rows()
    worth = np.array(pool.worth, dtype=np.float64)
    least = np.array([t in pool.event.required for t in range(packing.shape[0])], dtype=np.float64)
    found = milp(
        -worth,
        constraints=[
            LinearConstraint(packing, least, np.ones(len(least))),
            LinearConstraint(filling, slots, slots),
            LinearConstraint(worth[None, :], wanted - 0.5, wanted + 0.5),
        ],
        integrality=np.ones(len(worth)),
        bounds=Bounds(0, np.ones(len(worth))),
        options={"node_limit": MOST_NODES, "time_limit": MOST_SECONDS},
    )
    if found.x is None:
        return None, found.status == INFEASIBLE
    return _arranged(pool, np.flatnonzero(found.x > 0.5).tolist()), True


def _arranged(pool: Pool, chosen: list[int]) -> Arrangement:
    """Contents in the slots of their kinds, in the order of the slots."""
    held: Arrangement = [[] for _ in pool.event.kind_of]
    for number, kind in enumerate(pool.event.kinds):
        inside = sorted(pool.topics[c] for c in chosen if pool.columns[c][0] == number)
        for slot, topics in zip(kind.slots, inside, strict=True):
            held[slot] = list(topics)
    return held
