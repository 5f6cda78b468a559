"""The best choice of contents is proved, from any arrangement to begin with."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from barcamp_events import best_of, drawn
from territoria.convene.timetable import choose as module
from territoria.convene.timetable.choose import choose
from territoria.convene.timetable.columns import list_contents
from territoria.convene.timetable.master import SCALE, Pool, judge_prices
from territoria.convene.timetable.prepared import prepare
from territoria.convene.timetable.start import worth_of

seeds = st.integers(0, 10_000)


def begun(seed: int):
    """An event, its pool, prices that are only guessed, and an arrangement of nothing."""
    event = drawn(seed, pinned=False)
    prepared = prepare(event)
    pool = Pool(prepared, [list_contents(prepared, kind) for kind in prepared.kinds])
    prices = judge_prices(pool, np.full(len(event.topics), 3 * SCALE, dtype=np.int64))
    return event, pool, prices, [[] for _ in event.slots]


@given(seeds)
def test_it_is_the_best_even_with_poor_prices_and_a_poor_start(seed):
    event, pool, prices, nothing = begun(seed)
    found = choose(pool, prices, nothing)
    assert (found.value, found.bound) == (best_of(event), found.value)
    assert worth_of(pool.event, found.held) == found.value


def test_where_too_much_is_left_the_bound_of_the_prices_stays(monkeypatch):
    event, pool, prices, nothing = begun(3)
    monkeypatch.setattr(module, "MOST_COLUMNS", 0)
    found = choose(pool, prices, nothing)
    assert (found.held, found.value) == (nothing, 0)
    assert found.bound == prices.bound // SCALE >= best_of(event)


def test_where_the_search_is_cut_off_nothing_is_called_proven(monkeypatch):
    event, pool, prices, nothing = begun(3)
    monkeypatch.setattr(module, "MOST_SECONDS", 0.0)
    found = choose(pool, prices, nothing)
    assert found.bound >= best_of(event) >= found.value
