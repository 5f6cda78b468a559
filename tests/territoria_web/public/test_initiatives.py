"""Policy initiatives, as readers see them."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_list_and_page_speak_every_language(client: Client, lang: str):
    assert client.get(f"/{lang}/initiatives/").status_code == 200
    assert client.get(f"/{lang}/initiatives/kit-digital/").status_code == 200


def test_filters_leave_what_fits(client: Client):
    rows = client.get("/en/initiatives/?evaluation=trial").context["rows"]
    assert {e.evaluation for e, _ in rows} == {"trial"}


def test_without_claim_the_page_says_that_no_effect_is_claimed(client: Client):
    text = client.get("/en/initiatives/scotland-digitalboost/").content.decode()
    assert ("No effect on firms is claimed" in text) == ('id="claims"' not in text)


def test_unknown_ids_and_filters_are_told(client: Client):
    assert client.get("/en/initiatives/nope/").status_code == 404
    assert client.get("/en/initiatives/?area=nope").status_code == 400


def test_nothing_is_asked_of_the_database(client: Client, django_assert_num_queries):
    client.get("/en/initiatives/")
    with django_assert_num_queries(0):
        client.get("/en/initiatives/?evaluation=trial")


def test_table_and_data_stand_beside(client: Client):
    assert len(client.get("/en/initiatives.csv").content.decode().splitlines()) == 50
    data = client.get("/en/initiatives/digitalbonus-bavaria.json").json()
    assert data["initiative"]["evaluation"] == "report"
    assert data["table"]["name"] == "claims"
