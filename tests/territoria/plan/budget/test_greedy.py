from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.plan.budget.greedy import fund_by_votes
from territoria.plan.budget.ties import Tie


def test_the_example_of_equal_shares_by_votes_funds_the_two_sports_projects(park):
    found = fund_by_votes(park("b"))
    assert found.winners == ("b", "g")
    assert (found.spent, found.ties) == (1100, ())


def test_what_does_not_fit_is_passed_over(made):
    held = made(10, {"a": 6, "b": 5, "c": 4}, "abc", "ab", "a")
    assert fund_by_votes(held).winners == ("a", "c")


def test_what_nobody_approved_is_never_funded(made):
    assert fund_by_votes(made(10, {"a": 2, "b": 1}, "a")).winners == ("a",)


def test_a_tie_is_told_where_the_order_decides_who_is_funded(made):
    held = made(10, {"a": 6, "b": 5}, "a", "b")
    assert fund_by_votes(held).ties == (Tie(("a", "b"), "b", "cost", ("a",)),)


def test_equal_votes_that_all_fit_are_no_tie(made):
    assert fund_by_votes(made(11, {"a": 6, "b": 5}, "a", "b")).ties == ()


def test_one_that_cannot_fit_anyway_makes_no_tie(made):
    held = made(10, {"a": 6, "b": 5, "c": 4}, "abc", "ab", "ac", "a", "bc")
    assert held.votes == {"a": 4, "b": 3, "c": 3}
    found = fund_by_votes(held)
    assert (found.winners, found.ties) == (("a", "c"), ())


def test_the_lot_decides_between_equals(made):
    held = made(5, {"a": 5, "b": 5}, "ab")
    assert fund_by_votes(held).winners == ("a",)
    found = fund_by_votes(held, lot=("b", "a"))
    assert found.winners == ("b",)
    assert found.ties == (Tie(("a", "b"), "b", "lot", ("a",)),)


def test_what_is_funded_already_is_paid_first_and_not_named_again(made):
    held = made(10, {"a": 6, "b": 5, "c": 4}, "abc", "ab", "a")
    found = fund_by_votes(held, already=["b"])
    assert (found.winners, found.spent) == (("c",), 4)


@given(data=st.data())
def test_it_fits_and_leaves_nothing_that_fits(small, data):
    held = data.draw(small)
    found = fund_by_votes(held)
    assert found.spent == held.cost_of(found.winners) <= held.budget
    left = held.budget - found.spent
    open_to = [p for p in held.projects if p.id not in found.winners and held.votes[p.id]]
    assert [p.id for p in open_to if p.cost <= left] == []


@given(data=st.data())
def test_without_a_tie_no_lot_changes_who_is_funded(small, data):
    held = data.draw(small)
    found = fund_by_votes(held)
    lot = data.draw(st.permutations([p.id for p in held.projects]))
    if not found.ties:
        assert set(fund_by_votes(held, lot=lot).winners) == set(found.winners)
