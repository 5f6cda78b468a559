from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.plan.budget.compared import Served, compare_rules, say_difference, serve
from territoria.plan.budget.election import Election


def served(mean: str, with_one: str, *winners: str) -> Served:
    return Served(winners, Fraction(0), Fraction(mean), Fraction(with_one), {})


def test_the_example_of_equal_shares_side_by_side(park):
    """By votes 7 + 6 approvals are served, of 7 people; by shares 7 + 4 + 3, of all 11."""
    found = compare_rules(park("b"))
    assert (found.votes_serve.winners, found.shares_serve.winners) == (("b", "g"), ("b", "y", "l"))
    assert (found.votes_serve.spent, found.shares_serve.spent) == (1100, 1000)
    assert (found.votes_serve.mean_funded, found.shares_serve.mean_funded) == (
        Fraction(13, 11),
        Fraction(14, 11),
    )
    assert (found.votes_serve.with_one, found.shares_serve.with_one) == (Fraction(7, 11), 1)
    assert (found.only_votes, found.only_shares) == (("g",), ("y", "l"))
    assert found.sentence == (
        "Equal shares do more for the voters: on average 1.27 instead of 1.18 of the projects a voter "
        "approved are funded, and 100.0 % instead of 63.6 % of the voters find at least one."
    )


def test_a_project_of_two_groups_counts_half_in_each(made):
    held = made(10, {"a": 4, "b": 3, "c": 3}, "abc")
    groups = {"a": ("sport", "kids"), "b": ("kids",), "c": ()}
    projects = tuple(replace(p, groups=groups[p.id]) for p in held.projects)
    grouped = Election(held.budget, projects, held.ballots)
    assert serve(grouped, ["a", "c"]).by_group == {
        "sport": Fraction(1, 5),
        "kids": Fraction(1, 5),
        "": Fraction(3, 10),
    }


@pytest.mark.parametrize(
    ("votes", "shares", "begins"),
    [
        (served("1", "0.5", "a"), served("1", "0.5", "a"), "Both rules fund the same projects."),
        (served("1", "0.5", "a"), served("2", "0.5", "b"), "Equal shares do more for the voters:"),
        (
            served("1", "0.5", "a"),
            served("0.5", "0.5", "b"),
            "Equal shares do less for the voters:",
        ),
        (
            served("1", "0.98", "a"),
            served("1.5", "0.91", "b"),
            "With equal shares a voter finds more projects on average (1.50 instead of 1.00), but fewer "
            "voters find at least one (91.0 % instead of 98.0 %).",
        ),
        (
            served("1", "0.5", "a"),
            served("0.9", "0.6", "b"),
            "With equal shares more voters find at least one of their projects (60.0 % instead of "
            "50.0 %), but a voter finds fewer on average (0.90 instead of 1.00).",
        ),
        (
            served("1", "0.5", "a"),
            served("1", "0.5", "b"),
            "The rules fund different projects and do as much for the voters: 1.00 funded projects "
            "each on average, and 50.0 % find at least one.",
        ),
    ],
)
def test_the_sentence_says_it_whichever_way_it_goes(votes, shares, begins):
    said = say_difference(votes, shares)
    assert said[: len(begins)] == begins
    assert said.count(".") >= 1


@given(data=st.data())
def test_shares_and_counts_are_those_of_the_ballots(small, data):
    held = data.draw(small)
    found = compare_rules(held)
    for result in (found.votes_serve, found.shares_serve):
        each = [len(ballot & set(result.winners)) for ballot in held.ballots.values()]
        assert result.mean_funded == Fraction(sum(each), len(each))
        assert result.with_one == Fraction(sum(n > 0 for n in each), len(each))
        assert sum(result.by_group.values()) == result.spent / held.budget
