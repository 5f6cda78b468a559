"""Small elections of every kind, and equal shares once more: slow, exact, straight from the definition."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from territoria.plan.budget.election import Election, Project
from territoria.plan.budget.equal_shares import EqualShares

Slow = tuple[list[tuple[str, Fraction]], list[tuple[tuple[str, ...], str]]]


def election(
    budget: int | Fraction, costs: dict[str, int | Fraction], *ballots: str | tuple[str, ...]
) -> Election:
    """A ballot is a tuple of ids, or a text of ids of one letter."""
    projects = tuple(Project(i, f"Project {i}", Fraction(c)) for i, c in costs.items())
    votes = {str(n): frozenset(ballot) for n, ballot in enumerate(ballots, start=1)}
    return Election(Fraction(budget), projects, votes)


def slowly(held: Election, share: Fraction | None = None) -> Slow:
    """Purchases with the most that one supporter pays, and the ties with whose turn it was."""
    each = Fraction(held.budget, len(held.ballots)) if share is None else share
    left = dict.fromkeys(held.ballots, each)
    open_to, bought, ties = list(held.projects), [], []
    while True:
        rho: dict[Project, Fraction] = {}
        for p in open_to:
            purses = [left[v] for v, b in held.ballots.items() if p.id in b]
            if purses and sum(purses) >= p.cost:
                rho[p] = smallest_rho(p.cost, purses)
        if not rho:
            return bought, ties
        best = [p for p in open_to if rho.get(p) == min(rho.values())]
        chosen = min(
            best,
            key=lambda p: (
                p.cost,
                -sum(p.id in b for b in held.ballots.values()),
                held.projects.index(p),
            ),
        )
        if len(best) > 1:
            ties.append((tuple(p.id for p in best), chosen.id))
        payment = rho[chosen] * chosen.cost
        for voter, ballot in held.ballots.items():
            if chosen.id in ballot:
                left[voter] -= min(left[voter], payment)
        bought.append((chosen.id, payment))
        open_to.remove(chosen)


def smallest_rho(cost: Fraction, purses: list[Fraction]) -> Fraction:
    """ρ with Σ min(purse, ρ · cost) = cost: every number of people who cannot pay it is tried."""
    ordered = sorted(purses)
    for poor in range(len(ordered)):
        rho = (cost - sum(ordered[:poor])) / (len(ordered) - poor) / cost
        if sum(min(p, rho * cost) for p in ordered) == cost:
            return rho
    raise AssertionError("they have enough together, so some ρ must do")


def paid(held: Election, outcome: EqualShares) -> dict[str, Fraction]:
    """What each voter's share paid for, in all."""
    left = dict.fromkeys(held.ballots, outcome.share)
    for purchase in outcome.purchases:
        for voter, ballot in held.ballots.items():
            if purchase.project in ballot:
                left[voter] -= min(left[voter], purchase.payment)
    return {voter: outcome.share - rest for voter, rest in left.items()}


@st.composite
def small_elections(draw: st.DrawFn, costs: SearchStrategy[int]) -> Election:
    """Up to 7 projects and 9 voters; few different costs, so that ties are common."""
    names = "abcdefg"[: draw(st.integers(1, 7))]
    priced = {i: draw(costs) for i in names}
    most = max(max(priced.values()), sum(priced.values()))
    budget = draw(st.integers(max(priced.values()), most))
    ballots = draw(
        st.lists(st.sets(st.sampled_from(names), min_size=1).map(tuple), min_size=1, max_size=9)
    )
    return election(budget, priced, *ballots)


@pytest.fixture(scope="session")
def made() -> Callable[..., Election]:
    return election


@pytest.fixture(scope="session")
def oracle() -> Callable[..., Slow]:
    return slowly


@pytest.fixture(scope="session")
def paid_by_voter() -> Callable[[Election, EqualShares], dict[str, Fraction]]:
    return paid


@pytest.fixture(scope="session")
def small() -> SearchStrategy[Election]:
    return small_elections(st.integers(1, 6))


@pytest.fixture(scope="session")
def close() -> SearchStrategy[Election]:
    """Costs that differ by a billionth: floats call them equal, and they are not."""
    return small_elections(
        st.builds(lambda k, r: k * 10**9 + r, st.integers(1, 3), st.integers(0, 2))
    )


@pytest.fixture(scope="session")
def park() -> Callable[[str], Election]:
    """The example of equalshares.net (“Explanation”): 11 voters, 1100, five projects. ``last``: what
    the voter at the right approves, the bike path in its example 1, the gym in its example 2.
    """

    def of(last: str) -> Election:
        costs: dict[str, int | Fraction] = {"b": 700, "g": 400, "p": 250, "y": 200, "l": 100}
        rest = ("bg", "bgp", "bg", "bgp", "bgp", "bg", "pyl", "y", "yl", "pyl")
        return election(1100, costs, *rest, last)

    return of
