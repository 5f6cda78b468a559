"""The two doors to the advice."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_both_doors_stand_open_in_every_language(client: Client, lang: str):
    answer = client.get(f"/{lang}/advice/")
    assert [len(roles) for _, roles in answer.context["groups"]] == [4, 4, 2, 2]
    assert len(answer.context["trees"]) == 5


def test_with_a_territory_its_first_five_stand_first_and_it_is_kept(client: Client):
    answer = client.get("/en/advice/?territory=FRE1")
    assert [r.here.place for r in answer.context["first"]] == [1, 2, 3, 4, 5]
    assert 'href="/en/advice/for/MAY/?territory=FRE1"' in answer.content.decode()


def test_a_territory_without_diagnosis_is_told(client: Client):
    text = client.get("/en/advice/?territory=DE1").content.decode()
    assert "are not worked out on this site" in text


def test_a_territory_that_nobody_knows_is_said_above_the_doors(client: Client):
    answer = client.get("/en/advice/?territory=zzzz")
    assert answer.status_code == 200
    assert len(answer.context["groups"]) == 4
    text = answer.content.decode()
    assert "No territory is called “zzzz”, or anything like it." in text
    assert 'name="territory" value="zzzz"' in text


def test_seven_questions_are_enough(client: Client, django_assert_num_queries):
    client.get("/en/advice/?territory=FRE1")
    with django_assert_num_queries(7):
        client.get("/en/advice/?territory=FRE1")


def test_all_advice_stands_beside_with_its_judgement(client: Client):
    table = client.get("/en/advice.json?territory=FRE1").json()["table"]
    assert len(table["rows"]) == 108
    assert table["fields"][-5:] == ["standing", "tier", "place", "why", "robust"]
