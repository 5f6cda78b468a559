"""Counts of people as everybody may read them: none below five, none to be found by subtracting."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria_web.convene.queries.working_people import Told, may_tell

NAMES = st.lists(st.integers(1, 12), min_size=0, max_size=8)


@given(NAMES)
def test_a_number_counts_five_or_more_and_hides_no_smaller_one(counts: list[int]):
    told = may_tell([(f"city {n}", count) for n, count in enumerate(counts)])
    shown = [count for _name, count in told.shown]
    assert all(count >= 5 for count in shown)
    names = {name for name, _count in told.shown} | set(told.others)
    assert names == {f"city {n}" for n in range(len(counts))}
    if sum(counts) < 5:
        assert (told.total, told.together, shown) == (None, None, [])
    elif told.others:
        assert told.together == sum(counts) - sum(shown)
        assert told.together >= 5
        assert len(told.others) > 1


def test_the_smallest_number_is_given_up_where_it_would_betray_a_smaller_one():
    counts = [("Bordeaux", 9), ("Bilbao", 6), ("Pau", 2)]
    assert may_tell(counts) == Told(17, (("Bordeaux", 9),), ("Bilbao", "Pau"), 8)
