"""A reviewer's desk: conflicts first, only what was given, blind until all are in."""

from __future__ import annotations

from typing import Any

import pytest
from django.core import mail

from call_world import (
    WHOLE,
    World,
    a_judged_world,
    a_reviewer,
    applications_of_call,
    reviewed,
    reviews_of,
)
from desk_team import signed_in
from territoria_web.invite.models import Review

pytestmark = pytest.mark.django_db
OUTCOME = "We agree that the baseline is named, in the annex."


def at(review: Review) -> str:
    return f"/en/desk/reviews/{review.public_id}/"


def filled(world: World, score: int = 3, **other: Any) -> dict[str, Any]:
    held = {f"score-{c['id']}": str(score) for c in world.call.criteria}
    return {**held, "comment-whole": WHOLE, "seen": "0", "do": "save", **other}


def test_a_reviewer_says_conflicts_before_seeing_anything():
    world = a_judged_world(2)
    seat = a_reviewer(world, 9)
    client = signed_in(seat.user)
    panel = f"/en/desk/reviews/of/{world.call.public_id}/"
    assert client.get(panel)["Location"] == f"{panel}conflicts/"
    page = client.get(f"{panel}conflicts/")
    text = page.content.decode()
    assert ("Council 0" in text, "Firms with fewer" in text) == (True, False)
    first = applications_of_call(world)[0]
    sent = {f"why-{first.public_id}": "I advise them.", "sure": "on"}
    assert client.post(f"{panel}conflicts/", {}).status_code == 422
    assert client.post(f"{panel}conflicts/", sent).status_code == 302
    assert list(seat.conflicts.values_list("application", "reason")) == [
        (first.pk, "I advise them.")
    ]
    client.post(f"{panel}conflicts/", {"sure": "on"})
    assert seat.conflicts.count() == 0


def test_a_reviewer_opens_neither_the_review_nor_the_file_of_another():
    world = a_judged_world(1)
    one, other = reviews_of(applications_of_call(world)[0])
    client = signed_in(one.reviewer.user)
    assert client.get(at(one)).status_code == 200
    assert client.get(at(other)).status_code == 404
    assert client.post(at(other), filled(world)).status_code == 404
    strange = signed_in(a_reviewer(world, 9).user)
    assert strange.get(at(one)).status_code == 404


def test_a_draft_is_kept_and_a_score_out_of_range_is_said():
    world = a_judged_world(1)
    one = reviews_of(applications_of_call(world)[0])[0]
    client = signed_in(one.reviewer.user)
    wrong = client.post(at(one), filled(world, **{"score-data": "9", "comment-data": "Why so."}))
    assert wrong.status_code == 422
    assert wrong.context["form"]["comment-data"].value() == "Why so."
    assert client.post(at(one), {"score-data": "2", "seen": "0"}).status_code == 302
    one.refresh_from_db()
    assert (one.scores, one.submitted) == ({"data": 2}, None)
    lacking = client.post(at(one), {"score-data": "2", "seen": "1", "do": "submit"})
    assert lacking.status_code == 422
    assert len(lacking.context["form"].errors) == 6


def test_the_second_window_of_a_review_is_told():
    world = a_judged_world(1)
    one = reviews_of(applications_of_call(world)[0])[0]
    client = signed_in(one.reviewer.user)
    client.post(at(one), filled(world))
    late = client.post(at(one), filled(world, 1))
    assert late.status_code == 422
    assert client.post(at(one), filled(world, 1, seen=late.context["form"]["seen"].value()))
    one.refresh_from_db()
    assert one.scores["data"] == 1


def test_reviewers_far_apart_are_asked_to_talk_and_may_change_then():
    world = a_judged_world(1)
    one, other = reviews_of(applications_of_call(world)[0])
    reviewed(world, other, 3)
    client = signed_in(one.reviewer.user)
    before = client.get(at(one))
    assert (before.context["seen"].reviews, b"Review Er 1" in before.content) == ((), False)
    sent = filled(world, **{"score-clarity": "1", "do": "submit"})
    assert client.post(at(one), sent).status_code == 302
    assert [m.subject for m in mail.outbox] == [
        "Please talk about Lakeland 0: Demonstrator regions"
    ] * 2
    assert [d["of"].criterion for d in client.get(at(one)).context["divided"]] == ["clarity"]
    client.post(at(one), {"do": "change:clarity", "score": "3"})
    one.refresh_from_db()
    assert one.scores["clarity"] == 1
    client.post(at(one), {"do": "talk:clarity", "outcome": OUTCOME})
    client.post(at(one), {"do": "change:clarity", "score": "3"})
    client.post(at(one), {"do": "change:data", "score": "0"})
    one.refresh_from_db()
    assert (one.scores["clarity"], one.scores["data"]) == (3, 3)


def test_an_applicant_finds_no_review_of_their_own_expression():
    world = a_judged_world(1)
    (row,) = applications_of_call(world)
    for review in reviews_of(row):
        reviewed(world, review, 2)
    client = signed_in(row.applicant)
    page = client.get(f"/en/desk/expressions/{row.public_id}/")
    assert (page.context["feedback"], page.context["scored"]) == (None, [])
    assert WHOLE.encode() not in page.content
    assert client.get(at(reviews_of(row)[0])).status_code == 404
