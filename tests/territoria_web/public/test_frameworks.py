"""Frameworks as pages: all, each as a tree, each node with its scores."""

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
@pytest.mark.parametrize("rest", ["", "blueprint/", "blueprint/A2/", "country/E1.1/"])
def test_it_is_there_in_every_language(client: Client, lang: str, rest: str):
    assert f'<html lang="{lang}">' in text_of(client, f"/{lang}/frameworks/{rest}")


def test_every_framework_is_listed_with_its_coverage(client: Client):
    text = text_of(client, "/en/frameworks/")
    for framework in library().frameworks.values():
        assert f'href="/en/frameworks/{framework.id}/"' in text
    assert "239 regions of 242 have an overall score" in text


@pytest.mark.parametrize("framework", ["blueprint", "country", "small-cities", "sme-go-digital"])
def test_the_tree_beside_has_every_binding(client: Client, framework: str):
    rows = list(csv.DictReader(io.StringIO(text_of(client, f"/en/frameworks/{framework}.csv"))))
    bound = [b.indicator for b in library().frameworks[framework].bindings()]
    assert [r["indicator"] for r in rows if r["indicator"]] == bound
    tops = {r["node"]: float(r["share"]) for r in rows if r["parent"] == ""}
    assert all(0 < share <= 1 for share in tops.values())


def test_the_recipe_and_the_doubt_are_sentences(client: Client):
    text = text_of(client, "/en/frameworks/blueprint/")
    assert "All parts of a node count the same." in text
    assert "The score is computed 1000 times" in text
    assert "The 10 most similar territories by structure" in text


def test_a_factor_without_figures_is_said_to_be_unknown(client: Client):
    text = text_of(client, "/en/frameworks/blueprint/A1.3/")
    assert "No published figure speaks of this yet" in text
    assert "<figure" not in text


def test_a_node_has_its_scores_beside_with_addresses(client: Client):
    rows = list(csv.DictReader(io.StringIO(text_of(client, "/en/frameworks/blueprint/A2.csv"))))
    assert len(rows) == 242
    assert sum(r["value"] != "" for r in rows) == 234
    first = rows[0]
    assert (first["rank"], first["address"].split(":")[0]) == ("1.0", "score")


def test_a_node_leads_to_map_advice_and_practices(client: Client):
    text = text_of(client, "/en/frameworks/blueprint/A2/")
    assert 'href="/en/map/?show=blueprint%3AA2"' in text
    assert 'href="/en/advice/' in text
    assert 'href="/en/practices/' in text


@pytest.mark.parametrize("rest", ["nope/", "blueprint/Z9/", "blueprint/A1/more/", "nope.csv"])
def test_what_is_not_there_is_a_404(client: Client, rest: str):
    assert client.get(f"/en/frameworks/{rest}").status_code == 404


@pytest.mark.parametrize(
    ("rest", "count"), [("", 1), ("country/", 1), ("blueprint/", 1), ("blueprint/A2/", 2)]
)
def test_a_larger_tree_takes_no_more_queries(
    client: Client, django_assert_num_queries: Any, rest: str, count: int
):
    text_of(client, f"/en/frameworks/{rest}")
    with django_assert_num_queries(count):
        text_of(client, f"/en/frameworks/{rest}")
