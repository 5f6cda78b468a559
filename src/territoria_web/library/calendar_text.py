"""Dates as a calendar that other programmes subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Protocol, runtime_checkable


class Dated(Protocol):
    """A date for a calendar; without an end a moment takes half an hour, a day the whole day. A moment of
    any time zone is written in UTC, since calendars read no zone that is not described to them.
    """

    @property
    def uid(self) -> str: ...
    @property
    def begins(self) -> date | datetime: ...
    @property
    def title(self) -> str: ...
    @property
    def ends(self) -> date | datetime | None: ...
    @property
    def place(self) -> str: ...


@runtime_checkable
class Revised(Protocol):
    """What a date says besides where it may change: ``sequence`` counts its changes, ``status`` is
    CONFIRMED or CANCELLED (a cancelled one stays, so that it disappears from calendars), ``text``
    describes it, ``url`` leads to its page.
    """

    @property
    def sequence(self) -> int: ...
    @property
    def status(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def url(self) -> str: ...


def as_calendar(name: str, events: Iterable[Dated], *, made: datetime) -> bytes:
    """A calendar of this name; ``made``: the moment that the dates are of."""
    from icalendar import Calendar
    from icalendar import Event as Entry

    held = Calendar()
    held.add("prodid", "-//Territoria//EN")
    held.add("version", "2.0")
    held.add("x-wr-calname", name)
    for event in events:
        entry = Entry()
        entry.add("uid", f"{event.uid}@territoria")
        entry.add("dtstamp", made)
        entry.add("summary", event.title)
        entry.add("dtstart", _written(event.begins))
        entry.add("dtend", _written(event.ends or _end(event.begins)))
        if event.place:
            entry.add("location", event.place)
        if isinstance(event, Revised):
            _add_revision(entry, event)
        held.add_component(entry)
    text: bytes = held.to_ical()
    return text


def _add_revision(entry: Any, event: Revised) -> None:
    entry.add("sequence", event.sequence)
    entry.add("status", event.status)
    if event.text:
        entry.add("description", event.text)
    if event.url:
        entry.add("url", event.url)


def _written(when: date | datetime) -> date | datetime:
    if isinstance(when, datetime) and when.tzinfo is not None:
        return when.astimezone(UTC)
    return when


def _end(begins: date | datetime) -> date | datetime:
    if isinstance(begins, datetime):
        return begins + timedelta(minutes=30)
    return begins + timedelta(days=1)
