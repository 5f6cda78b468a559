"""Meetings of a cycle, and the one behind a code."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from territoria_web.convene.models import Meeting, Participant
from territoria_web.library.codes import is_code
from territoria_web.people.queries import Visitor, open_cycle
from territoria_web.territories.models import Cycle


def meetings_of(cycle: Cycle) -> QuerySet[Meeting]:
    """All meetings of a cycle, latest first, with how many were invited and came."""
    came = Q(participants__state=Participant.State.PRESENT)
    return (
        Meeting.objects.filter(cycle=cycle)
        .select_related("format")
        .annotate(
            people=Count("participants", distinct=True),
            present=Count("participants", filter=came, distinct=True),
        )
    )


def open_meeting_of(
    user: Visitor, public_id: UUID, meeting: UUID, *, verb: str = "see"
) -> tuple[Cycle, Meeting]:
    """A meeting through the door of its cycle; 404 for strangers and for meetings of others."""
    cycle = open_cycle(user, public_id, stage="convene", verb=verb)
    held = Meeting.objects.select_related("format", "proceedings").filter(cycle=cycle)
    found = held.filter(public_id=meeting).first()
    if found is None:
        raise Http404
    found.cycle = cycle
    return cycle, found


def meeting_by_code(code: str) -> Meeting | None:
    """The meeting that a code opens; None where no meeting has it."""
    if not is_code(code):
        return None
    held = Meeting.objects.select_related("cycle__territory", "proceedings")
    return held.filter(code=code).first()
