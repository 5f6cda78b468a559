"""What all deeds on a working meeting share: the row held, the line of the journal, the beat."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.working_rules import WORKED_ON, may_become, name_in_journal, takes
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile


class NotTakenNow(ValidationError):
    """The meeting does not take this now."""


def held_working(meeting: WorkingMeeting) -> WorkingMeeting:
    """The row as it stands now, held until the transaction ends."""
    rows = WorkingMeeting.objects.select_for_update(of=("self",)).select_related("network")
    return rows.get(pk=meeting.pk)


def refuse_unless_read(held: WorkingMeeting, seen: int) -> None:
    """ChangedMeanwhile where somebody changed the meeting since ``seen`` was read."""
    if held.edit != seen:
        raise ChangedMeanwhile(
            _("A colleague changed this meeting while you were writing. Your words are below.")
        )


def refuse_unless_takes(held: WorkingMeeting, kind: str) -> None:
    """NotTakenNow where the table of states and phases does not name this."""
    if not takes(held, kind):
        raise NotTakenNow(_("The meeting does not take this now. What you wrote is kept below."))


def refuse_unless_leads(held: WorkingMeeting, state: str) -> None:
    """ValidationError where this state cannot follow the one that the meeting is in."""
    if not may_become(held, state):
        raise ValidationError(
            _("The meeting is not at this point, or no longer. What can be done now is shown here.")
        )


def refuse_unless_worked_on(held: WorkingMeeting) -> None:
    """ValidationError once the meeting is over or cancelled."""
    if held.state not in WORKED_ON:
        raise ValidationError(_("The meeting is over. What it was stays as it is."))


def beat_working(meeting: WorkingMeeting) -> None:
    """Something that people's pages show has changed."""
    WorkingMeeting.objects.filter(pk=meeting.pk).update(beat=F("beat") + 1)


def note_working(
    by: User | None, meeting: WorkingMeeting, what: str, *, before: Any = None, **facts: Any
) -> None:
    """A line of the journal on a working meeting, with its title."""
    write_entry(
        who=by,
        what=what,
        about=name_in_journal(meeting),
        before=before,
        after={**facts, "title": meeting.title},
    )
