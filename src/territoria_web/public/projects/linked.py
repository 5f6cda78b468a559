"""Actions of partners' plans that belong to a project, and projects that an action belongs to.

An action is shown once a version of its plan that is in force promises it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.urls import reverse

from territoria_web.act.models import Project
from territoria_web.act.queries.projects import projects_with_action
from territoria_web.plan.models import Action
from territoria_web.plan.queries.standing import standing_in
from territoria_web.territories.queries import territory_name


@dataclass(frozen=True)
class Linked:
    """An action as the version in force words it, or a project."""

    place: str
    title: str
    url: str


def linked_actions(project: Project) -> list[Linked]:
    """The actions of plans that were adopted."""
    held = project.actions.exclude(state=Action.State.DROPPED)
    held = held.select_related("plan__cycle__territory").order_by("plan", "number")
    return list(_in_force(held))


def _in_force(actions: Iterable[Action]) -> Iterable[Linked]:
    titles: dict[int, dict[str, str]] = {}
    for action in actions:
        plan = action.plan
        if plan.pk not in titles:
            last = plan.versions.first()
            body = standing_in(last.body, last.number, last.made, last.reason) if last else None
            titles[plan.pk] = {a.id: a.title for a in body.actions} if body else {}
        title = titles[plan.pk].get(str(action.public_id))
        if title is not None:
            url = reverse("public:promise", args=[plan.public_id, action.number])
            yield Linked(territory_name(plan.cycle.territory), f"{action.number} {title}", url)


def projects_with(action: str) -> Sequence[Linked]:
    """The public projects that an action belongs to, by its public id."""
    return [
        Linked(one.network.name, one.title, reverse("public:project", args=[one.public_id]))
        for one in projects_with_action(action)
    ]
