"""Who reviews which application: no conflict of interest, equal loads, and then what fits best.

One flow problem: each application sends as many units as it wants reviews, a reviewer takes them in.
The matrix of a flow is totally unimodular, so each linear programme below ends in whole numbers and
its optimum is proven (Hoffman and Kruskal 1956). Aims that follow each other are solved in turn:
what has a reduced cost other than zero is fixed, so that the next aim chooses only among the best.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from territoria.errors import DataError, Problem
from territoria.invite.panel import Pair, check_panel
from territoria.speech import gettext

Floats = NDArray[np.float64]

FINE = 1000
"""Fits count to three decimals: whole costs have whole reduced costs, and ties are exact."""
HALF = 0.5
STIR = 20140512
"""Seed of the costs that choose among equals, so that reviewers meet many different colleagues."""


@dataclass(frozen=True)
class Assignment:
    """Who reviews what.

    ``pairs``: (application, reviewer), in the order given. ``loads``: reviews of each reviewer;
    ``least`` and ``most`` of them. ``together``: pairs of reviewers of one organisation on one
    application. ``fit``: sum over the pairs, None where no fits were given. ``proven``: no other
    assignment does better on any aim without doing worse on one before it.
    """

    pairs: tuple[Pair, ...]
    loads: Mapping[str, int]
    least: int
    most: int
    together: int
    fit: float | None
    proven: bool


def assign_reviewers(
    applications: Sequence[str],
    reviewers: Sequence[str],
    *,
    conflicts: Collection[Pair],
    per_application: int = 3,
    most: Mapping[str, int] | None = None,
    kept: Collection[Pair] = (),
    organisation: Mapping[str, str] | None = None,
    fits: Mapping[Pair, float] | None = None,
) -> Assignment:
    """Give each application exactly ``per_application`` reviewers, never one in conflict.

    Aims, each only among the best of those before it: the smallest sum of squared loads (with it
    the smallest largest load, the largest smallest load and the least spread: see the docs); few
    reviewers of one organisation on one application; the largest sum of fits; reviewers that meet
    different colleagues. The order of the names changes nothing.

    ``conflicts``, ``kept``, ``fits``: pairs (application, reviewer); ``kept`` stand already;
    ``fits`` 0 to 1, a pair without one fits 0. ``most``: the largest load of a reviewer.
    ``organisation``: of each reviewer; "" or missing stands for none.
    MethodError: fewer than one review, a fit outside 0..1. DataError: names given twice or not
    known, kept pairs in conflict, or no assignment exists; it names who lacks reviewers.
    Source: Ford and Fulkerson (1956); Frank and Murota, Decreasing minimization on M-convex sets.
    """
    limits = dict(most or {})
    check_panel(applications, reviewers, conflicts, per_application, limits, kept, fits or {})
    if not applications:
        return _assignment({}, reviewers, applications, organisation or {}, fits, proven=True)
    flow = _Flow(sorted(applications), sorted(reviewers), frozenset(conflicts), organisation or {})
    flow.build(per_application, limits, frozenset(kept))
    if alone := flow.lacking_alone(per_application):
        raise DataError(alone)
    chosen, proven = _solve(flow, fits)
    if chosen is None:
        raise DataError(flow.lacking_together())
    on = {pair: bool(value > HALF) for pair, value in zip(flow.pairs, chosen, strict=True)}
    return _assignment(on, reviewers, applications, organisation or {}, fits, proven=proven)


@dataclass
class _Flow:
    """Arcs: the pairs, then units of colleagues on an application, then units of load."""

    applications: list[str]
    reviewers: list[str]
    conflicts: frozenset[Pair]
    organisation: Mapping[str, str]
    pairs: list[Pair] = field(default_factory=list)
    cells: list[tuple[int, int, float]] = field(default_factory=list)
    right: list[float] = field(default_factory=list)
    squares: list[int] = field(default_factory=list)
    colleagues: list[int] = field(default_factory=list)

    def build(self, each: int, most: Mapping[str, int], kept: frozenset[Pair]) -> None:
        """Rows: an application sends ``each``; an organisation and a reviewer pass on."""
        self.pairs = [
            (a, r)
            for a in self.applications
            for r in self.reviewers
            if (a, r) not in self.conflicts
        ]
        self.low = [float(pair in kept) for pair in self.pairs]
        self.squares, self.colleagues = [0] * len(self.pairs), [0] * len(self.pairs)
        column = {pair: n for n, pair in enumerate(self.pairs)}
        free = {a: [r for r in self.reviewers if (a, r) in column] for a in self.applications}
        for a in self.applications:
            self._row([column[a, r] for r in free[a]], float(each))
        for a in self.applications:
            for members in _organisations(free[a], self.organisation):
                row = self._row([column[a, r] for r in members], 0.0)
                self._units(row, min(len(members), each), lambda unit: (0, unit - 1))
        for r in self.reviewers:
            inside = [column[a, r] for a in self.applications if (a, r) in column]
            row = self._row(inside, 0.0)
            room = min(len(inside), most.get(r, len(inside)))
            self._units(row, room, lambda unit: (2 * unit - 1, 0))

    def _row(self, columns: Sequence[int], right: float) -> int:
        row = len(self.right)
        self.right.append(right)
        self.cells += [(row, column, 1.0) for column in columns]
        return row

    def _units(self, row: int, count: int, cost: Callable[[int], tuple[int, int]]) -> None:
        """Unit arcs out of a node, each dearer than the one before."""
        for unit in range(1, count + 1):
            self.cells.append((row, len(self.squares), -1.0))
            square, colleague = cost(unit)
            self.squares.append(square)
            self.colleagues.append(colleague)
            self.low.append(0.0)

    def matrix(self, slack: int = 0) -> object:
        """Rows × arcs, sparse; the first ``slack`` rows get an arc from outside as well."""
        from scipy.sparse import csr_array

        arcs = len(self.squares)
        cells = self.cells + [(row, arcs + row, 1.0) for row in range(slack)]
        rows, columns, values = zip(*cells, strict=True) if cells else ((), (), ())
        return csr_array((values, (rows, columns)), shape=(len(self.right), arcs + slack))

    def lacking_alone(self, each: int) -> list[Problem]:
        """Applications with fewer reviewers without conflict than they want reviews."""
        free = {a: sum(pair[0] == a for pair in self.pairs) for a in self.applications}
        return [
            Problem(a, _too_few(count, each), _mend()) for a, count in free.items() if count < each
        ]

    def lacking_together(self) -> list[Problem]:
        """Applications whose reviewers have no room for all: the smallest cut of the flow."""
        from scipy.optimize import linprog

        count, arcs = len(self.applications), len(self.squares)
        bounds = [(low, 1.0) for low in self.low] + [(0.0, None)] * count
        cost = [0.0] * arcs + [1.0] * count
        found = linprog(
            cost, A_eq=self.matrix(count), b_eq=self.right, bounds=bounds, method="highs-ds"
        )
        dual = found.eqlin.marginals[:count]
        names = [a for a, price in zip(self.applications, dual, strict=True) if price > HALF]
        text = gettext(
            "too few reviewers without a conflict have room: these applications together lack "
            "reviews ({count})."
        ).format(count=round(float(found.fun)))
        return [Problem(", ".join(names), text, _mend())]


def _organisations(names: Sequence[str], organisation: Mapping[str, str]) -> list[list[str]]:
    """Reviewers of one organisation, where there are several."""
    members: dict[str, list[str]] = {}
    for name in names:
        if home := organisation.get(name, ""):
            members.setdefault(home, []).append(name)
    return [together for together in members.values() if len(together) > 1]


def _solve(flow: _Flow, fits: Mapping[Pair, float] | None) -> tuple[Floats | None, bool]:
    """The aims in turn, each on the face of the best of those before; None where nothing is feasible."""
    from scipy.optimize import linprog

    arcs, pairs = len(flow.squares), len(flow.pairs)
    low, high = np.array(flow.low), np.ones(arcs)
    matrix = flow.matrix()
    chosen: Floats | None = None
    for cost in _aims(flow, fits):
        whole = np.zeros(arcs)
        whole[: len(cost)] = cost
        found = linprog(
            whole,
            A_eq=matrix,
            b_eq=flow.right,
            bounds=np.column_stack([low, high]),
            method="highs-ds",
        )
        if found.status != 0:
            return chosen, False
        chosen = np.round(found.x)
        low = np.where(found.upper.marginals < -HALF, high, low)
        high = np.where(found.lower.marginals > HALF, low, high)
    return None if chosen is None else chosen[:pairs], True


def _aims(flow: _Flow, fits: Mapping[Pair, float] | None) -> list[Floats]:
    """Costs of the arcs, the first aim first; an aim that is the same everywhere is left out."""
    stir = np.random.default_rng(STIR).integers(0, FINE, len(flow.pairs))
    aims = [
        np.array(flow.squares, dtype=np.float64),
        np.array(flow.colleagues, dtype=np.float64),
        -np.array(
            [round((fits or {}).get(pair, 0.0) * FINE) for pair in flow.pairs], dtype=np.float64
        ),
        stir.astype(np.float64),
    ]
    return [aims[0], *(aim for aim in aims[1:] if aim.any())]


def _assignment(
    on: Mapping[Pair, bool],
    reviewers: Sequence[str],
    applications: Sequence[str],
    organisation: Mapping[str, str],
    fits: Mapping[Pair, float] | None,
    *,
    proven: bool,
) -> Assignment:
    pairs = tuple((a, r) for a in applications for r in reviewers if on.get((a, r)))
    loads = {r: sum(pair[1] == r for pair in pairs) for r in reviewers}
    homes: dict[str, list[str]] = {}
    for a, r in pairs:
        homes.setdefault(a, []).append(organisation.get(r, ""))
    together = sum(
        one == other != "" for inside in homes.values() for one, other in combinations(inside, 2)
    )
    return Assignment(
        pairs=pairs,
        loads=loads,
        least=min(loads.values(), default=0),
        most=max(loads.values(), default=0),
        together=together,
        fit=None if fits is None else math.fsum(fits.get(pair, 0.0) for pair in pairs),
        proven=proven,
    )


def _too_few(count: int, each: int) -> str:
    text = gettext("{each} reviews are wanted, reviewers without a conflict of interest: {count}.")
    return text.format(each=each, count=count)


def _mend() -> str:
    return gettext(
        "Add reviewers who have no conflict, raise the largest number that a reviewer takes, or ask "
        "for fewer reviews of each application."
    )
