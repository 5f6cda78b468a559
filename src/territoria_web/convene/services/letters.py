"""Letters of invitation to a meeting, each with a link of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Final

from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.convene.models import Meeting, Participant
from territoria_web.convene.queries.agenda import days_of, first_date
from territoria_web.convene.queries.people import invitation_token
from territoria_web.convene.services.journal import locked, write_deed
from territoria_web.invite.models import Step
from territoria_web.invite.rules import refuse_unless_open
from territoria_web.library.saying import day, said_in
from territoria_web.people.mail import letter, post_each
from territoria_web.people.models import Entry, User

BETWEEN_LETTERS: Final = timedelta(days=3)


def mail_invitations(*, by: User, meeting: Meeting, origin: str) -> int:
    """Write to all who have an address and have not answered; says how many letters went out. Whoever
    was on the list when letters went out last is left alone for three days.
    """
    with transaction.atomic():
        held = locked(meeting)
        refuse_unless_open(held.cycle, Step.Kind.WORKSHOP)
        if first_date(held) is None:
            raise ValidationError(_("Fix the date of the meeting first; the letter tells it."))
        waiting = held.participants.filter(state=Participant.State.INVITED).exclude(email="")
        people = list(waiting.filter(made__gt=last) if (last := _lately(held)) else waiting)
        if not people:
            raise ValidationError(
                _(
                    "Nobody with an e-mail address is left to write to, or they were written to lately."
                )
                if last
                else _("Nobody with an e-mail address is left to write to.")
            )
        write_deed(by=by, what="mail invitations", meeting=held, after={"people": len(people)})
    post_each([_letter(held, participant, origin) for participant in people])
    return len(people)


def _lately(meeting: Meeting) -> datetime | None:
    """When letters went out last, as the journal has it; None where that is long ago, or never."""
    sent = Entry.objects.filter(what="mail invitations", about=f"meeting {meeting.public_id}")
    since = timezone.now() - BETWEEN_LETTERS
    return sent.filter(when__gt=since).values_list("when", flat=True).first()


def _letter(meeting: Meeting, to: Participant, origin: str) -> Callable[[], EmailMessage]:
    def write() -> EmailMessage:
        with said_in(meeting.language):
            path = reverse("guest:room-me", args=[meeting.code, invitation_token(to)])
            facts = {"meeting": meeting, "days": _days(meeting), "link": f"{origin}{path}"}
            return letter(render_to_string("convene/invitation.txt", facts), to=to.email)

    return write


def _days(meeting: Meeting) -> list[str]:
    return [
        f"{day(held.date)}, {held.slots[0].begins:%H:%M}–{held.slots[-1].ends:%H:%M}"
        for held in days_of(meeting)
        if held.date and held.slots
    ]
