"""Indicators as pages: a list with coverage, and each with its text, years, uses and figures."""

from __future__ import annotations

import csv
import io
from typing import Any

import pytest
from django.test import Client

from territoria_web.library.queries import library

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("site_data")]


def text_of(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("lang", ["en", "fr", "de"])
@pytest.mark.parametrize("rest", ["", "gerd/", "adult_learning/", "desi22_1a1/"])
def test_it_is_there_in_every_language(client: Client, lang: str, rest: str):
    assert f'<html lang="{lang}">' in text_of(client, f"/{lang}/indicators/{rest}")


@pytest.mark.parametrize("indicator", sorted(library().indicators))
def test_every_indicator_has_a_page(client: Client, indicator: str):
    text = text_of(client, f"/en/indicators/{indicator}/")
    assert f"<code>{indicator}</code>" in text


def test_all_are_listed_and_told_how_many_have_figures(client: Client):
    text = text_of(client, "/en/indicators/")
    assert "147 indicators; the data of this site have figures of 70." in text


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("framework=blueprint", 16),
        ("q=broadband+households", None),
        ("theme=talent&role=scored", None),
    ],
)
def test_filters_narrow_the_list(client: Client, query: str, count: int | None):
    rows = list(csv.DictReader(io.StringIO(text_of(client, f"/en/indicators.csv?{query}"))))
    assert 0 < len(rows) < 147
    assert count in (None, len(rows))


def test_nothing_found_is_said_with_a_way_on(client: Client):
    assert "No indicator passes these filters" in text_of(client, "/en/indicators/?q=zzzzzz")


@pytest.mark.parametrize("query", ["theme=nope", "role=nope", "framework=nope"])
def test_a_filter_that_names_nothing_is_a_404(client: Client, query: str):
    assert client.get(f"/en/indicators/?{query}").status_code == 404


def test_an_unknown_indicator_is_a_404(client: Client):
    assert client.get("/en/indicators/nope/").status_code == 404


def test_the_csv_has_every_observation(client: Client):
    rows = list(csv.DictReader(io.StringIO(text_of(client, "/en/indicators/gerd.csv"))))
    held = client.get("/api/v1/observations?indicator=gerd&limit=1").json()["total"]
    assert len(rows) == held
    assert {r["status"] for r in rows} == {"observed", "inherited"}


def test_coverage_names_the_countries_without_a_figure(client: Client):
    text = text_of(client, "/en/indicators/gerd/")
    assert "2 countries have no figure at all: IE, LT." in text
    assert "202 territories have figures, from 2011 to 2016." in text


def test_an_indicator_without_figures_says_so(client: Client):
    text = text_of(client, "/en/indicators/adult_learning/")
    assert "it is unknown everywhere" in text
    assert "<figure" not in text


def test_it_tells_where_it_is_used(client: Client):
    assert 'href="/en/frameworks/blueprint/A4.3/"' in text_of(client, "/en/indicators/gerd/")
    assert 'href="/en/frameworks/blueprint/#peers"' in text_of(client, "/en/indicators/population/")


def test_figures_lead_to_their_explanation(client: Client):
    text = text_of(client, "/en/indicators/gerd/")
    assert text.count('href="/en/explain/?number=observation:blueprint') == 10


@pytest.mark.parametrize(
    ("rest", "count"),
    [("?q=gerd", 1), ("?framework=blueprint", 1), ("", 1), ("gerd/", 3), ("desi22_1a1/", 3)],
)
def test_more_rows_take_no_more_queries(
    client: Client, django_assert_num_queries: Any, rest: str, count: int
):
    text_of(client, f"/en/indicators/{rest}")
    with django_assert_num_queries(count):
        text_of(client, f"/en/indicators/{rest}")
