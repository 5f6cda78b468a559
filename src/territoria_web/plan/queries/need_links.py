"""Which needs of people an action answers, and which it could."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol
from uuid import UUID

from django.db.models import IntegerField, QuerySet, Sum
from django.db.models.functions import Coalesce

from territoria_web.listen.models import Need
from territoria_web.listen.need_rules import PUBLIC, S
from territoria_web.plan.models import Action, NeedLink, Plan
from territoria_web.territories.models import Cycle

# what is followed elsewhere is answered there
ANSWERABLE = PUBLIC - {S.DUPLICATE, S.CONFIRMED}


class SupportedNeed(Protocol):
    """A need with how many people support it."""

    public_id: UUID
    number: int
    title: str
    people: int


def answered_by(action: Action) -> list[dict[str, Any]]:
    """The needs that an action answers, as a version of the plan keeps them: without their words,
    which their author may take back.
    """
    return [
        {
            "id": str(link.need.public_id),
            "number": link.need.number,
            "forum": link.need.forum.code,
        }
        for link in action.need_links.all()
    ]


def offered_needs(cycle: Cycle) -> QuerySet[Need, Any]:
    """Public needs of a cycle that an action may answer, the most supported first."""
    people = Coalesce(Sum("supports__people"), 0, output_field=IntegerField())
    held = Need.objects.filter(forum__cycle=cycle, state__in=ANSWERABLE).select_related("forum")
    return held.annotate(people=people).order_by("-people", "number")


def links_of(plan: Plan, actions: Sequence[UUID | str]) -> Mapping[str, list[Need]]:
    """Action's public id → the needs that it answers."""
    held = NeedLink.objects.filter(action__plan=plan, action__public_id__in=list(actions))
    found: dict[str, list[Need]] = {}
    for link in held.select_related("action", "need__forum__cycle__territory", "need__voice"):
        found.setdefault(str(link.action.public_id), []).append(link.need)
    return found
