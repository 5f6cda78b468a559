"""Which actions of a partner's own plan belong to a project."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from territoria_web.act.models import Project
from territoria_web.act.rules.projects import Doer
from territoria_web.act.services.project_journal import held_project, note, tell_story
from territoria_web.plan.models import Action, Plan


@transaction.atomic
def link_actions(
    *, project: Project, doer: Doer, plan: Plan, actions: Collection[UUID]
) -> list[Action]:
    """Say which actions of this plan belong to the project; those of other plans stay as they are."""
    held = held_project(project, "actions", doer)
    chosen = list(plan.actions.filter(public_id__in=actions).exclude(state=Action.State.DROPPED))
    linked = held.actions.filter(plan=plan).exclude(state=Action.State.DROPPED)
    before = set(linked.values_list("pk", flat=True))
    now = {action.pk for action in chosen}
    if before == now:
        return chosen
    held.actions.remove(*(before - now))
    held.actions.add(*(now - before))
    tell_story(held, doer, "actions linked", name=doer.shown)
    note(doer, held, "link actions to project", count=len(chosen))
    return chosen
