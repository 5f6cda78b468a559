"""Deeds of ``backstage``: a region that hears its people, with everything to take part in."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from a_budget import opened
from a_forum import a_forum, a_need, supported
from a_talk import an_open_talk
from deeds import _cycle, _lead, a_team
from territoria_web.listen.services.services_offered import Offer, offer_service
from territoria_web.plan.queries.plans import state_of
from territoria_web.plan.rules import Draft
from territoria_web.plan.services.actions import add_action
from territoria_web.plan.services.plans import begin_plan
from territoria_web.plan.services.versions import adopt_plan
from territoria_web.track.services.stewards import name_steward
from territoria_web.track.track_rules import steward_token

DISTRICTS = [
    {"id": "n", "name": "North", "share": 40, "latitude": 50.66, "longitude": 3.05},
    {"id": "s", "name": "South", "share": 60, "latitude": 50.61, "longitude": 3.06},
]
NAMES = {"en": "Town library", "fr": "Bibliothèque", "de": "Stadtbücherei"}
TOWN = [3.0, 50.6, 3.12, 50.68]


def set_up(*, origin: str, code: str = "FRE1") -> dict[str, Any]:
    """A team, its forum with a need, a service, a conversation, a budget, and an adopted plan."""
    team = a_team(origin=origin, code=code, steps=4)
    cycle = _cycle(team["cycle"])
    lead = _lead(cycle)
    forum = a_forum(cycle, lead, districts=DISTRICTS, frame=TOWN, languages=["en", "fr", "de"])
    need = supported(a_need(forum, "A bench at the bus stop of the old square"), 3)
    service = offer_service(by=lead, forum=forum, offer=Offer(NAMES))
    talk, budget = an_open_talk(forum, lead), opened(forum, lead)
    plan = begin_plan(by=lead, cycle=cycle, begins=timezone.localdate())
    draft = Draft(title="Put up benches", owner="Parks office", indicator="Benches")
    action = add_action(by=lead, plan=plan, draft=draft)
    seen = state_of(plan, [action])
    adopt_plan(by=lead, plan=plan, reason="Adopted by the council in spring.", seen=seen)
    steward = name_steward(
        by=lead, action=action, name="Ola", email="ola@walks.example", language="en", every_days=90
    )
    return {
        **team,
        "code": forum.code,
        "need": need.number,
        "service": service.code,
        "talk": str(talk.public_id),
        "budget": str(budget.public_id),
        "plan": str(plan.public_id),
        "tell": steward_token(steward),
    }
