"""Minutes of a working meeting as the office writes them, and the report that everybody reads."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.services.working_journal import (
    beat_working,
    held_working,
    note_working,
    refuse_unless_leads,
    refuse_unless_read,
)
from territoria_web.library.typed import plain
from territoria_web.people.models import User

LONGEST_MINUTES = 40_000
State = WorkingMeeting.State
WRITTEN = (State.LIVE, State.ENDED, State.REPORTED)


@transaction.atomic
def write_minutes(*, by: User, meeting: WorkingMeeting, minutes: str, seen: int) -> WorkingMeeting:
    """Keep the minutes; nobody outside of the office reads them before they are published."""
    held = held_working(meeting)
    if held.state not in WRITTEN:
        raise ValidationError(_("Minutes are written from the beginning of the meeting on."))
    said = _checked(minutes)
    refuse_unless_read(held, seen)
    if said == held.minutes:
        return held
    held.minutes = said
    held.edit += 1
    held.save(update_fields=["minutes", "edit"])
    note_working(by, held, "write minutes")
    return held


@transaction.atomic
def publish_report(*, by: User, meeting: WorkingMeeting, minutes: str, seen: int) -> WorkingMeeting:
    """From now on everybody reads these minutes with the rest of the report: who came, what each
    session wrote. Published once more, the new minutes stand in place of the old ones.
    """
    held = held_working(meeting)
    if held.state != State.REPORTED:
        refuse_unless_leads(held, State.REPORTED)
    said = _checked(minutes)
    if not said:
        raise ValidationError({"minutes": _("Write at least a sentence on what came of it.")})
    refuse_unless_read(held, seen)
    if held.state == State.REPORTED and said == held.report == held.minutes:
        return held
    held.minutes = held.report = said
    held.state, held.reported = State.REPORTED, held.reported or timezone.now()
    held.edit += 1
    held.save(update_fields=["minutes", "report", "state", "reported", "edit"])
    beat_working(held)
    note_working(by, held, "publish report of meeting")
    return held


def _checked(minutes: str) -> str:
    said = plain(minutes)
    if len(said) > LONGEST_MINUTES:
        raise ValidationError({"minutes": _("Use at most 40,000 characters.")})
    return said
