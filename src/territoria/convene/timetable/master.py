"""How good a timetable can be at best: prices of topics, found by column generation.

Choosing contents for slots is set packing: every kind of slot takes as many contents as it has slots,
and every topic stands in one of them at most. With a price on each topic, whatever the prices,

    bound = Σ prices + Σ over kinds (slots × the most that a content is worth beyond its prices)

is never below a timetable's worth (Lagrangian duality). Prices are whole numbers of parts of a point,
so that the bound is exact whatever a solver in floating point gave for them. Good prices are those of
the linear programme over the contents listed so far; contents worth more than their prices join, until
the bound meets the programme (Gilmore and Gomory 1961).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from territoria.convene.timetable.columns import Contents, Integers
from territoria.convene.timetable.prepared import Prepared

SCALE = 1 << 20
"""Parts of a point."""
JOINING = 400
"""Contents of a kind that join in a round."""
FIRST = 2000
"""Contents of a kind that are there in the first round."""
SAMPLED = 64
MOST_ROUNDS = 120
NEAR = SCALE // 50
"""How near the bound and the programme have to come, in parts of a point."""

Column = tuple[int, int, int]
"""Kind, level and row of a content."""


@dataclass
class Pool:
    """Contents that a programme may choose, as columns with their topics and worth."""

    event: Prepared
    contents: Sequence[Contents]
    columns: list[Column] = field(default_factory=list)
    known: set[Column] = field(default_factory=set)
    topics: list[tuple[int, ...]] = field(default_factory=list)
    worth: list[int] = field(default_factory=list)

    def add(self, columns: Iterable[Column]) -> int:
        """Take columns in that are not there yet; how many."""
        before = len(self.columns)
        for kind, level, row in columns:
            if (kind, level, row) not in self.known:
                self.known.add((kind, level, row))
                self.columns.append((kind, level, row))
                self.topics.append(self.contents[kind].topics_of(level, row))
                self.worth.append(int(self.contents[kind].levels[level].worth[row]))
        return len(self.columns) - before

    def add_arrangement(self, held: Sequence[Sequence[int]]) -> None:
        """Take in what an arrangement holds."""
        for slot, topics in enumerate(held):
            kind = self.event.kind_of[slot]
            self.add([(kind, *self.contents[kind].row_of(topics))])

    def rows(self) -> tuple[Any, Any, NDArray[np.float64]]:
        """Topics × columns and kinds × columns, sparse, and the slots of each kind."""
        from scipy.sparse import csr_array

        count = len(self.columns)
        at = np.repeat(np.arange(count), [len(held) for held in self.topics])
        held = np.fromiter((t for inside in self.topics for t in inside), dtype=np.int64)
        shape = (len(self.event.event.topics), count)
        packing = csr_array((np.ones(len(held)), (held, at)), shape=shape)
        kinds = np.array([kind for kind, _, _ in self.columns], dtype=np.int64)
        shape = (len(self.event.kinds), count)
        filling = csr_array((np.ones(count), (kinds, np.arange(count))), shape=shape)
        slots = np.array([len(kind.slots) for kind in self.event.kinds], dtype=np.float64)
        return packing, filling, slots


@dataclass(frozen=True)
class Prices:
    """Prices of all topics in parts of a point, and the bound they prove, in parts of a point too.

    ``spare``: for each kind and level what every content is short of the best of its kind: a
    timetable is worth the bound less what its contents are short and its missing topics cost.
    """

    prices: Integers
    bound: int
    spare: tuple[tuple[Integers, ...], ...]


def find_prices(pool: Pool, start: Integers, *, enough: int) -> Prices:
    """Prices whose bound no other prices can lower by much, or whose bound is ``enough`` points.

    ``start``: prices to begin with. ``pool`` has to hold the contents of one arrangement; those that
    joined stay in it. What the programme asks for swings, so prices go half the way there, and all
    the way when it is near (smoothing; Wentges 1997).
    """
    best = judge_prices(pool, start)
    _join(pool, best, FIRST)
    for _ in range(MOST_ROUNDS):
        if best.bound // SCALE <= enough:
            return best
        value, programme = _solve(pool)
        if best.bound - value <= NEAR:
            return best
        swings = best.bound - value > SCALE
        found = judge_prices(pool, (best.prices + programme) // 2 if swings else programme)
        if not _join(pool, found, JOINING) and found.bound >= best.bound:
            found = judge_prices(pool, programme)
            if not _join(pool, found, JOINING) and found.bound >= best.bound:
                return best
        best = min(best, found, key=lambda one: one.bound)
    return best


def judge_prices(pool: Pool, prices: Integers) -> Prices:
    """The bound of prices: exact, as everything is counted in whole numbers."""
    event = pool.event
    free = np.array([t not in event.required for t in range(len(prices))], dtype=bool)
    prices = np.where(free, np.maximum(prices, 0), prices)
    bound, spare = int(prices.sum()), []
    for kind, contents in zip(event.kinds, pool.contents, strict=True):
        gains = contents.gains(prices, SCALE)
        most = max(int(gain.max()) for gain in gains if len(gain))
        pinned = int(prices[list(kind.pinned)].sum())
        bound += len(kind.slots) * (most - pinned)
        for gain in gains:
            np.subtract(most, gain, out=gain)
        spare.append(tuple(gains))
    return Prices(prices, bound, tuple(spare))


def _join(pool: Pool, found: Prices, most: int) -> int:
    """The contents of each kind that are least short of its best join the pool; how many are new.

    About ``most`` of a kind: how short that is is read off every 64th content.
    """
    joined = 0
    for kind, levels in enumerate(found.spare):
        apart = SAMPLED if sum(map(len, levels)) > SAMPLED * most else 1
        sample = np.concatenate([level[::apart] for level in levels])
        place = min(most // apart, len(sample) - 1)
        edge = np.partition(sample, place)[place]
        for size, level in enumerate(levels):
            rows = np.flatnonzero(level <= edge)
            if len(rows) > most:
                rows = np.sort(rows[np.argpartition(level[rows], most)[:most]])
            joined += pool.add((kind, size, row) for row in rows.tolist())
    return joined


def _solve(pool: Pool) -> tuple[float, Integers]:
    """The linear programme over the pool: its value and its prices, in parts of a point."""
    from scipy.optimize import linprog
    from scipy.sparse import vstack

    packing, filling, slots = pool.rows()
    required = sorted(pool.event.required)
    free = np.setdiff1d(np.arange(packing.shape[0]), required)
    found = linprog(
        -np.array(pool.worth, dtype=np.float64),
        A_ub=packing[free],
        b_ub=np.ones(len(free)),
        A_eq=vstack([filling, packing[required]]) if required else filling,
        b_eq=np.concatenate([slots, np.ones(len(required))]),
        method="highs",
    )
    prices = np.zeros(packing.shape[0])
    prices[free] = -found.ineqlin.marginals
    prices[required] = -found.eqlin.marginals[len(slots) :]
    return -found.fun * SCALE, np.rint(prices * SCALE).astype(np.int64)
