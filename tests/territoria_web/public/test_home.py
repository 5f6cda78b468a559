"""The start page."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_it_is_there_in_every_language(client: Client, lang: str):
    assert client.get(f"/{lang}/").status_code == 200


def test_every_region_on_the_map_leads_to_its_page(client: Client):
    text = client.get("/en/").content.decode()
    assert len(re.findall(r'<a href="/en/territories/[A-Z0-9]+/" data-code=', text)) == 242


def test_it_has_a_door_for_every_need_and_none_is_shut(client: Client):
    doors = client.get("/en/").context["doors"]
    assert len(doors) == 6
    assert {client.get(url).status_code for *_, url, _go in doors} <= {200, 302}


def test_the_numbers_are_counted_and_lead_to_what_they_count(client: Client):
    answer = client.get("/en/")
    numbers = {label: (count, remark) for label, count, remark, _ in answer.context["numbers"]}
    assert numbers["Regions scored"] == (239, "3 still unknown")
    assert numbers["Practices"][1] == "11 of them went wrong"
    assert answer.context["digest"] == answer.context["release"].digest[:12]


def test_it_is_light(client: Client):
    assert len(client.get("/en/").content) < 60_000


def test_the_second_visitor_costs_two_queries(client: Client, django_assert_num_queries):
    client.get("/en/")
    with django_assert_num_queries(2):
        client.get("/en/")


def test_the_same_numbers_are_there_for_machines(client: Client):
    body = client.get("/en/index.json").json()
    assert body["release"] == "europe-nuts2021"
    assert ["Regions scored", 239] in body["table"]["rows"]
