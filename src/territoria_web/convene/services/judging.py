"""Timetables before their judges: what was worked out when it is kept, what still can be judged when it
is published.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from territoria_web.convene.models import TimetableVersion, WorkingMeeting
from territoria_web.convene.queries.timetables import laid_of, seating_of, timetable_of
from territoria_web.library.saying import colon

if TYPE_CHECKING:
    from collections.abc import Iterable

    from territoria.convene.timetable.event import Event, Timetable
    from territoria.convene.timetable.seated import Seating
    from territoria.errors import Problem


def refuse_faulty_draft(event: Event, timetable: Timetable, seating: Seating) -> None:
    """ValidationError with all that does not hold in what was worked out from an event."""
    from territoria.convene.timetable.judge import judge_timetable
    from territoria.convene.timetable.judge_seating import judge_seating

    found = judge_timetable(event, timetable)
    _refuse([*found, *_said(judge_seating(event, timetable, seating))])


def refuse_faulty_version(meeting: WorkingMeeting, version: TimetableVersion) -> None:
    """ValidationError where a version cannot be held in the spaces as they are now, or is against what
    was set by hand. Not judged: what people said since, and where hosts sit; its notes tell of those.
    """
    from territoria.convene.timetable.judge import judge_timetable
    from territoria.convene.timetable.judge_seating import judge_seats

    version.meeting = meeting
    laid = laid_of(meeting)
    timetable = timetable_of(laid, version)
    held = {one.topic for one in timetable.placements}
    left_out = {topic.id: "" for topic in laid.event.topics if topic.id not in held}
    told = replace(timetable, left_out=left_out, value=0, bound=0)
    found = judge_timetable(_plain(laid.event), told)
    _refuse([*found, *_said(judge_seats(laid.event, timetable, seating_of(laid, version)))])


def _plain(event: Event) -> Event:
    """The event without what people say day by day: interest and hosts."""
    topics = tuple(replace(topic, hosts=()) for topic in event.topics)
    return replace(event, topics=topics, interests=event.interests * 0)


def _said(problems: Iterable[Problem]) -> list[str]:
    return [f"{one.where}{colon()}{one.what}" for one in problems]


def _refuse(faults: list[str]) -> None:
    if faults:
        raise ValidationError(faults)
