from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from territoria.listen.opinion.grouping import find_groups
from territoria.listen.opinion.projection import fill, in_conversation, project
from territoria.listen.opinion.stability import Stability, adjusted_rand, stability

labels = st.lists(st.integers(0, 3), min_size=2, max_size=30)


def tried(votes, k=2):
    inside, filled = in_conversation(votes), fill(votes)
    found = find_groups(project(filled).positions, inside, seed=1, k=k)
    assert found is not None
    return stability(filled, inside, found, seed=1, resamples=8)


def test_camps_that_are_there_come_out_again(camps):
    found = tried(camps())
    assert found.is_stable
    assert (found.k, found.resamples, found.smallest, found.needed) == (2, 8, 25, 5)
    assert found.rand is not None
    assert found.rand > 0.95
    assert found.why_not == ""


def test_people_who_vote_by_lot_have_no_groups(camps):
    found = tried(camps((60, 40), noise=1.0, blank=0.4))
    assert not found.is_stable
    assert found.why_not.startswith("No groups are shown: drawn again from the same people,")


def test_a_group_of_few_is_refused_before_anything_is_drawn(camps):
    found = tried(camps((60, 4)))
    assert (found.is_stable, found.resamples, found.rand) == (False, 0, None)
    assert (found.smallest, found.needed) == (4, 5)
    assert found.why_not == (
        "No groups are shown: the smallest of them would have too few people; it needs 5 of those "
        "who voted enough."
    )


def test_the_smallest_group_holds_a_twentieth_at_least(camps):
    assert tried(camps((190, 10))).needed == 10
    assert tried(camps((191, 10))).needed == 11


def test_the_limit_is_part_of_what_is_stable():
    assert Stability(2, 25, 0.8, 5, 5).is_stable
    assert not Stability(2, 25, 0.799, 5, 5).is_stable


@given(labels, st.permutations(range(4)))
def test_other_names_for_the_same_groups_are_the_same_division(one, names):
    own = np.array(one)
    assert abs(adjusted_rand(own, np.array(names)[own]) - 1) < 1e-12


@given(labels, st.randoms(use_true_random=False))
def test_the_index_is_that_of_counted_pairs(one, random):
    other = [random.randrange(3) for _ in one]
    n = len(one)
    same = [(one[i] == one[j], other[i] == other[j]) for i in range(n) for j in range(i)]
    both, first, second = (sum(map(f, same)) for f in (all, lambda p: p[0], lambda p: p[1]))
    expected = first * second / len(same)
    most = (first + second) / 2
    if most == expected:
        assert adjusted_rand(np.array(one), np.array(other)) == 1.0
    else:
        found = adjusted_rand(np.array(one), np.array(other))
        assert abs(found - (both - expected) / (most - expected)) < 1e-9


def test_nobody_is_divided_in_one_way():
    nobody = np.zeros(0, dtype=np.intp)
    assert adjusted_rand(nobody, nobody) == 1.0
