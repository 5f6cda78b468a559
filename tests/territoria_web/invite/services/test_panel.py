"""Eligibility, reviewers, conflicts of interest, assignment."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from call_world import (
    a_judged_world,
    a_reviewer,
    a_user,
    a_world,
    an_application,
    applications_of_call,
    declared,
    eligible,
    given,
    reviewed,
    reviews_of,
)
from territoria_web.invite.models import Review
from territoria_web.invite.queries.assigning import proposed_assignment
from territoria_web.invite.services.assignments import assign_reviews
from territoria_web.invite.services.eligibility import mark_eligibility
from territoria_web.invite.services.reviewers import (
    add_conflict,
    declare_conflicts,
    invite_reviewer,
    let_reviewer_leave,
)
from territoria_web.invite.services.reviews import save_review
from territoria_web.people.models import Role
from territoria_web.people.services import give_role

pytestmark = pytest.mark.django_db
WHY = "The body is not responsible for a policy here."


def mark(world, application, eligible=True, reason="", **facts):
    application.refresh_from_db()
    held = {"seen": application.edit, "now": world.after, **facts}
    return mark_eligibility(
        by=world.secretary, application=application, eligible=eligible, reason=reason, **held
    )


def test_a_refusal_and_a_change_of_mind_need_a_reason():
    world = a_world(closed=True)
    row = an_application(world)
    with pytest.raises(ValidationError):
        mark(world, row, eligible=False)
    assert mark(world, row, eligible=False, reason=WHY).reason == WHY
    with pytest.raises(ValidationError):
        mark(world, row)
    assert mark(world, row, reason="It showed us the decree.").state == "eligible"


def test_nothing_is_marked_before_the_closing_nor_over_a_colleague():
    world = a_world(closed=True)
    row = an_application(world)
    with pytest.raises(ValidationError, match="between the closing"):
        mark(world, row, now=world.open_at)
    mark(world, row)
    with pytest.raises(ValidationError, match="meanwhile"):
        mark(world, row, seen=0)


def test_who_decides_or_applies_does_not_review():
    world = a_world(closed=True)
    row = an_application(world)
    for email in (world.secretary.email, row.applicant.email):
        with pytest.raises(ValidationError):
            invite_reviewer(by=world.secretary, call=world.call, email=email)
    a_reviewer(world, 1)
    with pytest.raises(ValidationError, match="already"):
        a_reviewer(world, 1)


def test_an_expression_that_becomes_eligible_asks_for_conflicts_once_more():
    world = a_world(closed=True)
    first, second = an_application(world, 0), an_application(world, 1)
    eligible(world, first)
    seat = declared(world, a_reviewer(world, 1))
    eligible(world, second)
    seat.refresh_from_db()
    assert seat.declared is None


def test_nobody_is_given_what_they_are_in_conflict_with_declared_or_plain():
    world = a_world(closed=True)
    rows = [eligible(world, an_application(world, n)) for n in range(2)]
    seats = [a_reviewer(world, n) for n in range(4)]
    declared(world, seats[0], rows[0])
    for seat in seats[1:]:
        declared(world, seat)
    give_role(by=None, user=seats[1].user, role=Role.VIEWER, place=rows[0].territory)
    given(world)
    mine = set(Review.objects.filter(application=rows[0]).values_list("reviewer_id", flat=True))
    assert mine == {seats[2].pk, seats[3].pk}


def test_too_few_reviewers_are_said_with_the_name_of_the_expression():
    world = a_world(closed=True)
    row = eligible(world, an_application(world))
    declared(world, a_reviewer(world, 1), row)
    declared(world, a_reviewer(world, 2))
    found = proposed_assignment(world.fresh(), 2)
    assert [p.where for p in found.problems] == ["X00 Lakeland 0"]
    with pytest.raises(ValidationError, match="X00 Lakeland 0"):
        given(world)


def test_whoever_has_not_declared_is_left_aside():
    world = a_world(closed=True)
    eligible(world, an_application(world))
    seat = a_reviewer(world, 1)
    assert [r.pk for r in proposed_assignment(world.fresh(), 2).undeclared] == [seat.pk]


def test_another_state_than_was_shown_is_not_taken():
    world = a_judged_world(2, reviewers=3)
    stamp = proposed_assignment(world.fresh(), 2).stamp
    declared(world, world.call.reviewers.first(), applications_of_call(world)[0])
    with pytest.raises(ValidationError, match="have changed since"):
        assign_reviews(by=world.secretary, call=world.call, each=2, stamp=stamp, now=world.after)


def test_when_a_reviewer_leaves_what_was_begun_elsewhere_stays():
    world = a_judged_world(3, reviewers=2)
    leaving, staying = world.call.reviewers.order_by("pk")
    handed_in, *open_ones = Review.objects.filter(reviewer=leaving).order_by("pk")
    reviewed(world, handed_in, 3)
    kept = Review.objects.filter(reviewer=staying).first()
    save_review(by=staying.user, review=kept, seen=0, scores={"data": 2}, comments={},
                now=world.after)  # fmt: skip
    assert let_reviewer_leave(by=world.secretary, reviewer=leaving) == len(open_ones)
    declared(world, a_reviewer(world, 9))
    given(world)
    assert Review.objects.filter(pk__in=[handed_in.pk, kept.pk]).count() == 2
    assert [len(reviews_of(a)) for a in applications_of_call(world)] == [2, 2, 2]


def test_a_conflict_found_late_takes_the_review_away():
    world = a_judged_world(1)
    (row,) = applications_of_call(world)
    review = reviewed(world, reviews_of(row)[0], 4)
    add_conflict(
        by=world.secretary, reviewer=review.reviewer, application=row, reason="They are cousins."
    )
    assert not Review.objects.filter(pk=review.pk).exists()


def test_conflicts_are_declared_only_on_expressions_of_this_call():
    world = a_judged_world(1)
    seat = world.call.reviewers.first()
    with pytest.raises(ValidationError, match="not judged"):
        declare_conflicts(by=seat.user, reviewer=seat, conflicts={999: "x"}, now=world.after)


def test_a_reviewer_needs_an_account_that_is_open():
    world = a_world()
    closed = a_user("Shut")
    closed.is_active = False
    closed.save()
    with pytest.raises(ValidationError, match="closed"):
        invite_reviewer(by=world.secretary, call=world.call, email=closed.email)


def test_nobody_is_asked_to_review_for_a_draft():
    world = a_world(publish=False)
    with pytest.raises(ValidationError, match="Publish the call first"):
        a_reviewer(world, 1)
