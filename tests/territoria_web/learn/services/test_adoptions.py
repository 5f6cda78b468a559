"""A territory takes up a practice of another place; it counts once a cycle."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from a_compendium import a_running
from a_compendium import published as published_card
from lesson_world import published
from planned import a_plan
from territoria_web.learn.models import Adoption
from territoria_web.learn.queries.adoptions import adoptions_by_practice, takers_of
from territoria_web.learn.services.adoptions import adopt_practice, end_adoption
from territoria_web.learn.services.lessons import withdraw_lesson
from territoria_web.library.queries import library
from territoria_web.people.models import Entry
from territoria_web.territories.models import Cycle

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_it_counts_once_a_cycle_and_the_later_word_holds():
    p = a_plan()
    action = p.add()
    practice = min(library().practices)
    adopt_practice(by=p.lead, cycle=p.cycle, practice=practice)
    adopt_practice(by=p.lead, cycle=p.cycle, practice=practice, action=action, said="Smaller.")
    assert adoptions_by_practice() == {practice: 1}
    (row,) = Adoption.objects.all()
    assert (row.action, row.said) == (action, "Smaller.")
    deeds = Entry.objects.filter(about=f"practice {practice}").order_by("pk")
    assert [d.what for d in deeds] == ["adopt practice", "change adoption"]


def test_it_may_be_named_by_its_title():
    p = a_plan()
    practice = min(library().practices)
    title = library().practices[practice].title.say()
    row = adopt_practice(by=p.lead, cycle=p.cycle, practice=f" {title.upper()} ")
    assert row.practice == practice


def test_a_lesson_of_another_place_can_be_taken_up_until_it_is_withdrawn():
    p, lesson = published()
    other = a_plan()
    adopt_practice(by=other.lead, cycle=other.cycle, practice=lesson.slug)
    assert [(t.place, t.plan) for t in takers_of(lesson.slug)] == [("Lakeland", None)]
    with pytest.raises(ValidationError) as refused:
        adopt_practice(by=p.lead, cycle=p.cycle, practice=lesson.slug)
    assert refused.value.message_dict == {"practice": ["This is a lesson of your own territory."]}
    why = "Two of the figures were counted twice."
    withdraw_lesson(by=p.lead, lesson=lesson, reason=why, seen=lesson.edit)
    with pytest.raises(ValidationError):
        adopt_practice(by=other.lead, cycle=other.cycle, practice=lesson.slug)
    assert adoptions_by_practice() == {lesson.slug: 1}


def test_foreign_actions_and_unknown_names_are_refused():
    p, other = a_plan(), a_plan("X2")
    theirs = other.add()
    with pytest.raises(ValidationError) as refused:
        adopt_practice(by=p.lead, cycle=p.cycle, practice="nothing", action=theirs)
    assert sorted(refused.value.message_dict) == ["action", "practice"]


def test_taken_back_it_counts_no_longer():
    p = a_plan()
    row = adopt_practice(by=p.lead, cycle=p.cycle, practice=min(library().practices))
    end_adoption(by=p.lead, adoption=row)
    assert adoptions_by_practice() == {}


def test_a_closed_cycle_takes_nothing_more():
    p = a_plan()
    Cycle.objects.filter(pk=p.cycle.pk).update(state=Cycle.State.CLOSED)
    p.cycle.refresh_from_db()
    with pytest.raises(ValidationError, match="closed"):
        adopt_practice(by=p.lead, cycle=p.cycle, practice=min(library().practices))


def test_a_published_card_of_another_city_is_taken_up_and_an_own_one_is_not():
    doing = a_running()
    card = published_card(doing)
    p = a_plan("FRE1")
    row = adopt_practice(by=p.lead, cycle=p.cycle, practice=card.title)
    assert (row.practice, takers_of(f"card-{card.public_id}")[0].code) == (
        f"card-{card.public_id}",
        "FRE1",
    )
    doing.row.partners.filter(name="Bordeaux").update(territory=p.cycle.territory)
    with pytest.raises(ValidationError, match="your own territory"):
        adopt_practice(by=p.lead, cycle=p.cycle, practice=f"card-{card.public_id}")
