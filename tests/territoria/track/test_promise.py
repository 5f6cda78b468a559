from __future__ import annotations

from datetime import date

import pytest

from territoria.errors import DataError
from territoria.track.promise import Milestone, Promise, is_reached

DAY = date(2026, 6, 1)


def test_paused_and_dropped_need_a_reason() -> None:
    for reported in ("paused", "dropped"):
        with pytest.raises(DataError) as found:
            Promise(reported=reported, reason=" ")
        assert [p.where for p in found.value.problems] == ["reason"]


def test_all_that_makes_no_sense_is_said_at_once() -> None:
    with pytest.raises(DataError) as found:
        Promise(begins=DAY, ends=date(2026, 5, 1), reported="dropped", news_every=0)
    assert [p.where for p in found.value.problems] == ["reason", "ends", "news_every"]


def test_what_is_reported_later_is_not_known_yet() -> None:
    promise = Promise(reported="done", reported_on=DAY)
    assert promise.reported_by(date(2026, 5, 31)) == "none"
    assert promise.reported_by(DAY) == "done"


def test_a_milestone_is_reached_from_its_day_on() -> None:
    step = Milestone("opened", DAY, done=DAY)
    assert [is_reached(step, day) for day in (date(2026, 5, 31), DAY)] == [False, True]
    assert not is_reached(Milestone("opened", DAY), DAY)
