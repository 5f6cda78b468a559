"""Which initiatives of the register an action carries on, and which promises carry on an initiative."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from territoria_web.measure.models import Initiative
from territoria_web.plan.models import Action, PlanVersion
from territoria_web.territories.models import Territory


@dataclass(frozen=True)
class Carrying:
    """An action of an adopted plan that carries an initiative on."""

    plan: UUID
    number: int
    title: str
    example: bool


def carried_on(action: Action) -> list[dict[str, Any]]:
    """The initiatives that an action carries on, as a version of the plan keeps them."""
    return [
        {
            "id": str(link.initiative.public_id),
            "slug": link.initiative.slug,
            "title": link.initiative.title,
        }
        for link in action.initiative_links.all()
    ]


def offered_initiatives(territory: Territory) -> QuerySet[Initiative]:
    """What an action of a territory may carry on: its entries of the register that stand."""
    held = Initiative.objects.filter(territory=territory).exclude(editions=None)
    return held.exclude(state=Initiative.State.WITHDRAWN).distinct()


def actions_carrying(initiative: Initiative) -> list[Carrying]:
    """The actions of the versions in force that carry it on; only those of its territory can."""
    held = PlanVersion.objects.filter(plan__cycle__territory=initiative.territory_id)
    latest = dict[int, PlanVersion]()
    for row in held.select_related("plan__cycle").order_by("number"):
        latest[row.plan_id] = row
    key = str(initiative.public_id)
    return [
        Carrying(row.plan.public_id, a["number"], a["title"], row.plan.cycle.example)
        for row in latest.values()
        for a in row.body["actions"]
        if any(one["id"] == key for one in a.get("initiatives", ()))
    ]
