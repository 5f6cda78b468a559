"""Tables: what each is about."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from meeting_room import a_workshop
from territoria_web.convene.models import Group
from territoria_web.convene.services.tables import name_tables

pytestmark = pytest.mark.django_db


def test_the_tables_of_a_planned_meeting_stay_as_they_are_once_the_cycle_is_closed():
    workshop = a_workshop()
    meeting = workshop.meeting
    Group.objects.create(meeting=meeting, phase="world-cafe", number=1, subject="Skills")
    told = {"by": workshop.lead, "meeting": meeting, "phase": "world-cafe"}
    name_tables(**told, subjects={1: " Data \n for all"})
    meeting.cycle.state = "closed"
    meeting.cycle.save()
    with pytest.raises(ValidationError, match="This cycle is closed"):
        name_tables(**told, subjects={1: "Something else"})
    assert Group.objects.get().subject == "Data for all"
