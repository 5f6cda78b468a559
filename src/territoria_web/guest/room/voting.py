"""Voting in the room: one's dots, all anew; and the votes whose phase has ended."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from territoria_web.convene.forms import DotsForm
from territoria_web.convene.models import Participant
from territoria_web.convene.queries.room import ballot_for
from territoria_web.convene.queries.votes import outcomes_in, vote_phases
from territoria_web.convene.rules import phase_at, votes_shown
from territoria_web.convene.services.room import NotNow
from territoria_web.convene.services.votes import cast_dots
from territoria_web.guest.room.frame import show_room
from territoria_web.guest.room.live import back_to, first_said, inside, show_inside, too_late


@require_POST
@inside
def vote(request: HttpRequest, person: Participant) -> HttpResponse:
    """Give one's dots, all anew."""
    phase = phase_at(person.meeting, str(request.POST.get("phase", "")))
    if phase is None or not phase.votes:
        return too_late(request, person, _("There is no vote in this phase."))
    held = ballot_for(person, phase)
    form = DotsForm(request.POST, phase=phase, items=held.items, each=person.meeting.dots)
    try:
        if form.is_valid():
            cast_dots(participant=person, phase=phase.id, votes=form.votes())
            return back_to(person, "voted")
    except NotNow as refused:
        return too_late(request, person, first_said(refused))
    except ValidationError as refused:
        form.add_error(None, refused)
    if person.meeting.phase != phase.id:
        return too_late(request, person, _("The vote is over; these dots came too late."))
    return show_inside(request, person, dots=form, status=422)


@require_safe
@inside
def results(request: HttpRequest, person: Participant) -> HttpResponse:
    """The votes whose phase has ended."""
    moment = timezone.now()
    phases = vote_phases(person.meeting)
    shown = [p for p in phases if votes_shown(person.meeting, p.id, moment)]
    facts: Mapping[str, Any] = {
        "meeting": person.meeting,
        "outcomes": outcomes_in(person.meeting, shown),
        "hidden": len(phases) - len(shown),
    }
    return show_room(request, "guest/room/results.html", title=_("Votes"), facts=facts)
