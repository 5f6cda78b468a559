"""Letters to authors: once a deed, after it holds, only where they agreed; the question after four weeks."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from a_forum import a_forum, a_need, a_voice
from a_survey import a_cycle
from territoria_web.listen.models import Forum, Need, Voice
from territoria_web.listen.services.need_letters import ask_authors, tell_author
from territoria_web.listen.services.need_states import answer_need
from territoria_web.listen.services.needs import Said, say_need
from territoria_web.listen.services.voices import set_consents
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db
ORIGIN = "https://example.org"
WHY = "The night bus runs from Monday on."


@pytest.fixture
def lead() -> User:
    return User.objects.create_user("lead@example.org")


@pytest.fixture
def forum(lead: User) -> Forum:
    return a_forum(a_cycle(), lead)


def delivered(lead: User, need: Need, weeks: float = 5) -> Need:
    answer_need(by=lead, need=need, state="delivered", said=WHY, seen=need.edit)
    Need.objects.filter(pk=need.pk).update(since=timezone.now() - timedelta(weeks=weeks))
    return need


def test_the_author_is_told_what_and_why_with_the_own_link(
    lead: User, forum: Forum, django_capture_on_commit_callbacks
):
    need = a_need(forum)
    with django_capture_on_commit_callbacks(execute=True):
        event = answer_need(by=lead, need=need, state="accepted", said=WHY, seen=need.edit)
        assert tell_author(need=event.need, event=event, origin=ORIGIN)
        assert mail.outbox == []
    letter = mail.outbox[0]
    assert (letter.to, letter.subject) == (
        *(["ada@example.org"], "Lakeland: news of “A bus after ten at night”"),
    )
    assert WHY in letter.body
    assert f"{ORIGIN}/en/voice/mine/" in letter.body


def test_what_does_not_hold_is_told_to_nobody(
    lead: User, forum: Forum, django_capture_on_commit_callbacks
):
    need = a_need(forum)

    @transaction.atomic
    def undone() -> None:
        event = answer_need(by=lead, need=need, state="accepted", said=WHY, seen=need.edit)
        tell_author(need=event.need, event=event, origin=ORIGIN)
        raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        undone()
    need.refresh_from_db()
    assert (need.state, mail.outbox) == ("published", [])


def test_a_letter_speaks_the_language_of_its_author(
    lead: User, forum: Forum, django_capture_on_commit_callbacks
):
    need = a_need(forum)
    Voice.objects.filter(pk=need.voice_id).update(language="fr")
    with django_capture_on_commit_callbacks(execute=True):
        event = answer_need(by=lead, need=need, state="accepted", said=WHY, seen=need.edit)
        tell_author(need=event.need, event=event, origin=ORIGIN)
    assert f"{ORIGIN}/fr/voice/mine/" in mail.outbox[0].body


@pytest.mark.parametrize("who", ["nobody", "unconfirmed", "no more letters", "only the question"])
def test_who_did_not_agree_gets_no_letter(
    who: str, lead: User, forum: Forum, django_capture_on_commit_callbacks
):
    voice = a_voice(forum, "ada@example.org") if who != "nobody" else None
    if who == "unconfirmed":
        Voice.objects.update(confirmed=None)
    if who == "no more letters":
        set_consents(voice=voice, purposes=[])
    if who == "only the question":
        set_consents(voice=voice, purposes=["asked"])
    need = say_need(forum=forum, said=Said(title="A bus at night"), voice=voice, by=lead)
    with django_capture_on_commit_callbacks(execute=True):
        event = answer_need(by=lead, need=need, state="accepted", said=WHY, seen=need.edit)
        assert not tell_author(need=event.need, event=event, origin=ORIGIN)
    assert mail.outbox == []


def test_four_weeks_after_it_was_delivered_its_author_is_asked_once(
    lead: User, forum: Forum, django_capture_on_commit_callbacks
):
    need = delivered(lead, a_need(forum))
    delivered(lead, a_need(forum, "Delivered lately", email="bob@example.org"), weeks=3.9)
    with django_capture_on_commit_callbacks(execute=True):
        assert [ask_authors(origin=ORIGIN), ask_authors(origin=ORIGIN)] == [1, 0]
    need.refresh_from_db()
    assert (need.asked is not None, need.events.filter(kind="asked").count()) == (True, 1)
    assert [letter.to for letter in mail.outbox] == [["ada@example.org"]]
    assert f"/needs/{need.public_id}/solved/" in mail.outbox[0].body


def test_who_wants_no_letter_is_asked_on_the_own_page_alone(
    lead: User, forum: Forum, django_capture_on_commit_callbacks
):
    need = delivered(lead, a_need(forum))
    set_consents(voice=need.voice, purposes=["told"])
    with django_capture_on_commit_callbacks(execute=True):
        assert ask_authors(origin=ORIGIN) == 1
    need.refresh_from_db()
    assert (need.asked is not None, mail.outbox) == (True, [])


def test_nobody_is_said_to_be_asked_where_no_author_is_known(lead: User, forum: Forum):
    need = say_need(forum=forum, said=Said(title="A bus at night"), channel="paper", by=lead)
    delivered(lead, need)
    assert ask_authors(origin=ORIGIN) == 0
    need.refresh_from_db()
    assert (need.asked, need.events.filter(kind="asked").count()) == (None, 0)


def test_delivered_once_more_it_is_asked_once_more(
    lead: User, forum: Forum, django_capture_on_commit_callbacks
):
    need = delivered(lead, a_need(forum))
    ask_authors(origin=ORIGIN)
    Need.objects.filter(pk=need.pk).update(state="not-solved")
    need.refresh_from_db()
    delivered(lead, need)
    assert ask_authors(origin=ORIGIN) == 1
