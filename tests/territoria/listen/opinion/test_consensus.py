from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.opinion.consensus import (
    consensus,
    divides_for_certain,
    division,
    group_informed,
    spread,
    stands_out,
    verdict,
)
from territoria.listen.opinion.votes import Counts

NAMES = tuple("abcdefg")
small = st.integers(0, 60)


def counts_of(agree, disagree, seen):
    return Counts(np.array(agree), np.array(disagree), np.array(seen))


def test_what_most_agree_with_comes_by_share_times_z_and_five_at_most():
    counts = counts_of(
        [9, 30, 5, 20, 28, 15, 29], [0, 0, 5, 10, 2, 9, 0], [10, 30, 10, 30, 30, 24, 30]
    )
    agreed, refused = consensus(counts, NAMES, (False,) * 7)
    assert [c.statement for c in agreed] == ["b", "g", "e", "a", "d"]
    assert refused == ()
    assert (agreed[0].votes, agreed[0].seen, agreed[0].share) == (30, 30, 31 / 32)


def test_what_is_moderated_out_is_in_no_list():
    counts = counts_of([9, 30], [0, 0], [10, 30])
    agreed, _ = consensus(counts, ("a", "b"), (False, True))
    assert [c.statement for c in agreed] == ["a"]


def test_what_most_disagree_with_is_a_list_of_its_own():
    counts = counts_of([0, 1], [20, 1], [22, 3])
    agreed, refused = consensus(counts, ("a", "b"), (False, False))
    assert agreed == ()
    assert [(c.statement, c.side, c.votes) for c in refused] == [("a", "disagree", 20)]


def test_group_informed_consensus_is_the_product_of_smoothed_shares():
    counts = counts_of([[3, 0], [1, 2]], [[0, 0], [0, 0]], [[4, 0], [1, 2]])
    np.testing.assert_allclose(group_informed(counts), [4 / 6 * 2 / 3, 1 / 2 * 3 / 4])
    np.testing.assert_allclose(spread(counts), [0.0, 0.25], atol=1e-12)


def test_half_against_half_divides_most_and_one_voice_not_at_all():
    assert division(10, 10).value == 1.0
    assert division(10, 0).value == 0.0
    assert division(0, 0).value is None
    assert division(3, 1).value == 0.75


@given(small, small)
def test_division_is_the_same_from_either_side_and_sure_of_no_more_than_it_is(agree, disagree):
    one, other = division(agree, disagree), division(disagree, agree)
    assert one.value == other.value
    if one.value is not None and one.at_least is not None and other.at_least is not None:
        assert abs(one.at_least - other.at_least) < 1e-12
        assert 0 <= one.at_least <= one.value + 1e-12 <= 1 + 2e-12


def test_few_votes_are_no_rift():
    assert (division(2, 2).at_least or 0) < 0.75
    assert (division(200, 200).at_least or 0) > 0.95


def test_more_than_half_must_be_significant_to_stand_out():
    part, seen = np.array([5, 4, 3, 60, 50]), np.array([5, 5, 5, 100, 100])
    assert stands_out(part, seen).tolist() == [True, True, False, True, False]


def test_a_rift_is_certain_where_each_side_has_a_quarter_at_least():
    assert [divides_for_certain(a, d) for a, d in ((0, 0), (3, 3), (50, 50), (90, 10))] == [
        False,
        False,
        True,
        False,
    ]


def test_a_verdict_waits_for_enough_votes():
    assert verdict(2, 0, 2) == "open"
    assert verdict(20, 3, 25) == "agree"
    assert verdict(3, 20, 25) == "disagree"
    assert verdict(50, 50, 110) == "divided"
    assert verdict(0, 0, 40) == "open"
    assert verdict(0, 0, 0) == "open"


@given(small, small, small)
def test_agreeing_and_disagreeing_are_mirrors(agree, disagree, passed):
    seen = agree + disagree + passed
    mirror = {"agree": "disagree", "disagree": "agree", "divided": "divided", "open": "open"}
    assert verdict(disagree, agree, seen) == mirror[verdict(agree, disagree, seen)]
