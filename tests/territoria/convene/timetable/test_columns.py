"""Everything that a slot can hold is listed once, with its worth."""

from __future__ import annotations

from itertools import combinations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import drawn, event_of
from territoria.convene.timetable.columns import can_be_listed, list_contents
from territoria.convene.timetable.prepared import prepare

seeds = st.integers(0, 10_000)


@given(seeds)
def test_every_content_that_may_be_is_listed_once_with_its_worth(seed):
    prepared = prepare(drawn(seed, people=8, topics=6, rooms=3, pinned=False))
    for kind in prepared.kinds:
        contents = list_contents(prepared, kind)
        listed = {
            contents.topics_of(size, row): int(worth)
            for size, level in enumerate(contents.levels)
            for row, worth in enumerate(level.worth)
        }
        topics = [t for t in kind.topics if t in prepared.wanted]
        assert listed == {
            held: prepared.worth(kind.slots[0], held)
            for size in range(kind.rooms + 1)
            for held in combinations(topics, size)
            if kind.holds(held)
        }
        assert sum(len(level.worth) for level in contents.levels) == len(listed)


@given(seeds)
def test_a_content_is_found_again_and_costs_its_prices(seed):
    prepared = prepare(drawn(seed, people=8, topics=6, rooms=3, pinned=False))
    prices = np.arange(10, 16, dtype=np.int64)
    for kind in prepared.kinds:
        contents = list_contents(prepared, kind)
        for size, gains in enumerate(contents.gains(prices, 100)):
            for row, gain in enumerate(gains.tolist()):
                held = contents.topics_of(size, row)
                assert contents.row_of(held) == (size, row)
                worth = prepared.worth(kind.slots[0], held)
                assert gain == 100 * worth - sum(10 + t for t in held)


def test_the_pinned_stand_in_every_content():
    from territoria.convene.timetable.event import Pin

    prepared = prepare(event_of([[3, 1, 2]], rooms=2, pins=(Pin("t0", "s0"),)))
    contents = list_contents(prepared, prepared.kinds[0])
    assert [contents.topics_of(*at) for at in ((0, 0), (1, 0), (1, 1))] == [(0,), (0, 1), (0, 2)]
    assert [level.worth.tolist() for level in contents.levels] == [[3], [3, 3]]


def test_how_much_can_be_listed():
    prepared = prepare(event_of([[1] * 5], rooms=3))
    # 1 + 5 + 10 + 10
    assert [can_be_listed(prepared, most) for most in (25, 26)] == [False, True]
