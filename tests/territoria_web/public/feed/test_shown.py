"""Our own feed: what is in it, and the page that explains it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from territoria_web.act.feed.key import feed_key
from territoria_web.act.feed.reading import Read, read_feed
from territoria_web.act.feed.signing import fingerprint
from territoria_web.act.models import Project
from territoria_web.act.services import own_feed
from territoria_web.convene.models import WorkingMeeting
from territoria_web.invite.models import Call
from territoria_web.library.models import FrozenText
from territoria_web.people.models import Organisation
from territoria_web.public.feed import gathering

pytestmark = pytest.mark.django_db
ORIGIN = "https://cities.example"
FEED = "/en/feed/feed.json"


@pytest.fixture(autouse=True)
def home(settings: Settings, tmp_path: Path) -> None:
    settings.HOME, settings.ORIGIN, settings.OPERATOR_NAME = tmp_path, ORIGIN, "Lakeland"


def read() -> Read:
    content = Client().get(FEED).content
    return read_feed(content, where=FEED, now=datetime.now(UTC))


def a_call(closes_in: int = 9, **fields: object) -> Call:
    network, _made = Organisation.objects.get_or_create(name="Northern network", kind="network")
    text, _made = FrozenText.objects.get_or_create(
        kind="templates", text_id="x", digest="0" * 64, defaults={"body": {}}
    )
    now = timezone.now()
    told = {"title": {"en": "Who joins?"}, "text": {"en": "Come."}, "state": "published"}
    dates = {"opens": now - timedelta(days=90), "closes": now + timedelta(days=closes_in)}
    return Call.objects.create(network=network, template=text, **{**told, **dates, **fields})


def a_working_meeting(**fields: object) -> WorkingMeeting:
    call = a_call()
    told = {"title": "Buses", "state": "open", "opened": timezone.now(), "code": "ABC234"}
    days = {"1": {"date": "2027-03-04", "start": "09:00"}}
    return WorkingMeeting.objects.create(
        network=call.network, format=call.template, days=days, **{**told, **fields}
    )


def test_open_calls_are_in_it_and_closed_ones_and_drafts_are_not():
    held = a_call()
    a_call(closes_in=-1)
    a_call(state="draft")
    (item,) = read().items
    assert (item["id"], item["title"]) == (str(held.public_id), {"en": "Who joins?"})
    assert item["address"] == f"{ORIGIN}/en/calls/{held.public_id}/"
    assert item["body"]["by"] == {"en": "Northern network"}


def test_one_thing_that_no_reader_takes_does_not_have_the_whole_feed_refused():
    held = a_call()
    a_call(title={})
    a_call(title={"en": "x" * 301})
    assert [item["id"] for item in read().items] == [str(held.public_id)]


def test_open_meetings_are_in_it_without_the_link(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gathering, "place_of_meeting", lambda one: f"{ORIGIN}/m/{one.code}/")
    a_working_meeting(link="https://video.example/secret")
    (item,) = [one for one in read().items if one["kind"] == "meeting"]
    assert item["body"]["days"] == ["2027-03-04"]
    assert "secret" not in json.dumps(item)
    for fields in ({"example": True}, {"state": "ended"}, {"opened": None}):
        WorkingMeeting.objects.update(**{"state": "open", "opened": timezone.now(), **fields})
        assert [one for one in read().items if one["kind"] == "meeting"] == []


def test_projects_are_in_it(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(gathering, "place_of_project", lambda one: f"{ORIGIN}/p/{one.pk}/")
    network = Organisation.objects.create(name="A network", kind="network")
    now = timezone.now()
    due = {"due": date(2027, 1, 1), "made": now, "opened": now}
    Project.objects.create(network=network, title="Buses", question="How?", product="A", **due)
    assert [(item["kind"], item["title"]) for item in read().items] == [
        ("project", {"en": "Buses"})
    ]


def test_it_is_the_same_for_every_reader_and_not_sent_twice():
    a_call()
    first = Client().get(FEED)
    assert Client().get("/fr/feed/feed.json").content == first.content
    assert first["Access-Control-Allow-Origin"] == "*"
    assert first["Cache-Control"] == "public, max-age=60"
    again = Client().get(FEED, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_page_shows_the_key_and_how_to_follow(tmp_path: Path):
    a_call()
    key = feed_key(tmp_path).public
    page = Client().get("/en/feed/").content.decode()
    assert "Other installations can follow 1 thing that is published here." in page
    assert f'<code translate="no">{ORIGIN}{FEED}</code>' in page
    assert fingerprint(key) in page
    told = json.loads(Client().get("/en/feed.json").content)
    assert (told["key"], told["counts"]["call"], told["installation"]) == (key, 1, "Lakeland")


def test_the_page_says_how_many_are_left_out(monkeypatch: pytest.MonkeyPatch):
    for _call in range(3):
        a_call()
    monkeypatch.setattr(own_feed, "MOST_ITEMS", 1)
    page = Client().get("/en/feed/").content.decode()
    assert "2 things, the oldest, are left out: a feed holds no more." in page
    assert json.loads(Client().get("/en/feed.json").content)["left_out"] == 2


def test_a_site_that_does_not_know_its_address_has_no_feed(settings: Settings):
    settings.ORIGIN = ""
    assert Client().get(FEED).status_code == 404
    page = Client().get("/en/feed/").content.decode()
    assert "This site has no feed yet: it does not know its own public address." in page
    assert json.loads(Client().get("/en/feed.json").content)["feed"] is None
