"""Who gets what at the addresses of the action plan."""

from __future__ import annotations

from datetime import date
from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.people.models import Organisation, User
from territoria_web.plan.models import Action, Plan
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
PLANS = "in 404 403 200 200 200 404 403 404"
POSTS = "in 404 403 422 422 422 404 403 404"
LEAD_ADOPTS = "in 404 403 403 403 200 404 403 404"

LINES: dict[str, Line] = {
    "desk:plan": line(TEAM_SEES, public_id="cycle"),
    "desk:plan-begin": line(POSTS, "POST", public_id="cycle"),
    "desk:plan-frame": line(PLANS, public_id="cycle"),
    "POST desk:plan-frame": line(POSTS, "POST", public_id="cycle"),
    "desk:plan-order": line("in 404 403 404 404 404 404 403 404", "POST", public_id="cycle"),
    "desk:plan-take": line(PLANS, public_id="cycle"),
    "POST desk:plan-take": line(POSTS, "POST", public_id="cycle"),
    "desk:plan-new": line(PLANS, public_id="cycle"),
    "POST desk:plan-new": line(POSTS, "POST", public_id="cycle"),
    "desk:plan-action": line(TEAM_SEES, public_id="cycle", action="planned_action"),
    "POST desk:plan-action": line(POSTS, "POST", public_id="cycle", action="planned_action"),
    "desk:plan-drop": line(PLANS, public_id="cycle", action="planned_action"),
    "POST desk:plan-drop": line(POSTS, "POST", public_id="cycle", action="planned_action"),
    "desk:plan-needs": line(PLANS, public_id="cycle", action="planned_action"),
    "POST desk:plan-needs": line(POSTS, "POST", public_id="cycle", action="planned_action"),
    "desk:plan-initiatives": line(PLANS, public_id="cycle", action="planned_action"),
    "POST desk:plan-initiatives": line(POSTS, "POST", public_id="cycle", action="planned_action"),
    "desk:plan-table": line(TEAM_SEES, public_id="cycle", name="plan_file"),
    "desk:plan-import": line(TEAM_SEES, public_id="cycle"),
    "POST desk:plan-import": line(POSTS, "POST", public_id="cycle"),
    "desk:plan-import-look": line(
        "in 404 403 404 404 404 404 403 404", public_id="cycle", upload="unknown"
    ),
    "desk:plan-adopt": line(LEAD_ADOPTS, public_id="cycle"),
    "POST desk:plan-adopt": line("in 404 403 403 403 422 404 403 404", "POST", public_id="cycle"),
    "desk:plan-version": line(
        "in 404 404 404 404 404 404 404 404", public_id="cycle", number="plan_version"
    ),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    plan = Plan.objects.create(cycle=cycle, begins=date(2027, 1, 1))
    action = Action.objects.create(plan=plan, number=1, title="Open a data desk")
    return {
        "planned_action": action.public_id,
        "plan_file": "actions.csv",
        "plan_version": 1,
        "plan": plan.public_id,
    }
