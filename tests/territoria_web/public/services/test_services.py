"""The ratings of services as everybody sees them, and the question in a frame."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rated_services import AGES, LIBRARY, POOL, CameIn, a_forum, a_service, rated
from territoria_web.listen.models import Forum, Rating
from territoria_web.listen.services.ratings import show_comment
from territoria_web.people.models import User

pytestmark = pytest.mark.django_db
ALL = "/en/forum/HEAR23/services/"


@pytest.fixture(autouse=True)
def counters() -> None:
    cache.clear()


@pytest.fixture
def forum() -> Forum:
    return a_forum()


def test_most_and_least_satisfied_are_told_with_ranges(forum: Forum, client: Client):
    library, pool = a_service(forum), a_service(forum, POOL)
    rated(library, 30, 5, age=next(iter(AGES)))
    rated(pool, 30, 2)
    page = client.get(ALL).content.decode()
    assert (
        "Most satisfied are those who rated “Town library” (100 %), least those who rated "
        "“Swimming pool” (0 %)." in page
    )
    assert ("100 (92–100)" in page, "Volunteer sample" in page) == (True, True)
    data = client.get("/en/forum/HEAR23/services.json").json()
    assert data["table"]["rows"][0][:7] == [
        *(library.code, "Town library", "Culture", "", True, "ranked", 30)
    ]
    assert client.get("/en/forum/HEAR23/services.csv").status_code == 200


def test_services_with_few_ratings_are_shown_and_said_not_to_be_compared(
    forum: Forum, client: Client
):
    library, pool = a_service(forum), a_service(forum, POOL)
    rated(library, 10, 4)
    assert client.get(ALL).context["page"]["finding"] == (
        "10 ratings are counted here; they do not tell one service from another."
    )
    rated(pool, 7, 1, channel="paper")
    page = client.get(ALL)
    assert page.context["page"]["finding"] == (
        "15 ratings are counted here; they do not tell one service from another. "
        "Only services with ten ratings or more are compared."
    )
    assert "too few ratings. Came in by other ways than elsewhere" in page.content.decode()


def test_below_five_nothing_is_said(forum: Forum, client: Client):
    service = a_service(forum)
    rated(service, 4, 1)
    page = client.get(ALL).content.decode()
    assert "No service has five ratings yet" in page
    one = client.get(f"{ALL}{service.code}/").content.decode()
    assert "There are fewer than five ratings, so nothing is shown yet." in one
    row = client.get("/en/forum/HEAR23/services.json").json()["table"]["rows"][0]
    assert row[5:] == ["few", *[None] * 13]


def test_one_service_with_its_words_once_they_are_read(forum: Forum, client: Client):
    service = a_service(forum)
    rated(service, 1, comment="The lift is broken.")
    rated(service, 11)
    rated(service, 5, came=CameIn(trap=True))
    rated(service, 8)
    at = f"{ALL}{service.code}/"
    assert "The lift is broken." not in client.get(at).content.decode()
    rating = Rating.objects.filter(comment_state="new").first()
    assert rating is not None
    show_comment(by=User.objects.create_user("l@example.org"), rating=rating, seen="new")
    page = client.get(at).content.decode()
    assert page.count("The lift is broken.") == 1
    assert "5 more look like a machine's and are counted apart." in page
    assert "Of 20 people who rated it, 100 % say it was solved" in page
    rows = client.get(f"{at[:-1]}.json").json()["table"]["rows"]
    assert rows[0][:4] == ["all", "", 1, 20]


def test_the_widget_is_small_and_may_be_framed_by_anybody(forum: Forum, client: Client):
    service = a_service(forum)
    answer = client.get(f"{ALL}{service.code}/widget/")
    page = answer.content.decode()
    assert len(answer.content) < 3000
    assert page.count("?by=widget&amp;satisfied=") == 5
    assert ("<form" in page, "<script" in page, answer.cookies) == (False, False, {})
    assert "frame-ancestors *" in answer["Content-Security-Policy"]
    assert "X-Frame-Options" not in answer
    other = client.get(f"{ALL}{service.code}/")
    assert other["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("language", ["fr", "de"])
def test_every_page_opens_in_every_language(forum: Forum, client: Client, language: str):
    service = a_service(forum)
    rated(service, 10)
    for path in ("", f"{service.code}/", f"{service.code}/widget/"):
        assert client.get(ALL.replace("/en/", f"/{language}/") + path).status_code == 200


@pytest.mark.parametrize("services", [1, 2])
def test_the_list_costs_the_same_however_long(
    forum: Forum,
    client: Client,
    services: int,
    django_assert_num_queries: DjangoAssertNumQueries,
):
    for offer in (LIBRARY, POOL)[:services]:
        rated(a_service(forum, offer), 5)
    client.get(ALL)
    with django_assert_num_queries(3):
        client.get(ALL)


def test_what_is_not_there_is_not_found(forum: Forum, client: Client):
    for path in ("AAAAAA/", "AAAAAA/widget/"):
        assert client.get(f"{ALL}{path}").status_code == 404
    assert client.get(ALL.replace("HEAR23", "HEAR24")).status_code == 404


def test_the_way_to_a_service_leads_over_its_territory_and_its_forum(forum: Forum, client: Client):
    service = a_service(forum)
    crumbs = client.get(f"{ALL}{service.code}/").context["page"]["crumbs"]
    assert [label for label, _url in crumbs][1:] == ["What people say", "Services"]
    assert [url for _label, url in crumbs][1:] == ["/en/forum/HEAR23/", ALL]
