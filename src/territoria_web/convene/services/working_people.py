"""What the office does with the list: people on paper, attendance, changing and deleting what is known."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.working_people import is_full
from territoria_web.convene.services.registering import (
    MeetingFull,
    Who,
    check_who,
    forget_who,
    make_attendee,
    put_who,
)
from territoria_web.convene.services.working_journal import (
    beat_working,
    held_working,
    note_working,
)
from territoria_web.convene.services.working_letters import mail_registered
from territoria_web.convene.working_rules import LISTED
from territoria_web.people.models import User

State = Attendee.State
MARKS = (State.PRESENT, State.ABSENT)


@transaction.atomic
def enter_attendee(
    *, by: User, meeting: WorkingMeeting, who: Who, present: bool, origin: str
) -> Attendee:
    """Put somebody on the list who registered on paper or came without a phone; with an address, the
    letter goes out.
    """
    held = _listed(meeting)
    check_who(who)
    _refuse_address(held, who.email)
    if held.state == WorkingMeeting.State.OPEN and is_full(held):
        raise MeetingFull(_("All places are taken. Raise their number under “When and where”."))
    _refuse_early(held, present)
    made = make_attendee(
        meeting=held,
        who=who,
        language=held.language,
        state=State.PRESENT if present else State.REGISTERED,
        channel=Attendee.Channel.PAPER,
        entered_by=by,
    )
    mail_registered(attendee=made, origin=origin)
    beat_working(held)
    note_working(by, held, "enter attendee")
    return made


@transaction.atomic
def change_attendee(
    *, by: User, attendee: Attendee, who: Who, task: str = "", origin: str
) -> Attendee:
    """Change what is known of somebody; a new address gets the letter."""
    meeting = _listed(attendee.meeting)
    check_who(who)
    held = _held(attendee, meeting)
    email = who.email.strip().lower()
    if email != held.email:
        _refuse_address(meeting, email)
    if task and task not in {role["id"] for role in attendee.meeting.format.body["roles"]}:
        raise ValidationError({"task": _("Choose one of the list.")})
    put_who(held, who)
    moved = email != held.email
    held.email, held.task = email, task
    if moved:
        held.renewed += 1  # the link in the letter to the address before opens nothing more
    held.save()
    if moved:
        mail_registered(attendee=held, origin=origin)
    beat_working(meeting)
    note_working(by, meeting, "change attendee")
    return held


@transaction.atomic
def mark_attendance(*, by: User, attendee: Attendee, state: str) -> Attendee:
    """Somebody is there, or did not come."""
    meeting = _listed(attendee.meeting)
    held = _held(attendee, meeting)
    if state not in MARKS:
        raise ValidationError(_("Choose one of the buttons."))
    if held.state == state:
        return held
    _refuse_early(meeting, True)
    held.state = state
    if state == State.PRESENT:
        held.came = held.came or timezone.now()
    held.save(update_fields=["state", "came"])
    beat_working(meeting)
    note_working(by, meeting, "mark attendance")
    return held


@transaction.atomic
def forget_attendee(*, by: User, attendee: Attendee) -> None:
    """Take somebody off the list and delete what names them; whoever was there still counts."""
    meeting = held_working(attendee.meeting)
    held = Attendee.objects.select_for_update(of=("self",)).get(pk=attendee.pk)
    forget_who(held)
    beat_working(meeting)
    note_working(by, meeting, "forget attendee")


def _listed(meeting: WorkingMeeting) -> WorkingMeeting:
    held = held_working(meeting)
    if held.state not in LISTED:
        raise ValidationError(_("The list is kept from the day on which registration opens."))
    return held


def _held(attendee: Attendee, meeting: WorkingMeeting) -> Attendee:
    held = Attendee.objects.select_for_update(of=("self",)).get(pk=attendee.pk)
    if held.state == State.CANCELLED:
        raise ValidationError(_("This place was given back. Enter the person anew."))
    held.meeting = meeting
    return held


def _refuse_early(meeting: WorkingMeeting, marked: bool) -> None:
    if marked and meeting.state == WorkingMeeting.State.OPEN:
        raise ValidationError(_("Who came is known once the meeting has begun."))


def _refuse_address(meeting: WorkingMeeting, email: str) -> None:
    if not email:
        return
    try:
        validate_email(email)
    except ValidationError as refused:
        raise ValidationError({"email": refused.messages}) from refused
    if meeting.attendees.filter(email=email.strip().lower()).exists():
        raise ValidationError({"email": _("This address is registered for the meeting already.")})
