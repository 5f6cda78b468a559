"""A round in which nothing happens: its office is asked once, then it ends, and people are forgotten."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from a_mentoring import ORIGIN, a_mentoring
from territoria_web.act.models import MentoringPerson, MentoringRound
from territoria_web.act.rules.mentoring import State
from territoria_web.act.services.mentoring_days import forget_people
from territoria_web.act.services.mentoring_silence import end_silent_rounds
from territoria_web.people.models import Entry

pytestmark = pytest.mark.django_db


def after(days: int) -> int:
    return end_silent_rounds(origin=ORIGIN, today=timezone.localdate() + timedelta(days=days))


def lines() -> list[tuple[object, str]]:
    held = Entry.objects.filter(about__startswith="mentoring round").order_by("pk")
    return list(held.values_list("who", "what"))


def test_after_a_year_a_round_ends_by_itself_a_month_after_a_letter_to_the_office(
    settings: Settings, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
):
    settings.MAIL_IN_BACKGROUND = False
    m = a_mentoring(State.RUNNING)
    m.pair()
    with django_capture_on_commit_callbacks(execute=True):
        assert [after(days) for days in (334, 335, 336, 365)] == [0, 0, 0, 0]
    (asked,) = mail.outbox
    assert (asked.to, asked.subject) == (
        [m.network.office.email],
        "Does it go on? From idea to firm",
    )
    assert (ORIGIN + m.desk() in asked.body, "/mentoring/own/" in asked.body) == (True, False)
    with django_capture_on_commit_callbacks(execute=True):
        assert [after(366), after(367)] == [1, 0]
    assert (m.now().state, len(mail.outbox)) == (State.ENDED, 1 + 9)  # all who took part are told
    assert lines() == [
        (None, "ask about silent mentoring round"),
        (None, "end silent mentoring round"),
    ]
    assert forget_people(today=timezone.localdate() + timedelta(days=184)) == 9


def test_a_talk_or_a_workshop_to_come_is_a_sign_of_life_and_invented_rounds_stay():
    m = a_mentoring(State.RUNNING)
    pair, long_ago = m.pair(), timezone.now() - timedelta(days=400)
    MentoringRound.objects.update(made=long_ago)
    MentoringPerson.objects.update(made=long_ago, confirmed=long_ago)
    type(pair).objects.update(made=long_ago, proposed=long_ago, begun=long_ago)
    assert (after(0), after(29), len(lines())) == (0, 0, 1)
    m.talk(pair)
    assert after(40) == 0  # what was said before the talk counts no more
    m.workshop(begins=timezone.now() + timedelta(days=90))
    assert (after(400), len(lines())) == (0, 1)
    assert (after(430), len(lines())) == (0, 2)  # asked anew
    MentoringRound.objects.update(example=True)
    assert after(2000) == 0
