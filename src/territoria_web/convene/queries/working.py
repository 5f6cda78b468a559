"""Working meetings of a network: through the door of its desk, by code, by a link; their axes."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.working_rules import ATTENDEE
from territoria_web.library.codes import is_code
from territoria_web.library.own_links import read_own_link
from territoria_web.library.queries import library
from territoria_web.people.models import Organisation
from territoria_web.people.queries import Visitor, open_network

SMART_CITY = "smart-city"


def axis_names() -> Mapping[str, str]:
    """The axes of the smart city: id → name in the language spoken."""
    framework = library().frameworks.get(SMART_CITY)
    nodes = framework.nodes if framework else ()
    return {node.id: node.title.say() for node in nodes}


def axis_name(axis: str) -> str:
    """What an axis is called; "" where there is none of this id."""
    return axis_names().get(axis, "")


def working_meetings_of(network: Organisation) -> QuerySet[WorkingMeeting]:
    """All working meetings of a network, latest first, with how many registered and came."""
    here = Q(attendees__state=Attendee.State.PRESENT)
    coming = ~Q(attendees__state=Attendee.State.CANCELLED)
    return (
        WorkingMeeting.objects.filter(network=network)
        .select_related("format")
        .annotate(
            people=Count("attendees", filter=coming, distinct=True),
            present=Count("attendees", filter=here, distinct=True),
        )
    )


def open_working_meeting(
    user: Visitor, network: UUID, meeting: UUID, *, verb: str = "convene"
) -> WorkingMeeting:
    """A working meeting through the door of its network; 404 for strangers and for those of others."""
    held = open_network(user, network, verb)
    found = (
        WorkingMeeting.objects.select_related("network", "format")
        .filter(network=held, public_id=meeting)
        .first()
    )
    if found is None:
        raise Http404
    return found


def working_by_code(code: str) -> WorkingMeeting | None:
    """The working meeting that a code opens; None where none has it."""
    if not is_code(code):
        return None
    return WorkingMeeting.objects.select_related("network", "format").filter(code=code).first()


def public_working_meeting(public_id: UUID) -> WorkingMeeting:
    """One that everybody may read about; 404 for others."""
    held = WorkingMeeting.objects.select_related("network", "format").exclude(opened=None)
    found = held.filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def reported_working_meeting(public_id: UUID) -> WorkingMeeting:
    """One whose report everybody may read; 404 for others."""
    held = public_working_meeting(public_id)
    if held.state != WorkingMeeting.State.REPORTED:
        raise Http404
    return held


def attendee_of_phone(code: str, digest: str) -> Attendee | None:
    """Whose phone this is; None where it is nobody's of this meeting, or of whoever cancelled."""
    if not digest:
        return None
    held = Attendee.objects.select_related("meeting__network", "territory")
    found = held.filter(meeting__code=code, key=digest)
    return found.exclude(state=Attendee.State.CANCELLED).first()


def attendee_by_link(token: str) -> Attendee | None:
    """Whose link it is; None where it is not ours, or was renewed."""
    read = read_own_link(ATTENDEE, token)
    if read is None:
        return None
    number, renewed = read
    held = Attendee.objects.select_related("meeting__network", "meeting__format", "territory")
    return held.filter(public_id=number, renewed=renewed).first()


def beat_of_working(code: str, digest: str) -> tuple[int, int] | None:
    """Attendee and beat of the meeting, in one query: whether anything is new."""
    if not digest:
        return None
    held = Attendee.objects.filter(meeting__code=code, key=digest)
    return held.values_list("pk", "meeting__beat").first()
