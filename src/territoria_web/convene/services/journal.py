"""What all deeds on a meeting share: the row held, the line of the journal, the beat of the room."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting
from territoria_web.convene.queries.proceedings import proceedings_of
from territoria_web.convene.rules import sheets_are_taken
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.people.models import User
from territoria_web.people.services import write_entry
from territoria_web.territories.rules import ChangedMeanwhile, refuse_where_closed


def locked(meeting: Meeting) -> Meeting:
    """The row as it stands now, held until the transaction ends."""
    held = Meeting.objects.select_for_update(of=("self",)).select_related("cycle__territory")
    return held.get(pk=meeting.pk)


def refuse_unless_seen(held: Meeting, seen: int) -> None:
    """ChangedMeanwhile where somebody changed the meeting since ``seen`` was read."""
    if held.edit != seen:
        raise ChangedMeanwhile(
            _("A colleague changed this meeting while you were writing. Your words are below.")
        )


def refuse_unless_taken(held: Meeting) -> None:
    """ValidationError where the board of a meeting is closed: before it begins, after signing, with
    the cycle.
    """
    refuse_where_closed(held.cycle)
    if not sheets_are_taken(held, proceedings_of(held)):
        raise ValidationError(
            _("The meeting has not begun.")
            if held.state == Meeting.State.PLANNED
            else _("The proceedings are signed. What they rest on stays as it is.")
        )


def refuse_out_of_time(held: Meeting) -> None:
    """The same for what is prepared before: until the meeting begins, while the step is open."""
    if held.state == Meeting.State.PLANNED:
        refuse_unless_open(held.cycle, Step.Kind.WORKSHOP)
    else:
        refuse_unless_taken(held)


def beat(meeting: Meeting) -> None:
    """Something that the room sees has changed."""
    Meeting.objects.filter(pk=meeting.pk).update(beat=F("beat") + 1)


def write_deed(
    *,
    by: User | None,
    what: str,
    meeting: Meeting,
    before: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> None:
    """A line of the journal on a meeting; ``after`` says at least its title."""
    write_entry(
        who=by,
        what=what,
        about=f"meeting {meeting.public_id}",
        territory=meeting.cycle.territory,
        before=before,
        after={"title": meeting.title, **(after or {})},
    )
