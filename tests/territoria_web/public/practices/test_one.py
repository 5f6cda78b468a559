"""One practice."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]


@pytest.mark.parametrize(
    ("lang", "heading"),
    [("en", "What it cost"), ("fr", "Ce que cela a coûté"), ("de", "Was es kostete")],
)
def test_the_story_stands_under_its_fixed_headings(client: Client, lang: str, heading: str):
    answer = client.get(f"/{lang}/practices/aveiro-steam-city/")
    assert [h for h, _, _ in answer.context["sections"]][3] == heading
    assert f"<h2>{heading}</h2>" in answer.content.decode()


def test_claims_stand_in_a_table_with_grade_reason_and_sources(client: Client):
    answer = client.get("/en/practices/aveiro-steam-city/")
    claims = answer.context["claims"]
    assert [c["grade"] for c in claims] == ["E1", "not reported", "E1"]
    assert claims[0]["said"].endswith('<a href="#source-5">[5]</a>')
    assert 'id="source-5"' in answer.content.decode()


def test_what_nobody_confirmed_says_so_and_what_to_do(client: Client):
    text = client.get("/en/practices/aveiro-steam-city/").content.decode()
    assert "nobody has checked this text with the place yet." in text
    assert "Before you rely on it" in text


def test_a_failure_says_so_first(client: Client):
    text = client.get("/en/practices/alba-iulia-106-pilots/").content.decode()
    assert text.index("It went wrong") < text.index("<h2>Context</h2>")


def test_with_a_territory_its_likeness_is_said_and_the_territory_kept(client: Client):
    answer = client.get("/en/practices/alba-iulia-106-pilots/?territory=RO42")
    assert answer.context["relation"].word in ("firm", "likely", "arguable")
    assert "?territory=RO42" in answer.content.decode()


def test_an_unknown_practice_is_not_found(client: Client):
    assert client.get("/en/practices/no-such-thing/").status_code == 404


def test_the_database_is_asked_for_the_region_and_for_who_took_it_up(
    client: Client, django_assert_num_queries
):
    client.get("/en/practices/aveiro-steam-city/")
    with django_assert_num_queries(2):
        client.get("/en/practices/aveiro-steam-city/")


def test_sections_and_references_stand_in_the_data(client: Client):
    data = client.get("/en/practices/aveiro-steam-city.json").json()
    assert next(iter(data["sections"])) == "Context"
    assert data["references"][0]["number"] == 1
    assert data["table"]["fields"] == ["practice", "outcome", "claim", "grade", "reason", "sources"]
