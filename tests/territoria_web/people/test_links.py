from __future__ import annotations

from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core import mail
from django.test import RequestFactory
from django.utils import timezone
from pytest_django import Settings

from territoria_web.people import links
from territoria_web.people.links import Link, link_for, mail_link, origin_of
from territoria_web.people.models import User
from territoria_web.people.services import use_up_links

pytestmark = pytest.mark.django_db
SITE = "https://territoria.example"


@pytest.fixture
def user() -> User:
    return User.objects.create_user("someone@example.org", language="fr")


def opened(address: str) -> Link:
    query = parse_qs(urlsplit(address).query)
    return Link(query["sesame"][0], query.get("for", [""])[0])


def test_looking_at_a_link_does_not_use_it_up(user: User) -> None:
    link = opened(link_for(user, origin=SITE))
    assert [link.holder(), link.holder()] == [user, user]


def test_a_used_link_is_gone_and_so_are_all_others(user: User) -> None:
    first, second = opened(link_for(user, origin=SITE)), opened(link_for(user, origin=SITE))
    use_up_links(user=user)
    assert [first.holder(), second.holder()] == [None, None]


def test_a_link_holds_for_an_hour_and_an_invitation_for_a_week(
    user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    link = opened(link_for(user, origin=SITE))
    invitation = opened(link_for(user, origin=SITE, purpose="invitation"))
    import time

    now = time.time()
    monkeypatch.setattr("sesame.tokens_v2.time.time", lambda: now + 2 * 3600)
    assert [link.holder(), invitation.holder()] == [None, user]
    monkeypatch.setattr("sesame.tokens_v2.time.time", lambda: now + 8 * 86400)
    assert invitation.holder() is None


def test_an_ordinary_link_cannot_be_called_an_invitation(user: User) -> None:
    link = opened(link_for(user, origin=SITE))
    assert Link(link.token, "invitation").holder() is None
    assert Link(link.token, "anything").holder() is None


def test_a_link_of_a_closed_account_opens_nothing(user: User) -> None:
    link = opened(link_for(user, origin=SITE))
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert link.holder() is None


def test_a_letter_speaks_the_language_of_its_reader_and_names_the_set_site(user: User) -> None:
    mail_link(user, origin=SITE, onward="/fr/desk/")
    (letter,) = mail.outbox
    (line,) = [line for line in letter.body.splitlines() if line.startswith("https://")]
    assert line.startswith(f"{SITE}/fr/account/link/?sesame=")
    assert line.endswith("&next=%2Ffr%2Fdesk%2F")


def test_the_set_address_counts_whatever_host_was_asked_for(settings: Settings) -> None:
    request = RequestFactory().get("/", headers={"host": "127.0.0.1"})
    settings.ALLOWED_HOSTS = ["*"]
    settings.ORIGIN = SITE
    assert origin_of(request) == SITE
    settings.ORIGIN = ""
    assert origin_of(request) == "http://127.0.0.1"


def test_what_a_link_holds_for_is_said_in_one_place() -> None:
    assert dict(links.HOLDS) == {"": timedelta(hours=1), "invitation": timedelta(days=7)}


def test_the_time_of_the_last_sign_in_is_the_time_of_use(user: User) -> None:
    now = timezone.now()
    use_up_links(user=user, now=now)
    user.refresh_from_db()
    assert user.last_login == now
