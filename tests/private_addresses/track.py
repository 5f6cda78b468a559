"""Who gets what at the addresses of news of actions, of who tells it and who follows it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.people.models import Organisation, User
from territoria_web.plan.models import Plan, PlanVersion
from territoria_web.plan.queries.bands import ground_of
from territoria_web.plan.queries.plans import actions_of
from territoria_web.plan.queries.versions import body_of, digest_of
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Follower, Steward
from territoria_web.track.track_rules import confirm_token, follower_token, steward_token

# name                      stranger nobody viewer expert editor lead other secr. operator
TENDS = "in 404 403 403 200 200 404 403 404"

LINES: dict[str, Line] = {
    "desk:track": line(TEAM_SEES, public_id="cycle"),
    "desk:track-write": line("in 404 403 403 302 302 404 403 404", "POST", public_id="cycle"),
    "desk:track-action": line(TEAM_SEES, public_id="cycle", action="planned_action"),
    "POST desk:track-action": line(
        "in 404 403 422 422 422 404 403 404", "POST", public_id="cycle", action="planned_action"
    ),
    "desk:track-steward": line(TENDS, public_id="cycle", action="planned_action"),
    "POST desk:track-steward": line(
        "in 404 403 403 422 422 404 403 404", "POST", public_id="cycle", action="planned_action"
    ),
    # whoever holds a link
    "guest:tell": line("200", token="tell_token"),
    "POST guest:tell": line("422", "POST", token="tell_token"),
    "guest:told": line("200", token="tell_token"),
    "guest:tell-decline": line("200", token="tell_token"),
    "POST guest:tell-decline": line("302", "POST", token="tell_token"),
    "guest:follow": line("200"),
    "POST guest:follow": line("422", "POST"),
    "guest:follow-sent": line("200"),
    "guest:follow-confirm": line("200", token="follow_token"),
    "POST guest:follow-confirm": line("302", "POST", token="follow_token"),
    "guest:following": line("200", token="following_token"),
    "POST guest:following": line("422", "POST", token="following_token"),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    plan = _adopted(cycle)
    action = plan.actions.get(number=1)
    steward = Steward.objects.create(action=action, email="ada@example.org")
    now = timezone.now()
    follower = Follower.objects.create(plan=plan, email="bo@example.org", made=now)
    return {
        "tell_token": steward_token(steward),
        "follow_token": confirm_token(follower, "weekly", {}),
        "following_token": follower_token(follower),
    }


def _adopted(cycle: Cycle) -> Plan:
    """The plan of ``plans``, with a version that nobody asks for by its number."""
    plan = Plan.objects.get(cycle=cycle)
    body = body_of(plan, actions_of(plan), ground_of(cycle, []), None)
    PlanVersion.objects.create(plan=plan, number=7, reason="", body=body, digest=digest_of(body))
    return plan
