"""What a lesson may hold, who is a peer, and what its states and questions are called."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from territoria_web.learn.models import Lesson, LessonReview
from territoria_web.people.models import Role

REVIEWS: Final = 2  # of two peers, on the same words
LONGEST_ANSWER: Final = 4000
LONGEST_LINE: Final = 300
SHORTEST_SAID: Final = 20
LONGEST_SAID: Final = 4000
MOST_SOURCES: Final = 20
REFRESH_AFTER: Final = timedelta(days=730)  # 24 months
MOST_EFFORT: Final = 10_000.0  # person-months
FIVE: Final = ("was_done", "came_of_it", "it_cost", "it_needed", "was_difficult")
# Whoever holds one of these, but no role in the place that a lesson is from, may judge it.
PEERS: Final = (Role.LEAD, Role.EDITOR, Role.EXPERT, Role.SECRETARIAT)

QUESTIONS: Final[Mapping[str, Promise]] = {
    "was_done": _("What was done?"),
    "came_of_it": _("What came of it?"),
    "it_cost": _("What did it cost, in money and work?"),
    "it_needed": _("What did it need?"),
    "was_difficult": _("What was difficult, and what would you do otherwise?"),
}
STATE_NAMES: Final[Mapping[str, Promise]] = {
    Lesson.State.DRAFT: pgettext_lazy("state of a lesson", "Being written"),
    Lesson.State.SUBMITTED: pgettext_lazy("state of a lesson", "With its reviewers"),
    Lesson.State.PUBLISHED: pgettext_lazy("state of a lesson", "Published"),
    Lesson.State.WITHDRAWN: pgettext_lazy("state of a lesson", "Withdrawn"),
}
OUTCOME_NAMES: Final[Mapping[str, Promise]] = {
    Lesson.Outcome.WORKED: _("It worked"),
    Lesson.Outcome.PARTLY: _("It worked in part"),
    Lesson.Outcome.FAILED: _("It did not work"),
    Lesson.Outcome.UNKNOWN: _("It cannot be told yet"),
}
VERDICT_NAMES: Final[Mapping[str, Promise]] = {
    LessonReview.Verdict.FIT: _("Fit to be published"),
    LessonReview.Verdict.MEND: _("To be mended first"),
}


def is_to_refresh(lesson: Lesson) -> bool:
    """Whether it was published so long ago that somebody should look whether it still holds."""
    return (
        lesson.state == Lesson.State.PUBLISHED
        and lesson.published is not None
        and lesson.published + REFRESH_AFTER < timezone.now()
    )


def state_said(lesson: Lesson) -> Promise:
    """What its state is called."""
    if is_to_refresh(lesson):
        return pgettext_lazy("state of a lesson", "To be brought up to date")
    return STATE_NAMES[Lesson.State(lesson.state)]
