"""Who gets what at the addresses of findings, policies, the SWOT."""

from __future__ import annotations

from datetime import date
from typing import Any

from private_addresses.table import TEAM_SEES, Line, line
from territoria_web.compare.models import SwotPoint
from territoria_web.measure.models import Finding, Policy
from territoria_web.people.models import Organisation, User
from territoria_web.territories.models import Cycle

# name                      stranger nobody viewer expert editor lead other secr. operator
NOTES = "in 404 403 200 200 200 404 403 404"
POSTS = "in 404 403 422 422 422 404 403 404"
MOVES = "in 404 403 302 302 302 404 403 404"
FINDING = {"public_id": "cycle", "finding": "finding"}
POLICY = {"public_id": "cycle", "policy": "policy"}
POINT = {"public_id": "cycle", "point": "swot_point"}

LINES: dict[str, Line] = {
    "desk:findings": line(TEAM_SEES, public_id="cycle"),
    "desk:findings-csv": line(TEAM_SEES, public_id="cycle"),
    "desk:finding-add": line(NOTES, public_id="cycle"),
    "POST desk:finding-add": line(POSTS, "POST", public_id="cycle"),
    "desk:finding": line(NOTES, **FINDING),
    "POST desk:finding": line(POSTS, "POST", **FINDING),
    "desk:finding-take-back": line(MOVES, "POST", **FINDING),
    "desk:policies": line(TEAM_SEES, public_id="cycle"),
    "desk:policies-csv": line(TEAM_SEES, public_id="cycle"),
    "desk:policies-xlsx": line(TEAM_SEES, public_id="cycle"),
    "desk:policy-add": line(NOTES, public_id="cycle"),
    "POST desk:policy-add": line(POSTS, "POST", public_id="cycle"),
    "desk:policy": line(NOTES, **POLICY),
    "POST desk:policy": line(POSTS, "POST", **POLICY),
    "desk:policy-take-back": line(MOVES, "POST", **POLICY),
    "desk:policy-upload": line(NOTES, public_id="cycle"),
    "POST desk:policy-upload": line(POSTS, "POST", public_id="cycle"),
    "desk:policy-upload-look": line(
        "in 404 403 404 404 404 404 403 404", public_id="cycle", upload="unknown"
    ),
    "desk:swot": line(TEAM_SEES, public_id="cycle"),
    "desk:swot-draft": line(MOVES, "POST", public_id="cycle"),
    "desk:swot-add": line(NOTES, public_id="cycle"),
    "POST desk:swot-add": line(POSTS, "POST", public_id="cycle"),
    "desk:swot-point": line(NOTES, **POINT),
    "POST desk:swot-point": line(POSTS, "POST", **POINT),
}


def things(cycle: Cycle, network: Organisation, people: dict[str, User]) -> dict[str, Any]:
    """What these addresses are about, by the name of the part that it fills."""
    finding = Finding.objects.create(
        cycle=cycle,
        framework=cycle.framework,
        node="A1.1",
        statement="The strategy has no budget.",
        weight="weakness",
        evidence="document",
        source="Budget 2026",
        confidence="high",
        noted_on=date(2026, 11, 2),
    )
    policy = Policy.objects.create(
        cycle=cycle, title="Digital cheque", body="Region", state="running", source="Budget 2026"
    )
    point = SwotPoint.objects.create(
        cycle=cycle, quadrant="strength", text="Strong schools.", state="kept"
    )
    return {
        "finding": finding.public_id,
        "policy": policy.public_id,
        "swot_point": point.public_id,
    }
