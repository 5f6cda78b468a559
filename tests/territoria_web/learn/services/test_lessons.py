"""A lesson is begun from a closed action, told whole what it lacks, frozen when it is handed in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from lesson_world import ORIGIN, WORDS, an_ended_action, begun, handed_in, published, written
from territoria_web.learn.models import Lesson
from territoria_web.learn.services.lessons import (
    begin_lesson,
    hand_in_lesson,
    withdraw_lesson,
    write_lesson,
)
from territoria_web.people.models import Entry
from territoria_web.plan.services.actions import drop_action
from territoria_web.territories.models import Cycle
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]

BECAUSE = "Two of the figures were counted twice."


def test_a_draft_begins_with_what_is_known():
    p, lesson = begun()
    assert lesson.answers == {
        "was_done": "Two librarians help.",
        "came_of_it": "The desk is open twice a week.",
    }
    assert (lesson.cost, lesson.currency, lesson.nodes) == (Decimal(12_000), "EUR", ["A2.1"])
    assert (lesson.outcome, lesson.slug) == ("unknown", "nord-pas-de-calais-help-desk-for-forms")
    assert list(lesson.writers.all()) == [p.lead]


def test_an_action_has_one_lesson_at_a_time():
    p, lesson = begun()
    assert begin_lesson(by=p.lead, action=p.one(1), language="fr") == lesson
    assert Entry.objects.filter(what="begin lesson").count() == 1


def test_what_was_given_up_is_a_lesson_too():
    _p, lesson = begun(an_ended_action("dropped"))
    assert lesson.outcome == Lesson.Outcome.FAILED


def test_what_a_later_plan_dropped_is_a_lesson_too():
    p = an_ended_action("going")
    p.add("Another", indicator="Loans")
    action = p.one(1)
    reason = "The council cut the money for it."
    drop_action(by=p.lead, action=action, reason=reason, seen=action.edit)
    p.adopt(reason="Adopted again by the council in May 2027.")
    _p, lesson = written(p, outcome="failed")
    hand_in_lesson(by=p.lead, lesson=lesson, seen=lesson.edit, origin=ORIGIN)
    lesson.refresh_from_db()
    assert f"{ORIGIN}/en/plans/{p.plan.public_id}/" in lesson.text["practice.yaml"]


def test_an_action_that_goes_on_has_no_lesson_yet():
    p = an_ended_action("going")
    with pytest.raises(ValidationError, match="not over yet"):
        begin_lesson(by=p.lead, action=p.one(1), language="en")


def test_all_that_is_missing_is_told_at_once_each_beside_its_field():
    p, lesson = begun()
    Lesson.objects.filter(pk=lesson.pk).update(answers={}, nodes=[], begun=None, ended=None)
    with pytest.raises(ValidationError) as refused:
        hand_in_lesson(by=p.lead, lesson=lesson, seen=lesson.edit)
    assert sorted(refused.value.message_dict) == [
        *("begun", "came_of_it", "it_cost", "it_needed", "lesson"),
        *("nodes", "roles", "was_difficult", "was_done"),
    ]
    assert refused.value.message_dict["lesson"] == ["It is missing. Write it."]
    lesson.refresh_from_db()
    assert (lesson.state, lesson.text) == ("draft", {})


def test_faults_of_what_was_written_are_told_at_once_each_beside_its_field():
    p, lesson = begun()
    wrong = replace(
        WORDS,
        title=" ",
        lesson="x" * 301,
        outcome="splendid",
        cost=Decimal(-1),
        currency="EURO",
        effort=float("nan"),
        ended=date(2020, 1, 1),
        nodes=("Z9",),
        roles=("KING",),
        adopted="no-such-practice",
        sources=({"title": "Ours", "url": "javascript:alert(1)"},),
    )
    with pytest.raises(ValidationError) as refused:
        write_lesson(by=p.lead, lesson=lesson, words=wrong, seen=lesson.edit)
    assert sorted(refused.value.message_dict) == [
        *("adopted", "cost", "currency", "effort", "ended", "lesson", "nodes", "outcome"),
        *("roles", "sources", "title"),
    ]


def test_its_text_is_kept_as_it_was_handed_in_whatever_changes_later():
    p, lesson = handed_in()
    before = dict(lesson.text)
    assert "Money spent: EUR 12,000 [1]." in before["en.md"]
    assert "Work in person-months: 6 [1]." in before["en.md"]
    p.change(1, title="Another title")
    p.cycle.territory.name = "Elsewhere"
    p.cycle.territory.save()
    lesson.refresh_from_db()
    assert lesson.text == before


def test_to_write_it_anew_takes_it_back_from_its_peers():
    p, lesson = handed_in()
    kept = write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=lesson.edit)
    assert (kept.state, kept.text, kept.submitted) == ("draft", {}, None)
    assert kept.edit == lesson.edit + 1


def test_who_was_slower_is_told():
    p, lesson = written()
    with pytest.raises(ChangedMeanwhile):
        write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=lesson.edit - 1)
    with pytest.raises(ChangedMeanwhile):
        hand_in_lesson(by=p.lead, lesson=lesson, seen=lesson.edit - 1)


def test_a_closed_cycle_takes_nothing_more():
    p, lesson = written()
    Cycle.objects.filter(pk=p.cycle.pk).update(state=Cycle.State.CLOSED)
    for deed in (
        lambda: begin_lesson(by=p.lead, action=p.one(1), language="en"),
        lambda: write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=lesson.edit),
        lambda: hand_in_lesson(by=p.lead, lesson=lesson, seen=lesson.edit),
    ):
        with pytest.raises(ValidationError, match="closed"):
            deed()


def test_a_published_lesson_is_withdrawn_and_never_rewritten():
    p, lesson = published()
    with pytest.raises(ValidationError, match="Withdraw it"):
        write_lesson(by=p.lead, lesson=lesson, words=WORDS, seen=lesson.edit)
    with pytest.raises(ValidationError) as refused:
        withdraw_lesson(by=p.lead, lesson=lesson, reason="Wrong.", seen=lesson.edit)
    assert list(refused.value.message_dict) == ["reason"]
    withdraw_lesson(by=p.lead, lesson=lesson, reason=BECAUSE, seen=lesson.edit)
    lesson.refresh_from_db()
    assert (lesson.state, lesson.withdrawn_because) == ("withdrawn", BECAUSE)
    assert lesson.text != {}


def test_after_a_withdrawal_another_lesson_may_follow_under_another_id():
    p, lesson = published()
    withdraw_lesson(by=p.lead, lesson=lesson, reason=BECAUSE, seen=lesson.edit)
    again = begin_lesson(by=p.lead, action=p.one(1), language="en")
    assert again.slug == f"{lesson.slug}-2"
    assert Lesson.objects.filter(action=p.one(1)).count() == 2
