"""Two running installations: one publishes, the other follows, and nobody on the way can change it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest

from two_sites import Site, two_sites
from web_service import Reply, Service, serve

PUBLISH = """
from datetime import date
from django.utils import timezone
from territoria_web.act.models import Project
from territoria_web.people.models import Organisation
network, _ = Organisation.objects.get_or_create(name="Northern network", kind="network")
now = timezone.now()
for title in {titles!r}:
    Project.objects.create(network=network, title=title, question="How can we share buses?",
        product="A handbook", due=date(2031, 5, 4), made=now, opened=now)
"""
CHANGE = """
from territoria_web.act.models import Project
Project.objects.filter(title="Buses on call").update(title="Buses for all")
Project.objects.filter(title="Shared depots").delete()
"""
ADD = """
from territoria_web.act.services.feeds import add_feed
from territoria_web.people.models import User
by = User.objects.create_user("operator@example.org", name="Ada Operator", is_operator=True)
feed = add_feed(by=by, url={url!r})
found = [feed.name, feed.offered]
"""
CONFIRM = """
from territoria_web.act.tasks.feeds import ask_now
from territoria_web.act.models import FollowedFeed
from territoria_web.act.services.feeds import confirm_key
from territoria_web.people.models import User
feed = FollowedFeed.objects.get()
confirm_key(by=User.objects.get(email="operator@example.org"), feed=feed, key={key!r})
"""
FETCH = """
from territoria_web.act.tasks.feeds import ask_now
from territoria_web.act.models import FeedItem, FollowedFeed
from territoria_web.jobs.worker import work_once
from territoria_web.people.models import User
from territoria_web.jobs.models import Job
job = ask_now(feed=FollowedFeed.objects.get(), by=User.objects.get(email="operator@example.org"))
while not job.ended_for_good:
    work_once("a worker")
    job.refresh_from_db()
feed = FollowedFeed.objects.get()
found = {
    "state": job.state, "result": job.result, "problem": feed.problem, "sequence": feed.sequence,
    "rows": list(FeedItem.objects.order_by("pk").values_list("pk", "digest")),
}
"""
ROTATE = """
from django.conf import settings
from territoria_web.act.feed.key import rotate_feed_key
rotate_feed_key(settings.HOME)
"""


@dataclass
class Way:
    """What lies between two sites: it hands on what the first answers, or does worse."""

    service: Service
    passed: list[bytes] = field(default_factory=list)

    def lead_to(self, site: Site) -> None:
        """Hand on, and remember."""

        def answer(path: str, query: dict[str, list[str]]) -> Reply:
            with urlopen(f"{site.origin}{path}", timeout=60) as got:
                self.passed.append(got.read())
            return Reply(self.passed[-1], headers={"Content-Type": "application/json"})

        self.service.answer = answer


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Site, Site, Way]]:
    with serve() as service:
        trusted = [urlsplit(service.base).netloc]
        with two_sites(tmp_path_factory.mktemp("sites"), trusted) as (a, b):
            way = Way(service)
            way.lead_to(a)
            yield a, b, way


def fetch(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = site.run(FETCH)
    return found


def elsewhere(site: Site) -> list[dict[str, Any]]:
    table = json.loads(site.get("/en/elsewhere.json"))["table"]
    return [dict(zip(table["fields"], row, strict=True)) for row in table["rows"]]


def test_one_publishes_and_the_other_follows(sites: tuple[Site, Site, Way]):
    a, b, way = sites
    a.run(PUBLISH.format(titles=["Buses on call", "Shared depots"]))
    key = json.loads(a.get("/en/feed.json"))["key"]
    assert b.run(ADD.format(url=f"{way.service.base}/en/feed/feed.json")) == ["Site a", key]
    assert elsewhere(b) == []
    b.run(CONFIRM.format(key=key))
    first = fetch(b)
    assert (first["state"], first["result"]["new"], first["problem"]) == ("done", 2, "")
    rows = elsewhere(b)
    assert sorted(row["title"] for row in rows) == ["Buses on call", "Shared depots"]
    assert {(row["from"], row["from_url"], row["is_intact"]) for row in rows} == {
        ("Site a", a.origin, True)
    }
    assert all(row["address"].startswith(f"{a.origin}/en/projects/") for row in rows)

    # the second run changes nothing
    again = fetch(b)
    assert again == {**first, "result": {**first["result"], "new": 0}}

    # a changes, b renews
    before = way.passed[-1]
    a.run(CHANGE)
    assert fetch(b)["result"] | {"sequence": 0} == {
        **{"asked": 1, "sequence": 0},
        **{"new": 0, "changed": 1, "withdrawn": 1},
    }
    held = {row["title"]: row["withdrawn"] is None for row in elsewhere(b)}
    assert held == {"Buses for all": True, "Shared depots": False}

    # whoever stands between them changes a word, sends the old one once more, leads elsewhere
    stood = fetch(b)["rows"]
    good = way.passed[-1]
    for reply, said in (
        (Reply(good.replace(b"Buses for all", b"Trams for all")), "The signature does not hold"),
        (Reply(before), "It is older than what was taken over already"),
        (Reply(b"", 302, {"Location": f"{a.origin}/en/feed/feed.json"}), "It answers 302"),
        (Reply(good[:-9]), "It cannot be read as JSON."),
    ):
        way.service.always(reply)
        refused = fetch(b)
        assert refused["state"] == "failed"
        assert refused["problem"].startswith(said)
        assert refused["rows"] == stood
    assert held == {row["title"]: row["withdrawn"] is None for row in elsewhere(b)}

    # another key is refused; one that the old key vouches for is taken over
    way.lead_to(a)
    key_file, kept = a.home / "feed-key", a.home / "kept"
    key_file.rename(kept)
    assert fetch(b)["problem"].startswith("It is signed with another key")
    kept.rename(key_file)
    a.run(ROTATE)
    renewed = fetch(b)
    assert (renewed["state"], renewed["problem"], renewed["rows"]) == ("done", "", stood)
