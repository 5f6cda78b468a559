"""The feed of this installation: the same bytes as long as nothing changed."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from pytest_django import Settings

from signed_feeds import an_item
from territoria_web.act.feed.format import canonical
from territoria_web.act.feed.key import rotate_feed_key
from territoria_web.act.feed.reading import Read, read_feed
from territoria_web.act.services import own_feed
from territoria_web.act.services.own_feed import sign_feed

ORIGIN = "https://cities.example"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.ORIGIN, settings.OPERATOR_NAME = tmp_path, ORIGIN, ""


def read(content: bytes, now: datetime) -> Read:
    return read_feed(content, where="feed.json", now=now)


def test_others_can_read_it():
    now = timezone.now()
    found = read(sign_feed(items=[an_item()], now=now), now)
    assert (found.name, found.url, len(found.items)) == ("cities.example", ORIGIN, 1)


def test_the_same_things_are_the_same_bytes_and_a_change_has_a_later_number():
    now = timezone.now()
    first = sign_feed(items=[an_item()], now=now)
    assert sign_feed(items=[an_item()], now=now + timedelta(days=10)) == first
    second = sign_feed(items=[an_item("two")], now=now)
    third = sign_feed(items=[an_item("three")], now=now)
    numbers = [read(one, now).sequence for one in (first, second, third)]
    assert numbers == [numbers[0], numbers[0] + 1, numbers[0] + 2]


def test_it_holds_the_newest_up_to_what_readers_take(monkeypatch: pytest.MonkeyPatch):
    now = timezone.now()
    dates = {"a": 3, "b": 1, "c": 2}
    items = [an_item(name, dated=now - timedelta(days=days)) for name, days in dates.items()]
    monkeypatch.setattr(own_feed, "MOST_ITEMS", 2)
    assert [item["id"] for item in read(sign_feed(items=items, now=now), now).items] == ["b", "c"]
    room = own_feed.HEAD + len(canonical(items[1])) + 1
    monkeypatch.setattr(own_feed, "MOST_BYTES", room)
    assert [item["id"] for item in own_feed.fitting(items)] == ["b"]


def test_it_is_renewed_long_before_it_runs_out():
    now = timezone.now()
    first = sign_feed(items=[an_item()], now=now)
    later = now + timedelta(days=16)
    assert read(sign_feed(items=[an_item()], now=later), later).sequence > read(first, now).sequence


def test_another_key_or_name_signs_it_anew(settings: Settings, tmp_path: Path):
    now = timezone.now()
    first = read(sign_feed(items=[], now=now), now)
    new = rotate_feed_key(tmp_path)
    second = read(sign_feed(items=[], now=now), now)
    assert (second.key, second.before[0]["key"]) == (new.public, first.key)
    settings.OPERATOR_NAME = "Cities of the north"
    assert read(sign_feed(items=[], now=now), now).name == "Cities of the north"
