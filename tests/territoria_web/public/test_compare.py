"""Compare, through the client."""

from __future__ import annotations

import csv
import io
import re

import pytest
from django.test import Client

pytestmark = pytest.mark.usefixtures("site_data")


def lead(answer) -> str:
    found = re.search(r'<p class="lead">(.*?)</p>', answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("language", ["en", "fr", "de"])
def test_two_are_compared_in_three_languages(client: Client, language: str):
    answer = client.get(f"/{language}/compare/?t=FRE1&t=DED5")
    assert answer.status_code == 200
    assert "Nord-Pas de Calais" in lead(answer)
    assert answer.content.decode().count("<svg") == 3


@pytest.mark.parametrize("query", ["t=FRE1&t=DED5", "peers=FRE1", "peers=FRE1&show=indicators"])
def test_it_takes_seven_queries_at_most_whoever_is_compared(
    client: Client, query: str, django_assert_max_num_queries
):
    answer = client.get(f"/en/compare/?{query}")
    assert len(answer.content) < 115_000
    with django_assert_max_num_queries(7):
        client.get(f"/en/compare/?{query}")


def test_a_territory_is_compared_with_its_own_peers(client: Client):
    page = client.get("/en/compare/?peers=FRE1").content.decode()
    assert page.count('<li class="tag">') == 8
    assert "All are structural peers of Nord-Pas de Calais" in page


def test_places_that_are_not_peers_are_warned_of(client: Client):
    page = client.get("/en/compare/?t=FRE1&t=FI20").content.decode()
    assert "Nord-Pas de Calais and Åland are not structural peers" in page


def test_one_is_added_by_name_and_taken_out_by_a_link(client: Client):
    answer = client.get("/en/compare/?t=FRE1&add=leipzg")
    assert (answer.status_code, answer["Location"]) == (302, "/en/compare/?t=FRE1&t=DED5")
    page = client.get("/en/compare/?t=FRE1&t=DED5").content.decode()
    assert 'href="?t=DED5"' in page
    assert 'href="?t=FRE1"' in page


def test_a_name_of_two_places_is_asked_back(client: Client):
    page = client.get("/en/compare/?t=FRE1&add=limburg").content.decode()
    assert 'href="?t=FRE1&amp;t=NL42"' in page


def test_the_empty_state_offers_addresses_that_work(client: Client):
    page = client.get("/en/compare/").content.decode()
    offered = re.findall(r'href="(/en/compare/\?[^"]+)"', page)
    assert len(offered) == 3
    for address in offered:
        assert client.get(address.replace("&amp;", "&")).status_code == 200


def test_the_data_holds_every_figure_and_all_pairs(client: Client):
    rows = list(csv.DictReader(io.StringIO(client.get("/en/compare.csv?t=FRE1&t=DED5").content.decode())))  # fmt: skip
    assert {row["kind"] for row in rows} == {"node", "indicator", "structure"}
    data = client.get("/en/compare.json?t=FRE1&t=DED5").json()
    assert data["pairs"]["blueprint:A2"] == [["FRE1", "below", "DED5"]]
    assert data["not_peers"] == [["FRE1", "DED5"]]


def test_figures_that_do_not_fit_stand_on_the_next_page(client: Client):
    page = client.get("/en/compare/?peers=FRE1&show=indicators").content.decode()
    assert "Page 1 of 3" in page
    assert client.get("/en/compare/?peers=FRE1&show=indicators&page=3").status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("t=FRE1&t=XX99", 404),
        ("t=FRE1&t=FR", 404),
        ("t=FRE1&t=DED5&framework=blueprnt", 400),
        ("t=FRE1&t=DED5&show=A9", 400),
        ("t=FRE1&t=DED5&page=9", 404),
        ("peers=XX99", 404),
        ("peers=BG31", 404),
        ("&".join(f"t=AT{n}" for n in (11, 12, 13, 21, 22, 31, 32, 33, 34)), 400),
        ("t=<script>", 404),
    ],
)
def test_bad_input_is_refused_with_a_sentence(client: Client, query: str, status: int):
    answer = client.get(f"/en/compare/?{query}")
    assert answer.status_code == status
    assert lead(answer) != ""


def test_a_word_that_is_not_known_is_not_left_out_in_silence(client: Client):
    page = client.get("/en/compare/?t=FRE1&t=DED5&colour=red").content.decode()
    said = "We do not know “colour” here and left it out. This page shows: Nord-Pas de Calais and Leipzig."
    assert said in page
    assert "Known in this address: t, peers, framework, show." in page
    data = client.get("/en/compare.json?t=FRE1&t=DED5&colour=red").json()
    assert data["not_understood"] == ["colour"]
    assert "We do not know “nodes” here" in client.get("/en/compare/?nodes=A1").content.decode()


def test_it_says_whose_peers_they_are(client: Client):
    page = client.get("/en/compare/?peers=FRE1").content.decode()
    assert page.count("Peers on this page are those that the method finds;") == 1
    countries = client.get("/en/compare/?t=FR&t=DE&framework=country").content.decode()
    assert "Peers on this page" not in countries


def test_scores_stand_on_one_axis_and_every_panel_says_its_finding(client: Client):
    page = client.get("/en/compare/?t=FRE1&t=DED5&t=FI20").content.decode()
    assert "Every panel has the same axis, from 0 to 100 points." in page
    broad = page.partition("<svg")[2]
    broad = page[page.index('id="dots"') :].partition("</svg>")[0]
    zeros = set(re.findall(r'<text x="([0-9.]+)"[^>]*>0</text>', broad))
    hundreds = set(re.findall(r'<text x="([0-9.]+)"[^>]*>100</text>', broad))
    assert (broad.count(">100</text>"), len(zeros), len(hundreds)) == (5, 1, 1)
    assert "Talent and entrepreneurs: Leipzig is clearly ahead of Nord-Pas de Calais" in broad
    assert "Infrastructure and investment: Leipzig and Åland are about the same" in broad


def test_figures_of_other_units_keep_their_own_axis(client: Client):
    page = client.get("/en/compare/?t=FRE1&t=DED5&show=indicators").content.decode()
    assert "Every panel has its own axis and unit" in page
    page = client.get("/en/compare/?t=FRE1&t=DED5&show=A2").content.decode()
    assert "Scores stand on one axis from 0 to 100;" in page
