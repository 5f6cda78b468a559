"""The page of one's own in a working meeting, once somebody registered: what runs, what they said."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.agenda import end_of_phase
from territoria_web.convene.queries.people import role_of
from territoria_web.convene.queries.working import beat_of_working
from territoria_web.convene.queries.working_days import when_said
from territoria_web.convene.queries.working_people import is_awaited
from territoria_web.convene.working_rules import COME_IN, running_phase, takes
from territoria_web.guest.working.barcamp_home import barcamp_parts
from territoria_web.guest.working.door import show_door
from territoria_web.guest.working.frame import show_meet, with_meeting
from territoria_web.guest.working.phones import attendee_of, digest_in
from territoria_web.library.private_answers import guarded
from territoria_web.library.saying import clock

# A section of the page: its template under guest/working/parts/, and what it reads as ``it``.
Part = tuple[str, dict[str, Any]]
SAID = {"registered", "changed", "here", "letter"}
State = WorkingMeeting.State


def home_parts(person: Attendee) -> list[Part]:
    """The sections that stand on the page of somebody, from the first to the last."""
    return barcamp_parts(person)


@require_safe
@with_meeting
def home(request: HttpRequest, meeting: WorkingMeeting) -> HttpResponse:
    """The one address for phones: one's own page for those who registered, else the door."""
    person = attendee_of(request, meeting.code)
    if person is None:
        return show_door(request, meeting)
    said = str(request.GET.get("said", ""))
    return show_meet(
        request,
        meeting,
        "guest/working/home.html",
        title=meeting.title,
        finding=_finding(person),
        facts={
            **_facts(person),
            "parts": home_parts(person),
            "said": said if said in SAID else "",
            "when": when_said(meeting),
            "may_come_in": _may_come_in(person),
            "role": role_of(person.role),
            "awaited": is_awaited(person),
        },
    )


def _finding(person: Attendee) -> str:
    meeting = person.meeting
    if meeting.state == State.CANCELLED:
        return _("This meeting does not take place.")
    if meeting.state in (State.ENDED, State.REPORTED):
        return _("The meeting has ended. Thank you for taking part.")
    if person.state == Attendee.State.PRESENT:
        return _("You are here, %(name)s.") % {"name": person.name}
    return _("You are registered, %(name)s.") % {"name": person.name}


def _may_come_in(person: Attendee) -> bool:
    meeting = person.meeting
    there = person.state == Attendee.State.PRESENT
    return meeting.door_open and takes(meeting, COME_IN) and not there


# ── what is new ───────────────────────────────────────────────────────────────────────────────


def _facts(person: Attendee) -> dict[str, Any]:
    meeting = person.meeting
    phase = running_phase(meeting)
    return {
        "person": person,
        "meeting": meeting,
        "phase": phase,
        "until": clock(end_of_phase(meeting, phase)) if phase else "",
        "tag": _tag(person.pk, meeting.beat),
    }


@require_safe
def now(request: HttpRequest, code: str) -> HttpResponse:
    """The moving part of the page, for the script: one query where nothing is new."""
    found = beat_of_working(code, digest_in(request, code))
    if found is None:
        raise Http404
    tag = _tag(*found)
    answer: HttpResponse = HttpResponseNotModified()
    if request.headers.get("If-None-Match") != tag:
        person = attendee_of(request, code)
        if person is None:
            raise Http404
        facts = _facts(person)
        answer = HttpResponse(render_to_string("guest/working/now.html", facts, request))
        tag = facts["tag"]
    answer["ETag"] = tag
    return guarded(answer)


def _tag(person: int, beat: int) -> str:
    return f'"{person}-{beat}-{get_language()}"'
