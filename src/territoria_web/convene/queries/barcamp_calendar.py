"""Sessions of a BarCamp for other programmes: dates of a calendar, a schedule as conferences publish
theirs (the JSON of frab and pentabarf).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.sessions import Programme, Session
from territoria_web.convene.queries.working_days import place_of


@dataclass(frozen=True)
class SessionDate:
    """A session for a calendar. ``sequence``: grows with each version and with each change of hour
    or space, so that calendars take the newer.
    """

    uid: str
    begins: datetime
    ends: datetime
    title: str
    place: str
    sequence: int = 0
    text: str = ""
    url: str = ""
    status: str = "CONFIRMED"


def session_dates(
    meeting: WorkingMeeting, sessions: Iterable[Session], programme: Programme | None
) -> list[SessionDate]:
    """Each session in the time of the meeting."""
    zone = ZoneInfo(meeting.timezone)
    number = programme.version.number + meeting.edit if programme else 0
    return [
        SessionDate(
            uid=f"topic-{one.topic.public_id}",
            begins=one.slot.begins.astimezone(zone),
            ends=one.slot.ends.astimezone(zone),
            title=one.topic.title,
            place=", ".join(part for part in (one.space.name, place_of(meeting)) if part),
            sequence=number,
        )
        for one in sessions
    ]


def schedule_of(
    meeting: WorkingMeeting, programme: Programme | None, *, address: str
) -> dict[str, Any]:
    """The published timetable in the form of frab; people are named only where they agreed to it."""
    zone = ZoneInfo(meeting.timezone)
    sessions = programme.sessions if programme else ()
    days = sorted({one.slot.begins.astimezone(zone).date() for one in sessions})
    conference: dict[str, Any] = {
        "acronym": f"meeting-{str(meeting.public_id)[:8]}",
        "title": meeting.title,
        "start": days[0].isoformat() if days else None,
        "end": days[-1].isoformat() if days else None,
        "daysCount": len(days),
        "time_zone_name": meeting.timezone,
        "days": [_day(n, day, sessions, zone) for n, day in enumerate(days, start=1)],
    }
    version = str(programme.version.number) if programme else "0"
    return {"schedule": {"version": version, "base_url": address, "conference": conference}}


def _day(index: int, day: date, sessions: Iterable[Session], zone: ZoneInfo) -> dict[str, Any]:
    held = [one for one in sessions if one.slot.begins.astimezone(zone).date() == day]
    rooms: dict[str, list[dict[str, Any]]] = {}
    for one in held:
        rooms.setdefault(one.space.name, []).append(_event(one, zone))
    begins = min(one.slot.begins for one in held).astimezone(zone)
    ends = max(one.slot.ends for one in held).astimezone(zone)
    return {
        "index": index,
        "date": day.isoformat(),
        "day_start": begins.isoformat(),
        "day_end": ends.isoformat(),
        "rooms": rooms,
    }


def _event(one: Session, zone: ZoneInfo) -> dict[str, Any]:
    begins = one.slot.begins.astimezone(zone)
    minutes = int((one.slot.ends - one.slot.begins).total_seconds() // 60)
    return {
        "guid": str(one.topic.public_id),
        "date": begins.isoformat(),
        "start": f"{begins:%H:%M}",
        "duration": f"{minutes // 60:02}:{minutes % 60:02}",
        "room": one.space.name,
        "title": one.topic.title,
        "abstract": one.topic.about,
        "type": "workshop",
        "persons": [
            {"public_name": host.name} for host in one.hosts if host.may_be_named and host.name
        ],
        "links": [],
        "attachments": [],
    }
