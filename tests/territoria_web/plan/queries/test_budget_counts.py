"""Ballots handed to the engine, and what came out as plain data."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from territoria.plan.budget.election import Election
from territoria_web.plan.models import Budget, BudgetItem
from territoria_web.plan.queries.budget_counts import draw_lot, election_of, step_for


def election(amount: str, costs: list[str], ballots: list[list[int]]) -> Election:
    items = [
        BudgetItem(number=n, title=f"Item {n}", cost=Decimal(c))
        for n, c in enumerate(costs, start=1)
    ]
    return election_of(Budget(amount=Decimal(amount)), items, ballots)


def test_amounts_reach_the_engine_to_the_cent():
    held = election("1000.10", ["300.05"], [[1]])
    assert (held.budget, held.projects[0].cost) == (Fraction(100010, 100), Fraction(30005, 100))
    assert held.ballots == {"1": frozenset({"1"})}


@pytest.mark.parametrize(
    ("amount", "people", "step"), [("1000", 10, 1), ("100000", 4, 10), ("5000000", 5, 100)]
)
def test_shares_are_raised_by_one_unless_that_takes_too_many_rounds(amount, people, step):
    held = election(amount, [amount], [[1]] * people)
    assert step_for(held) == step


def test_a_lot_is_an_order_of_all_items_and_the_same_for_one_budget():
    budget = Budget()
    lot = draw_lot(budget, [3, 1, 2, 4, 5])
    assert sorted(lot) == ["1", "2", "3", "4", "5"]
    assert draw_lot(budget, [1, 2, 3, 4, 5]) == lot
