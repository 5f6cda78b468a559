from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from territoria.track.promise import Promise
from territoria.track.silence import silence_of

TODAY = date(2026, 6, 1)


def told(days_ago: int, every: int | None = 30) -> Promise:
    return Promise(news=TODAY - timedelta(days=days_ago), news_every=every)


def test_silence_begins_after_one_and_a_half_intervals() -> None:
    assert silence_of(told(45), TODAY).state == "heard"
    found = silence_of(told(46), TODAY)
    assert (found.state, found.days, found.allowed) == ("silent", 46, 45.0)
    assert found.sentence == "No news since 16 April 2026."


def test_where_there_was_no_news_it_counts_from_the_promise() -> None:
    promise = Promise(news_every=30, promised_on=date(2026, 1, 1))
    assert silence_of(promise, TODAY).sentence == "No news since the promise of 1 January 2026."


def test_who_promised_no_interval_is_never_called_silent() -> None:
    found = silence_of(told(1000, None), TODAY)
    assert (found.state, found.allowed) == ("unknown", None)
    assert silence_of(Promise(news_every=30), TODAY).sentence == "No news yet."


@pytest.mark.parametrize(("reported", "state"), [("done", "closed"), ("dropped", "closed"), ("paused", "silent")])  # fmt: skip
def test_a_closed_action_owes_no_news_a_paused_one_does(reported: str, state: str) -> None:
    promise = Promise(
        news=date(2025, 1, 1), news_every=30, reported=reported, reason="why", reported_on=TODAY
    )
    assert silence_of(promise, TODAY).state == state


@given(st.integers(0, 400), st.integers(1, 200))
def test_silence_never_ends_by_waiting(days: int, every: int) -> None:
    states = [silence_of(told(days + more, every), TODAY).state for more in (0, 1, 50)]
    assert states == sorted(states)  # heard before silent
