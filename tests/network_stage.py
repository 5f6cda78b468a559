"""Deeds of ``backstage``: what the pages of the example's network are about."""

from __future__ import annotations

from typing import Any

from territoria_web.act.models import (
    Company,
    CompanyDay,
    MentoringPerson,
    MentoringRound,
    Partner,
    Project,
)
from territoria_web.act.rules.companies import company_link
from territoria_web.act.rules.mentoring import person_link
from territoria_web.act.rules.projects import partner_link
from territoria_web.convene.models import Attendee, WorkingMeeting
from territoria_web.convene.working_rules import attendee_link
from territoria_web.example.people import cast
from territoria_web.people.links import link_for
from territoria_web.territories.models import Cycle

State = WorkingMeeting.State


def set_up(*, origin: str) -> dict[str, Any]:
    """Names of all things, and the links of who reads them."""
    people = cast()
    cycle = Cycle.objects.get(territory=people.region)
    meetings = people.network.working_meetings
    reported, coming = meetings.get(state=State.REPORTED), meetings.get(state=State.OPEN)
    project = Project.objects.get(network=people.network, topic__meeting=reported)
    day = CompanyDay.objects.get(network=people.network)
    mentoring = MentoringRound.objects.get(network=people.network)
    return {
        "network": str(people.network.public_id),
        "cycle": str(cycle.public_id),
        "reported": str(reported.public_id),
        "coming": str(coming.public_id),
        "code": coming.code,
        "topic": str(project.topic.public_id),
        "project": str(project.public_id),
        "day": str(day.public_id),
        "round": str(mentoring.public_id),
        "me": attendee_link(Attendee.objects.filter(meeting=coming)[0]),
        "partner": partner_link(project.partners.get(role=Partner.Role.LEAD)),
        "company": company_link(Company.objects.filter(day=day).order_by("pk")[0]),
        "person": person_link(
            MentoringPerson.objects.filter(round=mentoring, kind="mentor").order_by("pk")[0]
        ),
        "lead": link_for(people.lead, origin=origin),
        "office": link_for(people.office, origin=origin),
    }
