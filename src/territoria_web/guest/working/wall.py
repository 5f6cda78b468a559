"""The wall: now running, next, topics while people choose. Opened by the code that hangs there anyway;
it names nobody, and tells interest in steps of five.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.agenda import end_of_phase
from territoria_web.convene.queries.barcamp_grid import hours_said, slot_name
from territoria_web.convene.queries.qr import qr_svg
from territoria_web.convene.queries.sessions import Programme, programme_of
from territoria_web.convene.queries.topics import FEWEST_TOLD, standing_topics
from territoria_web.convene.working_rules import running_phase
from territoria_web.guest.working.frame import show_meet, with_meeting
from territoria_web.library.saying import clock, said_in
from territoria_web.people.links import origin_of

MOST_ON_THE_WALL = 14


@require_safe
@with_meeting
def wall(request: HttpRequest, meeting: WorkingMeeting) -> HttpResponse:
    """For the projector, in the language of the meeting; it reads itself anew every few seconds."""
    with said_in(meeting.language):
        phase = running_phase(meeting)
        programme = programme_of(meeting)
        present = meeting.attendees.filter(state=Attendee.State.PRESENT).count()
        return show_meet(
            request,
            meeting,
            "guest/working/wall.html",
            title=phase.title if phase else meeting.title,
            finding=phase.what if phase else "",
            facts={
                "until": clock(end_of_phase(meeting, phase)) if phase else "",
                "present": present if present >= FEWEST_TOLD else None,
                "slots": _slots(meeting, programme) if programme else [],
                **({} if programme else _topics(meeting)),
                **_door(request, meeting),
            },
        )


def _slots(meeting: WorkingMeeting, programme: Programme) -> list[dict[str, Any]]:
    """The slot that runs and the one after it, with their sessions."""
    now = timezone.now()
    ahead = [(slot, held) for slot, held in programme.by_slot if slot.ends > now and held]
    return [
        {
            "name": slot_name(slot),
            "hours": hours_said(slot, meeting),
            "turn": _turn(n, runs=slot.begins <= now),
            "sessions": held,
        }
        for n, (slot, held) in enumerate(ahead[:2])
    ]


def _turn(place: int, *, runs: bool) -> str:
    if runs:
        return _("Now")
    return _("Then") if place else _("Up next")


def _topics(meeting: WorkingMeeting) -> dict[str, Any]:
    """Topics with how many would come, in steps of five: the most wanted first, then the newest."""
    rows = standing_topics(meeting)
    ordered = sorted(rows, key=lambda one: (-one.about_fives, -one.row.pk))
    said = [
        (one.row.title, _("at least %(count)d") % {"count": one.about_fives})
        if one.about_fives >= FEWEST_TOLD
        else (one.row.title, "")
        for one in ordered[:MOST_ON_THE_WALL]
    ]
    return {"topics": said, "count": len(rows), "more": max(0, len(rows) - len(said))}


def _door(request: HttpRequest, meeting: WorkingMeeting) -> dict[str, Any]:
    path = reverse("guest:meet", args=[meeting.code]).split("/", 2)[2]
    address = f"{origin_of(request)}/{path}"
    return {"address": address, "qr": qr_svg(address, title=_("QR code of the meeting"))}
