"""Dates as iCalendar: a day takes the whole day, a moment half an hour, numbers stay."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

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


def test_moments_of_any_time_zone_are_written_in_utc_and_days_stay_days():
    begins = datetime(2027, 5, 1, 9, tzinfo=ZoneInfo("Europe/Paris"))
    days = [Day(begins, begins + timedelta(hours=2)), Day(begins), Day(date(2027, 5, 1))]
    lines = as_calendar("Lakeland", days, made=begins).decode().splitlines()
    assert [line for line in lines if line.startswith(("DTSTAMP", "DTSTART", "DTEND"))] == [
        *("DTSTART:20270501T070000Z", "DTEND:20270501T090000Z", "DTSTAMP:20270501T070000Z"),
        *("DTSTART:20270501T070000Z", "DTEND:20270501T073000Z", "DTSTAMP:20270501T070000Z"),
        *("DTSTART;VALUE=DATE:20270501", "DTEND;VALUE=DATE:20270502", "DTSTAMP:20270501T070000Z"),
    ]


def test_the_same_dates_are_the_same_bytes():
    days = [Day(date(2027, 5, 1))]
    assert as_calendar("x", days, made=MADE) == as_calendar("x", days, made=MADE)
