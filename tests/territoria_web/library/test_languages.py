"""A language more in the settings is a language more everywhere, in English where it says nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from desk_team import a_team, signed_in
from territoria.speech import language
from territoria_web.library.languages import (
    document_language,
    document_languages,
    language_codes,
    name_of_language,
)
from territoria_web.library.saying import said_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data", "spanish")]
FOUR = [("en", "English"), ("fr", "Français"), ("de", "Deutsch"), ("es", "Español")]


@pytest.fixture
def spanish(settings: Settings, tmp_path: Path) -> None:
    """An installation that speaks a fourth language, which no text and no sentence has yet."""
    cache.clear()
    settings.LANGUAGES, settings.WRITTEN_PAGES = FOUR, tmp_path / "pages"


@pytest.mark.parametrize(
    "path",
    ["", "territories/FRE1/", "territories/FRE1/briefing/", "map/", "explore/", "practices/",
     "advice/user-feedback/", "find/?q=lile", "methods/", "account/login/"],
)  # fmt: skip
def test_public_pages_open_in_it_and_lead_to_all_four(client: Client, path: str):
    answer = client.get(f"/es/{path}")
    assert answer.status_code == 200
    assert '<html lang="es"' in answer.text
    held = [(code, name) for code, name, _url, _spoken in answer.context["page"]["languages"]]
    assert held == FOUR


@pytest.mark.parametrize("stage", ["", "measure/", "compare/", "recommend/", "documents/", "jobs/"])
def test_the_desk_opens_in_it(stage: str):
    team = a_team()
    answer = signed_in(team.lead).get(team.at(stage).replace("/en/", "/es/"))
    assert answer.status_code == 200
    held = [(code, name) for code, name, _url, _spoken in answer.context["page"]["languages"]]
    assert held == FOUR


def test_an_account_may_have_its_mail_in_it():
    team = a_team()
    client = signed_in(team.lead)
    assert client.get("/es/account/").context["form"].fields["language"].choices == FOUR
    asked = client.post("/es/account/", {"name": "Ana", "language": "es"})
    team.lead.refresh_from_db()
    assert (asked.status_code, team.lead.language) == (302, "es")


def test_a_document_is_in_a_language_that_the_engine_writes(client: Client):
    assert document_languages() == tuple(FOUR[:3])
    with said_in("es"):
        assert document_language() == "en"
    assert client.get("/es/territories/FRE1/briefing/").context["edition"].language == "en"
    team = a_team()
    form = signed_in(team.lead).get(team.at("documents/").replace("/en/", "/es/")).context["form"]
    assert form.fields["language"].choices == FOUR[:3]
    assert form.initial["language"] == "en"


def test_the_engine_speaks_english_where_it_does_not_know_the_language():
    with said_in("es"):
        assert language() == "en"


@pytest.mark.parametrize("path", ["territories?limit=1&lang=es", "scores?node=A2&limit=1&lang=es"])
def test_the_api_answers_in_it(client: Client, path: str):
    answer = client.get(f"/api/v1/{path}")
    assert (answer.status_code, answer["Content-Language"]) == (200, "es")


def test_the_reference_and_its_document_name_all_four(client: Client):
    page = client.get("/api/?lang=es")
    assert page["Content-Language"] == "es"
    assert [code for code, *_ in page.context["page"]["languages"]] == ["en", "fr", "de", "es"]
    assert (
        "<code>?lang=en</code>, <code>fr</code>, <code>de</code>, <code>es</code></dd>" in page.text
    )
    asked = client.get("/api/v1/openapi.json").json()["paths"]["/api/v1/territories"]["get"]
    (lang,) = (p for p in asked["parameters"] if p["name"] == "lang")
    assert lang["schema"]["enum"] == ["en", "fr", "de", "es"]


def test_the_catalogue_names_the_language_but_calls_no_english_sentence_spanish(client: Client):
    said = client.get("/api/v1/catalogue.ttl").text
    assert ("language/SPA>" in said, '"@de' in said, '"@es' in said) == (True, True, False)


def test_machines_are_kept_out_of_the_desk_in_it(client: Client):
    assert "Disallow: /es/desk/" in client.get("/robots.txt").text


def test_a_language_that_an_installation_gave_up_is_named_by_its_code(settings: Settings):
    settings.LANGUAGES = FOUR[:2]
    assert (language_codes(), name_of_language("fr"), name_of_language("de")) == (
        ("en", "fr"),
        "Français",
        "de",
    )
