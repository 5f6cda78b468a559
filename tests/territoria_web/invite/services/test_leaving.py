"""An account that is deleted takes its drafts along, and leaves the reviewers."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from call_world import a_judged_world, a_territory, a_user, a_world, an_application, reviewed
from territoria_web.invite.models import Application, Review, Reviewer
from territoria_web.invite.services.applications import begin_application, save_draft
from territoria_web.invite.services.leaving import leave_for_good
from territoria_web.people.models import Entry, Role
from territoria_web.people.services import give_role

pytestmark = pytest.mark.django_db


def test_drafts_go_and_what_was_handed_in_stays():
    world = a_world()
    handed_in = an_application(world)
    by = handed_in.applicant
    draft = begin_application(
        by=by, call=world.call, territory=a_territory(1), language="en", now=world.open_at
    )
    body = {"challenge": "Ask Ada Byron"}
    save_draft(by=by, application=draft, seen=0, body=body, organisation="", now=world.open_at)
    leave_for_good(by=by)
    assert list(Application.objects.all()) == [handed_in]
    by.refresh_from_db()
    assert by.is_former
    gone = Entry.objects.get(what="discard draft")
    assert gone.about == f"application {draft.public_id}"
    assert "Ada Byron" not in str(gone.after)


def test_a_reviewer_leaves_their_seat_and_the_reviews_handed_in_count():
    world = a_judged_world()
    seat = Reviewer.objects.order_by("pk")[0]
    done = reviewed(world, Review.objects.filter(reviewer=seat).order_by("pk")[0], 3)
    leave_for_good(by=seat.user)
    seat.refresh_from_db()
    assert seat.left is not None
    assert list(Review.objects.filter(reviewer=seat)) == [done]


def test_who_may_not_leave_a_team_loses_nothing():
    world = a_world()
    place, by = a_territory(5), a_user("Only Lead")
    for user, role in ((by, Role.LEAD), (a_user("Col League"), Role.EDITOR)):
        give_role(by=None, user=user, role=role, place=place)
    begin_application(by=by, call=world.call, territory=place, language="en", now=world.open_at)
    with pytest.raises(ValidationError):
        leave_for_good(by=by)
    assert Application.objects.filter(applicant=by).count() == 1
