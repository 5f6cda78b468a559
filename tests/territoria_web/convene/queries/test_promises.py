"""The plan for 100 days."""

from __future__ import annotations

from datetime import UTC, date, datetime

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.promises import hundredth_day


def test_the_hundred_days_count_from_the_day_on_which_it_ended_in_its_place():
    ended = datetime(2027, 3, 1, 22, 30, tzinfo=UTC)
    here = Meeting(timezone="Europe/Helsinki", ended=ended)
    assert hundredth_day(here) == date(2027, 6, 10)
    assert hundredth_day(Meeting(timezone="Europe/Lisbon", ended=ended)) == date(2027, 6, 9)
    assert hundredth_day(Meeting(timezone="Europe/Lisbon")) is None
