"""A budget shared by eleven thousand voters: one run, and Add1, against the same in plain loops.

Collected by ``make bench`` only. Times go into the table at the end and are never asserted; equality
of the purchases is. Goals as docs/methods/budget.md quotes them; the reference is pabutools 1.2.3 on
an election of that size.
"""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from benchmarks.table import Row, least, once, peak_of
from territoria.plan.budget.completion import add_one
from territoria.plan.budget.election import Election, Project
from territoria.plan.budget.equal_shares import equal_share, run_shares, share_equally
from territoria.plan.budget.greedy import fund_by_votes

VOTERS, PROJECTS = 11_067, 81
PART = 1_000  # voters of the exact loop, scaled up
STEP = Fraction(1, 6)  # so that Add1 takes about as many steps as in a large city


def vote(voters: int) -> Election:
    """Projects from popular to hardly known, costs as in a district, about eight approvals each."""
    random = np.random.default_rng(1)
    costs = random.integers(5_000, 200_000, PROJECTS).tolist()
    liked = random.random(PROJECTS) ** 2 + 0.02
    approves = random.random((voters, PROJECTS)) < 8 * liked / liked.sum()
    approves[np.arange(voters), random.integers(0, PROJECTS, voters)] = True
    projects = tuple(Project(str(n), f"Project {n}", Fraction(c)) for n, c in enumerate(costs))
    ballots = {
        str(v): frozenset(map(str, np.flatnonzero(row).tolist())) for v, row in enumerate(approves)
    }
    return Election(Fraction(sum(costs) * 2 // 5), projects, ballots)


def loop(held: Election) -> list[tuple[str, Fraction]]:
    """Equal shares in exact fractions, voter by voter, every project in every round."""
    each = equal_share(held)
    left = dict.fromkeys(held.ballots, each)
    fans = {p.id: [v for v, b in held.ballots.items() if p.id in b] for p in held.projects}
    open_to, bought = list(held.projects), []
    while True:
        found = []
        for project in open_to:
            purses = sorted(left[v] for v in fans[project.id])
            rest, payers = project.cost, len(purses)
            for purse in purses:
                if purse * payers >= rest:
                    break
                rest, payers = rest - purse, payers - 1
            if payers:
                found.append((rest / payers / project.cost, project.cost, project))
        if not found:
            return bought
        ratio, cost, chosen = min(found, key=lambda one: one[:2])
        for voter in fans[chosen.id]:
            left[voter] -= min(left[voter], ratio * cost)
        bought.append((chosen.id, ratio * cost))
        open_to.remove(chosen)


@pytest.fixture(scope="module")
def city() -> Election:
    held = vote(VOTERS)
    assert len(held.counted.weights) <= VOTERS  # counted once, before any run
    return held


def test_the_purchases_are_those_of_the_loop_and_one_run_is_quick(benchmark, city, tell):
    part = vote(PART)
    expected, seconds = once(lambda: loop(part))
    assert [(p.project, p.payment) for p in share_equally(part).purchases] == expected
    share = equal_share(city)

    def run():
        return run_shares(city, share, ())

    found = benchmark.pedantic(run, rounds=5, warmup_rounds=1)
    assert found.spent <= city.budget
    scaled = seconds * VOTERS / PART
    tell(
        Row(
            f"equal shares {VOTERS:,} × {PROJECTS}",
            least(run, 20),
            0.02,
            3.14,
            scaled,
            peak_of(run),
        )
    )
    exact = least(lambda: share_equally(city), 10)
    tell(Row("  the same with exact payments", exact, 0.02, 3.14, scaled))


def test_add_one(benchmark, city, tell):
    found = benchmark.pedantic(add_one, args=(city,), kwargs={"step": STEP}, rounds=1)
    assert found.spent <= city.budget
    seconds = least(lambda: add_one(city, step=STEP), 2)
    tell(Row(f"  Add1, {found.steps} steps, filled by votes", seconds, 5.0))


def test_by_votes(benchmark, city, tell):
    benchmark(fund_by_votes, city)
    tell(Row("  by votes", least(lambda: fund_by_votes(city), 20)))


def test_counting_the_ballots(benchmark, city, tell):
    def count():
        return Election(city.budget, city.projects, city.ballots).counted

    benchmark.pedantic(count, rounds=3)
    tell(Row("  checking and counting the ballots", least(count, 5)))
