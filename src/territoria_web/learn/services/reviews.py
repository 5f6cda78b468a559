"""What peers say of a lesson; the second who finds the same words fit publishes it."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.learn.models import Lesson, LessonReview
from territoria_web.learn.queries.peers import may_review
from territoria_web.learn.rules import LONGEST_SAID, PEERS, REVIEWS, SHORTEST_SAID
from territoria_web.learn.services.journal import note
from territoria_web.learn.services.lessons import locked
from territoria_web.library.typed import plain
from territoria_web.people.models import Role, User
from territoria_web.territories.queries import territory_name

State = Lesson.State


@transaction.atomic
def review_lesson(*, by: User, lesson: Lesson, verdict: str, said: str, seen: int) -> bool:
    """Judge the words that stand; True where it is published by that. ChangedMeanwhile where its team
    wrote it anew.
    """
    held = locked(lesson, seen)
    if not may_review(by, held):
        raise ValidationError(_("This lesson waits for no review of yours."))
    words = _checked(verdict, said)
    if held.reviews.filter(by=by, edit=held.edit).exists():
        raise ValidationError(_("You have judged these words already."))
    LessonReview.objects.create(
        lesson=held, by=by, place=place_of(by), edit=held.edit, verdict=verdict, said=words
    )
    note(by, held, "review lesson", verdict=verdict)
    return _published(held)


def _checked(verdict: str, said: str) -> str:
    words, wrong = plain(said), dict[str, str]()
    if verdict not in LessonReview.Verdict.values:
        wrong["verdict"] = _("Choose one of the two.")
    if len(words) < SHORTEST_SAID:
        wrong["said"] = _("Say in a sentence or two what your judgment rests on.")
    elif len(words) > LONGEST_SAID:
        wrong["said"] = _("Use at most 4,000 characters.")
    if wrong:
        raise ValidationError(wrong)
    return words


def _published(lesson: Lesson) -> bool:
    fit = lesson.reviews.filter(edit=lesson.edit, verdict=LessonReview.Verdict.FIT)
    if fit.count() < REVIEWS:
        return False
    lesson.state, lesson.published = State.PUBLISHED, timezone.now()
    lesson.save(update_fields=["state", "published"])
    note(None, lesson, "publish lesson")
    return True


def place_of(user: User) -> str:
    """Where a peer is from, as everybody reads it: a territory first, else a network."""
    held = user.memberships.filter(role__in=PEERS).select_related("territory", "organisation")
    row = held.order_by(F("territory").asc(nulls_last=True), "pk").first()
    if row is None:
        return ""
    if row.territory is not None:
        return territory_name(row.territory)
    office = _("%(network)s, secretariat") if row.role == Role.SECRETARIAT else "%(network)s"
    return office % {"network": row.organisation}
