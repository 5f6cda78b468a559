from __future__ import annotations

from fractions import Fraction
from itertools import chain, combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.errors import DataError, MethodError
from territoria.plan.budget.equal_shares import share_equally
from territoria.plan.budget.ties import Tie


def bought(outcome):
    return [(p.project, p.payment) for p in outcome.purchases]


# ── published examples, worked out again by hand ──────────────────────────────────────────────


def test_example_1_of_equalshares_net(park):
    """Shares of 100. The bike path costs its 7 supporters 100 each. Four people have 100 left: the
    playground takes 200 / 4 from each, then the library 100 / 3 from three of them.
    """
    found = share_equally(park("b"))
    assert found.share == 100
    assert bought(found) == [("b", 100), ("y", 50), ("l", Fraction(100, 3))]
    assert [p.effective_votes for p in found.purchases] == [7, 4, 3]
    assert (found.spent, found.ties) == (1000, ())


def test_example_2_of_equalshares_net(park):
    """The gym takes 400 / 7 of seven people, who have 300 / 7 left. Three of these support the park,
    with two who have 100: (250 − 3 · 300 / 7) / 2 = 425 / 7, so it counts 250 · 7 / 425 = 4.1 votes
    (page: 4.1). The playground then finds 275 / 7 with two people and 100 with two others:
    (200 − 2 · 275 / 7) / 2 = 425 / 7, or 3.3 votes; the page, which rounds on the way, says 3.2.
    """
    found = share_equally(park("g"))
    assert bought(found) == [
        ("g", Fraction(400, 7)),
        ("p", Fraction(425, 7)),
        ("y", Fraction(425, 7)),
    ]
    assert [p.effective_votes for p in found.purchases] == [7, Fraction(70, 17), Fraction(56, 17)]


def test_example_11_of_lackner_and_skowron(made, paid_by_voter):
    """Multi-Winner Voting with Approval Preferences (2023): 12 voters, 4 seats, every cost 1. Their
    first phase elects a alone, for 1/8 each; its 8 supporters keep 1/3 − 1/8 = 5/24.
    """
    ballots = ["ab"] * 3 + ["ac"] * 3 + ["ad"] * 2 + ["bcf", "e", "f", "g"]
    held = made(4, dict.fromkeys("abcdefgh", 1), *ballots)
    found = share_equally(held)
    assert bought(found) == [("a", Fraction(1, 8))]
    paid = paid_by_voter(held, found)
    assert {found.share - paid[str(n)] for n in range(1, 9)} == {Fraction(5, 24)}
    assert {found.share - paid[str(n)] for n in range(9, 13)} == {Fraction(1, 3)}


def test_example_12_of_lackner_and_skowron(made, paid_by_voter):
    """8 voters, 3 seats: first c for 1/5 each, then a for at most 13/40; what is left is printed
    there as 7/40, 7/40, 7/40, 1/20, 1/20, 0, 0, 3/8.
    """
    ballots = ["cd"] * 3 + ["ab"] * 2 + ["ac"] * 2 + ["bd"]
    held = made(3, dict.fromkeys("abcd", 1), *ballots)
    found = share_equally(held)
    assert bought(found) == [("c", Fraction(1, 5)), ("a", Fraction(13, 40))]
    left = [found.share - paid for paid in paid_by_voter(held, found).values()]
    forty = [7, 7, 7, 2, 2, 0, 0, 15]
    assert left == [Fraction(n, 40) for n in forty]


def test_half_of_the_money_goes_to_half_of_the_people(made):
    """51 people want the red projects, 49 the blue ones, money is there for ten: five and about five
    (the motivation in Peters, Pierczyński and Skowron 2021), while by votes all ten would be red.
    """
    costs = {f"{colour}{n}": 100 for colour in ("red", "blue") for n in range(10)}
    red, blue = ([i for i in costs if i.startswith(c)] for c in ("red", "blue"))
    held = made(1000, costs, *[tuple(red)] * 51, *[tuple(blue)] * 49)
    found = share_equally(held)
    assert [sum(i in side for i in found.winners) for side in (red, blue)] == [5, 4]


# ── against the definition ────────────────────────────────────────────────────────────────────


@given(data=st.data())
def test_it_does_what_the_definition_says(small, oracle, data):
    held = data.draw(small)
    purchases, ties = oracle(held)
    found = share_equally(held)
    assert bought(found) == purchases
    assert [(t.tied, t.chosen) for t in found.ties] == ties


@given(data=st.data(), thirds=st.integers(1, 60))
def test_it_does_so_with_any_share(small, oracle, data, thirds):
    held, share = data.draw(small), Fraction(thirds, 3)
    assert bought(share_equally(held, share=share)) == oracle(held, share)[0]


@given(data=st.data())
def test_it_does_so_where_floats_see_a_tie_and_there_is_none(close, oracle, data):
    held = data.draw(close)
    purchases, ties = oracle(held)
    found = share_equally(held)
    assert bought(found) == purchases
    assert [(t.tied, t.chosen) for t in found.ties] == ties


@given(data=st.data())
def test_the_budget_holds_and_nobody_pays_more_than_their_share(small, paid_by_voter, data):
    held = data.draw(small)
    found = share_equally(held)
    paid = paid_by_voter(held, found)
    assert found.spent == sum(paid.values()) == held.cost_of(found.winners) <= held.budget
    assert all(0 <= amount <= found.share for amount in paid.values())


@given(data=st.data())
def test_effective_votes_never_rise_from_one_purchase_to_the_next(small, data):
    votes = [p.effective_votes for p in share_equally(data.draw(small)).purchases]
    assert votes == sorted(votes, reverse=True)


@given(data=st.data())
def test_every_group_that_agrees_gets_its_part_up_to_one_project(small, data):
    """Extended justified representation up to one project, by brute force: whoever may together pay
    for a set T that all of them approve has somebody with as much funded, or with more than that by
    one more project. Utility is the cost of what is funded and approved.
    """
    held = data.draw(small)
    won = set(share_equally(held).winners)
    cost = {p.id: p.cost for p in held.projects}

    def served(ballot, wanted):
        has = sum(cost[i] for i in ballot & won)
        return has >= wanted or any(has + cost[i] > wanted for i in ballot - won)

    ids = list(cost)
    for wish in chain.from_iterable(combinations(ids, k) for k in range(1, len(ids) + 1)):
        wanted = sum(cost[i] for i in wish)
        left_out = [b for b in held.ballots.values() if set(wish) <= b and not served(b, wanted)]
        assert len(left_out) * held.budget < wanted * len(held.ballots)


# ── ties and refusals ─────────────────────────────────────────────────────────────────────────


def test_a_tie_is_told_with_who_lost_by_it(made):
    found = share_equally(made(4, {"a": 4, "b": 4}, "ab", "ab"))
    assert found.winners == ("a",)
    assert found.ties == (Tie(("a", "b"), "a", "list", ("b",)),)


def test_the_lot_decides_before_the_list(made):
    held = made(4, {"a": 4, "b": 4}, "ab", "ab")
    assert share_equally(held, lot=("b",)).winners == ("b",)
    with pytest.raises(DataError, match="z is no project"):
        share_equally(held, lot=("z",))


def test_what_nobody_approved_is_never_bought(made):
    assert share_equally(made(4, {"a": 1, "b": 1}, "a")).winners == ("a",)


def test_a_share_must_be_above_0(made):
    with pytest.raises(MethodError, match="nobody can pay anything"):
        share_equally(made(4, {"a": 1}, "a"), share=Fraction(0))
