"""The page about this site."""

from __future__ import annotations

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("site_data")


def test_the_page_says_what_this_is_in_the_language_of_its_address(client: Client):
    answer = client.get("/en/about/")
    assert answer.status_code == 200
    assert "About Territoria" in answer.content.decode()
