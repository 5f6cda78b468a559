"""Finding one's territory."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize(
    ("asked", "leads_to"),
    [("FRE1", "FRE1"), ("toskana", "ITI1"), ("Luxembourg", "LU00"), (" berlin ", "DE30")],
)
def test_one_certain_hit_leads_to_its_page(client: Client, asked: str, leads_to: str):
    answer = client.get("/en/find/", {"q": asked})
    assert (answer.status_code, answer["Location"]) == (302, f"/en/territories/{leads_to}/")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("Lille", "Lille is a city in Nord-Pas de Calais."),
        ("Limbourg", "Called Limbourg in French."),
        ("Oberfraken", "Called Oberfranken in German."),
    ],
)
def test_a_likely_hit_says_why_it_was_found(client: Client, asked: str, why: str):
    answer = client.get("/en/find/", {"q": asked})
    assert answer.status_code == 200
    assert answer.context["results"][0].why == why


def test_no_hit_says_so_and_offers_every_region(client: Client, django_assert_num_queries):
    client.get("/en/find/")
    with django_assert_num_queries(1):
        answer = client.get("/en/find/", {"q": "<xyzzy>"})
    assert answer.status_code == 200
    assert "anything like “&lt;xyzzy&gt;”" in answer.content.decode()
    assert len(answer.context["countries"]) == 27


@pytest.mark.parametrize("asked", ["Limburg", "Bavi"])
def test_the_number_of_queries_does_not_grow_with_the_hits(
    client: Client, django_assert_num_queries, asked: str
):
    with django_assert_num_queries(1):
        client.get("/en/find/", {"q": asked})


def test_machines_get_the_hits_instead_of_a_redirect(client: Client):
    body = client.get("/en/find.json", {"q": "FRE1"}).json()
    assert body["asked"] == "FRE1"
    assert body["table"]["rows"][0][:2] == ["FRE1", "Nord-Pas de Calais"]
    assert client.get("/en/find.csv", {"q": "xyzzy"}).content == (
        b"code,name,country,level,matched_name,kind,language,likeness\r\n"
    )


@pytest.mark.parametrize("asked", ["a" * 5000, "\0", "%", "🙂", "'; drop table", "<script>"])
def test_whatever_is_typed_is_answered(client: Client, asked: str):
    assert client.get("/en/find/", {"q": asked}).status_code == 200


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_it_is_there_in_every_language(client: Client, lang: str):
    answer = client.get(f"/{lang}/find/", {"q": "Lille"})
    assert (answer.status_code, answer.context["results"][0].code) == (200, "FRE1")
