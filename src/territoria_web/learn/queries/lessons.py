"""The lessons of a cycle: which closed actions have none yet, one by its door, what was said of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import Http404

from territoria_web.learn.models import Lesson, LessonReview
from territoria_web.plan.models import Action, Plan
from territoria_web.plan.queries.plans import plan_of
from territoria_web.territories.models import Cycle
from territoria_web.track.models import Update
from territoria_web.track.queries.accounts import account_at
from territoria_web.track.track_rules import ENDS

PARTS = "action__plan__cycle__territory"
CLOSED = ("done", "dropped")


@dataclass(frozen=True)
class ClosedAction:
    """An action that is over. ``state``: done, or dropped (given up by its owner or by a later plan)."""

    id: UUID
    number: int
    title: str
    state: str


def closed_actions(cycle: Cycle) -> list[ClosedAction]:
    """Those of the adopted plan that have no lesson yet, in the order of the plan."""
    plan = plan_of(cycle)
    if plan is None:
        return []
    standing = Lesson.objects.filter(action__plan=plan).exclude(state=Lesson.State.WITHDRAWN)
    taught = set(standing.values_list("action__public_id", flat=True))
    return [one for one in closed_in(plan) if one.id not in taught]


def closed_in(plan: Plan) -> list[ClosedAction]:
    """All actions of an adopted plan that are over; none before it was adopted."""
    try:
        account = account_at(plan.public_id)
    except Http404:
        return []
    over = [
        ClosedAction(UUID(row.action.id), row.action.number, row.action.title, row.delivery.state)
        for row in account.rows
        if row.delivery.state in CLOSED
    ]
    gone = [ClosedAction(UUID(a.id), a.number, a.title, "dropped") for a in account.dropped]
    return [*over, *gone]


def closed_action(cycle: Cycle, public_id: UUID) -> Action:
    """An action of this cycle that is over; 404 where it is none."""
    plan = plan_of(cycle)
    if plan is None or public_id not in {one.id for one in closed_in(plan)}:
        raise Http404
    return Action.objects.select_related("plan__cycle__territory").get(public_id=public_id)


def ending_of(action: Action) -> Update | None:
    """The news that closed an action; None where a later plan dropped it."""
    return action.updates.filter(hidden=None, says__in=ENDS).first()


def lessons_of(cycle: Cycle) -> QuerySet[Lesson]:
    """The lessons of a cycle with their reviews, latest first."""
    held = Lesson.objects.filter(action__plan__cycle=cycle).select_related(PARTS)
    return held.prefetch_related(with_reviews())


def with_reviews() -> Prefetch[str]:
    """The reviews of lessons with those who gave them, in one query."""
    return Prefetch("reviews", LessonReview.objects.select_related("by"))


def open_lesson(cycle: Cycle, public_id: UUID) -> Lesson:
    """A lesson of this cycle; 404 where it is another's."""
    found = lessons_of(cycle).filter(public_id=public_id).first()
    if found is None:
        raise Http404
    return found


def reviews_now(lesson: Lesson) -> list[LessonReview]:
    """The reviews of the words as they stand; earlier ones were of others."""
    return [r for r in lesson.reviews.all() if r.edit == lesson.edit]


def fit_count(lesson: Lesson) -> int:
    """How many peers found the words as they stand fit."""
    return sum(r.verdict == LessonReview.Verdict.FIT for r in reviews_now(lesson))


def earlier_remarks(lesson: Lesson) -> list[LessonReview]:
    """What peers wanted mended in former words, latest first."""
    held = [r for r in lesson.reviews.all() if r.edit != lesson.edit]
    return [r for r in reversed(held) if r.verdict == LessonReview.Verdict.MEND]
