"""A feed as a file, carried to a machine that no network reaches."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from signed_feeds import KEY, OTHER, SECRET, an_item, signed
from territoria.errors import DataError
from territoria_web.act.feed.format import succession
from territoria_web.act.feed.signing import public_key
from territoria_web.act.models import FeedItem, FollowedFeed
from territoria_web.act.services.feed_files import take_file, take_upload
from territoria_web.act.services.feeds import confirm_key
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db
FILE = "feed.json"


def test_with_its_key_it_is_taken_over_at_once_and_a_newer_one_renews_it():
    feed, taken = take_file(by=None, content=signed(an_item()), where=FILE, key=KEY)
    assert taken is not None
    assert (feed.url, feed.key, feed.state, taken.new) == ("", KEY, "on", 1)
    newer = signed(an_item(), an_item("two"), after=1)
    again, taken = take_file(by=None, content=newer, where=FILE)
    assert taken is not None
    assert (again.pk, taken.new, FeedItem.objects.count()) == (feed.pk, 1, 2)


def test_another_key_than_the_one_that_was_told_is_refused():
    with pytest.raises(DataError, match="another key than the one that you gave"):
        take_file(by=None, content=signed(an_item()), where=FILE, key=public_key(OTHER))
    assert FollowedFeed.objects.count() == 0


def test_a_key_that_is_only_named_among_the_earlier_ones_vouches_for_nothing():
    before = [{"key": KEY, "signature": "00" * 64}]
    forged = signed(an_item(), secret=OTHER, before=before)
    with pytest.raises(DataError, match="another key than the one that you gave"):
        take_file(by=None, content=forged, where=FILE, key=KEY)
    assert (FollowedFeed.objects.count(), FeedItem.objects.count()) == (0, 0)


def test_the_key_that_was_told_may_be_the_one_before():
    before = [succession(SECRET, public_key(OTHER))]
    take_file(by=None, content=signed(an_item()), where=FILE, key=KEY)
    newer = signed(an_item("two"), secret=OTHER, before=before, after=1)
    feed, _taken = take_file(by=None, content=newer, where=FILE, key=KEY)
    feed.refresh_from_db()
    assert (feed.key, FollowedFeed.objects.count()) == (public_key(OTHER), 1)


def test_without_a_key_it_waits_until_the_key_was_compared():
    by = User.objects.create_user("operator@example.org")
    content = signed(an_item())
    feed, taken = take_upload(by=by, content=content, file_name=FILE)
    assert (taken, feed.offered, FeedItem.objects.count()) == (None, KEY, 0)
    again, taken = take_upload(by=by, content=content, file_name=FILE)
    assert (again.pk, taken) == (feed.pk, None)
    confirm_key(by=by, feed=feed, key=KEY)
    _feed, taken = take_upload(by=by, content=content, file_name=FILE)
    assert taken is not None
    assert taken.new == 1


def test_a_file_with_another_key_of_a_feed_that_was_never_confirmed_is_the_one_to_compare():
    feed, _taken = take_file(by=None, content=signed(an_item()), where=FILE)
    other = signed(an_item(), secret=OTHER, after=1)
    again, taken = take_file(by=None, content=other, where=FILE)
    assert (again.pk, again.offered, taken) == (feed.pk, public_key(OTHER), None)
    again, taken = take_file(by=None, content=signed(an_item(), after=2), where=FILE, key=KEY)
    assert taken is not None
    assert (again.pk, again.key, taken.new) == (feed.pk, KEY, 1)


def test_what_does_not_hold_is_said_beside_the_field():
    by = User.objects.create_user("operator@example.org")
    with pytest.raises(ValidationError) as refused:
        take_upload(by=by, content=b"{}", file_name=FILE)
    assert refused.value.message_dict == {
        "file": [
            "It is not written in the format territoria-feed/1. Give the address of a feed: it ends "
            "with feed.json."
        ]
    }
