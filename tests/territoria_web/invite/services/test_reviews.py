"""Reviews: kept, handed in once, blind until all are in, changed only after a talk."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from call_world import (
    WHOLE,
    a_judged_world,
    applications_of_call,
    reviewed,
    reviews_of,
)
from territoria_web.invite.queries.reviewing import divided_applications, seen_of
from territoria_web.invite.services.applications import withdraw_application
from territoria_web.invite.services.reviews import (
    change_score,
    note_talk,
    save_review,
    submit_review,
)
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
OUTCOME = "We agree that the baseline is named, in the annex."


def a_pair():
    world = a_judged_world(1)
    (row,) = applications_of_call(world)
    return world, row, reviews_of(row)


def even(world, **other):
    return {c["id"]: 3 for c in world.call.criteria} | other


def save(world, review, **facts):
    held = {"seen": review.edit, "scores": {}, "comments": {}, **facts}
    return save_review(by=review.reviewer.user, review=review, now=world.after, **held)


def test_a_draft_keeps_what_is_there_and_lacks_are_said_at_once():
    world, _, (review, _) = a_pair()
    kept = save(world, review, scores={"data": 4}, comments={"data": "Own survey."})
    assert (kept.scores, kept.comments) == ({"data": 4}, {"data": "Own survey."})
    with pytest.raises(ValidationError) as refused:
        submit_review(by=review.reviewer.user, review=kept, seen=1, now=world.after)
    assert len(refused.value.message_dict) == 6


@pytest.mark.parametrize("scores", [{"data": 5}, {"data": -1}, {"data": 2.5}, {"nothing": 1}])
def test_scores_out_of_range_or_of_no_criterion_are_refused(scores):
    world, _, (review, _) = a_pair()
    with pytest.raises(ValidationError):
        save(world, review, scores=scores)


def test_another_window_is_told_and_what_is_handed_in_stands():
    world, _, (review, _) = a_pair()
    save(world, review, scores={"data": 1})
    with pytest.raises(ChangedMeanwhile):
        save(world, review)
    review.refresh_from_db()
    done = reviewed(world, review, 3)
    with pytest.raises(ValidationError, match="handed in"):
        save(world, done)


def test_nobody_writes_the_review_of_another():
    world, _, (one, other) = a_pair()
    with pytest.raises(ValidationError, match="not yours"):
        save_review(by=other.reviewer.user, review=one, seen=0, scores={}, comments={},
                    now=world.after)  # fmt: skip


def test_scores_of_others_are_seen_when_all_are_in():
    world, row, (one, other) = a_pair()
    assert seen_of(row, world.call).reviews == ()
    reviewed(world, one, 3)
    assert seen_of(row, world.call).reviews == ()
    reviewed(world, other, 3)
    seen = seen_of(row, world.call)
    assert (len(seen.reviews), seen.disagreements) == (2, ())


def test_a_score_changes_only_by_its_owner_and_after_the_talk():
    world, row, (one, other) = a_pair()
    reviewed(world, one, even(world, clarity=1))
    reviewed(world, other, even(world))
    (divided,) = seen_of(row, world.call).open
    assert divided.criterion == "clarity"
    assert divided_applications(one.reviewer, world.call) == {row.pk}
    by, facts = one.reviewer.user, {"criterion": "clarity", "score": 3, "now": world.after}
    with pytest.raises(ValidationError, match="after the reviewers have talked"):
        change_score(by=by, review=one, **facts)
    with pytest.raises(ValidationError, match="not far apart"):
        note_talk(by=by, application=row, criterion="data", outcome=OUTCOME, now=world.after)
    note_talk(by=by, application=row, criterion="clarity", outcome=OUTCOME, now=world.after)
    with pytest.raises(ValidationError, match="not yours"):
        change_score(by=other.reviewer.user, review=one, **facts)
    with pytest.raises(ValidationError, match="after the reviewers have talked"):
        change_score(by=by, review=one, **{**facts, "criterion": "data"})
    assert change_score(by=by, review=one, **facts).scores["clarity"] == 3
    assert seen_of(row, world.call).open == ()


def test_a_withdrawn_expression_takes_no_review():
    world, row, (one, _) = a_pair()
    withdraw_application(by=row.applicant, application=row)
    with pytest.raises(ValidationError, match="not judged any more"):
        save(world, one, comments={"whole": WHOLE})
