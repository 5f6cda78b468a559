"""Sectors of excellence in public: by sector, by city, as data; drafts nowhere."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from django.test import Client

from a_compendium import SECTORS, with_sectors
from desk_team import a_member
from territoria_web.act.services.sectors import add_sector
from territoria_web.people.models import Role
from territoria_web.territories.models import Territory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_by_sector_and_by_city_and_as_data(client: Client):
    with_sectors("FRE1")
    with_sectors("DED5")
    page = client.get("/en/sectors/").content.decode()
    assert "2 cities name what they are strong in" in page
    assert '<li><a href="/en/network/">Network</a></li>' in page
    assert page.count("<h2") - page.count('<h2 class="hid"') >= 4
    by_city = client.get("/en/sectors/?by=city").content.decode()
    assert by_city.index("Leipzig") < by_city.index("Nord-Pas de Calais")
    data = client.get("/en/sectors.json").json()["table"]
    row = dict(zip(data["fields"], data["rows"][0], strict=True))
    assert (row["territory"], len(data["rows"])) == ("DED5", 8)
    logistics = [r for r in data["rows"] if r[2] == "52"]
    assert [r[data["fields"].index("quotient")] for r in logistics] == [2.0, 2.0]


def test_a_field_that_two_cities_write_otherwise_stands_once(client: Client):
    with_sectors("FRE1")
    with_sectors("DED5", *SECTORS[:3], replace(SECTORS[3], emerging="Gréen  HYDROGEN"))
    page = client.get("/en/sectors/").content.decode()
    assert page.count('<section class="stack"') == 4


def test_a_list_published_past_midnight_is_of_the_day_of_the_site(client: Client):
    held = with_sectors("FRE1")
    held.published = datetime(2027, 3, 1, 23, 30, tzinfo=UTC)
    held.save()
    assert ",2027-03-02," in client.get("/en/sectors.csv").content.decode()


def test_a_draft_is_shown_nowhere(client: Client):
    place = Territory.objects.get(code="FRE1")
    add_sector(by=a_member("FRE1", Role.LEAD), territory=place, words=SECTORS[0], seen=0)
    page = client.get("/en/sectors/").content.decode()
    assert "No city has named its sectors of excellence yet." in page
    assert client.get("/en/sectors.csv").content.decode().count("\n") == 1


def test_three_lists_ask_no_more_than_one(client: Client, django_assert_num_queries):
    with_sectors("FRE1")
    client.get("/en/sectors/")
    with django_assert_num_queries(2):
        client.get("/en/sectors/")
    with_sectors("DED5")
    with_sectors("FI20")
    with django_assert_num_queries(2):
        client.get("/en/sectors/")
