"""Dates as iCalendar: a day takes the whole day, a moment half an hour, numbers stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar

from territoria_web.library.calendar_text import as_calendar

MADE = datetime(2027, 3, 4, 12, tzinfo=UTC)


@dataclass(frozen=True)
class Day:
    """A date."""

    begins: date | datetime
    ends: date | datetime | None = None
    uid: str = "step-1"
    title: str = "Tender, out; now"
    place: str = ""


def test_ends_follow_from_beginnings():
    days = [
        Day(date(2027, 5, 1)),
        Day(MADE, place="Town hall"),
        Day(MADE, MADE + timedelta(hours=2)),
    ]
    held = Calendar.from_ical(as_calendar("Lakeland", days, made=MADE))
    events = held.walk("VEVENT")
    spans = [e["dtend"].dt - e["dtstart"].dt for e in events]
    assert spans == [timedelta(days=1), timedelta(minutes=30), timedelta(hours=2)]
    assert (str(held["x-wr-calname"]), str(events[1]["location"])) == ("Lakeland", "Town hall")
    assert {str(e["uid"]) for e in events} == {"step-1@territoria"}
    assert str(events[0]["summary"]) == "Tender, out; now"


def test_the_same_dates_are_the_same_bytes():
    days = [Day(date(2027, 5, 1))]
    assert as_calendar("x", days, made=MADE) == as_calendar("x", days, made=MADE)
