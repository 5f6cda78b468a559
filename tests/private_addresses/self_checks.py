"""Who gets what at the addresses of self-checks that a team offers."""

from __future__ import annotations

from typing import Any

from a_self_check import a_check
from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

ALL = {"public_id": "cycle"}
ONE = {"public_id": "cycle", "check": "self_check"}
# name                   stranger nobody viewer expert editor lead other secr. operator
OFFERS = "in 404 403 403 200 200 404 403 404"
POSTS = "in 404 403 403 422 422 404 403 404"

LINES: dict[str, Line] = {
    "desk:self-checks": line(TEAM_SEES, **ALL),
    "desk:self-check-new": line(OFFERS, **ALL),
    "POST desk:self-check-new": line(POSTS, "POST", **ALL),
    "desk:self-check": line(TEAM_SEES, **ONE),
    "POST desk:self-check": line(POSTS, "POST", **ONE),
    "desk:self-check-numbers": line(TEAM_SEES, **ONE),
    "POST desk:self-check-numbers": line(POSTS, "POST", **ONE),
    "desk:self-check-paper": line(OFFERS, **ONE),
    "POST desk:self-check-paper": line(POSTS, "POST", **ONE),
    "desk:self-check-paper-csv": line(OFFERS, **ONE),
    "desk:self-check-paper-xlsx": line(OFFERS, **ONE),
    "desk:self-check-paper-look": line(
        "in 404 403 403 404 404 404 403 404", upload="unknown", **ONE
    ),
    "desk:self-check-poster": line(TEAM_SEES, **ONE),
    "desk:self-check-results": line(TEAM_SEES, **ONE),
    "desk:self-check-csv": line(TEAM_SEES, **ONE),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    return {"self_check": a_check(cycle).public_id}
