"""Exchanges of two places keep what has to hold, and count what they gain."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import drawn, event_of
from territoria.convene.timetable.anneal import Places, anneal, climb
from territoria.convene.timetable.event import Pin
from territoria.convene.timetable.prepared import prepare
from territoria.convene.timetable.start import arrange_greedily, worth_of

seeds = st.integers(0, 10_000)


@given(seeds)
def test_whatever_is_exchanged_the_arrangement_holds_and_its_worth_is_known(seed):
    prepared = prepare(drawn(seed, people=8, topics=6, slots=3, pinned=False))
    places = Places(prepared, arrange_greedily(prepared))
    chance = np.random.default_rng(seed)
    count = len(places.topics)
    for one, other in chance.integers(0, count, (60, 2)).tolist():
        before = places.value
        gain = places.exchange(one, other, -4)
        assert gain is None or gain >= -4
        held = places.arrangement()
        assert places.value == before + (gain or 0) == worth_of(prepared, held)
        kinds = [prepared.kinds[k] for k in prepared.kind_of]
        assert all(kind.holds(topics) for kind, topics in zip(kinds, held, strict=True))
        named = [t for topics in held for t in topics]
        assert len(set(named)) == len(named)


def test_climbing_ends_where_no_exchange_gains():
    prepared = prepare(drawn(5, people=20, topics=9, slots=3, rooms=3, pinned=False))
    places = Places(prepared, arrange_greedily(prepared))
    climb(places)
    count = len(places.topics)
    assert not any(places.exchange(a, b, 1) for a in range(count) for b in range(a))


def test_annealing_finds_what_climbing_does_not_and_the_same_again():
    prepared = prepare(drawn(2, people=30, topics=16, slots=4, rooms=3, pinned=False))
    start = arrange_greedily(prepared)
    places = Places(prepared, start)
    climb(places)
    found = [anneal(Places(prepared, start), moves=20_000, seed=4) for _ in range(2)]
    assert found[0] == found[1]
    assert worth_of(prepared, found[0]) >= places.value


def test_the_pinned_stay_and_what_has_a_room_is_never_left_out():
    event = event_of([[0, 0, 3, 3]], slots=2, pins=(Pin("t0", "s0"), Pin("t1", "", "r0")))
    prepared = prepare(event)
    assert anneal(Places(prepared, [[0], [1]]), moves=500, seed=1) == [[0], [1]]
