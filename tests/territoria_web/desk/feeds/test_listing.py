"""The operator's list of feeds: adding one, giving a file, what is refused."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from signed_feeds import KEY, SITE, URL, an_item, answering, at_the_operators_desk, signed
from territoria_web.act.feed.signing import fingerprint, public_key
from territoria_web.act.models import FeedItem, FollowedFeed
from territoria_web.act.services.feeds import add_feed, confirm_key

pytestmark = pytest.mark.django_db
Add = Callable[[bytes], HttpResponse]
FEEDS = "/en/desk/operate/feeds/"


@pytest.fixture
def client() -> Client:
    return at_the_operators_desk()


@pytest.fixture
def add(client: Client, monkeypatch: pytest.MonkeyPatch) -> Add:
    """Adds a feed by its address, which answers with what is given."""

    def added(content: bytes) -> HttpResponse:
        monkeypatch.setitem(add_feed.__kwdefaults__, "fetch", answering(content))
        return client.post(FEEDS, {"add": "1", "url": URL})

    return added


def give(client: Client, content: bytes) -> HttpResponse:
    file = SimpleUploadedFile("feed.json", content)
    return client.post(FEEDS, {"give": "1", "file": file})


def test_an_empty_list_says_what_will_be_here(client: Client):
    page = client.get(FEEDS).content.decode()
    assert "This site follows no other installation yet." in page
    assert "Nothing is taken over before you have compared it with them." in page


def test_an_address_leads_to_the_key_that_is_to_be_compared(client: Client, add: Add):
    answer = add(signed())
    feed = FollowedFeed.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, f"{FEEDS}{feed.public_id}/")
    assert fingerprint(KEY) in client.get(answer["Location"]).content.decode()
    assert "The key of 1 more waits to be compared." in client.get(FEEDS).content.decode()


def test_what_is_no_feed_is_said_beside_the_field_and_nothing_is_lost(add: Add):
    answer = add(b"<html>")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "It cannot be read as JSON." in page
    assert f'value="{URL}"' in page
    assert FollowedFeed.objects.count() == 0


def test_a_file_of_a_feed_that_is_followed_is_taken_over(client: Client):
    content = signed(an_item())
    give(client, content)
    feed = FollowedFeed.objects.get()
    assert FeedItem.objects.count() == 0
    confirm_key(by=None, feed=feed, key=KEY)
    assert give(client, content).status_code == 302
    page = client.get(f"{FEEDS}{feed.public_id}/").content.decode()
    assert "1 thing was taken over: 1 new, 0 changed, 0 no longer published." in page
    answer = give(client, b"{}")
    assert (answer.status_code, "It is not written in the format" in answer.content.decode()) == (
        422,
        True,
    )


def test_as_many_questions_for_three_feeds_as_for_one(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
):
    for number in range(3):
        secret = f"{number + 1:02x}" * 32
        FollowedFeed.objects.create(
            name=f"Site {number}", site=SITE, url=f"{URL}?{number}", key=public_key(secret)
        )
        if number in (0, 2):
            client.get(FEEDS)
            with django_assert_num_queries(5):
                client.get(FEEDS)
