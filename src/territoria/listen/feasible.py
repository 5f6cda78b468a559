"""What published tables leave open: the least and the most people that a cell may hold.

The unknowns are the people in every cell of the attributes together, as many sets of attributes as
the tables need, and once for each time of publishing: those who were there at the first, those who
came until the second, and so on. What is published are sums of unknowns. The least and the most of
any sum in whole people is an integer program, solved exactly (HiGHS).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import prod
from typing import Any, Final

import numpy as np

from territoria.errors import MethodError, Problem
from territoria.listen.publishing import Attributes, Cell
from territoria.listen.table_cliques import cliques_of
from territoria.speech import gettext

#: More unknowns than this are not worked out.
MOST: Final = 20_000
#: What is hidden beside a small cell may cost so much more than the least: proving the least takes long.
NEARLY: Final = 0.2


Rule = tuple[np.ndarray, np.ndarray, float, float]
"""Places of unknowns, how each counts, and the least and the most of their sum."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """People in a cell who came with one of the releases ``first`` to ``last``, counted from 0."""

    attributes: Attributes
    cell: Cell
    first: int
    last: int


class Unknowns:
    """All cells that matter, and every quantity as a row of zeros and ones over them."""

    def __init__(
        self,
        labels: Mapping[str, Sequence[str]],
        tables: Iterable[Attributes],
        releases: int,
        most: int,
    ) -> None:
        """Lay out the unknowns. ``most``: no cell is taken to hold more people than that."""
        self.most = most
        self._spots = {n: {label: i for i, label in enumerate(held)} for n, held in labels.items()}
        self._blocks: list[tuple[tuple[str, ...], np.ndarray]] = []
        self.size = 0
        cliques = cliques_of(tables)
        for names, _ in cliques:
            order = tuple(sorted(names))
            shape = (releases, *(len(labels[name]) for name in order))
            places = np.arange(self.size, self.size + prod(shape)).reshape(shape)
            self._blocks.append((order, places))
            self.size += prod(shape)
        if self.size > MOST:
            what = gettext("{count} cells are too many to work out what they reveal.")
            mend = gettext("Publish fewer tables, or attributes with fewer labels.")
            raise MethodError(Problem("tables", what.format(count=self.size), mend))
        self.links = self._linked(cliques, releases)

    def places(self, asked: Quantity) -> np.ndarray:
        """The unknowns that add up to a quantity."""
        order, block = next(b for b in self._blocks if set(asked.attributes) <= set(b[0]))
        return self._inside(order, block, asked).ravel()

    def _inside(self, order: tuple[str, ...], block: np.ndarray, asked: Quantity) -> np.ndarray:
        label = dict(zip(asked.attributes, asked.cell, strict=True))
        at = tuple(self._spots[n][label[n]] if n in label else slice(None) for n in order)
        return block[(slice(asked.first, asked.last + 1), *at)]

    def _linked(
        self, cliques: Sequence[tuple[frozenset[str], frozenset[str]]], releases: int
    ) -> list[tuple[np.ndarray, np.ndarray]]:
        """Pairs of sets of unknowns with the same sum: what two blocks share, at each release."""
        pairs = []
        for number, (_, shared) in enumerate(cliques):
            if not number:
                continue
            names = tuple(sorted(shared))
            before = next(b for b in self._blocks[:number] if shared <= set(b[0]))
            for cell in np.ndindex(*(len(self._spots[name]) for name in names)):
                held = tuple(list(self._spots[n])[i] for n, i in zip(names, cell, strict=True))
                for release in range(releases):
                    asked = Quantity(names, held, release, release)
                    own, other = self._blocks[number], before
                    one, two = (self._inside(*b, asked).ravel() for b in (own, other))
                    pairs.append((one, two))
        return pairs


class Program:
    """The published sums as equations; asks for the ends of any quantity, or the cheapest way past one."""

    def __init__(self, unknowns: Unknowns) -> None:
        self.unknowns = unknowns
        self.solved = 0
        self._known: dict[Quantity, int] = {}

    def publish(self, quantity: Quantity, count: int) -> None:
        """From now on anybody knows this count."""
        self._known[quantity] = count

    def knows(self, quantity: Quantity) -> int | None:
        """The count that is published, if it is."""
        return self._known.get(quantity)

    def hide(self, quantity: Quantity) -> None:
        """It is not published after all."""
        del self._known[quantity]

    def end(self, asked: Quantity, *, most: bool) -> np.ndarray:
        """Unknowns that fit all that is known, with the most or the fewest people in a quantity."""
        cost = np.zeros(self.unknowns.size)
        cost[self.unknowns.places(asked)] = -1.0 if most else 1.0
        found = self._solve(cost, self._known, {}, ())
        if found is None:  # the true counts always fit, unless releases contradict one another
            raise contradiction()
        return found

    def past(
        self, asked: Quantity, bound: int, costs: Mapping[Quantity, float], *, up: bool
    ) -> tuple[float, np.ndarray] | None:
        """Unknowns that bring a quantity to ``bound`` or beyond, with the published counts that
        ``costs`` names changed as little as their cost allows; None where that cannot be.
        """
        held = {q: n for q, n in self._known.items() if q not in costs}
        loose = {q: self._known[q] for q in costs}
        count = len(loose)
        weights = np.array([costs[q] for q in loose])
        cost = np.concatenate([np.zeros(self.unknowns.size), weights, weights])
        at = self.unknowns.places(asked)
        row = (at, np.ones(len(at)), bound if up else -np.inf, np.inf if up else bound)
        found = self._solve(cost, held, loose, (row,), NEARLY)
        if found is None:
            return None
        extra = found[self.unknowns.size :]
        price = float((weights * (extra[:count] + extra[count:])).sum())
        return price, found[: self.unknowns.size]

    def _solve(
        self,
        cost: np.ndarray,
        held: Mapping[Quantity, int],
        loose: Mapping[Quantity, int],
        beyond: Sequence[Rule],
        gap: float = 0.0,
    ) -> np.ndarray | None:
        """Whole unknowns of the least cost. Behind them stand, for each loose count, what is added to
        it and what is taken away.
        """
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csr_array

        rules = [*self._rules(held, loose), *beyond]
        self.solved += 1
        told: Any = ()
        if rules:
            columns, signs, low, high = zip(*rules, strict=True)
            starts = np.cumsum([0, *(len(at) for at in columns)])
            table = (np.concatenate(signs), np.concatenate(columns), starts)
            told = LinearConstraint(csr_array(table, shape=(len(rules), len(cost))), low, high)
        limits, options = Bounds(0, self.unknowns.most), {"mip_rel_gap": gap}
        found = milp(cost, constraints=told, integrality=1, bounds=limits, options=options)
        return None if found.x is None else np.rint(found.x).astype(np.int64)

    def _rules(self, held: Mapping[Quantity, int], loose: Mapping[Quantity, int]) -> Iterator[Rule]:
        """What blocks share is equal; held counts hold; loose ones hold but for what is added or taken."""
        for one, two in self.unknowns.links:
            signs = np.repeat([1.0, -1.0], [len(one), len(two)])
            yield np.concatenate([one, two]), signs, 0.0, 0.0
        for quantity, count in held.items():
            at = self.unknowns.places(quantity)
            yield at, np.ones(len(at)), count, count
        for number, (quantity, count) in enumerate(loose.items(), self.unknowns.size):
            at = self.unknowns.places(quantity)
            signs = np.array([1.0] * len(at) + [-1.0, 1.0])
            yield np.append(at, [number, number + len(loose)]), signs, count, count


def contradiction() -> MethodError:
    """The error of releases that cannot be about the same people, or about more and more of them."""
    what = gettext("the releases contradict one another.")
    mend = gettext("People may only have been added since the earlier ones.")
    return MethodError(Problem(gettext("tables that are out"), what, mend))
