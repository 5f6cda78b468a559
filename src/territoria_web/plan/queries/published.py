"""What everybody may see of a plan: its adopted versions, never the draft."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.http import Http404

from territoria_web.plan.models import AreaTarget, Plan, PlanVersion
from territoria_web.plan.queries.standing import Standing, standing_in
from territoria_web.plan.queries.versions import (
    Change,
    Changed,
    changes_between,
    frame_changes,
)
from territoria_web.territories.models import Territory


@dataclass(frozen=True)
class PublicVersion:
    """An adopted version: its reason, and what changed since the one before."""

    row: PlanVersion
    changed: tuple[Changed, ...]
    frame: tuple[Change, ...]


@dataclass(frozen=True)
class PublicPlan:
    """A plan as everybody reads it. ``versions``: latest first; ``has_targets``: targets of policy areas
    were set beside it.
    """

    plan: Plan
    standing: Standing
    versions: tuple[PublicVersion, ...]
    has_targets: bool

    @property
    def last(self) -> PublicVersion:
        """The version in force."""
        return self.versions[0]


def public_plan(public_id: UUID) -> PublicPlan:
    """The plan as adopted; 404 before anything was."""
    targets = AreaTarget.objects.filter(cycle=OuterRef("cycle")).exclude(set_on=None)
    held = Plan.objects.select_related("cycle__territory").annotate(aimed=Exists(targets))
    plan = held.filter(public_id=public_id).first()
    rows = list(plan.versions.all()) if plan else []
    if plan is None or not rows:
        raise Http404
    last = rows[0]
    pairs = zip(rows, [*(r.body for r in rows[1:]), None], strict=True)
    return PublicPlan(
        plan,
        standing_in(last.body, last.number, last.made, last.reason),
        tuple(
            PublicVersion(
                row,
                tuple(changes_between(before, row.body)),
                frame_changes(before, row.body),
            )
            for row, before in pairs
        ),
        plan.aimed,
    )


def adopted_plans(territory: Territory) -> list[Plan]:
    """The plans of a territory that were adopted, latest cycle first."""
    held = Plan.objects.filter(cycle__territory=territory, versions__isnull=False)
    return list(held.select_related("cycle").order_by("-cycle__started").distinct())
