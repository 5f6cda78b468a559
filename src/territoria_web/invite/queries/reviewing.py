"""What a reviewer sees: what was given to them, and others' scores once all reviews are in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from territoria_web.invite.call_rules import apart
from territoria_web.invite.models import Application, Call, Review, Reviewer, Talk
from territoria_web.invite.queries.doors import JUDGED
from territoria_web.invite.queries.ranked import all_in, scores_of
from territoria_web.people.models import User


@dataclass(frozen=True)
class Disagreement:
    """A criterion on which reviewers are too far apart; ``talk``: what came of their talk."""

    criterion: str
    scores: tuple[tuple[str, int], ...]
    talk: Talk | None


@dataclass(frozen=True)
class Seen:
    """The reviews of an expression, as soon as they may be seen; empty before."""

    reviews: tuple[Review, ...]
    disagreements: tuple[Disagreement, ...]

    @property
    def open(self) -> tuple[Disagreement, ...]:
        """Those that nobody has talked about yet."""
        return tuple(d for d in self.disagreements if d.talk is None)


def seats_held(user: User) -> QuerySet[Reviewer]:
    """Where someone is a reviewer now, the call that closes last first."""
    judged = Q(reviews__application__state__in=JUDGED)
    return (
        Reviewer.objects.filter(user=user, left=None)
        .exclude(call__state=Call.State.DRAFT)
        .select_related("call__network")
        .annotate(
            given=Count("reviews", filter=judged),
            done=Count("reviews", filter=judged & Q(reviews__submitted__isnull=False)),
        )
        .order_by("-call__closes", "pk")
    )


def reviews_given(reviewer: Reviewer) -> list[Review]:
    """What was given to a reviewer, by territory."""
    held = Review.objects.filter(reviewer=reviewer, application__state__in=JUDGED)
    return list(
        held.select_related("application__territory").order_by("application__territory__code")
    )


def seen_of(application: Application, call: Call) -> Seen:
    """The reviews of an expression with what divides them; nothing before all are in."""
    rows = list(
        Review.objects.filter(application=application)
        .select_related("reviewer__user")
        .order_by("reviewer__pk")
    )
    if not all_in(rows):
        return Seen((), ())
    talks = {t.criterion: t for t in Talk.objects.filter(application=application)}
    return Seen(tuple(rows), tuple(_divided(rows, call, talks)))


def _divided(rows: Sequence[Review], call: Call, talks: dict[str, Talk]) -> list[Disagreement]:
    found = []
    for criterion in (c["id"] for c in call.criteria):
        scores = tuple(
            (str(r.reviewer.user), int(s[criterion]))
            for r in rows
            if criterion in (s := scores_of(r, call))
        )
        if criterion in talks or apart([score for _, score in scores]):
            found.append(Disagreement(criterion, scores, talks.get(criterion)))
    return found


def divided_applications(reviewer: Reviewer, call: Call) -> set[int]:
    """Those of a reviewer's expressions on which the reviewers must talk; two queries."""
    mine = Review.objects.filter(reviewer=reviewer).values("application")
    rows: dict[int, list[Review]] = {}
    for review in Review.objects.filter(
        application__in=mine, application__state__in=JUDGED
    ).select_related("reviewer__user"):
        rows.setdefault(review.application_id, []).append(review)
    talked = set(
        Talk.objects.filter(application__in=list(rows)).values_list("application_id", "criterion")
    )
    return {
        pk
        for pk, held in rows.items()
        if all_in(held)
        for c in call.criteria
        if (pk, c["id"]) not in talked
        if apart([s[c["id"]] for r in held if c["id"] in (s := scores_of(r, call))])
    }
