"""The machinery of public pages: one function, three addresses, the same for everyone."""

from __future__ import annotations

import json
import re

import pytest
from django.http import HttpRequest
from django.test import Client, RequestFactory
from django.urls import URLPattern
from pytest_django import Settings

from territoria_web.public.page import LaterRows, Page, Table, languages_of, routes

pytestmark = pytest.mark.usefixtures("site_data")

TABLE = Table("places", ("code", "value"), (("FRE1", 1.5), ("=cmd|x", None)))


def things(request: HttpRequest) -> Page:
    return Page(
        template="public/about.html",
        title="Things",
        finding="There are two.",
        table=TABLE,
        data={"count": 2},
    )


ROUTES = {url.name: url for url in routes("things/", things, "things")}


def ask(url: URLPattern, path: str = "/en/things/", **headers: str):
    return url.callback(RequestFactory(SERVER_NAME="localhost").get(path, **headers))


def test_a_page_has_three_addresses():
    assert {name: str(url.pattern) for name, url in ROUTES.items()} == {
        "things-json": "things.json",
        "things-csv": "things.csv",
        "things": "things/",
    }


def test_the_json_says_what_the_page_says():
    said = json.loads(ask(ROUTES["things-json"]).content)
    assert (said["title"], said["finding"], said["count"]) == ("Things", "There are two.", 2)
    assert said["table"] == {
        "name": "places",
        "fields": ["code", "value"],
        "rows": [["FRE1", 1.5], ["=cmd|x", None]],
    }


def test_the_csv_has_a_head_and_no_formula_and_unknown_is_empty():
    answer = ask(ROUTES["things-csv"])
    assert answer.content.decode() == "code,value\r\nFRE1,1.5\r\n'=cmd|x,\r\n"
    assert answer["Content-Disposition"] == 'attachment; filename="places.csv"'


def test_data_may_be_read_by_pages_of_others():
    assert ask(ROUTES["things-json"])["Access-Control-Allow-Origin"] == "*"


def test_a_reader_who_has_it_already_is_not_sent_it_again():
    first = ask(ROUTES["things-json"])
    again = ask(ROUTES["things-json"], HTTP_IF_NONE_MATCH=first["ETag"])
    assert (again.status_code, again.content) == (304, b"")


def test_a_page_takes_no_form():
    answer = ROUTES["things-json"].callback(RequestFactory(SERVER_NAME="localhost").post("/en/x/"))
    assert answer.status_code == 405


def test_every_language_has_its_address_and_keeps_the_question():
    request = RequestFactory(SERVER_NAME="localhost").get("/en/map/?show=A2")
    assert [(code, url) for code, _, url, _ in languages_of(request)] == [
        ("en", "http://localhost/en/map/?show=A2"),
        ("fr", "http://localhost/fr/map/?show=A2"),
        ("de", "http://localhost/de/map/?show=A2"),
    ]


def test_a_public_page_sets_no_cookie_and_asks_for_none(client: Client):
    answer = client.get("/en/about/")
    assert dict(answer.cookies) == {}
    assert answer["Cache-Control"] == "public, max-age=60"
    assert "Cookie" not in answer["Vary"]


def test_only_an_embedded_page_may_stand_in_a_frame(client: Client):
    alone, framed = client.get("/en/about/"), client.get("/en/about/?embed=1")
    assert (
        alone["X-Frame-Options"],
        "frame-ancestors 'none'" in alone["Content-Security-Policy"],
    ) == (
        "DENY",
        True,
    )
    assert "X-Frame-Options" not in framed
    assert "frame-ancestors *" in framed["Content-Security-Policy"]


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_a_page_speaks_the_language_of_its_address(client: Client, language: str):
    assert f'<html lang="{language}"' in client.get(f"/{language}/about/").content.decode()


@pytest.mark.parametrize(("asked", "given"), [("fr-FR,fr", "/fr/"), ("de", "/de/"), ("pt", "/en/")])
def test_the_door_leads_to_the_readers_language(client: Client, asked: str, given: str):
    assert client.get("/", HTTP_ACCEPT_LANGUAGE=asked)["Location"] == given


@pytest.mark.parametrize("path", ["/en/nothing/", "/xx/", "/en/territories/", "/%00", "/en/%ff/"])
def test_an_address_that_leads_nowhere_is_a_page_too(client: Client, path: str):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "<h1" in answer.content.decode()


def test_rows_that_nobody_asks_for_are_not_made():
    made: list[str] = []

    def make() -> list[tuple[str, int]]:
        made.append("now")
        return [("FRE1", 1), ("DED5", 2)]

    rows = LaterRows(make)
    assert made == []
    assert (len(rows), rows[1], list(rows)) == (2, ("DED5", 2), [("FRE1", 1), ("DED5", 2)])
    assert made == ["now"]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/en/",
        "/fr/map/?show=blueprint:A2",
        "/en/territories/FRE1/",
        "/en/explore/",
        "/api/?lang=de",
    ],
)
def test_a_page_names_the_address_that_was_set_whatever_host_was_asked_for(
    path: str, client: Client, settings: Settings
):
    settings.ORIGIN, settings.ALLOWED_HOSTS = "https://territoria.example", ["*"]
    text = client.get(path, headers={"host": "forged.example"}).content.decode()
    assert "forged.example" not in text
    heads = r'(?:canonical"|og:url"|og:image"|hreflang="..") (?:href|content)="([^"]*)"'
    named = re.findall(heads, text)
    assert len(named) >= 4
    assert {address.split("/")[2] for address in named} == {"territoria.example"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path",
    [
        "/en/map.json", "/en/data.json", "/en/data.csv", "/en/data/europe-nuts2021/datapackage.json",
        "/api/v1/openapi.json", "/api/v1/scores?node=A2&limit=1", "/api/v1/indicators?limit=1",
        "/api/v1/territories?limit=1", "/api/v1/releases", "/api/v1/catalogue.jsonld",
    ],
)  # fmt: skip
def test_data_names_the_address_that_was_set_too(path: str, client: Client, settings: Settings):
    settings.ORIGIN, settings.ALLOWED_HOSTS = "https://territoria.example", ["*"]
    answer = client.get(path, headers={"host": "forged.example"})
    assert answer.status_code == 200
    text = f"{answer.content.decode()} {answer.headers}"
    assert ("forged.example" in text, "https://territoria.example" in text) == (False, True)


@pytest.mark.django_db
def test_a_host_that_is_not_ours_is_not_answered(client: Client, settings: Settings):
    settings.ALLOWED_HOSTS = ["territoria.example"]
    assert client.get("/en/map/", headers={"host": "forged.example"}).status_code == 400
