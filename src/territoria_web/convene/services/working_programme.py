"""Changing the programme of a working meeting: titles, minutes, order, breaks, days."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import transaction

from territoria_web.convene.models import WorkingMeeting
from territoria_web.convene.rules import Phase, as_data
from territoria_web.convene.services.agenda import days_for, refuse_wrong_agenda, tidied_agenda
from territoria_web.convene.services.working_journal import (
    held_working,
    note_working,
    refuse_unless_read,
    refuse_unless_worked_on,
)
from territoria_web.people.models import User


@transaction.atomic
def change_programme(
    *, by: User, meeting: WorkingMeeting, agenda: Sequence[Phase], seen: int
) -> WorkingMeeting:
    """Put a programme in place of the one that was ``seen``; ValidationError says all that is wrong.

    What a phase takes comes from the format. A phase that runs or has run stays. Rounds of groups
    that were made from it stay as they are: they have a page of their own.
    """
    held = held_working(meeting)
    refuse_unless_worked_on(held)
    tidied = tidied_agenda(held, agenda)
    refuse_wrong_agenda(held, tidied)
    refuse_unless_read(held, seen)
    new = [as_data(phase) for phase in tidied]
    if new == held.agenda:
        return held
    held.agenda, held.days = new, days_for(held, tidied)
    held.edit += 1
    held.beat += 1
    held.save(update_fields=["agenda", "days", "edit", "beat"])
    minutes = sum(phase.minutes for phase in tidied if not phase.pause)
    note_working(by, held, "change programme", phases=len(tidied), minutes=minutes)
    return held
