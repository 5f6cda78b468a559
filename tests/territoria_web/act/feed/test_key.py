"""The key of an installation's feed."""

from __future__ import annotations

import stat
from pathlib import Path

from territoria_web.act.feed.format import MOST_KEYS, followed_by
from territoria_web.act.feed.key import feed_key, rotate_feed_key
from territoria_web.act.feed.signing import is_signed


def test_it_is_made_once_and_only_its_owner_reads_it(tmp_path: Path):
    first = feed_key(tmp_path)
    assert feed_key(tmp_path) == first
    assert stat.S_IMODE((tmp_path / "feed-key").stat().st_mode) == 0o600
    assert first.public not in (tmp_path / "feed-key").read_text()


def test_each_key_vouches_for_the_one_that_follows(tmp_path: Path):
    first = feed_key(tmp_path)
    second = rotate_feed_key(tmp_path)
    third = rotate_feed_key(tmp_path)
    assert feed_key(tmp_path) == third
    assert [one["key"] for one in third.before] == [first.public, second.public]
    for one, following in zip(third.before, (second.public, third.public), strict=True):
        assert is_signed(one["key"], one["signature"], followed_by(following))
    assert stat.S_IMODE((tmp_path / "feed-key").stat().st_mode) == 0o600


def test_the_first_rotation_of_all_has_nothing_to_vouch_for_it(tmp_path: Path):
    assert rotate_feed_key(tmp_path).before == ()


def test_only_the_last_keys_are_named(tmp_path: Path):
    feed_key(tmp_path)
    for _ in range(MOST_KEYS + 1):
        held = rotate_feed_key(tmp_path)
    assert len(held.before) == MOST_KEYS
