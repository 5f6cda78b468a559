"""What an applicant gets back: their own scores with ranges, and what reviewers wrote, unnamed."""

from __future__ import annotations

from dataclasses import dataclass

from territoria_web.invite.call_rules import DECISIONS, WHOLE
from territoria_web.invite.models import Application, Call, Review
from territoria_web.invite.queries.calls import Asked, criteria_of
from territoria_web.invite.queries.ranked import scores_of


@dataclass(frozen=True)
class CriterionBack:
    """One criterion: the mean, the lowest and the highest of its scores, and the comments."""

    asked: Asked
    mean: float | None
    low: float | None
    high: float | None
    comments: tuple[str, ...]


@dataclass(frozen=True)
class Feedback:
    """All that an applicant is told after the decision."""

    criteria: tuple[CriterionBack, ...]
    whole: tuple[str, ...]
    reviews: int


def feedback_of(application: Application) -> Feedback | None:
    """The feedback; None until the call is decided, and for what was not judged."""
    call = application.call
    if call.state != Call.State.DECIDED or application.state not in DECISIONS:
        return None
    reviews = list(Review.objects.filter(application=application, submitted__isnull=False))
    return Feedback(
        criteria=tuple(_back(asked, call, reviews) for asked in criteria_of(call)),
        whole=_comments(reviews, WHOLE),
        reviews=len(reviews),
    )


def _back(asked: Asked, call: Call, reviews: list[Review]) -> CriterionBack:
    scores = [s[asked.id] for r in reviews if asked.id in (s := scores_of(r, call))]
    return CriterionBack(
        asked=asked,
        mean=sum(scores) / len(scores) if scores else None,
        low=min(scores, default=None),
        high=max(scores, default=None),
        comments=_comments(reviews, asked.id),
    )


def _comments(reviews: list[Review], key: str) -> tuple[str, ...]:
    """In the order of their letters, so that their order does not tell who wrote which."""
    return tuple(sorted(c for r in reviews if (c := str(r.comments.get(key, "")).strip())))
