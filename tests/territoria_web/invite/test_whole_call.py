"""The example: 44 expressions, 6 places, 9 reviewers, from the call to everyone's feedback."""

from __future__ import annotations

import random

import pytest

from call_world import (
    a_reviewer,
    a_world,
    an_application,
    applications_of_call,
    declared,
    eligible,
    given,
    reviewed,
)
from territoria_web.invite.models import Application, Conflict, Review
from territoria_web.invite.queries.feedback import feedback_of
from territoria_web.invite.queries.ranked import decision_barred_by, ranking_of
from territoria_web.invite.services.decisions import Choice, decide_call
from territoria_web.invite.services.reviews import note_talk
from territoria_web.people.models import Entry

pytestmark = pytest.mark.django_db
CRITERIA = ("ambition", "clarity", "commitment", "mobilisation", "transfer", "data")


def test_from_44_expressions_to_6_places_and_everyones_feedback():
    chance = random.Random(44)
    world = a_world(closed=True, places=6)
    rows = [an_application(world, n) for n in range(44)]
    for row in rows:
        eligible(world, row)
    seats = [a_reviewer(world, n, organisation=f"House {n % 5}") for n in range(9)]
    for seat in seats:
        declared(world, seat, *chance.sample(rows, 4))
    given(world, each=3)

    # assigned: three each, nobody in conflict, loads as even as they can be
    pairs = set(Review.objects.values_list("application_id", "reviewer_id"))
    barred = set(Conflict.objects.values_list("application_id", "reviewer_id"))
    assert (len(pairs), len(barred), pairs & barred) == (132, 36, set())
    loads = [sum(r == seat.pk for _, r in pairs) for seat in seats]
    assert (min(loads), max(loads)) == (14, 15)

    quality = {row.pk: chance.choice((1, 2, 2, 3, 3, 4)) for row in rows}
    for review in Review.objects.select_related("reviewer__user", "application"):
        own = quality[review.application_id]
        reviewed(
            world, review, {c: min(4, max(0, own + chance.choice((-1, 0, 0, 0)))) for c in CRITERIA}
        )
    ranking = ranking_of(world.fresh())
    assert decision_barred_by(world.fresh(), ranking) == []
    assert len(ranking.rows) == 44
    inside = [p for p in ranking.rows if p.standing == "inside"]
    assert len(inside) <= 6

    chosen = {p.application.public_id for p in ranking.rows[:6]}
    reason = "It adds a country and a size that no other place has."
    choices = {
        p.application.public_id: Choice(
            "selected" if p.application.public_id in chosen else "declined",
            "" if p.standing in ("inside", "outside") and not p.tied else reason,
        )
        for p in ranking.rows
    }
    method = "By the ranking; ties were decided by spread over countries and sizes."
    decide_call(
        by=world.secretary, call=world.call, choices=choices, method=method, now=world.after
    )

    held = applications_of_call(world)
    assert [sum(a.state == s for a in held) for s in ("selected", "declined")] == [6, 38]
    for application in Application.objects.select_related("call"):
        back = feedback_of(application)
        assert back is not None
        assert (back.reviews, len(back.criteria), len(back.whole)) == (3, 6, 3)
        assert all(c.mean is not None and c.low <= c.mean <= c.high for c in back.criteria)
        standing = application.standing
        assert standing["low"] <= standing["score"] <= standing["high"]
        assert standing["rank_low"] <= standing["rank"] <= standing["rank_high"]
    assert Entry.objects.filter(what="decide application").count() == 44


def test_reviewers_who_are_far_apart_talk_before_it_counts():
    world = a_world(closed=True, places=1)
    row = eligible(world, an_application(world))
    for n in range(2):
        declared(world, a_reviewer(world, n))
    given(world)
    low, high = Review.objects.order_by("pk").select_related("reviewer__user", "application")
    even = dict.fromkeys(CRITERIA, 3)
    reviewed(world, low, {**even, "clarity": 1})
    reviewed(world, high, even)
    (placed,) = ranking_of(world.fresh()).rows
    assert (placed.standing, placed.talk_first, placed.row and placed.row.rank) == (
        "talk first",
        ("clarity",),
        None,
    )
    assert len(decision_barred_by(world.fresh(), ranking_of(world.fresh()))) == 1
    note_talk(
        by=low.reviewer.user,
        application=row,
        criterion="clarity",
        outcome="We read the baseline differently and stay apart.",
        now=world.after,
    )
    (placed,) = ranking_of(world.fresh()).rows
    assert (placed.standing, placed.talk_first) == ("inside", ())
    assert placed.row is not None
    assert placed.row.score == pytest.approx((5 * 3 + 2) / 6 * 25)
