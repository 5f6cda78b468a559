"""Letters of a working meeting: registered, moved, cancelled. Each in the language of its reader,
with the link of their own and the dates for a calendar.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.working_days import calendar_of, when_said
from territoria_web.convene.working_rules import attendee_link
from territoria_web.library.saying import said_in
from territoria_web.people.mail import letter, post, post_on_commit
from territoria_web.people.often import may_ask_to_confirm


def mail_registered(*, attendee: Attendee, origin: str) -> bool:
    """The link of somebody's own, when and where; False where nobody is written to: without an address,
    or where too many letters went there today.
    """
    place = f"meeting-{attendee.meeting.public_id}"
    if not attendee.email or not may_ask_to_confirm(attendee.email, place=place):
        return False
    written = _letter("registered", attendee, attendee.meeting, origin)
    transaction.on_commit(lambda: post(lambda: written))
    return True


def tell_change(*, meeting: WorkingMeeting, origin: str) -> int:
    """Another day, time, place or link: one letter to each who registered; says how many."""
    return _tell_each("changed", meeting, origin)


def tell_cancelled(*, meeting: WorkingMeeting, origin: str) -> int:
    """The meeting does not take place, and why; says how many were told."""
    return _tell_each("cancelled", meeting, origin)


def _tell_each(what: str, meeting: WorkingMeeting, origin: str) -> int:
    people: Iterable[Attendee] = meeting.attendees.exclude(email="").exclude(
        state=Attendee.State.CANCELLED
    )
    letters = [_letter(what, one, meeting, origin) for one in people]
    post_on_commit(letters)
    return len(letters)


def _letter(what: str, to: Attendee, meeting: WorkingMeeting, origin: str) -> EmailMessage:
    with said_in(to.language):
        page = origin + reverse("public:working-meeting", args=[meeting.public_id])
        facts: dict[str, Any] = {
            "meeting": meeting,
            "when": when_said(meeting),
            "link": origin + reverse("guest:meet-me", args=[attendee_link(to)]),
            "page": page,
        }
        made = letter(render_to_string(f"convene/meet_{what}.txt", facts), to=to.email)
        dates = calendar_of(meeting, address=page, link=meeting.link)
    made.attach("meeting.ics", dates.decode(), "text/calendar")
    return made
