"""Who gets what at the addresses of figures of city operation."""

from __future__ import annotations

from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Gauge

ONE = {"public_id": "cycle", "gauge": "gauge"}
# name                        stranger nobody viewer expert editor lead other secr. operator
TENDS = "in 404 403 403 200 200 404 403 404"
POSTS = "in 404 403 403 422 422 404 403 404"

LINES: dict[str, Line] = {
    "desk:track-gauges": line(TEAM_SEES, public_id="cycle"),
    "desk:track-gauge-new": line(TENDS, public_id="cycle"),
    "POST desk:track-gauge-new": line(POSTS, "POST", public_id="cycle"),
    "desk:track-gauge": line(TEAM_SEES, **ONE),
    "POST desk:track-gauge": line(POSTS, "POST", **ONE),
    "desk:track-gauge-value": line("in 404 403 422 422 422 404 403 404", "POST", **ONE),
    "desk:track-gauge-turn": line("in 404 403 403 302 302 404 403 404", "POST", **ONE),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    gauge = Gauge.objects.create(cycle=cycle, names={"en": "Waiting time"}, kind="by-hand")
    return {"gauge": gauge.public_id}
