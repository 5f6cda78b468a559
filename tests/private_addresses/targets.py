"""Who gets what at the addresses of targets of policy areas."""

from __future__ import annotations

from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.people.models import Organisation, User
from territoria_web.plan.models import AreaTarget
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
WRITES = "in 404 403 200 200 200 404 403 404"
POSTS = "in 404 403 422 422 422 404 403 404"
LED = "in 404 403 302 302 302 404 403 404"
ONE = {"public_id": "cycle", "target": "area_target"}

LINES: dict[str, Line] = {
    "desk:targets": line(TEAM_SEES, public_id="cycle"),
    "desk:target-new": line(WRITES, public_id="cycle"),
    "POST desk:target-new": line(POSTS, "POST", public_id="cycle"),
    "desk:target": line(TEAM_SEES, **ONE),
    "POST desk:target": line(POSTS, "POST", **ONE),
    "desk:target-set": line(LED, "POST", **ONE),
    "desk:target-move": line(WRITES, **ONE),
    "POST desk:target-move": line(POSTS, "POST", **ONE),
    "desk:target-drop": line(WRITES, **ONE),
    "POST desk:target-drop": line(POSTS, "POST", **ONE),
    "desk:target-figure": line(POSTS, "POST", **ONE),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    target = AreaTarget.objects.create(cycle=cycle, area="training", figure="Firms with a trainee")
    return {"area_target": target.public_id}
