"""Whatever the prices, no timetable is worth more than their bound."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import best_of, drawn
from territoria.convene.timetable.columns import list_contents
from territoria.convene.timetable.master import SCALE, Pool, find_prices, judge_prices
from territoria.convene.timetable.prepared import Prepared, prepare
from territoria.convene.timetable.start import arrange_greedily

seeds = st.integers(0, 10_000)


def pool_of(prepared: Prepared) -> Pool:
    pool = Pool(prepared, [list_contents(prepared, kind) for kind in prepared.kinds])
    pool.add_arrangement(arrange_greedily(prepared))
    return pool


@given(seeds)
def test_any_prices_bound_the_best(seed):
    event = drawn(seed, pinned=False)
    prices = np.random.default_rng(seed).integers(-2 * SCALE, 9 * SCALE, len(event.topics))
    found = judge_prices(pool_of(prepare(event)), prices)
    assert found.bound >= best_of(event) * SCALE
    assert found.prices.min() >= 0
    assert min(int(level.min()) for kind in found.spare for level in kind if len(level)) == 0


@given(seeds)
def test_the_prices_found_bound_it_closely(seed):
    event = drawn(seed, pinned=False)
    pool = pool_of(prepare(event))
    start = np.zeros(len(event.topics), dtype=np.int64)
    found, best = find_prices(pool, start, enough=0), best_of(event)
    assert best * SCALE <= found.bound <= judge_prices(pool, start).bound
    # small events have small gaps: three points at most in what is drawn here
    assert found.bound < (best + 4) * SCALE


def test_contents_join_once():
    pool = pool_of(prepare(drawn(1, pinned=False)))
    before = len(pool.columns)
    assert pool.add([pool.columns[0]]) == 0
    assert len(pool.columns) == before == len(pool.topics) == len(pool.worth)
