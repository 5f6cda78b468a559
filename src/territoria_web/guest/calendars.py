"""The dates of a cycle as a calendar that other programmes subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from datetime import UTC, datetime

from django.http import HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers
from django.views.decorators.http import require_safe

from territoria_web.library.calendar_text import as_calendar
from territoria_web.plan.queries.calendars import calendar_at, calendar_name, events_of


@require_safe
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The calendar of whoever holds the address, as long as they belong to the team."""
    _user, cycle = calendar_at(token)
    text = as_calendar(calendar_name(cycle), events_of(cycle), made=datetime.now(UTC))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Referrer-Policy"] = "no-referrer"
    add_never_cache_headers(answer)
    return answer
