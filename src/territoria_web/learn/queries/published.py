"""Lessons as everybody reads them: those that two peers found fit, and those withdrawn since."""

from __future__ import annotations

from django.http import Http404

from territoria_web.learn.models import Lesson
from territoria_web.learn.queries.lessons import PARTS, with_reviews

SHOWN = (Lesson.State.PUBLISHED, Lesson.State.WITHDRAWN)


def published_lessons() -> list[Lesson]:
    """What stands, latest first; those of examples last."""
    held = Lesson.objects.filter(state=Lesson.State.PUBLISHED).select_related(PARTS)
    return list(held.order_by("action__plan__cycle__example", "-published"))


def published_lesson(slug: str) -> Lesson:
    """One that everybody reads; a withdrawn one is still there, with the reason."""
    held = Lesson.objects.filter(slug=slug, state__in=SHOWN).exclude(published=None)
    found = held.select_related(PARTS).prefetch_related(with_reviews()).first()
    if found is None:
        raise Http404
    return found


def follower_of(lesson: Lesson) -> Lesson | None:
    """The lesson that was published in place of a withdrawn one; None where there is none."""
    held = Lesson.objects.filter(action=lesson.action_id, state=Lesson.State.PUBLISHED)
    return held.exclude(pk=lesson.pk).first()
