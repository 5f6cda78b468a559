from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import numpy as np
import pytest

from territoria.errors import DataError
from territoria.plan.budget.election import Election, Project, exact_amount, say_amount
from territoria.speech import speaking


def test_equal_ballots_are_one_row_with_its_people(made):
    counted = made(10, {"a": 4, "b": 5}, "ab", "a", "ab", "b", "a").counted
    assert counted.weights.tolist() == [2, 2, 1]
    assert counted.approves.tolist() == [[1, 1], [1, 0], [0, 1]]
    assert [rows.tolist() for rows in counted.supporters] == [[0, 1], [0, 2]]
    assert counted.votes.tolist() == [4, 3]
    assert counted.row_of == {"1": 0, "2": 1, "3": 0, "4": 2, "5": 1}
    assert counted.costs.dtype == np.float64


def test_votes_and_costs_by_id(made):
    held = made(10, {"a": 4, "b": 5, "c": 1}, "ab", "a")
    assert held.votes == {"a": 2, "b": 1, "c": 0}
    assert held.cost_of(["a", "c"]) == 5
    assert held.cost_of([]) == 0


def test_everything_that_does_not_hold_is_told_at_once():
    projects = tuple(
        Project(i, i, Fraction(c)) for i, c in [("a", 0), ("b", -3), ("c", 11), ("c", 2)]
    )
    with pytest.raises(DataError) as caught:
        Election(Fraction(10), projects, {"1": frozenset(), "2": frozenset({"c", "d"})})
    assert [str(p) for p in caught.value.problems] == [
        "project c: two projects have this id. Give each its own.",
        "project a: its cost of 0 is not above 0. Give the cost, or take out of the vote what costs "
        "nothing.",
        "project b: its cost of −3 is not above 0. Give the cost, or take out of the vote what costs "
        "nothing.",
        "project c: it costs 11, more than the whole budget of 10. Take it out of the vote, or make "
        "it smaller.",
        "ballot of 1: it approves nothing. Leave it out: nothing can be paid by it.",
        "ballot of 2: it approves d, which is no project. Known: a, b, c.",
    ]


def test_without_money_projects_or_voters_there_is_no_election():
    with pytest.raises(DataError) as caught:
        Election(Fraction(0), (), {})
    assert [p.where for p in caught.value.problems] == ["budget", "projects", "ballots"]


@pytest.mark.parametrize(
    ("given", "amount"),
    [
        (3, Fraction(3)),
        ("1234.50", Fraction(2469, 2)),
        (Decimal("0.1"), Fraction(1, 10)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_an_amount_is_exact(given, amount):
    assert exact_amount(given) == amount


@pytest.mark.parametrize("given", [0.1, True, "ten", "", "NaN", "Infinity", None])
def test_what_is_no_exact_amount_is_refused(given):
    with pytest.raises(DataError, match="no exact amount"):
        exact_amount(given)


def test_an_amount_is_said_with_cents_only_where_there_are_some():
    assert say_amount(Fraction(1234567)) == "1,234,567"
    assert say_amount(Fraction(2469, 2)) == "1,234.50"
    with speaking("de"):
        assert say_amount(Fraction(2469, 2)) == "1.234,50"
