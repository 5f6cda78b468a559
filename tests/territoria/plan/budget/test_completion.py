from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError, MethodError
from territoria.plan.budget.completion import add_one
from territoria.plan.budget.equal_shares import share_equally
from territoria.plan.budget.ties import Tie


def test_shares_rise_by_one_until_nothing_more_fits(made):
    """Shares of 3 pay for b; with 4 also for a. Of the budget 2 is left, and c costs 5."""
    found = add_one(made(9, {"a": 4, "b": 3, "c": 5}, "a", "b", "c"))
    assert (found.plain.winners, found.plain.share) == (("b",), 3)
    assert (found.raised.winners, found.raised.share) == (("b", "a"), 4)
    assert (found.steps, found.stopped) == (1, "nothing more fits")
    assert found.filled.winners == ()
    assert (found.winners, found.spent) == (("b", "a"), 7)


def test_it_stops_before_the_step_that_costs_too_much_and_fills_by_votes(made):
    """With 3 nobody can pay 4; with 4 everybody could, for 12 of 9. By votes two of them fit."""
    held = made(9, {"a": 4, "b": 4, "c": 4}, "a", "b", "c")
    found = add_one(held)
    assert (found.steps, found.stopped) == (0, "the next step costs too much")
    assert found.raised == found.plain
    assert found.winners == ("a", "b")
    assert found.ties == (Tie(("a", "b", "c"), "a", "list", ("c",)),)
    assert found.tied_elsewhere == (
        Tie(("a", "b", "c"), "a", "list", ("c",)),
        Tie(("b", "c"), "b", "list", ("c",)),
    )
    assert add_one(held, fill=False).winners == ()


def test_who_lost_a_tie_and_was_added_by_votes_did_not_lose(made):
    """Both cost 2 of the 2.5 that two people have; by shares one is bought, by votes the other fits."""
    found = add_one(made(5, {"a": 2, "b": 2, "c": 5}, "ab", "c"), step=Fraction(9))
    assert (found.raised.winners, found.filled.winners) == (("a",), ("b",))
    assert found.raised.ties == (Tie(("a", "b"), "a", "list", ("b",)),)
    assert found.ties == (Tie(("a", "b"), "a", "list"),)


def test_a_step_may_be_smaller_or_larger(made):
    held = made(9, {"a": 4, "b": 3, "c": 5}, "a", "b", "c")
    found = add_one(held, step=Fraction(1, 4))
    assert (found.steps, found.raised.share) == (4, 4)


def test_what_nobody_approved_does_not_keep_shares_rising(made):
    found = add_one(made(9, {"a": 2, "b": 3}, "a"))
    assert (found.winners, found.steps) == (("a",), 0)


def test_a_step_that_is_too_fine_or_none_is_refused(made):
    held = made(9, {"a": 4, "b": 3, "c": 5}, "a", "b", "c")
    with pytest.raises(MethodError) as caught:
        add_one(held, step=Fraction(1, 100), most=10)
    assert (
        str(caught.value)
        == "step = 1/100: 10 steps were not enough. Take a step ten times as large."
    )
    with pytest.raises(MethodError, match="would not rise"):
        add_one(held, step=Fraction(0))
    with pytest.raises(DataError, match="z is no project"):
        add_one(held, lot=("z",))


@given(data=st.data())
def test_it_is_the_definition_run_again_with_larger_shares(small, oracle, data):
    """The published loop, written out with the slow rule."""
    held = data.draw(small)
    cost = {p.id: p.cost for p in held.projects}
    share = Fraction(held.budget, len(held.ballots))
    won = [i for i, _ in oracle(held, share)[0]]
    while any(
        cost[i] <= held.budget - sum(cost[w] for w in won)
        for i in cost
        if i not in won and held.votes[i]
    ):
        following = [i for i, _ in oracle(held, share + 1)[0]]
        if sum(cost[i] for i in following) > held.budget:
            break
        share, won = share + 1, following
    found = add_one(held, fill=False)
    assert (list(found.winners), found.raised.share) == (won, share)


@given(data=st.data())
def test_it_fits_and_when_filled_leaves_nothing_that_fits(small, data):
    held = data.draw(small)
    found = add_one(held)
    assert found.spent == held.cost_of(found.winners) <= held.budget
    left = held.budget - found.spent
    open_to = [p for p in held.projects if p.id not in found.winners and held.votes[p.id]]
    assert [p.id for p in open_to if p.cost <= left] == []


@given(data=st.data())
def test_shares_only_rise_and_every_step_on_the_way_fits(small, data):
    held = data.draw(small)
    found = add_one(held, fill=False)
    assert found.raised.share == found.plain.share + found.steps
    for step in range(found.steps + 1):
        assert share_equally(held, share=found.plain.share + step).spent <= held.budget
    beyond = share_equally(held, share=found.raised.share + 1)
    assert (found.stopped == "nothing more fits") or beyond.spent > held.budget
