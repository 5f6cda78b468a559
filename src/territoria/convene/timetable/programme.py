"""A linear or whole-number programme: rows between two bounds, columns from 0 to theirs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]
Part = tuple[Integers, Integers, float]
"""Rows and columns of some cells, and the one number that stands in all of them."""
NODES = 200
"""Branches after which a whole-number programme ends without proof."""
WHOLE = 1e-6


@dataclass(frozen=True)
class Programme:
    """``low ≤ matrix · x ≤ high`` and ``0 ≤ x ≤ most``; the matrix is sparse, rows × columns."""

    matrix: Any
    low: Floats
    high: Floats
    most: Floats

    def with_row(self, row: Floats, low: float, high: float) -> Programme:
        """With one more row."""
        return self.with_rows(row[None, :], np.array([low]), np.array([high]))

    def with_rows(self, rows: Any, low: Floats, high: Floats) -> Programme:
        """With more rows, dense or sparse."""
        from scipy.sparse import csr_array, vstack

        return replace(
            self,
            matrix=vstack([self.matrix, csr_array(rows)], format="csr"),
            low=np.concatenate([self.low, low]),
            high=np.concatenate([self.high, high]),
        )


class Rows:
    """Rows that are put together one kind after the other."""

    def __init__(self, columns: int) -> None:
        self.columns, self.count = columns, 0
        self.cells: list[tuple[Integers, Integers, Floats]] = []
        self.bounds: list[tuple[Floats, Floats]] = []

    def add(self, parts: Sequence[Part], low: Floats, high: Floats) -> None:
        """Rows of one kind, counted from 0 in ``parts``."""
        for row, column, value in parts:
            self.cells.append((row + self.count, column, np.full(len(row), value)))
        self.bounds.append((low, high))
        self.count += len(low)

    def programme(self, most: Floats) -> Programme:
        """All rows, with the largest value of each column."""
        from scipy.sparse import csr_array

        row, column, value = (np.concatenate(part) for part in zip(*self.cells, strict=True))
        low, high = (np.concatenate(part) for part in zip(*self.bounds, strict=True))
        matrix = csr_array((value, (row, column)), shape=(self.count, self.columns))
        return Programme(matrix, low.astype(np.float64), high.astype(np.float64), most)


def side_by_side(programmes: Sequence[Programme]) -> Programme:
    """Several programmes as one, their columns behind each other."""
    from scipy.sparse import block_diag

    low, high, most = (
        np.concatenate([getattr(one, name) for one in programmes])
        for name in ("low", "high", "most")
    )
    return Programme(block_diag([one.matrix for one in programmes], format="csr"), low, high, most)


def solve(programme: Programme, aim: Floats) -> Floats | None:
    """The corner that makes ``aim · x`` largest; None where no x keeps all rows."""
    found: Floats | None = _solved(programme, aim, None).x
    return found


@dataclass(frozen=True)
class Whole:
    """A whole-number answer: ``x`` None where none was found; ``is_proven``: nothing better exists,
    or nothing at all where x is None.
    """

    x: Floats | None
    is_proven: bool


def solve_whole(programme: Programme, aim: Floats) -> Whole:
    """The best x in whole numbers.

    Where the corner of the linear programme is whole already, that is it; else by branch and bound,
    which ends without proof after a fixed number of branches.
    """
    corner = solve(programme, aim)
    if corner is None or is_whole(corner):
        return Whole(corner, True)
    found = _solved(programme, aim, np.ones(len(aim)))
    return Whole(found.x, found.status in (0, 2))


def is_whole(x: Floats) -> bool:
    """Whether all are whole numbers."""
    return float(np.abs(x - np.rint(x)).max(initial=0.0)) < WHOLE


def _solved(programme: Programme, aim: Floats, whole: Floats | None) -> Any:
    from scipy.optimize import Bounds, LinearConstraint, milp

    return milp(
        -aim,
        integrality=whole,
        bounds=Bounds(0.0, programme.most),
        constraints=LinearConstraint(programme.matrix, programme.low, programme.high),
        options={"mip_rel_gap": 0.0, "node_limit": NODES},
    )
