"""A last day lasts until midnight."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from territoria_web.desk.last_day import evening


def test_the_evening_is_still_that_day_and_the_next_moment_is_not():
    end = evening(date(2026, 10, 25))  # clocks go back in that night
    assert timezone.localdate(end) == date(2026, 10, 25)
    assert timezone.localdate(end + timedelta(microseconds=1)) == date(2026, 10, 26)
