"""Peers: which lessons wait for somebody's judgment, and what they have judged."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, QuerySet
from django.http import Http404

from territoria_web.learn.models import Lesson, LessonReview
from territoria_web.learn.queries.lessons import PARTS, with_reviews
from territoria_web.learn.rules import PEERS
from territoria_web.people.models import Membership, User


def lessons_for(user: User) -> QuerySet[Lesson]:
    """What was handed in and somebody may judge: whoever holds a role of a peer, none in the
    territory that the lesson is from, and had no hand in it.
    """
    mine = Membership.objects.filter(user=user)
    own = mine.exclude(territory=None).values("territory")
    return (
        Lesson.objects.filter(Exists(mine.filter(role__in=PEERS)), state=Lesson.State.SUBMITTED)
        .exclude(action__plan__cycle__territory__in=own)
        .exclude(writers=user)
        .select_related(PARTS)
    )


def lessons_to_review(user: User) -> QuerySet[Lesson]:
    """Those whose words they have not judged yet; what waits longest first. One query."""
    judged = LessonReview.objects.filter(lesson=OuterRef("pk"), by=user, edit=OuterRef("edit"))
    return lessons_for(user).exclude(Exists(judged)).order_by("submitted")


def may_review(user: User, lesson: Lesson) -> bool:
    """Whether somebody may judge this lesson now."""
    return lessons_for(user).filter(pk=lesson.pk).exists()


def lesson_for_peer(user: User, public_id: UUID) -> Lesson:
    """A lesson that somebody may judge; 404 for its own team and for everybody else."""
    found = lessons_for(user).filter(public_id=public_id).prefetch_related(with_reviews()).first()
    if found is None:
        raise Http404
    return found


def judged_by(user: User) -> QuerySet[LessonReview]:
    """What somebody said of lessons, the latest first."""
    held = LessonReview.objects.filter(by=user).select_related(f"lesson__{PARTS}")
    return held.order_by("-made")
