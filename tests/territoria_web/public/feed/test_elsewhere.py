"""The public page of what other installations publish: where each thing is from, and what became of it."""

from __future__ import annotations

import csv
import json

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from signed_feeds import SITE, URL, a_followed_feed, an_item, signed
from territoria_web.act.models import FollowedFeed
from territoria_web.act.services.feeds import take_over

pytestmark = pytest.mark.django_db
CALL = {"summary": {"en": "Who joins?"}, "closes": "2026-01-31T12:00:00+00:00"}


def taken(*items: dict[str, object], after: int = 0) -> None:
    feed = FollowedFeed.objects.first() or a_followed_feed()
    take_over(feed=feed, content=signed(*items, after=after), where=URL)


def page(path: str = "") -> str:
    answer = Client().get(f"/en/elsewhere/{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def test_an_empty_page_says_what_will_be_here():
    assert "This site follows no other installation yet" in page()


def test_each_thing_says_where_it_is_from_and_leads_there():
    taken(an_item("one"), an_item("call", kind="call", body=CALL))
    said = page()
    told = "1 other installation publishes what stands here, each thing signed by it. Things: 2."
    assert told in said
    link = f'<a href="{SITE}/en/projects/one/" rel="external nofollow noopener">Project one</a>'
    assert link in said
    assert said.count("from Cities of the north") == 2
    assert "How can we share buses?" in said
    assert '<span class="tag">closed</span>' in said
    assert 'lang="fr"><a href=' in Client().get("/fr/elsewhere/").content.decode()


def test_what_is_no_longer_published_there_stays_marked_and_last():
    taken(an_item("one"), an_item("two"))
    taken(an_item("two"), after=1)
    said = page()
    assert '<span class="tag">no longer published there</span>' in said
    assert said.index("Project two") < said.index("Project one")
    assert "Project one" not in page("?now=yes")
    assert "each thing signed by it. Things: 1." in said
    taken(after=2)
    assert "Nothing of what stands here is published any more where it is from." in page()


def test_filters_and_words():
    taken(an_item("one"), an_item("call", kind="call", body=CALL))
    assert "1 thing of 2 fits what you ask for." in page("?kind=call")
    assert "1 thing of 2 fits what you ask for." in page("?q=who%20JOINS")
    assert "Nothing fits all of this together" in page("?q=nothing")
    assert Client().get("/en/elsewhere/?kind=recipe").status_code == 400


def test_the_same_as_data_with_digests_that_were_checked():
    taken(an_item("one"))
    told = json.loads(Client().get("/en/elsewhere.json").content)["table"]
    row = dict(zip(told["fields"], told["rows"][0], strict=True))
    assert (row["from"], row["from_url"], row["is_intact"]) == ("Cities of the north", SITE, True)
    assert row["digest"] == an_item("one")["digest"]
    lines = list(csv.reader(Client().get("/en/elsewhere.csv").content.decode().splitlines()))
    assert (len(lines), lines[1][2]) == (2, "Project one")


def test_words_of_others_are_words_and_nothing_else():
    evil = {"en": "<script>alert(1)</script>"}
    taken(an_item("one", title=evil, body={"summary": ["no words"], "by": 7, "closes": 3}))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page()


def test_one_question_to_the_database_however_many_there_are(
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for after, ids in enumerate((("one",), ("one", "two", "three"))):
        taken(*map(an_item, ids), after=after)
        page()
        with django_assert_num_queries(1):
            page()
