"""The field for the reader's region: a code, or a name as people say it."""

from __future__ import annotations

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from territoria_web.public.asked_territory import asked_region

pytestmark = [pytest.mark.usefixtures("site_data"), pytest.mark.django_db]
PAGES = (
    "/en/practices/",
    "/en/practices/alba-iulia-106-pilots/",
    "/en/advice/",
    "/en/advice/for/MAY/",
    "/en/advice/every-actor-in/",
)


@pytest.mark.parametrize(
    ("asked", "code"),
    [
        ("DED5", "DED5"),
        ("ded5", "DED5"),
        ("DE", "DE"),
        ("Leipzig", "DED5"),
        ("Stuttgart", "DE11"),
        ("München", "DE21"),
        ("Munich", "DE21"),
        ("Luxembourg", "LU00"),
        ("Sachsen", "DED"),
        ("Nord-Pas de Cala", "FRE1"),
    ],
)
def test_a_name_that_means_one_territory_is_taken(asked: str, code: str):
    region = asked_region(RequestFactory().get("/en/practices/", {"territory": asked}))
    assert (region.field, region.open) == (code, False)


def test_a_name_of_two_regions_is_asked_back_with_the_filters_kept():
    asked = {"territory": "Hauts-de-France", "wrong": "yes", "page": "2"}
    with override("en"):
        region = asked_region(RequestFactory().get("/en/practices/", asked))
    assert region.field == "Hauts-de-France"
    assert region.choices == [
        ("Nord-Pas de Calais (FRE1)", "?wrong=yes&territory=FRE1"),
        ("Picardy (FRE2)", "?wrong=yes&territory=FRE2"),
    ]


@pytest.mark.parametrize("page", PAGES)
def test_every_page_asks_back_and_keeps_what_was_typed(client: Client, page: str):
    answer = client.get(page, {"territory": "Hauts-de-France"})
    text = answer.content.decode()
    assert answer.status_code == 200
    assert 'href="?territory=FRE2"' in text
    assert 'name="territory" value="Hauts-de-France"' in text


@pytest.mark.parametrize("page", PAGES)
def test_every_page_says_how_to_mend_what_nobody_knows(client: Client, page: str):
    text = client.get(page, {"territory": "zzzz"}).content.decode()
    assert "No territory is called “zzzz”, or anything like it." in text


def test_a_file_for_a_territory_that_is_not_clear_is_refused(client: Client):
    assert client.get("/en/practices.csv?territory=zzzz").status_code == 404
    assert client.get("/en/practices.json?territory=Leipzig").status_code == 200
