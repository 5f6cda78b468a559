"""The page about this site."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("site_data")


def test_the_page_says_what_this_is_in_the_language_of_its_address(client: Client):
    answer = client.get("/en/about/")
    assert answer.status_code == 200
    assert "About Territoria" in answer.content.decode()


def test_it_names_whoever_runs_it(client: Client, settings: Any):
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "A Region", "help@example.org"
    text = client.get("/en/about/").content.decode()
    assert '<p>A Region, <a href="mailto:help@example.org">help@example.org</a></p>' in text


def test_without_operator_it_says_so(client: Client, settings: Any):
    settings.OPERATOR_NAME = ""
    assert "has not given a name" in client.get("/en/about/").content.decode()


@pytest.mark.parametrize("anchor", ["operator", "accessibility", "privacy", "licences"])
def test_it_has_a_place_for_what_must_be_said(client: Client, anchor: str):
    assert f'<h2 id="{anchor}">' in client.get("/en/about/").content.decode()


def test_reading_sets_no_cookie(client: Client):
    client.get("/en/about/")
    assert len(client.cookies) == 0
