"""Following another installation: whose key, what is taken over, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import QuerySet
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from signed_feeds import (
    KEY,
    OTHER,
    SECRET,
    SITE,
    URL,
    a_followed_feed,
    an_item,
    answering,
    signed,
)
from territoria.errors import DataError, Problem
from territoria_web.act.feed.format import succession
from territoria_web.act.feed.signing import public_key
from territoria_web.act.models import FeedItem, FollowedFeed
from territoria_web.act.services.feed_items import Taken
from territoria_web.act.services.feeds import (
    add_feed,
    confirm_key,
    drop_feed,
    fetch_feed,
    switch_feed,
    take_over,
)
from territoria_web.people.models import Entry, User

pytestmark = pytest.mark.django_db


def operator() -> User:
    return User.objects.create_user("operator@example.org", is_operator=True)


def take(feed: FollowedFeed, content: bytes) -> Taken:
    feed.refresh_from_db()
    return take_over(feed=feed, content=content, where=URL)


def counts(taken: Taken) -> tuple[int, int, int]:
    return taken.new, taken.changed, taken.withdrawn


def deeds() -> list[str]:
    return list(Entry.objects.order_by("pk").values_list("what", flat=True))


# ── whose it is ───────────────────────────────────────────────────────────────────────────────


def test_an_address_is_asked_and_its_key_waits_for_the_operator():
    by = operator()
    feed = add_feed(by=by, url=f" {URL} ", fetch=answering(signed(an_item())))
    told = (feed.name, feed.site, feed.url, feed.key, feed.offered, feed.state)
    assert told == ("Cities of the north", SITE, URL, "", KEY, "new")
    with pytest.raises(DataError, match="not confirmed"):
        take(feed, signed(an_item()))
    assert (FeedItem.objects.count(), deeds()) == (0, ["add feed"])
    confirm_key(by=by, feed=feed, key=KEY)
    assert counts(take(feed, signed(an_item()))) == (1, 0, 0)
    assert deeds() == ["add feed", "confirm feed key", "take over feed"]


def test_only_the_key_that_was_seen_is_confirmed():
    feed = add_feed(by=None, url=URL, fetch=answering(signed()))
    for seen in (public_key(OTHER), ""):
        with pytest.raises(ValidationError, match="Another key waits by now"):
            confirm_key(by=None, feed=feed, key=seen)
    assert FollowedFeed.objects.get().key == ""


def test_what_cannot_be_added(settings: Settings):
    with pytest.raises(ValidationError, match="This is no address"):
        add_feed(by=None, url="cities", fetch=answering(b""))
    with pytest.raises(ValidationError, match="cannot be read as JSON"):
        add_feed(by=None, url=URL, fetch=answering(b"<html>"))
    a_followed_feed()
    for url in (URL, f"{URL}?again"):
        with pytest.raises(ValidationError, match="in the list already"):
            add_feed(by=None, url=url, fetch=answering(signed()))
    settings.ORIGIN = SITE
    with pytest.raises(ValidationError, match="of this site itself"):
        add_feed(by=None, url=f"{SITE}/x", fetch=answering(signed(secret=OTHER)))


def test_a_feed_that_is_added_twice_at_once_stands_there_once(monkeypatch: pytest.MonkeyPatch):
    add_feed(by=None, url=URL, fetch=answering(signed()))
    monkeypatch.setattr(QuerySet, "exists", lambda rows: False)
    with pytest.raises(ValidationError, match="in the list already"):
        add_feed(by=None, url=URL, fetch=answering(signed(secret=OTHER)))
    assert FollowedFeed.objects.count() == 1


def test_machines_inside_the_own_network_are_asked_only_where_the_operator_allows_it():
    with pytest.raises(ValidationError, match=r"127.0.0.1:9 is no public address"):
        add_feed(by=None, url="http://127.0.0.1:9/feed.json")


def test_one_that_was_never_confirmed_is_dropped_and_no_other():
    by, feed = operator(), add_feed(by=None, url=URL, fetch=answering(signed()))
    with pytest.raises(ValidationError, match="Confirm its key first"):
        switch_feed(by=by, feed=feed, is_on=True)
    drop_feed(by=by, feed=feed)
    assert FollowedFeed.objects.count() == 0
    feed = a_followed_feed()
    with pytest.raises(ValidationError, match="Switch it off instead"):
        drop_feed(by=by, feed=feed)
    switch_feed(by=by, feed=feed, is_on=False)
    switch_feed(by=by, feed=feed, is_on=False)
    assert deeds().count("switch feed off") == 1
    with pytest.raises(DataError, match="switched off"):
        take(feed, signed(an_item()))


# ── what is taken over ────────────────────────────────────────────────────────────────────────


def test_new_changed_and_missing_things_and_those_that_come_back():
    feed, one, two = a_followed_feed(), an_item("one"), an_item("two")
    assert counts(take(feed, signed(one, two))) == (2, 0, 0)
    taken = FeedItem.objects.get(foreign_id="one").taken
    other = an_item("one", title={"en": "Another title"})
    assert counts(take(feed, signed(other, two, after=1))) == (0, 1, 0)
    row = FeedItem.objects.get(foreign_id="one")
    assert (row.title, row.digest, row.taken) == (other["title"], other["digest"], taken)
    assert row.renewed is not None
    assert counts(take(feed, signed(two, after=2))) == (0, 0, 1)
    assert FeedItem.objects.get(foreign_id="one").withdrawn is not None
    assert counts(take(feed, signed(two, after=3))) == (0, 0, 0)
    assert counts(take(feed, signed(other, two, after=4))) == (0, 1, 0)
    assert FeedItem.objects.get(foreign_id="one").withdrawn is None
    gone = an_item("two", withdrawn=True, body={"reason": "It was wrong."})
    assert counts(take(feed, signed(other, gone, after=5))) == (0, 0, 1)
    assert counts(take(feed, signed(other, gone, after=6))) == (0, 0, 0)
    assert FeedItem.objects.get(foreign_id="two").body == {"reason": "It was wrong."}


def test_what_was_taken_back_before_we_saw_it_is_not_taken_over():
    feed = a_followed_feed()
    gone = an_item("two", withdrawn=True, body={"reason": "It was wrong."})
    assert counts(take(feed, signed(an_item("one"), gone))) == (1, 0, 0)
    assert [row.foreign_id for row in FeedItem.objects.all()] == ["one"]


def test_the_same_feed_again_writes_no_row():
    feed, content = a_followed_feed(), signed(an_item("one"), an_item("two"))
    take(feed, content)
    feed.refresh_from_db()
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert take_over(feed=feed, content=content, where=URL).count == 0
    written = [q["sql"] for q in asked if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]
    assert written == []


def test_an_older_feed_and_another_one_of_the_same_number_are_refused():
    feed = a_followed_feed()
    take(feed, signed(an_item("two"), after=5))
    for after in (0, 5):
        with pytest.raises(DataError, match="older than what was taken over"):
            take(feed, signed(an_item("one"), after=after))
    assert [row.foreign_id for row in FeedItem.objects.all()] == ["two"]


def test_another_key_is_refused_and_waits_for_the_operator():
    feed = a_followed_feed()
    take(feed, signed(an_item()))
    other = signed(an_item("evil"), secret=OTHER, after=1)
    with pytest.raises(DataError, match="another key than the one that was confirmed"):
        take(feed, other)
    feed.refresh_from_db()
    assert (feed.key, feed.offered) == (KEY, public_key(OTHER))
    assert FeedItem.objects.filter(foreign_id="evil").count() == 0
    confirm_key(by=operator(), feed=feed, key=public_key(OTHER))
    assert deeds()[-1] == "renew feed key"
    assert counts(take(feed, other)) == (1, 0, 1)


def test_a_key_that_the_old_one_vouches_for_is_taken_over():
    feed = a_followed_feed()
    before = [succession(SECRET, public_key(OTHER))]
    assert counts(take(feed, signed(an_item(), secret=OTHER, before=before))) == (1, 0, 0)
    feed.refresh_from_db()
    assert (feed.key, deeds()[-2:]) == (public_key(OTHER), ["renew feed key", "take over feed"])
    with pytest.raises(DataError, match="another key"):
        take(feed, signed(an_item("two"), after=9))


def test_one_installation_that_is_followed_twice_is_said_and_keeps_no_other_feed_back():
    feed = a_followed_feed()
    before = [succession(SECRET, public_key(OTHER))]
    renewed = answering(signed(an_item(), secret=OTHER, before=before, after=5))
    twin = add_feed(by=None, url=URL.replace("/en/", "/fr/"), fetch=renewed)
    confirm_key(by=None, feed=twin, key=twin.offered)
    asked = fetch_feed(feed=feed, fetch=renewed)
    assert (asked.taken, asked.problem) == (None, "This key is that of a feed in the list already.")
    feed.refresh_from_db()
    assert (feed.key, feed.problem, FeedItem.objects.count()) == (KEY, asked.problem, 0)


def test_a_fetch_keeps_its_problem_in_words_and_what_stood_before():
    feed = a_followed_feed()
    assert fetch_feed(feed=feed, fetch=answering(signed(an_item()))).problem == ""

    def silent(url: str, **how: object) -> bytes:
        raise DataError(
            Problem(url, "it does not answer: it took too long.", "Try it in a browser.")
        )

    feed.refresh_from_db()
    asked = fetch_feed(feed=feed, fetch=silent)
    feed.refresh_from_db()
    assert asked.taken is None
    assert feed.problem == (
        "It does not answer: it took too long. Check the address, and whether that site runs: it ends "
        "with feed.json."
    )
    assert FeedItem.objects.filter(withdrawn=None).count() == 1
    assert feed.tried is not None
    assert timezone.now() - feed.tried < timedelta(minutes=1)
    fetch_feed(feed=feed, fetch=answering(signed(an_item())))
    feed.refresh_from_db()
    assert feed.problem == ""
