"""Names and addresses of those who registered for a working meeting are erased some time after it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.working_rules import FORGOTTEN_AFTER, UNREPORTED_FOR, name_in_journal
from territoria_web.people.models import Entry

State = WorkingMeeting.State


@transaction.atomic
def forget_attendees(*, now: datetime | None = None) -> int:
    """Erase names, organisations and addresses of people of meetings that are long over; how many.
    Whoever came and agreed to stand in the report keeps the name there, and the link to delete it.
    """
    held = Attendee.objects.filter(meeting__in=list(_long_over(now or timezone.now())))
    named = Q(state=Attendee.State.PRESENT, may_be_named=True)
    known = ~Q(name="", organisation="", email="", key="")
    erased = (
        held.filter(known)
        .exclude(named)
        .update(name="", organisation="", email="", key="", renewed=F("renewed") + 1)
    )
    return erased + held.filter(named).exclude(email="").update(email="")


def _long_over(now: datetime) -> Iterator[int]:
    for meeting in WorkingMeeting.objects.filter(example=False).exclude(opened=None):
        if meeting.state == State.REPORTED and meeting.reported:
            due = meeting.reported + FORGOTTEN_AFTER <= now
        elif meeting.state == State.CANCELLED and (when := _cancelled(meeting)):
            due = when + FORGOTTEN_AFTER <= now
        else:
            due = (last := _last_day(meeting)) is not None and last + UNREPORTED_FOR <= now.date()
        if due:
            yield meeting.pk


def _cancelled(meeting: WorkingMeeting) -> datetime | None:
    """When it was cancelled: the journal knows."""
    told = Entry.objects.filter(about=name_in_journal(meeting), what="cancel working meeting")
    return told.values_list("when", flat=True).order_by("-when").first()


def _last_day(meeting: WorkingMeeting) -> date | None:
    days = [date.fromisoformat(held["date"]) for held in meeting.days.values() if held.get("date")]
    return max(days, default=None)
