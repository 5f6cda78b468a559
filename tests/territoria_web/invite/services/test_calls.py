"""Writing, publishing, and moving the closing date of a call."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from call_world import a_world
from territoria_web.invite.queries.calls import closings_moved
from territoria_web.invite.services.calls import (
    begin_call,
    change_criteria,
    move_closing,
    publish_call,
    write_call,
)
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db
WHY = "A public holiday lay in the last week."


def test_all_that_is_wrong_with_a_call_is_said_at_once():
    world = a_world(publish=False)
    now = timezone.now()
    with pytest.raises(ValidationError) as refused:
        begin_call(
            by=world.secretary,
            network=world.network,
            title={"en": "Title"},
            text={"fr": "Texte"},
            opens=now,
            closes=now,
            places=0,
            words=1,
            reviews_each=9,
        )
    assert sorted(refused.value.message_dict) == [
        "closes",
        "places",
        "reviews_each",
        "title",
        "words",
    ]


def test_the_second_of_two_who_change_a_draft_is_told():
    world = a_world(publish=False)
    call = world.call
    facts = {"title": call.title, "text": call.text, "opens": call.opens, "closes": call.closes,
             "places": 4, "words": 900, "reviews_each": 2}  # fmt: skip
    write_call(by=world.secretary, call=call, seen=0, **facts)
    with pytest.raises(ChangedMeanwhile):
        write_call(by=world.secretary, call=call, seen=0, **facts)
    with pytest.raises(ChangedMeanwhile):
        publish_call(by=world.secretary, call=call, seen=0)


def test_criteria_places_and_words_stand_once_published():
    world = a_world()
    call = world.fresh()
    with pytest.raises(ValidationError, match="published"):
        change_criteria(by=world.secretary, call=call, seen=call.edit, criteria=[])
    with pytest.raises(ValidationError, match="published"):
        write_call(by=world.secretary, call=call, seen=call.edit, title=call.title, text=call.text,
                   opens=call.opens, closes=call.closes, places=99, words=900, reviews_each=2)  # fmt: skip


def test_a_call_without_weight_or_meaning_is_not_published():
    world = a_world(publish=False)
    bare = {"id": "x", "title": {"en": "X"}, "none": {}, "half": {}, "full": {}, "weight": 0}
    call = change_criteria(by=world.secretary, call=world.call, seen=0, criteria=[bare])
    with pytest.raises(ValidationError) as refused:
        publish_call(by=world.secretary, call=call, seen=call.edit)
    assert len(refused.value.messages) == 2


def test_the_closing_date_moves_later_only_and_with_a_reason_for_all():
    world = a_world()
    call = world.call
    with pytest.raises(ValidationError) as refused:
        move_closing(by=world.secretary, call=call, closes=call.closes - timedelta(1), reason="")
    assert sorted(refused.value.message_dict) == ["closes", "reason"]
    later = call.closes + timedelta(days=7)
    move_closing(by=world.secretary, call=call, closes=later, reason=WHY)
    assert [(m.before, m.after, m.reason) for m in closings_moved(call)] == [
        (call.closes, later, WHY)
    ]


def test_a_call_that_has_closed_is_not_opened_again():
    world = a_world()
    later = world.call.closes + timedelta(days=7)
    with pytest.raises(ValidationError, match="has closed"):
        move_closing(
            by=world.secretary, call=world.call, closes=later, reason=WHY, now=world.call.closes
        )
