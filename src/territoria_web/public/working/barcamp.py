"""The BarCamp of a meeting as data: the schedule as conferences publish theirs, topics as a table, the
sessions as a calendar. Nobody is named but those who agreed, and no figure is of fewer than five.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.queries.barcamp_calendar import schedule_of, session_dates
from territoria_web.convene.queries.sessions import Session, programme_of, published_version
from territoria_web.convene.queries.topics import StandingTopic, standing_topics
from territoria_web.convene.queries.working import public_working_meeting
from territoria_web.library.calendar_text import as_calendar
from territoria_web.library.csv_text import as_csv
from territoria_web.people.links import absolute
from territoria_web.public.page import FRESH

HEAD = ("topic", "title", "slot", "begins", "ends", "space", "interested")
OVER = (WorkingMeeting.State.ENDED, WorkingMeeting.State.REPORTED)


@require_safe
def schedule(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """``schedule.json``: the published timetable; no days as long as there is none."""
    held = public_working_meeting(meeting)
    page = absolute(request, reverse("public:working-meeting", args=[held.public_id]))
    body = schedule_of(held, programme_of(held), address=page)
    text = json.dumps(body, ensure_ascii=False, indent=1)
    return _open(HttpResponse(text + "\n", content_type="application/json; charset=utf-8"))


@require_safe
def topics(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """``topics.csv``: each topic with how many are interested; while people choose in steps of five."""
    held = public_working_meeting(meeting)
    programme = programme_of(held)
    sessions = {one.topic.pk: one for one in (programme.sessions if programme else ())}
    zone = ZoneInfo(held.timezone)
    over = held.state in OVER
    rows = [_line(one, sessions.get(one.row.pk), zone, over=over) for one in standing_topics(held)]
    answer = HttpResponse(as_csv(HEAD, rows), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="topics.csv"'
    return _open(answer)


def _line(
    one: StandingTopic, session: Session | None, zone: ZoneInfo, *, over: bool
) -> Sequence[Any]:
    people = one.told if over else one.about_fives or None
    told: tuple[Any, ...] = (str(one.row.public_id), one.row.title)
    if session is None:
        return (*told, None, None, None, None, people)
    times = [t.astimezone(zone).isoformat() for t in (session.slot.begins, session.slot.ends)]
    return (*told, session.slot.number, *times, session.space.name, people)


@require_safe
def sessions(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """``sessions.ics``: all sessions of the published timetable."""
    held = public_working_meeting(meeting)
    programme = programme_of(held)
    dates = session_dates(held, programme.sessions if programme else (), programme)
    text = as_calendar(held.title, dates, made=_made(held))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="sessions.ics"'
    return _open(answer)


def _made(held: WorkingMeeting) -> datetime:
    """When the timetable was published, so that the file is the same until the next one."""
    version = published_version(held)
    return (version.published if version else None) or held.opened or datetime.now(UTC)


def _open(answer: HttpResponse) -> HttpResponse:
    """For any website to read, and to be kept for a while."""
    answer["Access-Control-Allow-Origin"] = "*"
    answer["X-Content-Type-Options"] = "nosniff"
    patch_cache_control(answer, public=True, max_age=FRESH)
    return answer
