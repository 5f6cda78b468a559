"""Letters: once to everybody, then only to those who did not answer; the journal knows how many."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from a_survey import an_open_survey, asked
from territoria_web.listen.models import Invitation, Survey
from territoria_web.listen.queries.people_lists import Person
from territoria_web.listen.rules import token_of
from territoria_web.listen.services.invitations import (
    decline_letters,
    drop_invitation,
    erase_contacts,
    invite_people,
    remind_people,
    send_invitations,
)
from territoria_web.people.models import Entry, User

pytestmark = pytest.mark.django_db
ORIGIN = "https://here.example"


@pytest.fixture(autouse=True)
def at_once(settings) -> None:
    settings.MAIL_IN_BACKGROUND = False


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


def person(name: str, email: str = "", language: str = "en") -> Person:
    return Person(name, "Town", email, "MAY", language)


def test_each_gets_a_letter_with_the_own_link_in_the_own_language(lead: User, mailoutbox):
    survey = an_open_survey(contact="Jo, 12 34")
    people = [person("A", "a@example.org"), person("B", "b@example.org", "fr"), person("C")]
    made = invite_people(by=lead, survey=survey, people=people)
    assert send_invitations(by=lead, survey=survey, origin=ORIGIN) == 2
    assert send_invitations(by=lead, survey=survey, origin=ORIGIN) == 0
    assert [letter.to for letter in mailoutbox] == [["a@example.org"], ["b@example.org"]]
    assert f"{ORIGIN}/fr/survey/{token_of(made[1])}/" in mailoutbox[1].body
    assert "Jo, 12 34" in mailoutbox[0].body
    told = list(Entry.objects.order_by("pk").values_list("what", "after"))
    assert told == [
        ("invite people", {"figures": 3}),
        ("send invitations", {"figures": 2}),
        ("send invitations", {"figures": 0}),
    ]


def test_only_those_who_did_not_answer_are_reminded_twice_at_most(lead: User, mailoutbox):
    survey = an_open_survey()
    ago = timezone.now() - timedelta(days=4)
    today = timezone.localdate()
    silent = asked(survey, email="silent@example.org", sent=ago)
    asked(survey, email="done@example.org", sent=ago, answered=today)
    decline_letters(invitation=asked(survey, email="no@example.org", sent=ago))
    for expected in (1, 0):
        assert remind_people(by=lead, survey=survey, origin=ORIGIN) == expected
    Invitation.objects.filter(pk=silent.pk).update(reminded=ago)
    assert remind_people(by=lead, survey=survey, origin=ORIGIN) == 1
    Invitation.objects.filter(pk=silent.pk).update(reminded=ago)
    assert remind_people(by=lead, survey=survey, origin=ORIGIN) == 0
    assert [letter.to for letter in mailoutbox] == [["silent@example.org"]] * 2


def test_whoever_was_written_to_stays_on_the_list_so_that_the_share_is_right(lead: User):
    survey = an_open_survey()
    with pytest.raises(ValidationError):
        drop_invitation(
            by=lead, survey=survey, invitation=asked(survey, name="A", sent=timezone.now())
        )
    done = asked(survey, name="C", answered=timezone.localdate())
    with pytest.raises(ValidationError):
        drop_invitation(by=lead, survey=survey, invitation=done)
    drop_invitation(by=lead, survey=survey, invitation=asked(survey, name="B"))
    assert [one.name for one in survey.invitations.all()] == ["A", "C"]


def test_names_are_forgotten_only_when_it_is_closed(lead: User):
    survey = an_open_survey()
    asked(survey, name="A", email="a@example.org")
    with pytest.raises(ValidationError):
        erase_contacts(by=lead, survey=survey)
    Survey.objects.filter(pk=survey.pk).update(state="closed")
    survey.refresh_from_db()
    assert erase_contacts(by=lead, survey=survey) == 1
    assert survey.invitations.values_list("name", "email", "role").get() == ("", "", "MAY")


def test_no_letters_go_out_of_a_survey_that_takes_no_answers(lead: User):
    survey = an_open_survey(closes=timezone.now() - timedelta(hours=1))
    asked(survey, email="a@example.org")
    with pytest.raises(ValidationError):
        send_invitations(by=lead, survey=survey, origin=ORIGIN)
