from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.plan.budget.completion import add_one
from territoria.plan.budget.equal_shares import share_equally
from territoria.plan.budget.ranking import rank_projects


def listed(held):
    return [(r.project, r.rank, r.by) for r in rank_projects(held, share_equally(held))]


def test_first_what_shares_buy_in_that_order_then_the_rest_by_votes(park):
    assert listed(park("b")) == [
        ("b", 1, "shares"),
        ("y", 2, "shares"),
        ("l", 3, "shares"),
        ("g", 4, "votes"),
        ("p", 5, "votes"),
    ]


def test_equals_share_a_rank_and_the_next_one_is_left_out(made):
    held = made(12, {"a": 3, "b": 3, "c": 2, "d": 9, "e": 9}, "acd", "ac", "be", "bc")
    assert listed(held) == [
        ("c", 1, "shares"),
        ("a", 2, "shares"),
        ("b", 2, "shares"),
        ("d", 4, "votes"),
        ("e", 4, "votes"),
    ]


@given(data=st.data())
def test_every_project_stands_once_and_ranks_count_those_ahead(small, data):
    held = data.draw(small)
    ranked = rank_projects(held, add_one(held).raised)
    assert sorted(r.project for r in ranked) == sorted(p.id for p in held.projects)
    ranks = [r.rank for r in ranked]
    assert ranks == [1 + sum(other < rank for other in ranks) for rank in ranks]
