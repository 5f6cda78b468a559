"""What published papers of the territories say: policies, who was heard, obstacles, bodies.

A paper keeps its facts from the day it was signed; nothing is read from a team's desk. Bodies are
those of participants who agreed to be named in published proceedings; people are never named here.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.timezone import localdate

from territoria_web.papers.models import Paper
from territoria_web.territories.models import Territory

FEWEST = 5
"""People behind a figure of a survey, at least."""


def signed_of(territories: Sequence[Territory]) -> dict[int, dict[str, Any]]:
    """By key of the territory's row; one query."""
    found: dict[int, dict[str, Any]] = {
        t.pk: {"papers": [], "policies": [], "obstacles": [], "people": None, "bodies": []}
        for t in territories
    }
    held = Paper.objects.filter(cycle__territory__in=territories, state=Paper.State.PUBLISHED)
    for paper in held.select_related("cycle__territory").order_by("published"):
        assert paper.cycle is not None
        assert paper.published is not None
        place = found[paper.cycle.territory_id]
        place["papers"].append(
            {
                "id": str(paper.public_id),
                "kind": paper.kind,
                "title": paper.title,
                "published": localdate(paper.published).isoformat(),
            }
        )
        if paper.kind == Paper.Kind.ASSESSMENT:
            _read_assessment(place, paper, paper.cycle.territory)
        if paper.kind == Paper.Kind.PROCEEDINGS:
            named = (paper.facts.get("participants") or {}).get("names") or []
            place["bodies"] += [row["organisation"] for row in named if row.get("organisation")]
    return found


def _read_assessment(found: dict[str, Any], paper: Paper, place: Territory) -> None:
    """The later report stands where a territory has two."""
    found["policies"] = [
        {**{k: p.get(k) for k in POLICY}, "territory": place.key, "paper": str(paper.public_id)}
        for p in paper.facts.get("policies") or []
    ]
    heard = paper.facts.get("heard") or {}
    people = heard.get("people") or 0
    found["people"] = people if people >= FEWEST else None
    found["obstacles"] = [
        {**{k: o.get(k) for k in OBSTACLE}, "territory": place.key, "people": people}
        for o in heard.get("obstacles") or []
        if people >= FEWEST
    ]


POLICY = (
    "id", "title", "body", "nodes", "initiative", "begins", "ends", "state", "evaluation", "source",
)  # fmt: skip
OBSTACLE = ("option", "text", "share", "low", "high")
