"""The end of a day that somebody chose as the last one."""

from __future__ import annotations

from datetime import date, datetime, time

from django.utils import timezone


def evening(last_day: date) -> datetime:
    """The last moment of that day here, so that it is told as this day."""
    return timezone.make_aware(datetime.combine(last_day, time.max))
