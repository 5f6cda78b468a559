"""A target of a policy area, as a team begins, sets and tells it."""

from __future__ import annotations

from typing import Any

from planned import Planning
from territoria_web.plan.models import AreaTarget
from territoria_web.plan.services.area_targets import begin_target, set_target
from territoria_web.plan.target_rules import TargetDraft

BECAUSE = "The budget of 2027 was halved in March."
WHOLE: dict[str, Any] = {
    "area": "training",
    "figure": "Firms that sell online",
    "unit_of_measure": "% of firms",
    "baseline": 45.0,
    "baseline_year": 2020,
    "baseline_source": "Survey of the chamber, 412 firms",
    "low": 60.0,
    "high": 65.0,
    "year": 2030,
    "owner": "Chamber of Lakeland",
}


def a_draft(**more: Any) -> TargetDraft:
    """All that a target needs, in own words."""
    return TargetDraft(**{**WHOLE, **more})


def begun(p: Planning, **more: Any) -> AreaTarget:
    """A target that is not set yet."""
    return begin_target(by=p.lead, cycle=p.cycle, draft=a_draft(**more))


def set_up(p: Planning, **more: Any) -> AreaTarget:
    """A target that is set."""
    held = begun(p, **more)
    return set_target(by=p.lead, target=held, seen=held.edit)
