"""Meetings: workshops of a cycle, and working meetings of a network with their BarCamps."""

from territoria_web.convene.models.barcamp import (
    Interest,
    Pick,
    Sheet,
    Slot,
    Space,
    TimetableVersion,
    Topic,
    Twins,
)
from territoria_web.convene.models.working import Attendee, WorkingMeeting
from territoria_web.convene.models.workshop import (
    Contribution,
    Dot,
    Group,
    Meeting,
    Participant,
)

__all__ = [
    "Attendee",
    "Contribution",
    "Dot",
    "Group",
    "Interest",
    "Meeting",
    "Participant",
    "Pick",
    "Sheet",
    "Slot",
    "Space",
    "TimetableVersion",
    "Topic",
    "Twins",
    "WorkingMeeting",
]
