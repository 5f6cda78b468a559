"""Groups next to sums that were shown before: nobody is left alone in a difference."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from territoria_web.listen.queries.parted import left_over, may_be_parted

PEOPLE = 14


def test_the_one_who_is_left_over_keeps_groups_together():
    groups = [set(range(6)), set(range(6, 12))]
    assert left_over(groups, set(range(7))) == 1
    assert not may_be_parted(groups, [set(range(7))])


def test_five_or_none_may_be_left_over():
    groups = [set(range(6)), set(range(6, 16))]
    assert may_be_parted(groups, [set(range(6)), set(range(11))])


def test_the_difference_of_two_sums_is_a_sum():
    groups = [set(range(20)), set(range(20, 26))]
    one, other = set(range(10)), set(range(10)) | set(range(20, 25))
    assert not may_be_parted(groups, [one, other])  # five of six: the sixth is told


@given(
    sizes=st.lists(st.integers(0, 3), min_size=PEOPLE, max_size=PEOPLE),
    cut=st.lists(st.booleans(), min_size=PEOPLE, max_size=PEOPLE),
)
def test_what_is_left_over_is_the_smallest_difference_from_any_union_of_groups(sizes, cut):
    groups = [{n for n, g in enumerate(sizes) if g == name} for name in (1, 2, 3)]
    people = {n for n, there in enumerate(cut) if there}
    unions = [
        set().union(*(g for g, take in zip(groups, bits, strict=True) if take))
        for bits in np.ndindex(2, 2, 2)
    ]
    assert left_over(groups, people) == min(len(people ^ union) for union in unions)
