"""The mix of areas: unknown apart, firms counted once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from territoria.compare.benchmark.mix import AreaMix, Held, firms_reached, mix_of

HELD = [
    Held("training", 100.0, 40),
    Held("training", None, 10),
    Held("finance", 300.0, None),
]


def test_unknown_budgets_are_counted_apart_and_shares_are_of_what_is_known():
    found = mix_of(HELD, ("training", "finance", "awareness"))
    assert found["training"] == AreaMix(2, 100.0, 1, 0.25, (40, 50), 0)
    assert found["finance"] == AreaMix(1, 300.0, 0, 0.75, None, 1)
    assert found["awareness"] == AreaMix(0, None, 0, None, None, 0)


def test_firms_are_counted_once():
    assert firms_reached([40, 10, None]) == (40, 50)
    assert firms_reached([40, 10], population=45) == (40, 45)
    assert firms_reached([40], population=30) == (40, 40)
    assert firms_reached([None]) is None


@given(st.lists(st.sets(st.integers(0, 15)), min_size=1, max_size=5))
def test_how_many_firms_there_really_are_lies_between(reached):
    low, high = firms_reached([len(firms) for firms in reached], population=16)
    assert low <= len(set.union(*reached)) <= high
