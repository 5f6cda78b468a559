"""How figures are made, in the reader's words."""

from __future__ import annotations

import re

import pytest
from django.test import Client

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
def test_it_is_there_in_every_language(client: Client, lang: str):
    answer = client.get(f"/{lang}/methods/")
    assert (answer.status_code, answer["Content-Language"]) == (200, lang)


def test_its_list_of_contents_leads_to_every_heading(client: Client):
    text = client.get("/en/methods/").content.decode()
    listed = re.findall(r'<li><a href="#([a-z]+)">', text)
    headings = re.findall(r'<h2 id="([a-z]+)">', text)
    assert listed == headings


def test_the_footer_leads_to_anchors_that_are_there(client: Client):
    text = client.get("/en/methods/").content.decode()
    for page, anchor in re.findall(r'<li><a href="/en/([a-z]+)/#([a-z]+)">', text):
        assert f'id="{anchor}"' in client.get(f"/en/{page}/").content.decode()


def test_whatever_it_names_is_a_link_that_leads_there(client: Client):
    text = client.get("/en/methods/").content.decode()
    body = text.partition('<main id="main"')[2].partition("</main>")[0]
    assert "documentation" not in body
    named = {(page, anchor) for page, anchor in re.findall(r'href="(/en/[^"#]*)#?([a-z]*)"', body)}
    assert len(named) >= 16
    for page, anchor in sorted(named):
        answer = client.get(page)
        assert answer.status_code == 200, page
        assert not anchor or f'id="{anchor}"' in answer.content.decode(), (page, anchor)


def test_only_frameworks_that_compare_are_named_with_peers(client: Client):
    text = client.get("/en/methods/").content.decode()
    assert ('/frameworks/blueprint/#peers"' in text, '/frameworks/country/#peers"' in text) == (
        True,
        False,
    )


def test_a_gap_is_that_to_the_better_quarter_of_the_peers(client: Client):
    text = client.get("/en/methods/").content.decode()
    assert "A gap is the distance to the level that the better quarter of the peers reach." in text
    assert "tested by five hundred variations" in text
