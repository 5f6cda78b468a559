"""Running a working meeting: its parts one after the other, the door, the end."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.queries.agenda import end_of_phase
from territoria_web.convene.queries.working import open_working_meeting
from territoria_web.convene.queries.working_people import coming_to
from territoria_web.convene.rules import RECORDS, Phase
from territoria_web.convene.services.working_states import (
    begin_working_phase,
    end_working_meeting,
    end_working_phase,
    turn_working_door,
)
from territoria_web.convene.working_rules import may_become, phases_in, running_phase
from territoria_web.desk.guards import account_of
from territoria_web.desk.tried import tell_refused
from territoria_web.desk.working.frame import show_working
from territoria_web.desk.working.overview import room_address
from territoria_web.desk.working.sure import asked_whether_sure
from territoria_web.library.http_methods import takes_form
from territoria_web.library.saying import clock

State = WorkingMeeting.State


@login_required
@takes_form
def run(request: HttpRequest, network: UUID, meeting: UUID) -> HttpResponse:
    """The console: what runs, what comes next, the door."""
    held = open_working_meeting(request.user, network, meeting)
    if request.method == "POST":
        if asked := asked_whether_sure(request, held):
            return asked
        _do(request, held)
        return redirect("desk:working-run", held.network.public_id, held.public_id)
    lines = [line for line in phases_in(held) if not line.pause]
    here = running_phase(held)
    place = next((n for n, line in enumerate(lines) if here and line.id == here.id), None)
    ends = end_of_phase(held, here) if here else None
    may_begin = held.state == State.LIVE or may_become(held, State.LIVE)
    return show_working(
        request,
        held,
        "working-run",
        "desk/working/run.html",
        title=_("Run the meeting"),
        finding=_finding(held, here),
        facts={
            "here": here,
            "until": clock(ends),
            "takes": [str(RECORDS[r]) for r in here.records if r in RECORDS] if here else [],
            "next": _next(held, lines, place) if may_begin else None,
            "ended": held.state == State.ENDED,
            "before": lines[place - 1] if place else None,
            "may_begin": may_begin,
            "lines": [(line, line.id in held.ran, line == here) for line in lines],
            "present": coming_to(held).filter(state=Attendee.State.PRESENT).count(),
            "address": room_address(request, held),
        },
    )


def _finding(held: WorkingMeeting, here: Phase | None) -> str:
    if here is not None:
        return _("“%(title)s” runs.") % {"title": here.title}
    return {
        State.PLANNED: _("First open registration; then the meeting can begin."),
        State.OPEN: _("It has not begun. With the first part the door opens."),
        State.LIVE: _("Nothing runs at this moment."),
        State.CANCELLED: _("It is cancelled."),
    }.get(State(held.state), _("The meeting has ended."))


def _next(held: WorkingMeeting, lines: list[Phase], place: int | None) -> Phase | None:
    """What comes after the part that runs; before, the first that was not held; after the end nothing."""
    if held.state == State.ENDED:
        return None
    if place is not None:
        return lines[place + 1] if place + 1 < len(lines) else None
    return next((line for line in lines if line.id not in held.ran), None)


def _do(request: HttpRequest, held: WorkingMeeting) -> None:
    deed, _mark, phase = str(request.POST.get("do", "")).partition(":")
    by, running = account_of(request), str(request.POST.get("running", ""))
    try:
        if deed == "begin":
            begin_working_phase(by=by, meeting=held, phase=phase, running=running)
        elif deed == "pause":
            end_working_phase(by=by, meeting=held, running=running)
        elif deed == "end":
            end_working_meeting(by=by, meeting=held)
        elif deed in ("open", "close"):
            turn_working_door(by=by, meeting=held, opened=deed == "open")
        else:
            messages.error(request, _("Choose one of the buttons."))
    except ValidationError as refused:
        tell_refused(request, refused)
