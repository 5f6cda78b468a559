"""A cycle's dates as a calendar: read with the address alone, as long as its holder is in the team."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from icalendar import Calendar

from territoria_web.invite.models import Step
from territoria_web.invite.services.steps import open_steps
from territoria_web.people.models import Entry, Role, User
from territoria_web.people.services import give_role
from territoria_web.plan.models import Action, Milestone, Plan
from territoria_web.plan.queries.calendars import calendar_token
from territoria_web.plan.queries.plans import actions_of, state_of
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.territories.models import Cycle, Territory

pytestmark = pytest.mark.django_db


@pytest.fixture
def cycle() -> Cycle:
    place = Territory.objects.create(
        code="X1", version="2021", name="Lakeland", level=2, country="X"
    )
    held = Cycle.objects.create(territory=place, title="A cycle")
    open_steps(cycle=held, today=date(2026, 11, 2))
    return held


@pytest.fixture
def lead(cycle: Cycle) -> User:
    user = User.objects.create_user("lead@example.org")
    give_role(by=None, user=user, role=Role.LEAD, place=cycle.territory)
    return user


def read(user: User, cycle: Cycle) -> list[tuple[str, date]]:
    answer = Client().get(f"/en/calendar/{calendar_token(user, cycle)}.ics")
    assert (answer.status_code, answer["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert "no-store" in answer["Cache-Control"]
    held = Calendar.from_ical(answer.content)
    return [(str(e["summary"]), e.decoded("dtstart")) for e in held.walk("VEVENT")]


def test_it_tells_steps_and_the_dates_of_the_plan(cycle: Cycle, lead: User):
    Step.objects.filter(kind="briefing").update(state="open")
    plan = Plan.objects.create(cycle=cycle, begins=date(2027, 1, 1))
    action = Action.objects.create(plan=plan, number=1, title="One desk", ends=date(2027, 6, 30))
    Milestone.objects.create(action=action, text="Rooms found", due=date(2027, 3, 1))
    assert len(read(lead, cycle)) == 8  # steps alone: a draft promises nothing
    adopt_plan(
        by=lead,
        plan=plan,
        reason="The council adopted it.",
        seen=state_of(plan, actions_of(plan)),
        outputs_reason="A trial without indicators.",
    )
    found = read(lead, cycle)
    assert found[0] == ("Survey of key actors begins", date(2026, 11, 2))
    assert found[8:10] == [
        ("Action 1 is due: One desk", date(2027, 6, 30)),
        ("Action 1: Rooms found", date(2027, 3, 1)),
    ]


def test_it_ends_with_the_role(cycle: Cycle, lead: User):
    token = calendar_token(lead, cycle)
    lead.memberships.all().delete()
    assert Client().get(f"/en/calendar/{token}.ics").status_code == 404


def test_whoever_renews_it_ends_the_address_that_was_given_away(cycle: Cycle, lead: User):
    old, client = calendar_token(lead, cycle), Client()
    client.force_login(lead)
    page = client.post(f"/en/desk/{cycle.public_id}/calendar/", follow=True).content.decode()
    fresh = calendar_token(User.objects.get(pk=lead.pk), cycle)
    assert (fresh in page, old in page) == (True, False)
    answers = [Client().get(f"/en/calendar/{token}.ics").status_code for token in (old, fresh)]
    assert answers == [404, 200]
    assert Entry.objects.filter(who=lead, what="renew calendars").count() == 1


def test_a_changed_address_opens_nothing(cycle: Cycle, lead: User):
    token = calendar_token(lead, cycle)
    assert Client().get(f"/en/calendar/{token[:-2]}xx.ics").status_code == 404
    assert Client().get("/en/calendar/word.ics").status_code == 404
