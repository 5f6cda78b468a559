"""A meeting to try things in: a territory of its own, a lead, a format opened, people in the room."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from typing import Any

from django.test import Client

from territoria_web.convene.models import Contribution, Meeting, Participant
from territoria_web.convene.rules import phases_of
from territoria_web.convene.services.meetings import open_meeting, turn_door
from territoria_web.convene.services.room import come_in, contribute
from territoria_web.convene.services.running import begin_phase
from territoria_web.people.models import Role, User
from territoria_web.people.services import give_role
from territoria_web.territories.models import Cycle, Territory

ROLES = ("OFF", "SME", "UNI", "CIT", "DEV", "COR", "EDU", "SOC")


@dataclass
class Workshop:
    """A meeting with its lead."""

    meeting: Meeting
    lead: User

    def at(self, path: str = "") -> str:
        """An address of the meeting's desk."""
        cycle = self.meeting.cycle.public_id
        return f"/en/desk/{cycle}/convene/{self.meeting.public_id}/{path}"

    def room(self, path: str = "") -> str:
        """An address of the room."""
        return f"/en/room/{self.meeting.code}/{path}"

    def runs(self, phase: str) -> Meeting:
        """Begin a phase."""
        self.meeting.refresh_from_db()
        self.meeting = begin_phase(
            by=self.lead, meeting=self.meeting, phase=phase, running=self.meeting.phase
        )
        return self.meeting

    def comes(self, role: str = "SME", **known: Any) -> Participant:
        """Somebody comes in."""
        return come_in(meeting=self.meeting, role=role, **known)[0]

    def phone(self, role: str = "SME", **known: Any) -> Client:
        """A phone that came in through the page."""
        client = Client()
        answer = client.post(self.room("in/"), {"role": role, **known})
        assert answer.status_code == 302, answer.content
        return client


def a_workshop(format_id: str = "two-day-workshop", *, opened: bool = True) -> Workshop:
    """A meeting opened from a format, with its door open."""
    place = Territory.objects.create(
        code=f"X{uuid.uuid4().hex[:6]}", version="2021", name="Lakeland", level=2, country="X"
    )
    cycle = Cycle.objects.create(territory=place, title="Digital strategy")
    lead = User.objects.create_user(f"lead-{uuid.uuid4().hex[:6]}@example.org", name="Lea Lead")
    give_role(by=None, user=lead, role=Role.LEAD, place=place)
    meeting = open_meeting(
        by=lead, cycle=cycle, format_id=format_id, title="Two days in Lakeland", language="en"
    )
    if opened:
        meeting = turn_door(by=lead, meeting=meeting, opened=True)
    return Workshop(meeting, lead)


def put(person: Participant, phase: str, kind: str, text: str, **body: Any) -> Contribution:
    """Somebody puts something down in a phase."""
    return contribute(
        participant=person,
        phase=phase,
        kind=kind,
        text=text,
        body=body,
        dissent=False,
        once=uuid.uuid4(),
    )


def phase_ids(meeting: Meeting) -> list[str]:
    """The agenda by its ids."""
    return [phase.id for phase in phases_of(meeting)]
