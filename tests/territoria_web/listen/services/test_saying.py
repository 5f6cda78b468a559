"""What comes from a phone is taken once, and an address only for what is wanted."""

from __future__ import annotations

import uuid
from dataclasses import replace

import pytest
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_need, a_voice
from a_survey import a_cycle
from desk_team import a_team
from territoria_web.listen.models import Forum, Need
from territoria_web.listen.services.needs import Said, take_back
from territoria_web.listen.services.saying import (
    Sent,
    ask_for_letters,
    change_letters,
    said_before,
    say_from_phone,
    say_more,
)
from territoria_web.people.models import User

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]
SAID = Said(title="A bench at the school")
SENT = Sent(uuid.UUID(int=7), 60.0)


@pytest.fixture
def forum() -> Forum:
    team = a_team()
    return a_forum(team.cycle, team.lead)


def test_one_form_says_one_need_and_its_number_tells_nothing(forum: Forum):
    need = say_from_phone(forum=forum, voice=a_voice(forum), said=SAID, sent=SENT)
    again = say_from_phone(forum=forum, voice=a_voice(forum), said=SAID, sent=SENT)
    assert (again, Need.objects.count(), said_before(forum, SENT.form)) == (need, 1, need)
    assert need.public_id != SENT.form
    assert said_before(forum, need.public_id) is None


def test_a_machine_is_held_with_its_reasons(forum: Forum):
    sent = replace(SENT, trapped=True)
    need = say_from_phone(forum=forum, voice=a_voice(forum), said=SAID, sent=sent)
    assert (need.state, need.spam, len(need.spam_reasons)) == ("held", 0.9, 1)


def test_what_does_not_hold_leaves_nothing_behind(forum: Forum):
    with pytest.raises(ValidationError):
        say_from_phone(forum=forum, voice=a_voice(forum), said=Said(title="Bus"), sent=SENT)
    assert Need.objects.count() == 0


def test_an_address_with_nothing_to_write_is_erased(forum: Forum):
    voice = a_voice(forum, "ada@example.org")
    change_letters(voice=voice, purposes=["told"])
    assert voice.email == "ada@example.org"
    change_letters(voice=voice, purposes=())
    voice.refresh_from_db()
    assert (voice.email, voice.confirmed is not None) == ("", True)


def test_what_is_no_address_is_refused_before_anything_is_agreed(forum: Forum):
    voice = a_voice(forum)
    with pytest.raises(ValidationError):
        ask_for_letters(voice=voice, email="ada", purposes=["told"], origin="https://x.example")
    assert voice.consents.count() == 0


def test_words_on_the_result_come_after_the_result(forum: Forum):
    need = a_need(forum)
    say_more(need=need, said="Early words.")
    need.refresh_from_db()
    assert need.solved_said == ""
    with pytest.raises(ValidationError):
        say_more(need=need, said="x" * 1001)


def test_a_form_says_nothing_again_once_its_need_was_taken_back(forum: Forum):
    need = say_from_phone(forum=forum, voice=a_voice(forum), said=SAID, sent=SENT)
    take_back(need=need)
    with pytest.raises(ValidationError, match="taken back"):
        said_before(forum, SENT.form)
    with pytest.raises(ValidationError, match="taken back"):
        say_from_phone(forum=forum, voice=a_voice(forum), said=SAID, sent=SENT)


def test_the_same_number_of_a_form_in_another_forum_is_another_need(forum: Forum):
    first = say_from_phone(forum=forum, voice=a_voice(forum), said=SAID, sent=SENT)
    other = a_forum(a_cycle(), User.objects.create_user("lead@example.org"))
    second = say_from_phone(forum=other, voice=a_voice(other), said=SAID, sent=SENT)
    assert first.public_id != second.public_id
