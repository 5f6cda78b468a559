"""Reading what was taken over, and checking once more that it is what was signed."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from pytest_django import DjangoAssertNumQueries

from signed_feeds import SITE, URL, a_followed_feed, an_item, signed
from territoria_web.act.feed.reading import read_feed
from territoria_web.act.models import FeedItem, FollowedFeed
from territoria_web.act.queries.followed import (
    feeds_to_ask,
    followed_feeds,
    held_of,
    items_elsewhere,
)
from territoria_web.act.services.feeds import take_over

pytestmark = pytest.mark.django_db


def a_full_feed(*ids: str) -> FollowedFeed:
    feed = a_followed_feed()
    take_over(feed=feed, content=signed(*map(an_item, ids)), where=URL)
    feed.refresh_from_db()
    return feed


def test_what_is_held_can_be_checked_by_whoever_gets_it():
    held = held_of(a_full_feed("one", "two"))
    assert held["from"]["url"] == SITE
    assert (held["document_is_intact"], held["items_are_intact"]) == (True, True)
    assert [one["signed"]["id"] for one in held["items"]] == ["one", "two"]
    content = json.dumps(held["document"]).encode()
    assert read_feed(content, where="held", now=datetime.now(UTC)).url == SITE


def test_what_was_changed_here_is_found():
    feed = a_full_feed("one")
    row = FeedItem.objects.get()
    row.signed["title"] = {"en": "Something else"}
    row.save()
    held = held_of(feed)
    assert (held["items_are_intact"], held["document_is_intact"]) == (False, True)
    document = feed.document or {}
    document["items"] = []
    FollowedFeed.objects.update(document=document)
    assert held_of(feed)["document_is_intact"] is False


def test_lists_ask_the_database_once(django_assert_num_queries: DjangoAssertNumQueries):
    feed = a_full_feed("one")
    for ids in (("one",), ("one", "two", "three")):
        if len(ids) > 1:
            content = signed(*map(an_item, ids), after=1)
            take_over(feed=feed, content=content, where=URL)
        with django_assert_num_queries(1):
            assert len([row.feed.name for row in items_elsewhere()]) == len(ids)
        with django_assert_num_queries(1):
            (row,) = followed_feeds()
            assert (row.standing, row.withdrawn) == (len(ids), 0)


def test_only_what_is_followed_by_its_address_is_asked():
    feed = a_full_feed("one")
    assert [one.pk for one in feeds_to_ask()] == [feed.pk]
    FollowedFeed.objects.update(state="off")
    assert feeds_to_ask() == []
    FollowedFeed.objects.update(state="on", url="")
    assert feeds_to_ask() == []
