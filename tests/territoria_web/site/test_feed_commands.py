"""At the machine itself: our public key, and a feed that comes as a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner
from pytest_django import Settings

from signed_feeds import KEY, OTHER, an_item, signed
from territoria_web.act.feed.key import feed_key
from territoria_web.act.feed.signing import fingerprint, public_key
from territoria_web.act.models import FeedItem
from territoria_web.site.commands import site


def test_the_public_key_and_its_fingerprint(settings: Settings, tmp_path: Path):
    settings.HOME = tmp_path
    done = CliRunner().invoke(site, ["feed-key"])
    key = feed_key(tmp_path).public
    assert (done.stdout, done.stderr) == (f"{key}\n", f"Fingerprint: {fingerprint(key)}\n")
    done = CliRunner().invoke(site, ["feed-key", "--rotate"])
    assert done.stdout == f"{feed_key(tmp_path).public}\n"
    assert feed_key(tmp_path).before[0]["key"] == key


@pytest.mark.django_db
def test_a_file_is_taken_over_with_the_key_that_was_told(tmp_path: Path):
    file = tmp_path / "feed.json"
    file.write_bytes(signed(an_item()))
    done = CliRunner().invoke(site, ["feed-import", str(file), "--key", KEY.upper()])
    assert done.output == "Cities of the north: 1 new, 0 changed, 0 no longer published.\n"
    done = CliRunner().invoke(site, ["feed-import", str(file), "--key", KEY])
    assert done.output == "Cities of the north: 0 new, 0 changed, 0 no longer published.\n"
    assert FeedItem.objects.count() == 1


@pytest.mark.django_db
def test_what_does_not_hold_is_said(tmp_path: Path):
    file = tmp_path / "feed.json"
    file.write_bytes(signed(an_item()))
    done = CliRunner().invoke(site, ["feed-import", str(file), "--key", public_key(OTHER)])
    assert (done.exit_code, FeedItem.objects.count()) == (1, 0)
    assert done.output == (
        f"Error: {file}: it is signed with another key than the one that you gave. Ask its operator "
        "for the key once more.\n"
    )


def test_the_site_itself_is_still_started_by_its_bare_name():
    done = CliRunner().invoke(site, ["--help"])
    assert (
        "Start the web site: set up what is missing, then serve until interrupted." in done.output
    )
    assert [name for name in ("feed-import", "feed-key") if name in done.output] == [
        "feed-import",
        "feed-key",
    ]
