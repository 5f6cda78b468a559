"""Links and keys: nobody makes one, and rows alone do not tie answers to people."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from territoria_web.listen.models import Invitation, Survey
from territoria_web.listen.rules import (
    Held,
    key_of,
    may_be_reminded,
    open_token_of,
    own_token_of,
    read_token,
    response_key,
    takes_answers,
    token_of,
)

NOW = timezone.now()


def test_a_link_says_what_it_opens_and_nothing_else():
    invitation, survey, number = Invitation(), Survey(), uuid4()
    assert read_token(token_of(invitation)) == Held("invited", invitation.public_id)
    assert read_token(open_token_of(survey)) == Held("open", survey.public_id)
    assert read_token(own_token_of(number)) == Held("own", number)
    assert len(token_of(invitation)) == 39


@pytest.mark.parametrize("change", [0, 1, 10, 22, 23, 38])
def test_a_link_with_another_letter_opens_nothing(change: int):
    token = token_of(Invitation())
    other = "A" if token[change] != "A" else "B"
    assert read_token(token[:change] + other + token[change + 1 :]) is None


@pytest.mark.parametrize("token", ["", "i", "x" * 39, "i" * 5000, "é" * 39])
def test_rubbish_opens_nothing(token: str):
    assert read_token(token) is None


def test_a_link_of_one_kind_is_not_made_of_another():
    token = token_of(Invitation())
    assert read_token("r" + token[1:]) is None


def test_the_key_of_answers_stands_in_no_row_of_who_was_asked(settings):
    invitation = Invitation()
    key = response_key(invitation)
    assert key == key_of("invited", invitation.public_id) != str(invitation.public_id)
    assert key != key_of("own", invitation.public_id)
    settings.SECRET_KEY = "another"
    assert response_key(invitation) != key


def test_answers_are_taken_until_the_last_day():
    survey = Survey(state="open", closes=NOW + timedelta(hours=1))
    assert takes_answers(survey, NOW)
    assert not takes_answers(survey, NOW + timedelta(hours=1))
    assert not takes_answers(Survey(state="draft"), NOW)
    assert not takes_answers(Survey(state="closed", closes=NOW + timedelta(hours=1)), NOW)


@pytest.mark.parametrize(
    ("days", "told", "expected"),
    [
        (4, {}, True),
        (2, {}, False),
        (4, {"answered": NOW.date()}, False),
        (4, {"declined": NOW.date()}, False),
        (4, {"reminders": 2}, False),
        (9, {"reminded": NOW - timedelta(days=1), "reminders": 1}, False),
        (4, {"email": ""}, False),
        (4, {"sent": None}, False),
    ],
)
def test_only_those_who_did_not_answer_are_reminded(days, told, expected):
    held = {"email": "a@example.org", "sent": NOW - timedelta(days=days), **told}
    assert may_be_reminded(Invitation(**held), NOW) is expected
