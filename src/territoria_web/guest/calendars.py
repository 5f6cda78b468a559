"""The dates of a cycle as a calendar that other programmes subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe
from icalendar import Calendar
from icalendar import Event as Entry

from territoria_web.plan.queries.calendars import calendar_at, calendar_name, events_of


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever holds the address, as long as they belong to the team."""
    _user, cycle = calendar_at(token)
    held = Calendar()
    held.add("prodid", "-//Territoria//EN")
    held.add("version", "2.0")
    held.add("x-wr-calname", calendar_name(cycle))
    made = datetime.now(UTC)
    for event in events_of(cycle):
        entry = Entry()
        entry.add("uid", f"{event.uid}@territoria")
        entry.add("dtstamp", made)
        entry.add("summary", event.title)
        entry.add("dtstart", event.begins)
        entry.add("dtend", event.ends or _end(event.begins))
        if event.place:
            entry.add("location", event.place)
        held.add_component(entry)
    answer = HttpResponse(held.to_ical(), content_type="text/calendar; charset=utf-8")
    answer["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(answer)
    return answer


def _end(begins: date | datetime) -> date | datetime:
    """A moment takes half an hour in a calendar, a date the whole day."""
    if isinstance(begins, datetime):
        return begins + timedelta(minutes=30)
    return begins + timedelta(days=1)
