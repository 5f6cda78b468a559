"""The factors that an action may serve: those of the framework that the team chose."""

from __future__ import annotations

from collections.abc import Sequence

from territoria_web.measure.queries.team_releases import cycle_framework
from territoria_web.territories.models import Cycle


def node_choices(cycle: Cycle) -> Sequence[tuple[str, str]]:
    """Ids with titles, in the order of the framework."""
    return [(n.id, f"{n.id} {n.title.say()}") for n in cycle_framework(cycle).walk()]
