"""The daily job: each reminder once, unconfirmed and old registrations forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import ORIGIN, a_mentoring
from territoria_web.act.models import MentoringFeedback, MentoringPerson, MentoringRound
from territoria_web.act.rules.mentoring import Pair, Part, State
from territoria_web.act.services.mentoring_days import (
    ask_what_it_was_worth,
    forget_people,
    remind_of_first_talks,
)
from territoria_web.act.services.mentoring_people import leave_round
from territoria_web.act.tasks.mentoring import DAILY
from territoria_web.site.long_work import JOB_TURNS, JOBS

pytestmark = pytest.mark.django_db
OnCommit = DjangoCaptureOnCommitCallbacks


@pytest.fixture(autouse=True)
def letters_at_once(settings: Settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


def test_a_first_talk_that_is_not_noted_is_reminded_of_once(
    django_capture_on_commit_callbacks: OnCommit,
):
    m = a_mentoring(State.RUNNING)
    today = timezone.localdate()
    m.pair(), m.talk(m.pair("Fred", "Bea"), by="Fred")
    assert remind_of_first_talks(origin=ORIGIN, today=today + timedelta(days=21)) == 0
    with django_capture_on_commit_callbacks(execute=True):
        assert remind_of_first_talks(origin=ORIGIN, today=today + timedelta(days=22)) == 2
        assert remind_of_first_talks(origin=ORIGIN, today=today + timedelta(days=40)) == 0
    assert sorted(one.to[0] for one in mail.outbox) == ["ada@people.example", "eva@people.example"]


def test_what_talks_are_worth_is_asked_in_the_middle_and_a_week_after_the_end():
    m = a_mentoring(State.RUNNING)
    today, pair = timezone.localdate(), m.pair()
    m.talk(pair), m.talk(pair)
    eva = m.person("Eva")
    MentoringFeedback.objects.create(mentorship=pair, by=eva, at="middle", worth=3)
    assert [ask_what_it_was_worth(origin=ORIGIN) for _day in range(2)] == [1, 0]
    pair.state, pair.ended = Pair.ENDED, timezone.now()
    pair.save(update_fields=["state", "ended"])
    days = (today + timedelta(days=n) for n in (7, 8, 9))
    assert [ask_what_it_was_worth(origin=ORIGIN, today=day) for day in days] == [0, 2, 0]


def test_nobody_is_kept_longer_than_said():
    m = a_mentoring(State.RUNNING)
    today = timezone.localdate()
    pair = m.pair()
    m.talk(pair)
    MentoringPerson.objects.filter(name="Ines").update(state=Part.WAITING)
    assert forget_people(today=today + timedelta(days=14)) == 0
    assert forget_people(today=today + timedelta(days=15)) == 1
    MentoringRound.objects.update(state=State.ENDED, ended=timezone.now())
    assert forget_people(today=today + timedelta(days=183)) == 0
    assert [forget_people(today=today + timedelta(days=184)) for _twice in range(2)] == [8, 0]
    assert pair.sessions.get().done == ""
    told = MentoringPerson.objects.values_list("name", "email", "question", "experience")
    assert set(told) == {("", "", "", "")}


def test_the_job_of_the_day_has_its_turn():
    assert (JOBS[DAILY.kind], JOB_TURNS[DAILY.kind]) == (
        "territoria_web.act.tasks.mentoring.daily",
        3,
    )


def test_the_last_question_names_somebody_who_left_as_that(
    django_capture_on_commit_callbacks: OnCommit,
):
    m = a_mentoring(State.RUNNING)
    m.pair()
    leave_round(person=m.person("Ada"), origin="")
    later = timezone.localdate() + timedelta(days=8)
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_what_it_was_worth(origin=ORIGIN, today=later) == 1
    assert "Your talks with somebody who has left have ended." in mail.outbox[0].body
