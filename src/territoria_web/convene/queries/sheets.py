"""Session sheets: who may read and write one, and which are written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from territoria_web.convene.models import Attendee, Sheet, Topic, WorkingMeeting
from territoria_web.convene.queries.sessions import Programme, Session, programme_of

QUESTIONS: Final[Mapping[str, Any]] = {
    "shared": _("What did we share?"),
    "stops": _("What stops us?"),
    "together": _("What could we do together?"),
}


def is_written(sheet: Sheet | None) -> bool:
    """Whether it says something, be it *nothing*."""
    return sheet is not None and (sheet.nothing or any(getattr(sheet, name) for name in QUESTIONS))


def sits_in(person: Attendee, programme: Programme, session: Session) -> bool:
    """Whether somebody is of a group: sits in it, asked for it, moderates or takes notes."""
    at = programme.seats.get(session.slot.number, {}).get(person.pk)
    return at == session.topic.pk or writes_for(person, session)


def writes_for(person: Attendee, session: Session) -> bool:
    """Whether somebody writes the sheet of a group: who asked for it, moderates or takes notes."""
    sheet = session.sheet
    on_duty = sheet is not None and person.pk in (sheet.facilitator_id, sheet.recorder_id)
    return on_duty or person in session.hosts


def may_write_sheet(person: Attendee, topic: Topic) -> bool:
    """The same for a topic of the meeting: its hosts, its facilitator, its recorder."""
    if topic.meeting_id != person.meeting_id or topic.state != Topic.State.PROPOSED:
        return False
    sheet = Sheet.objects.filter(topic=topic).first()
    on_duty = sheet is not None and person.pk in (sheet.facilitator_id, sheet.recorder_id)
    joined = topic.merged.filter(asker=person).exists()
    return on_duty or topic.asker_id == person.pk or joined


def session_for(person: Attendee, topic: UUID) -> tuple[Programme, Session] | None:
    """A session of the published timetable; None where it is not held."""
    programme = programme_of(person.meeting)
    session = programme.session(topic) if programme else None
    return (programme, session) if programme and session else None


def sheets_of(meeting: WorkingMeeting) -> list[Session]:
    """All sessions with their sheets, in their order."""
    programme = programme_of(meeting)
    return list(programme.sessions) if programme else []
