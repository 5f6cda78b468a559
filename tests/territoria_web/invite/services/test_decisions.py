"""Giving the places: all at once, within the places, with reasons where they are needed."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from call_world import (
    a_judged_world,
    applications_of_call,
    reviewed,
    reviews_of,
)
from territoria_web.invite.models import Application
from territoria_web.invite.queries.feedback import feedback_of
from territoria_web.invite.services.applications import withdraw_application
from territoria_web.invite.services.decisions import Choice, decide_call, move_up

pytestmark = pytest.mark.django_db
METHOD = "By the ranking; the tie was decided by spread."
WHY = "It adds a country that no other place has."


def scored(scores, places=1):
    """A world in which the n-th expression got the n-th score from both reviewers."""
    world = a_judged_world(len(scores), places=places)
    rows = applications_of_call(world)
    for row, score in zip(rows, scores, strict=True):
        for review in reviews_of(row):
            reviewed(world, review, score)
    return world, rows


def decide(world, rows, *outcomes, reasons=None, method=METHOD):
    choices = {
        row.public_id: Choice(outcome, (reasons or {}).get(n, ""))
        for n, (row, outcome) in enumerate(zip(rows, outcomes, strict=True))
    }
    return decide_call(
        by=world.secretary, call=world.call, choices=choices, method=method, now=world.after
    )


def faults(world, rows, *outcomes, **facts):
    with pytest.raises(ValidationError) as refused:
        decide(world, rows, *outcomes, **facts)
    held = refused.value
    return sorted(held.message_dict) if hasattr(held, "error_dict") else held.messages


def test_a_clear_ranking_needs_no_words_of_its_own():
    world, rows = scored([4, 2, 1])
    decide(world, rows, "selected", "reserve", "declined")
    states = list(Application.objects.order_by("territory__code").values_list("state", flat=True))
    assert states == ["selected", "reserve", "declined"]


def test_more_than_the_places_are_refused():
    world, rows = scored([4, 2, 1])
    assert faults(world, rows, "selected", "selected", "declined", reasons={1: WHY}) == ["places"]


def test_a_tie_at_the_last_place_and_a_choice_against_the_ranking_need_reasons():
    world, rows = scored([3, 3, 1])
    ids = [str(row.public_id) for row in rows]
    assert faults(world, rows, "selected", "declined", "declined", method="") == sorted(
        ["method", f"reason-{ids[0]}", f"reason-{ids[1]}"]
    )
    against = faults(world, rows, "declined", "declined", "selected", reasons={0: WHY, 1: WHY})
    assert against == [f"reason-{ids[2]}"]


def test_an_expression_that_is_left_out_or_foreign_is_refused():
    world, rows = scored([4, 1])
    assert len(faults(world, rows[:1], "selected")) == 1
    foreign = Application(public_id=uuid4())
    assert faults(world, [*rows, foreign], "selected", "declined", "declined") == ["places"]


def test_nothing_is_decided_before_all_reviews_are_in():
    world = a_judged_world(2)
    rows = applications_of_call(world)
    for review in reviews_of(rows[0]):
        reviewed(world, review, 3)
    assert faults(world, rows, "selected", "declined") == [
        "Reviews are not in yet: X01 Lakeland 1."
    ]


def test_the_places_are_given_once():
    world, rows = scored([4, 1])
    decide(world, rows, "selected", "declined")
    assert faults(world, rows, "declined", "selected") == [
        "The places of this call are given already, or it has not closed."
    ]


def test_an_applicant_gets_scores_only_with_the_decision():
    world, rows = scored([4, 1])
    assert feedback_of(rows[1]) is None
    decide(world, rows, "selected", "declined")
    row = Application.objects.select_related("call__template").get(pk=rows[1].pk)
    back = feedback_of(row)
    assert back is not None
    assert [(c.mean, c.low, c.high) for c in back.criteria] == [(1, 1, 1)] * 6


def test_the_reserve_moves_up_only_into_a_free_place():
    world, rows = scored([4, 2])
    decide(world, rows, "selected", "reserve")
    with pytest.raises(ValidationError, match="No place is free"):
        move_up(by=world.secretary, application=rows[1], reason=WHY)
    rows[0].refresh_from_db()
    withdraw_application(by=rows[0].applicant, application=rows[0])
    assert move_up(by=world.secretary, application=rows[1], reason=WHY).state == "selected"
