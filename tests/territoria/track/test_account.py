from __future__ import annotations

from datetime import date, timedelta

from territoria.track.account import Tracked, account_of
from territoria.track.delivery import delivery_of
from territoria.track.effect import Aim, Figure, effect_of
from territoria.track.promise import Promise
from territoria.track.silence import silence_of

TODAY = date(2026, 6, 1)
AIM = Aim("online", direction=1, baseline=Figure("2024", 1.0))


def tracked(promise: Promise) -> Tracked:
    return Tracked(delivery_of(promise, TODAY), effect_of(AIM, []), silence_of(promise, TODAY))


def test_each_lamp_is_counted_by_itself_and_nothing_is_left_out() -> None:
    first = date(2026, 12, 1)
    actions = [
        tracked(Promise(ends=first, first_ends=first, news=TODAY, news_every=30)),
        tracked(
            Promise(ends=first + timedelta(days=40), first_ends=first, news_every=30,
                    news=date(2025, 1, 1))
        ),
        tracked(Promise(ends=date(2026, 5, 1))),
        tracked(Promise(reported="dropped", reason="no money")),
    ]  # fmt: skip
    found = account_of(actions)
    assert dict(found.delivery) == {
        "planned": 0, "on track": 2, "at risk": 0, "late": 1, "paused": 0, "done": 0,
        "dropped": 1, "unknown": 0,
    }  # fmt: skip
    assert found.effect["unknown"] == 4
    assert sum(found.delivery.values()) == sum(found.effect.values()) == found.of == 4
    assert (found.in_time, found.owed, found.closed, found.unpromised) == (1, 2, 1, 1)
    assert found.share_in_time == 0.5
    assert (found.median_days_moved, found.later, found.dated) == (20.0, 1, 2)
    assert found.sentences == (
        "1 of 2 actions that owe news told some in time.",
        "1 of 2 actions end later than first promised; the median is 20 days later.",
    )


def test_a_plan_without_actions_has_no_shares() -> None:
    found = account_of([])
    assert (found.share_in_time, found.median_days_moved, found.sentences) == (None, None, ())


def test_earlier_is_said_as_earlier() -> None:
    ends = date(2026, 12, 1)
    found = account_of([tracked(Promise(ends=ends, first_ends=ends + timedelta(days=10)))])
    assert found.sentences == (
        "0 of 1 actions end later than first promised; the median is 10 days earlier.",
    )


def test_where_nothing_was_moved_that_is_said() -> None:
    ends = date(2026, 12, 1)
    found = account_of([tracked(Promise(ends=ends, first_ends=ends))])
    assert found.sentences == ("None of 1 actions ends later than first promised.",)
