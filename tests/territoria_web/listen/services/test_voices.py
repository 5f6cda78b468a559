"""Those who take part without an account: begun, confirmed by a letter, agreeing and taking it back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core import mail
from django.core.exceptions import ValidationError

from a_forum import a_forum, a_voice
from a_survey import a_cycle
from territoria_web.listen.models import Consent, Forum, Voice
from territoria_web.listen.queries.forums import voice_of_phone
from territoria_web.listen.services.voices import (
    agrees,
    ask_confirmation,
    begin_voice,
    check_address,
    confirm_voice,
    note_seen,
    own_link,
    set_consents,
)
from territoria_web.listen.voice_rules import confirm_token_of
from territoria_web.people.models import User
from territoria_web.people.often import TO_AN_ADDRESS

pytestmark = pytest.mark.django_db
ORIGIN = "https://example.org"
TOLD = Consent.Purpose.TOLD


@pytest.fixture
def forum() -> Forum:
    return a_forum(a_cycle(), User.objects.create_user("lead@example.org"))


def standing(voice: Voice) -> set[str]:
    return set(voice.consents.filter(withdrawn=None).values_list("purpose", flat=True))


def test_the_rows_keep_only_the_digest_of_what_a_phone_keeps(forum: Forum):
    voice, token = begin_voice(forum=forum, language="fr")
    assert token not in voice.key
    assert voice_of_phone(forum, token) == voice
    assert voice_of_phone(forum, f"{token}x") is None


def test_the_day_of_the_last_deed_is_noted_and_no_time(forum: Forum):
    voice = a_voice(forum)
    Voice.objects.update(seen=date(2026, 1, 1))
    voice.refresh_from_db()
    note_seen(voice)
    voice.refresh_from_db()
    assert voice.seen > date(2026, 1, 1)


@pytest.mark.parametrize("email", ["", "ada", "ada@", "ada@example", "a b@example.org"])
def test_what_is_no_address_is_refused(email: str):
    with pytest.raises(ValidationError):
        check_address(email)


def test_an_address_is_kept_only_once_its_letter_was_opened(
    forum: Forum, django_capture_on_commit_callbacks
):
    voice = a_voice(forum)
    with django_capture_on_commit_callbacks(execute=True):
        ask_confirmation(voice=voice, email=" Ada@Example.org ", origin=ORIGIN)
    voice.refresh_from_db()
    assert (voice.email, voice.confirmed) == ("", None)
    letter = mail.outbox[0]
    link = next(line for line in letter.body.splitlines() if line.startswith(ORIGIN))
    assert letter.to == ["ada@example.org"]
    held = confirm_voice(token=link.rstrip("/").rpartition("/")[2])
    assert (held, held.email, held.confirmed is not None) == (voice, "ada@example.org", True)


def test_no_address_is_flooded_whoever_asks(forum: Forum, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        for _one in range(TO_AN_ADDRESS + 3):
            ask_confirmation(voice=a_voice(forum), email="ada@example.org", origin=ORIGIN)
    assert len(mail.outbox) == TO_AN_ADDRESS


def test_a_link_that_is_not_ours_or_of_somebody_erased_confirms_nobody(forum: Forum):
    voice = a_voice(forum)
    token = confirm_token_of(voice, "ada@example.org")
    assert confirm_voice(token=f"{token}x") is None
    assert confirm_voice(token="") is None
    Voice.objects.update(erased=voice.made)
    assert confirm_voice(token=token) is None


def test_confirming_again_keeps_the_first_day(forum: Forum):
    voice = a_voice(forum)
    first = confirm_voice(token=confirm_token_of(voice, "ada@example.org"))
    again = confirm_voice(token=confirm_token_of(first, "ada@example.net"))
    assert (again.confirmed, again.email) == (first.confirmed, "ada@example.net")


def test_consents_are_given_taken_back_and_given_anew(forum: Forum):
    voice = a_voice(forum)
    set_consents(voice=voice, purposes=["told", "asked"], how="orally")
    set_consents(voice=voice, purposes=["asked"])
    assert (standing(voice), agrees(voice, TOLD)) == ({"asked"}, False)
    set_consents(voice=voice, purposes=["told", "asked"])
    rows = [(c.purpose, c.how, c.withdrawn is None) for c in voice.consents.all()]
    assert sorted(rows) == [
        *(("asked", "orally", True), ("told", "form", True), ("told", "orally", False)),
    ]


def test_letters_go_to_a_confirmed_address_with_consent_alone(forum: Forum):
    voice = a_voice(forum, "ada@example.org")
    assert agrees(voice, TOLD)
    for field, value in (("email", ""), ("confirmed", None), ("erased", voice.made)):
        other = Voice.objects.get(pk=voice.pk)
        setattr(other, field, value)
        assert not agrees(other, TOLD)


def test_an_own_link_speaks_the_language_of_its_voice(forum: Forum):
    voice, _token = begin_voice(forum=forum, language="fr")
    assert own_link(voice, ORIGIN).startswith(f"{ORIGIN}/fr/voice/mine/")


def test_a_confirmation_runs_out(forum: Forum, monkeypatch):
    voice = a_voice(forum)
    token = confirm_token_of(voice, "ada@example.org")
    monkeypatch.setattr("territoria_web.listen.voice_rules.CONFIRM_WITHIN", timedelta(seconds=-1))
    assert confirm_voice(token=token) is None


def test_an_address_that_no_row_can_hold_is_refused():
    assert check_address(f"{'a' * 240}@example.org") == f"{'a' * 240}@example.org"
    with pytest.raises(ValidationError):
        check_address(f"{'a' * 250}@example.org")


def test_an_old_letter_does_not_bring_an_address_back_that_was_erased(forum: Forum):
    voice = a_voice(forum)
    set_consents(voice=voice, purposes=["told"])
    token = confirm_token_of(voice, "ada@example.org")
    confirm_voice(token=token)
    set_consents(voice=voice, purposes=())
    Voice.objects.filter(pk=voice.pk).update(email="")
    assert confirm_voice(token=token) is None
    assert Voice.objects.get().email == ""


def test_a_letter_to_a_mistyped_address_opens_nothing_once_the_right_one_counts(forum: Forum):
    voice = a_voice(forum)
    wrong, right = (confirm_token_of(voice, f"{name}@example.org") for name in ("adda", "ada"))
    assert confirm_voice(token=right) == voice
    assert confirm_voice(token=wrong) is None
    assert confirm_voice(token=right) == voice  # the same letter, opened twice
    assert Voice.objects.get().email == "ada@example.org"
