"""One feed at the operator's desk: comparing, fetching, switching off, and what is held of it."""

from __future__ import annotations

import json

import pytest
from django.test import Client

from signed_feeds import (
    KEY,
    OTHER,
    SITE,
    URL,
    a_followed_feed,
    an_item,
    answering,
    at_the_operators_desk,
    signed,
)
from territoria_web.act.feed.signing import public_key
from territoria_web.act.models import FeedItem, FollowedFeed
from territoria_web.act.services import feeds
from territoria_web.act.services.feeds import Asked, add_feed, take_over
from territoria_web.act.tasks import feeds as feed_tasks
from territoria_web.jobs.models import Job
from territoria_web.jobs.worker import work_once
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return at_the_operators_desk()


def at(feed: FollowedFeed, path: str = "") -> str:
    return f"/en/desk/operate/feeds/{feed.public_id}/{path}"


def page(client: Client, feed: FollowedFeed) -> str:
    answer = client.get(at(feed))
    assert answer.status_code == 200
    return answer.content.decode()


def deed(client: Client, feed: FollowedFeed, do: str, **more: str) -> None:
    assert client.post(at(feed, "deed/"), {"do": do, **more}).status_code == 302


def answer_with(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    def fetch(*, feed: FollowedFeed, by: User | None = None) -> Asked:
        return feeds.fetch_feed(feed=feed, by=by, fetch=answering(content))

    monkeypatch.setattr(feed_tasks, "fetch_feed", fetch)


def test_from_the_comparison_to_what_was_taken_over(
    client: Client, monkeypatch: pytest.MonkeyPatch
):
    content = signed(an_item("one"), an_item("two"))
    answer_with(monkeypatch, content)
    feed = add_feed(by=None, url=URL, fetch=answering(content))
    assert "Compare its key" in page(client, feed)
    deed(client, feed, "confirm", key=public_key(OTHER))
    assert "Another key waits by now." in page(client, feed)
    deed(client, feed, "confirm", key=KEY)
    waiting = page(client, feed)
    assert 'data-progress="' in waiting
    assert "Fetching a feed of another installation" in waiting
    fragment = client.get(at(feed, "progress/"))
    assert (fragment.status_code, "<html" in fragment.content.decode()) == (200, False)
    assert work_once("a worker")
    said = page(client, feed)
    assert "2 things, the latest first" in said
    assert "asked every day" in said
    kinds = sorted(Job.objects.values_list("kind", "state"))
    assert kinds == [("fetch-feed", "done"), ("follow-feeds", "waiting")]


def test_a_fetch_that_fails_says_why(client: Client, monkeypatch: pytest.MonkeyPatch):
    feed = a_followed_feed()
    answer_with(monkeypatch, b"<html>")
    deed(client, feed, "fetch")
    assert work_once("a worker")
    assert Job.objects.get().state == "failed"
    said = page(client, feed)
    assert "What came last was not taken over. What stood before stays as it was." in said
    assert "It cannot be read as JSON." in said


def test_switched_off_it_is_asked_no_more(client: Client):
    feed = a_followed_feed()
    deed(client, feed, "off")
    assert "It is asked no more. What was taken over stays." in page(client, feed)
    deed(client, feed, "fetch")
    assert "Only a feed that is followed by its address can be fetched." in page(client, feed)
    deed(client, feed, "on")
    deed(client, feed, "nothing")
    assert "Choose one of the buttons." in page(client, feed)
    feed.refresh_from_db()
    assert feed.state == "on"


def test_one_that_was_never_confirmed_leaves_the_list(client: Client):
    feed = add_feed(by=None, url=URL, fetch=answering(signed()))
    answer = client.post(at(feed, "deed/"), {"do": "drop"})
    assert answer["Location"] == "/en/desk/operate/feeds/"
    assert FollowedFeed.objects.count() == 0


def test_what_was_changed_here_is_shown_and_exported_as_that(client: Client):
    feed = a_followed_feed()
    take_over(feed=feed, content=signed(an_item()), where=URL)
    assert "<td>yes</td>" in page(client, feed)
    held = json.loads(client.get(at(feed, "held.json")).content)
    assert (held["from"]["url"], held["items_are_intact"]) == (SITE, True)
    FeedItem.objects.update(digest="0" * 64)
    assert "no: changed here" in page(client, feed)
    held = json.loads(client.get(at(feed, "held.json")).content)
    assert (held["items"][0]["is_intact"], held["items_are_intact"]) == (False, False)


def test_the_daily_job_asks_all_and_one_that_fails_keeps_no_other_back(
    monkeypatch: pytest.MonkeyPatch,
):
    feed = a_followed_feed()
    FollowedFeed.objects.create(
        name="Silent", site=SITE, url=f"{URL}?2", key=public_key(OTHER), state="on"
    )
    asked = []

    def fetch(*, feed: FollowedFeed, by: User | None = None) -> Asked:
        asked.append(feed.name)
        if feed.name == "Silent":
            return Asked(None, "It does not answer.")
        return feeds.fetch_feed(feed=feed, fetch=answering(signed(an_item())))

    monkeypatch.setattr(feed_tasks, "fetch_feed", fetch)
    feed_tasks.begin_following()
    Job.objects.update(not_before=None)
    assert work_once("a worker")
    job = Job.objects.get(state="done")
    assert (job.result, sorted(asked)) == (
        {"asked": 2, "failed": 1},
        ["Cities of the north", "Silent"],
    )
    assert FeedItem.objects.get().feed == feed
    assert Job.objects.filter(kind="follow-feeds", state="waiting").count() == 1


def test_without_feeds_nothing_is_put_down():
    feed_tasks.begin_following()
    assert Job.objects.count() == 0
