"""The Method of Equal Shares for approval ballots, with the cost of a project as its utility.

Every voter gets an equal share of the budget, which pays only for what they approved. A project is
affordable at ρ when ``Σ over its supporters of min(what they have left, ρ · cost) = cost``; the one
with the smallest ρ is bought, and so on until none is affordable. ρ · cost is the most that one
supporter pays, 1 / ρ the effective number of votes. Peters, Pierczyński and Skowron, *Proportional
participatory budgeting with additive utilities*, NeurIPS 2021.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from territoria.errors import MethodError, Problem
from territoria.plan.budget.election import Election
from territoria.plan.budget.purses import CLOSE, Purses
from territoria.plan.budget.ties import Tie, break_tie, check_lot, with_losers
from territoria.speech import gettext


@dataclass(frozen=True, slots=True)
class Purchase:
    """A project bought. ``payment``: the most that one supporter paid; ``effective_votes``:
    cost ÷ payment; whoever had less left than the payment counts as a part of a vote.
    """

    project: str
    payment: Fraction
    effective_votes: Fraction


@dataclass(frozen=True)
class EqualShares:
    """One run. ``share``: what each voter could spend; ``purchases`` in their order; ``spent``: what
    the projects cost; ``ties`` met on the way.
    """

    share: Fraction
    purchases: tuple[Purchase, ...]
    spent: Fraction
    ties: tuple[Tie, ...]

    @property
    def winners(self) -> tuple[str, ...]:
        """Ids in the order in which they were bought."""
        return tuple(p.project for p in self.purchases)


@dataclass(frozen=True)
class Run:
    """A run whose payments are not written out: places of the projects, purses, ties."""

    order: tuple[int, ...]
    spent: Fraction
    purses: Purses
    ties: tuple[Tie, ...]


def share_equally(
    election: Election, *, share: Fraction | None = None, lot: Sequence[str] = ()
) -> EqualShares:
    """Run equal shares once. ``share``: what each voter gets, as a rule budget ÷ voters.

    With a larger share than that the projects may cost more than the budget: ``add_one`` looks after
    it. Ties as in ``ties``; ``lot``: ids in the order drawn. MethodError for a share that is not
    above 0; DataError for a lot that does not fit the projects.
    """
    each = equal_share(election) if share is None else share
    if not each > 0:
        what = gettext("nobody can pay anything with it.")
        raise MethodError(Problem(f"share = {each}", what, gettext("Give an amount above 0.")))
    check_lot(election, lot)
    return written_out(election, each, run_shares(election, each, lot))


def equal_share(election: Election) -> Fraction:
    """Budget ÷ voters."""
    return election.budget / len(election.ballots)


def run_shares(election: Election, share: Fraction, lot: Sequence[str]) -> Run:
    """The run itself.

    A project is looked at again only while it may still be the best: ρ never falls, because purses
    only get emptier.
    """
    counted, projects = election.counted, election.projects
    purses, order, ties = Purses(election, share), list[int](), list[Tie]()
    costs: list[float] = counted.costs.tolist()
    votes: list[int] = counted.votes.tolist()
    last = {n: cost / votes[n] for n, cost in enumerate(costs) if votes[n]}
    while True:
        best, found = math.inf, list[tuple[float, int]]()
        for ratio, n in sorted((payment / costs[n], n) for n, payment in last.items()):
            if ratio > best * (1 + CLOSE):
                break
            last[n] = purses.payment(n, last[n])
            if last[n] == math.inf:
                del last[n]
                continue
            found.append((last[n] / costs[n], n))
            best = min(best, found[-1][0])
        if not found:
            break
        near = [n for ratio, n in found if ratio <= best * (1 + CLOSE)]
        equals = _equals(election, purses, near)
        chosen = equals[0]
        if len(equals) > 1:
            chosen, by = break_tie(election, equals, lot)
            ties.append(Tie(tuple(projects[n].id for n in equals), projects[chosen].id, by))
        purses.pay(chosen, last.pop(chosen))
        order.append(chosen)
    spent = sum((projects[n].cost for n in order), Fraction(0))
    winners = [projects[n].id for n in order]
    return Run(tuple(order), spent, purses, with_losers(ties, winners))


def written_out(election: Election, share: Fraction, run: Run) -> EqualShares:
    """A run with its exact payments."""
    bought = [election.projects[n] for n in run.order]
    purchases = tuple(
        Purchase(project.id, payment, project.cost / payment)
        for project, payment in zip(bought, run.purses.payments(), strict=True)
    )
    return EqualShares(share, purchases, run.spent, run.ties)


def _equals(election: Election, purses: Purses, near: Sequence[int]) -> list[int]:
    """Those that are best exactly, among those that floats cannot tell apart."""
    if len(near) == 1:
        return list(near)
    splits = {n: purses.split(n) for n in near}
    ratios = {n: s.payment / election.projects[n].cost for n, s in splits.items() if s is not None}
    best = min(ratios.values())
    return sorted(n for n, ratio in ratios.items() if ratio == best)
