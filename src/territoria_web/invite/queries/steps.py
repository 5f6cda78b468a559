"""The steps of a cycle in their order, and their dates for a calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from territoria_web.invite.models import Step
from territoria_web.invite.rules import ORDER, STEP_NAMES
from territoria_web.people.models import Role, User
from territoria_web.people.queries import team_of
from territoria_web.territories.models import Cycle


@dataclass(frozen=True)
class Event:
    """Something in a calendar. ``uid`` stays the same when its date moves; ``ends``: of the same
    kind as ``begins``; None: the whole day, or a moment.
    """

    uid: str
    begins: date | datetime
    title: str
    ends: date | datetime | None = None
    place: str = ""
    text: str = ""
    url: str = ""


def steps_of(cycle: Cycle) -> list[Step]:
    """The steps in their order, with owners; none for a cycle that was begun without."""
    held = {step.kind: step for step in cycle.steps.select_related("owner", "cycle__territory")}
    return [held[kind] for kind in ORDER if kind in held]


def open_step(cycle: Cycle, public_id: UUID) -> Step:
    """One step of this cycle; 404 where it is of another."""
    held = cycle.steps.select_related("owner", "cycle__territory").filter(public_id=public_id)
    step = held.first()
    if step is None:
        raise Http404
    return step


def those_who_may_own(cycle: Cycle) -> QuerySet[User]:
    """Who can be responsible for a step: those of the team who do more than read."""
    members = team_of(cycle.territory).exclude(role=Role.VIEWER)
    return User.objects.filter(pk__in=members.values("user")).order_by("name", "email")


def events_of_steps(cycle: Cycle) -> Iterator[Event]:
    """When each step begins and is due; of one that is done, the day on which it was."""
    for step in steps_of(cycle):
        name = STEP_NAMES[step.kind]
        if step.state == Step.State.LEFT_OUT:
            continue
        if step.begins:
            title = _("%(step)s begins") % {"step": name}
            yield Event(f"step-{step.public_id}-begins", step.begins, title)
        if step.state == Step.State.DONE and step.ended:
            title = _("%(step)s was done") % {"step": name}
            yield Event(f"step-{step.public_id}-due", localdate(step.ended), title)
        elif step.due:
            title = _("%(step)s is due") % {"step": name}
            yield Event(f"step-{step.public_id}-due", step.due, title)
