"""Workshops: places, letters on a changed hour, cancelled from calendars, held with those who came."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.utils import timezone
from icalendar import Calendar
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import ORIGIN, Mentors, a_mentoring
from territoria_web.act.queries.mentoring_workshops import workshop_when
from territoria_web.act.services.mentoring_journal import NotTakenNow
from territoria_web.act.services.mentoring_workshops import (
    WorkshopWords,
    cancel_workshop,
    change_workshop,
    hold_workshop,
    plan_workshop,
    seat_mentees,
    take_seat,
)
from territoria_web.people.often import TO_AN_ADDRESS
from territoria_web.territories.rules import ChangedMeanwhile

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False
    cache.clear()


def words(m: Mentors, **fields: Any) -> WorkshopWords:
    known = {"title": "First sale", "mentor": m.person("Bea"), "timezone": "Europe/Paris"}
    return WorkshopWords(**{"begins": timezone.now() + timedelta(days=9), **known, **fields})


def test_a_workshop_is_planned_moved_and_cancelled_and_those_who_come_are_told(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring()
    m.row.people.filter(kind="mentee").exclude(name="Eva").delete()
    by = m.network.office
    with django_capture_on_commit_callbacks(execute=True):
        made = plan_workshop(by=by, held=m.row, words=words(m), origin=ORIGIN)
    assert (mail.outbox[1].subject, mail.outbox[1].attachments) == (
        "A workshop you can come to: First sale",
        [],
    )
    del mail.outbox[1]
    take_seat(person=m.person("Eva"), workshop=made, comes=True)
    later = words(m, begins=made.begins + timedelta(hours=2), link="https://meet.example/a")
    told = {"by": by, "workshop": made, "origin": ORIGIN}
    with pytest.raises(ChangedMeanwhile):
        change_workshop(**told, seen=3, words=later)
    with django_capture_on_commit_callbacks(execute=True):
        change_workshop(**told, seen=0, words=later)
        cancel_workshop(**told)
    assert [one.to[0].split("@")[0] for one in mail.outbox] == ["bea", "bea", "eva", "bea", "eva"]
    dates = [Calendar.from_ical(one.attachments[0][1]).walk("VEVENT")[0] for one in mail.outbox]
    assert [str(one["STATUS"]) for one in dates] == ["CONFIRMED"] * 3 + ["CANCELLED"] * 2
    assert [int(one["SEQUENCE"]) for one in dates] == [0, 1, 1, 2, 2]
    assert str(dates[1]["LOCATION"]) == "https://meet.example/a"


def test_mentees_get_letters_on_five_new_workshops_a_day_and_no_more(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring()
    m.row.people.filter(name="Fred").update(email="bea@people.example")  # the mentor herself
    with django_capture_on_commit_callbacks(execute=True):
        for _again in range(TO_AN_ADDRESS + 1):
            plan_workshop(by=m.network.office, held=m.row, words=words(m), origin=ORIGIN)
    counts = Counter(one.to[0].split("@")[0] for one in mail.outbox)
    mentees = dict.fromkeys(("eva", "gil", "hana", "ines"), TO_AN_ADDRESS)
    assert counts == {"bea": TO_AN_ADDRESS + 1, **mentees}


def test_places_are_for_mentees_and_no_more_than_there_are():
    m = a_mentoring()
    made = m.workshop(places=1)
    take_seat(person=m.person("Eva"), workshop=made, comes=True)
    with pytest.raises(ValidationError):
        take_seat(person=m.person("Fred"), workshop=made, comes=True)
    take_seat(person=m.person("Eva"), workshop=made, comes=False)
    take_seat(person=m.person("Fred"), workshop=made, comes=True)
    with pytest.raises(NotTakenNow):
        take_seat(person=m.person("Ada"), workshop=made, comes=True)
    told = {"by": m.network.office, "workshop": made, "origin": ORIGIN}
    with pytest.raises(ValidationError):
        seat_mentees(**told, mentees=[m.person("Gil")], seen=[])
    assert [one.name for one in made.mentees.all()] == ["Fred"]


def test_what_does_not_hold_is_said_by_field():
    m = a_mentoring()
    wrong = words(
        m,
        title="",
        mentor=m.person("Eva"),
        begins=timezone.now(),
        timezone="Paris",
        minutes=1,
        link="zoom",
        places=7,
    )
    with pytest.raises(ValidationError) as refused:
        plan_workshop(by=m.network.office, held=m.row, words=wrong, origin=ORIGIN)
    assert set(refused.value.message_dict) == {
        *("title", "mentor", "date", "timezone", "minutes", "link", "places"),
    }


def test_it_is_held_once_it_has_begun_with_whoever_came():
    m = a_mentoring()
    by, ahead = m.network.office, m.workshop()
    with pytest.raises(NotTakenNow):
        hold_workshop(by=by, workshop=ahead, came=[])
    past = m.workshop(begins=timezone.now() - timedelta(hours=3))
    held = hold_workshop(by=by, workshop=past, came=[m.person("Eva"), m.person("Gil")])
    assert (held.held is not None, held.mentees.count()) == (True, 2)
    with pytest.raises(NotTakenNow):
        cancel_workshop(by=by, workshop=past, origin=ORIGIN)


def test_whoever_took_a_place_while_the_office_was_ticking_keeps_it_and_others_are_told(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring()
    made = m.workshop()
    made.mentees.add(m.person("Eva"))
    read = [str(m.person("Eva").public_id)]
    take_seat(person=m.person("Fred"), workshop=made, comes=True)
    told = {"by": m.network.office, "workshop": made, "origin": ORIGIN}
    with django_capture_on_commit_callbacks(execute=True):
        seat_mentees(**told, mentees=[m.person("Gil")], seen=read)
    assert sorted(one.name for one in made.mentees.all()) == ["Fred", "Gil"]
    assert [(one.to[0], one.subject) for one in mail.outbox] == [
        ("eva@people.example", "Your place is no longer there: First sale online")
    ]


def test_another_mentor_is_told_and_so_is_the_former_one(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
):
    m = a_mentoring()
    made = m.workshop()
    made.mentees.add(m.person("Eva"))
    told = {"by": m.network.office, "workshop": made, "seen": 0, "origin": ORIGIN}
    other = words(m, mentor=m.person("Ada"))
    with django_capture_on_commit_callbacks(execute=True):
        change_workshop(**told, words=other)
    assert [(one.to[0].split("@")[0], one.subject) for one in mail.outbox] == [
        ("ada", "Your workshop: First sale"),
        ("bea", "Somebody else leads it now: First sale"),
        ("eva", "Time or link have changed: First sale"),
    ]
    assert mail.outbox[1].attachments == []


def test_an_end_in_the_night_of_the_other_clock_is_that_of_the_clock():
    m = a_mentoring()
    begins = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # 01:30; at two it is three in Paris
    workshop = m.workshop(begins=begins, timezone="Europe/Paris", minutes=60)
    assert "01:30–03:30" in workshop_when(workshop)
