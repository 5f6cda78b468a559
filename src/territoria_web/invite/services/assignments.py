"""Giving expressions to reviewers, as it was shown before."""

from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from territoria_web.invite.call_rules import FEWEST_REVIEWS, MOST_REVIEWS, takes_reviews
from territoria_web.invite.models import Call, Review, Reviewer
from territoria_web.invite.queries.assigning import (
    Proposal,
    assignment_stamp,
    proposed_assignment,
)
from territoria_web.people.models import User
from territoria_web.people.services import write_entry


def assign_reviews(
    *, by: User, call: Call, each: int, stamp: str = "", now: datetime | None = None
) -> dict[Reviewer, int]:
    """Give out the reviews of the proposal; reviews that were begun stay with whoever began them.

    ``stamp``: of the proposal that was shown; ValidationError where things have changed since, or
    where no assignment is possible. Reviewer → how many are new to them.
    """
    if not FEWEST_REVIEWS <= each <= MOST_REVIEWS:
        said = _("Give a number from %(low)d to %(high)d.")
        raise ValidationError(said % {"low": FEWEST_REVIEWS, "high": MOST_REVIEWS})
    # worked out before the transaction, which then looks whether it still fits
    proposal = proposed_assignment(call, each)
    if proposal.problems:
        raise ValidationError([str(problem) for problem in proposal.problems])
    return _take(by, call, proposal, stamp or proposal.stamp, now or timezone.now())


@transaction.atomic
def _take(
    by: User, call: Call, proposal: Proposal, stamp: str, now: datetime
) -> dict[Reviewer, int]:
    held = Call.objects.select_for_update().get(pk=call.pk)
    if not takes_reviews(held, now):
        raise ValidationError(_("Reviews are given out between the closing and the decision."))
    if not stamp == proposal.stamp == assignment_stamp(held, proposal.each):
        raise ValidationError(
            _("Reviewers or expressions have changed since. Look at the new proposal below.")
        )
    wanted = {(a.pk, r.pk): r for a, rows in proposal.pairs for r in rows}
    new = _put(held, wanted)
    held.reviews_each = proposal.each
    held.save(update_fields=["reviews_each"])
    after = {"title": str(held), "reviews": len(wanted), "reviews each": proposal.each}
    write_entry(who=by, what="assign reviews", about=f"call {held.public_id}", after=after)
    return new


def _put(call: Call, wanted: dict[tuple[int, int], Reviewer]) -> dict[Reviewer, int]:
    """Take away what nobody began and is not wanted, add what is missing."""
    rows = Review.objects.filter(application__call=call)
    standing = {(r.application_id, r.reviewer_id): r for r in rows}
    away = [r.pk for pair, r in standing.items() if pair not in wanted and r.begun is None]
    Review.objects.filter(pk__in=away).delete()
    missing = [pair for pair in wanted if pair not in standing]
    Review.objects.bulk_create(Review(application_id=a, reviewer_id=r) for a, r in missing)
    new: dict[Reviewer, int] = {}
    for pair in missing:
        new[wanted[pair]] = new.get(wanted[pair], 0) + 1
    return new
