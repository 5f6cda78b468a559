"""What is left in the purses of the voters: floats for speed, fractions where a decision is close.

A voter who still has something paid the full part of every project bought so far that they approved.
So what they have left is their share minus those parts, and what many of them have together is known
exactly from counts. Floats only say who is clearly poor and who clearly is not; whoever stands within
``CLOSE`` of the border is looked at exactly. Thus no decision hangs on a rounding.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from territoria.plan.budget.election import Election, Places

Which = NDArray[np.bool_]
Floats = NDArray[np.float64]
# Relative, and far more than floats can err here; what is nearer is done exactly.
CLOSE = 1e-7


@dataclass(frozen=True)
class Split:
    """The cost of a project among its supporters: nobody pays more than ``payment``.

    ``poor``: rows that give all they have and it is less; ``emptied``: those and the rows that have
    just that much; ``full_payers``: people who pay the full part.
    """

    payment: Fraction
    poor: Places
    emptied: Places
    full_payers: int


class Purses:
    """The purses of one run, all alike at first; rows are those of ``Election.counted``."""

    def __init__(self, election: Election, share: Fraction) -> None:
        self._election, self._counted, self._share = election, election.counted, share
        rows = len(self._counted.weights)
        self._held = np.full(rows, float(share))
        self._filled = np.ones(rows, dtype=bool)
        self._slack = CLOSE * float(share)
        self._bought: list[int] = []
        self._splits: list[tuple[Places, int]] = []
        self._payments: list[Fraction] = []

    def payment(self, project: int, at_least: float) -> float:
        """The most that a supporter would pay, as a float; infinite where they have too little.

        ``at_least``: what it would have been before; purses only get emptier, so it only rises.
        """
        counted = self._counted
        rows, cost = counted.supporters[project], counted.costs[project]
        held = self._held[rows]
        both = held * counted.weights[rows]
        total = both.sum()
        if total < cost * (1 - CLOSE):
            return math.inf
        if total < cost * (1 + CLOSE):
            split = self.split(project)
            return math.inf if split is None else float(split.payment)
        return self._level(project, at_least)

    def split(self, project: int) -> Split | None:
        """How the supporters would pay, exactly; None where they have too little together."""
        rows = self._counted.supporters[project]
        rows = rows[self._filled[rows]]
        if not len(rows):
            return None
        held, level = self._held[rows], self._level(project, 0.0)
        near = np.abs(held - level) <= self._slack
        found = self._fill(project, rows, held < level, near)
        if found is None or not self._holds(found.payment, held, near, held < level):
            found = self._fill(project, rows, held < level, np.ones(len(rows), dtype=bool))
        return found

    def pay(self, project: int, payment: float) -> None:
        """Buy a project, whose float ``payment`` is known."""
        rows = self._counted.supporters[project]
        rows = rows[self._filled[rows]]
        held = self._held[rows]
        emptied = poor = rows[held < payment]
        payers = int(self._counted.weights[rows].sum() - self._counted.weights[poor].sum())
        if (np.abs(held - payment) <= self._slack).any():
            split = self.split(project)
            if split is None:
                raise ValueError(f"project {project} was bought without enough money")
            emptied, poor, payers = split.emptied, split.poor, split.full_payers
        self._held[rows] = np.maximum(held - payment, 0.0)
        self._held[emptied] = 0.0
        self._filled[emptied] = False
        self._bought.append(project)
        self._splits.append((poor, payers))

    def payments(self) -> list[Fraction]:
        """The most a supporter paid for each project bought, in order, exactly."""
        for turn in range(len(self._payments), len(self._bought)):
            poor, payers = self._splits[turn]
            cost = self._election.projects[self._bought[turn]].cost
            self._payments.append((cost - self._together(poor, turn)) / payers)
        return self._payments

    def _level(self, project: int, at_least: float) -> float:
        """Where the sum of min(purse, level) reaches the cost: Newton's steps on a concave line."""
        counted = self._counted
        rows, cost = counted.supporters[project], counted.costs[project]
        held, weights = self._held[rows], counted.weights[rows]
        everyone, seen = weights.sum(), -1
        both = held * weights
        level = max(at_least, cost / everyone)
        while True:
            poor = held < level
            count = int(np.count_nonzero(poor))
            if count == seen:
                return float(level)
            if count == len(rows):
                return float(held.max())
            seen = count
            if count:
                level = (cost - both @ poor) / (everyone - weights @ poor)

    def _together(self, rows: Places, turn: int) -> Fraction:
        """What people who still had something before a turn had together then."""
        weights = self._counted.weights[rows]
        payments = self._payments[:turn] if turn < len(self._bought) else self.payments()
        counts = weights @ self._counted.approves[rows][:, self._bought[:turn]]
        paid = sum((p * int(c) for p, c in zip(payments, counts, strict=True)), Fraction(0))
        return self._share * int(weights.sum()) - paid

    def _fill(self, project: int, rows: Places, poor: Which, near: Which) -> Split | None:
        """Split the cost; the ``near`` are looked at one by one, from the poorest upwards."""
        weights, now = self._counted.weights, len(self._bought)
        sure = rows[poor & ~near]
        left = self._election.projects[project].cost - self._together(sure, now)
        payers = int(weights[rows].sum() - weights[sure].sum())
        looked = sorted(self._exactly(rows[near]), key=lambda pair: pair[0])
        given = [sure]
        while looked and looked[0][0] * payers < left:
            value, some = looked.pop(0)
            people = int(weights[some].sum())
            left, payers = left - value * people, payers - people
            given.append(some)
        if not payers:
            return None
        payment = left / payers
        poor_rows = np.concatenate(given)
        just = [some for value, some in looked if value == payment]
        return Split(payment, poor_rows, np.concatenate([poor_rows, *just]), payers)

    def _exactly(self, rows: Places) -> list[tuple[Fraction, Places]]:
        """What rows have left, exactly, with the rows of each pattern of payments."""
        if not len(rows):
            return []
        bought = self._counted.approves[rows][:, self._bought]
        patterns, which = np.unique(bought, axis=0, return_inverse=True)
        payments = self.payments()
        return [
            (
                self._share
                - sum((p for p, paid in zip(payments, row, strict=True) if paid), Fraction(0)),
                rows[which.ravel() == n],
            )
            for n, row in enumerate(patterns)
        ]

    def _holds(self, payment: Fraction, held: Floats, near: Which, poor: Which) -> bool:
        """Whether those that were not looked at stand where they were taken to stand."""
        level, margin = float(payment), self._slack / 2
        return bool(
            (held[poor & ~near] < level - margin).all()
            and (held[~poor & ~near] > level + margin).all()
        )
