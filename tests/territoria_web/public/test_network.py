"""The doors of the network lead somewhere."""

from __future__ import annotations

import pytest
from django.test import Client

from territoria_web.public.network import DOORS

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def test_every_door_opens(client: Client):
    doors = client.get("/en/network/").context["doors"]
    urls = [url for _name, _said, url in doors]
    assert [client.get(url).status_code for url in urls] == [200] * len(urls)
    assert "/en/projects/" in urls
    assert len(urls) == len(DOORS)


def test_the_navigation_leads_to_it(client: Client):
    assert (
        '<a href="/en/network/" aria-current="page">' in client.get("/en/network/").content.decode()
    )
